"""What holds a place back: its figures beside those of the host and the province."""

from typing import Any

from feidi.diagnose.bottlenecks import AHEAD, BEHIND, Bottleneck, Bottlenecks, Cell, Comparison
from feidi.quantities.unit_words import unit_words
from feidi.quantities.words import Words
from feidi.records.indicator import LOWER
from feidi.records.industry_table import ASSUMED
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import UNKNOWN, listed, short
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis.naming import Call, marked

PERCENT = 100.0
OF_OTHERS = Words(
    "相当于飞入地或全省的 %（100 为持平）", "% of the host's or province's (100: level)"
)
ASK = Words("缺", "missing")


def limits_reading(found: Bottlenecks, call: Call, place: str) -> Words:
    """Return one sentence on what binds, and what nobody has counted."""
    binding = [row for row in found.rows if row.binding]
    names = listed(list(dict.fromkeys(row.measure.name for row in binding)), 3)
    assumed = _assumed(binding)
    who = call(place)
    blank = listed(list(found.unanswered), 4)
    said = Words(
        f"{who.zh}明显落后的有 {len(binding)} 项，差得最远的是{names.zh}" + assumed.zh
        if binding
        else f"现有的数看不出{who.zh}落后在哪里",
        f"{who.en} is clearly behind on {len(binding)} counts, farthest on {names.en}" + assumed.en
        if binding
        else f"The figures do not show {who.en} behind on anything",
    )
    if not found.unanswered:
        return Words(f"{said.zh}。", f"{said.en}.")
    return Words(
        f"{said.zh}；{blank.zh}没有可比的数，先要问到。",
        f"{said.en}; nothing comparable is known of {blank.en}: ask for these first.",
    )


def _assumed(binding: list[Bottleneck]) -> Words:
    """Return of how many rows the place's own figure is assumed, and of how many the other's."""
    own = sum(row.place.status == ASSUMED for row in binding)
    other = sum(
        any(side.standing == BEHIND and cell.status == ASSUMED for side, cell, _ in _sides(row))
        for row in binding
    )
    zh = [f"{own} 项自己的数是假设的"] * bool(own) + [f"{other} 项对照的数是假设的"] * bool(other)
    en = [f"{own} with an assumed figure of its own"] * bool(own)
    en += [f"{other} against an assumed one"] * bool(other)
    return Words(f"（其中 {'，'.join(zh)}）", f" ({', '.join(en)})") if zh else Words("", "")


def limits_section(found: Bottlenecks, call: Call, places: tuple[str, str, str]) -> Section:
    """Return the table of what holds the place back."""
    names = [call(name) if name else UNKNOWN for name in places]
    heads = (Words("指标", "indicator"), Words("因素", "factor"), Words("判断", "standing"), *names)
    compared = [row for row in found.rows if _compared(row)]

    def draw(width: int, lang: str) -> dict[str, Any]:
        bars = [_bar(row, lang) for row in compared]
        described = limits_reading(found, call, places[0]).say(lang)
        return rows(bars, Axis(OF_OTHERS.say(lang), mark=PERCENT), described, width)

    return Section(
        key="bottlenecks",
        title=Words(f"什么卡住了{names[0].zh}", f"What holds {names[0].en} back"),
        reading=limits_reading(found, call, places[0]),
        grid=Grid(
            heads,
            tuple(_row(row) for row in found.rows),
            left=3,
            at_first=20,
            faint=frozenset(n for n, row in enumerate(found.rows) if not _known(row)),
        ),
        draw=draw if compared else None,
        how=Words(
            "条越短，落后越多；越低越好的指标已经倒过来算。落后、占优：与飞入地或全省相差超过十分之一；“缺”是没有找到公开的数，不是零。括号里是年份。",
            "The shorter the bar, the farther behind; where less is better the ratio is turned "
            "round. Behind, ahead: by more than a tenth of the host's or the province's figure; "
            "“missing” means that no published figure was found, not zero. Years in brackets.",
        ),
    )


