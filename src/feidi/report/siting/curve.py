"""Which plans there are between two aims, as a picture and a table."""

from collections.abc import Iterator
from typing import Any

from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.charts.theme import INK, SMALL, TONES
from feidi.report.siting.said import PARTS, money
from feidi.site.plan.trade_off import TradePoint

IN_WAN, IN_MILLION = 1e4, 1e6
HEIGHT = 260
ROOM = {"left": 84, "right": 40, "top": 14, "bottom": 46}


def curve_section(points: tuple[TradePoint, ...], parts: tuple[str, str]) -> Iterator[Section]:
    """Yield the section of a trade-off curve; nothing where none was asked for."""
    if not points:
        return
    first, second = (PARTS.get(part, both(part)) for part in parts)
    yield Section(
        key="curve",
        title=Words("两个目标之间的取舍", "The trade-off between two aims"),
        reading=_reading(points, first, second),
        grid=Grid(
            (both("#"), first, second, Words("落下", "Placed")),
            tuple(
                (
                    both(str(n)),
                    money(p.amounts[0]),
                    money(p.amounts[1]),
                    both(str(len(p.plan.placements))),
                )
                for n, p in enumerate(points, 1)
            ),
        ),
        draw=(lambda width, lang: _curve(points, (first, second), width, lang))
        if len(points) > 1
        else None,
        notes=(
            Words(
                "加权求和法：曲线凹进去的部分找不到。",
                "Weighted sums: plans inside a dent of the curve are not found.",
            ),
        ),
    )


def _reading(points: tuple[TradePoint, ...], first: Words, second: Words) -> Words:
    """Return what the curve shows in one sentence."""
    if len(points) == 1:
        return Words(
            f"两个目标不冲突：同一个方案{first.zh}和{second.zh}都最多。",
            f"The two aims do not conflict: one plan has most of both, {first.en} and {second.en}.",
        )
    ends = [(money(p.amounts[0]), money(p.amounts[1])) for p in (points[0], points[-1])]
    (a1, b1), (a2, b2) = ends
    return Words(
        f"从只看{first.zh}（{a1.zh}、{b1.zh}）到只看{second.zh}（{a2.zh}、{b2.zh}），"
        f"有 {len(points)} 个不相上下的方案。",
        f"From {first.en} alone ({a1.en}, {b1.en}) to {second.en} alone ({a2.en}, {b2.en}) "
        f"there are {len(points)} plans of which none beats another.",
    )


def _curve(
    points: tuple[TradePoint, ...], names: tuple[Words, Words], width: int, lang: str
) -> dict[str, Any]:
    unit = IN_MILLION if lang == "en" else IN_WAN
    called = "million yuan" if lang == "en" else "万元"
    values = [
        {"x": p.amounts[0] / unit, "y": p.amounts[1] / unit, "n": str(n)}
        for n, p in enumerate(points, 1)
    ]
    scale = {"zero": False, "padding": 24}
    titles = [f"{name.say(lang)} ({called})" for name in names]
    across = {"field": "x", "type": "quantitative", "scale": scale, "axis": {"title": titles[0]}}
    up = {"field": "y", "type": "quantitative", "scale": scale, "axis": {"title": titles[1]}}
    across["axis"] |= {"tickCount": 5}  # type: ignore[operator]
    up["axis"] |= {"tickCount": 5}  # type: ignore[operator]
    return {
        "description": Words("每个点是一个方案", "Each point is a plan").say(lang),
        "width": width - ROOM["left"] - ROOM["right"],
        "height": HEIGHT,
        "padding": ROOM,
        "data": {"values": values},
        "encoding": {"x": across, "y": up},
        "layer": [
            {"mark": {"type": "line", "color": TONES["plain"], "strokeDash": [4, 3]}},
            {"mark": {"type": "point", "filled": True, "size": 90, "color": TONES["main"]}},
            {
                "mark": {"type": "text", "dy": -12, "fontSize": SMALL, "color": INK},
                "encoding": {"text": {"field": "n", "type": "nominal"}},
            },
        ],
    }