def _sides(row: Bottleneck) -> tuple[tuple[Comparison, Cell, Words], ...]:
    return (
        (row.to_host, row.host, Words("飞入地", "host")),
        (row.to_province, row.province, Words("全省", "province")),
    )


def _compared(row: Bottleneck) -> tuple[float, Words] | None:
    """Return how the place stands in per cent of the host or the province, the worse of both."""
    found = []
    for comparison, cell, who in _sides(row):
        if comparison.ratio and comparison.ratio > 0:
            turned = row.measure.better == LOWER
            part = PERCENT * (1.0 / comparison.ratio if turned else comparison.ratio)
            mine, other = (
                marked(short(one.value), assumed=one.status == ASSUMED) for one in (row.place, cell)
            )
            gap = "" if row.place.status == ASSUMED else " "
            said = Words(
                f"{mine.zh}{gap}对{who.zh} {other.zh}", f"{mine.en} to {other.en} ({who.en})"
            )
            found.append((part, said))
    return min(found, key=lambda pair: pair[0], default=None)


def _bar(row: Bottleneck, lang: str) -> Bar:
    part, said = _compared(row) or (0.0, UNKNOWN)
    standings = {row.to_host.standing, row.to_province.standing}
    tone = "second" if BEHIND in standings else "third" if AHEAD in standings else "plain"
    return Bar(_name(row).say(lang), 0.0, part, f"{part:.0f}%  {said.say(lang)}", tone)


def _name(row: Bottleneck) -> Words:
    unit = unit_words(row.measure.unit)
    return Words(f"{row.measure.name.zh}（{unit.zh}）", f"{row.measure.name.en} ({unit.en})")


def _known(row: Bottleneck) -> bool:
    return {row.to_host.standing, row.to_province.standing} != {"unknown"}


def _row(row: Bottleneck) -> tuple[Words, ...]:
    cells = (row.place, row.host, row.province)
    return (_name(row), row.factor, _standing(row), *(_cell(cell) for cell in cells))


def _standing(row: Bottleneck) -> Words:
    standings = {
        Words("飞入地", "the host"): row.to_host.standing,
        Words("全省", "the province"): row.to_province.standing,
    }
    behind = [who for who, how in standings.items() if how == BEHIND]
    ahead = [who for who, how in standings.items() if how == AHEAD]
    if behind:
        return Words(f"落后于{listed(behind).zh}", f"behind {listed(behind).en}")
    if ahead:
        return Words(f"优于{listed(ahead).zh}", f"ahead of {listed(ahead).en}")
    return Words("无法比较", "not comparable") if not _known(row) else Words("相当", "level")


def _cell(cell: Cell) -> Words:
    if cell.value is None:
        return ASK
    said, assumed = short(cell.value), cell.status == ASSUMED
    about = [str(cell.year)] if cell.year else []
    zh = "，".join([*about, *(["假设"] if assumed else [])])
    en = ", ".join([*about, *(["assumed"] if assumed else [])])
    return Words(f"{said.zh}（{zh}）" if zh else said.zh, f"{said.en} ({en})" if en else said.en)


def sources_section(found: Bottlenecks, call: Call, places: tuple[str, str, str]) -> Section:
    """Return the source of every figure, and who should provide the missing ones."""
    heads = (
        Words("指标", "indicator"),
        Words("地区", "place"),
        Words("状态", "status"),
        Words("来源，或请谁提供", "source, or whom to ask"),
    )
    made = tuple(
        (row.measure.name, call(name), cell.status_words, Words(cell.source, cell.source))
        for row in found.rows
        for name, cell in zip(places, (row.place, row.host, row.province), strict=True)
        if name and cell.source
    )
    missing = sum(row[2].en == "missing" for row in made)
    reading = Words(
        f"{len(made)} 个数的来源；其中缺 {missing} 个，写明了请谁提供。",
        f"Sources of {len(made)} figures; {missing} are missing, with whom to ask.",
    )
    title = Words("瓶颈各数的来源", "Sources of the figures that hold it back")
    return Section("sources", title, reading, Grid(heads, made, left=4), evidence=True)
