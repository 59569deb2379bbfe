"""The product space told: what lies near what, and where the two places stand in it."""

from typing import Any

from feidi.match.product_space import ProductSpace
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import brief, plain
from feidi.report.charts import Link, Node, network
from feidi.report.diagnosis.naming import INDUSTRY, Call


def _tone(found: ProductSpace, n: int) -> str:
    if found.sender[n] and found.host[n]:
        return "third"
    return "second" if found.sender[n] else "main" if found.host[n] else "faint"


def space_section(found: ProductSpace, call: Call, pair: tuple[str, str]) -> Section:
    """Return the network of what lies near what, with both places in it."""
    origin, host = map(call, pair)

    def draw(width: int, lang: str) -> dict[str, Any]:
        nodes = [
            Node(
                brief(name).say(lang),
                found.weight[n],
                _tone(found, n),
                named=_tone(found, n) != "faint",
            )
            for n, name in enumerate(found.names)
        ]
        links = [Link(one, other, weight**2) for one, other, weight in found.edges]
        return network(nodes, links, space_reading(found, call, pair).say(lang), width)

    return Section(
        key="space",
        title=Words("哪些产业彼此相近", "Which industries lie near one another"),
        reading=space_reading(found, call, pair),
        grid=_grid(found, origin, host),
        draw=draw,
        how=Words(
            f"点是行业，连线的常在同一个省一起强；橙色是{origin.zh}、蓝色是{host.zh}、"
            "绿色是两地都有专长的，"
            "灰色是都没有的。从有颜色的点沿连线走一步，就是够得着的。",
            f"Dots are industries; joined ones are often strong in the same province. Orange: "
            f"{origin.en}; blue: {host.en}; green: both; grey: neither. One step along a line "
            "from a "
            "coloured dot is what is in reach.",
        ),
        notes=_notes(found),
    )


def space_reading(found: ProductSpace, call: Call, pair: tuple[str, str]) -> Words:
    """Return one sentence on where the two places stand."""
    origin, host = map(call, pair)
    counts = [sum(found.sender), sum(found.host)]
    both = sum(a and b for a, b in zip(found.sender, found.host, strict=True))
    return Words(
        f"{len(found.codes)} 个行业里，{origin.zh}有专长的 {counts[0]} 个，{host.zh} {counts[1]} "
        "个，"
        f"两地都有的 {both} 个。",
        f"Of {len(found.codes)} industries {origin.en} is specialised in {counts[0]}, {host.en} in "
        f"{counts[1]}, both in {both}.",
    )


def _nearest(found: ProductSpace, n: int) -> tuple[Words, Words]:
    near = [(w, a if b == n else b) for a, b, w in found.edges if n in (a, b)]
    if not near:
        return Words("–", "–"), Words("–", "–")
    weight, other = max(near)
    return found.names[other], plain(weight)


def _notes(found: ProductSpace) -> tuple[Words, ...]:
    return (
        Words(
            f"邻近度取自 {found.places} 个省 {found.year} 年，"
            "两个行业同时有专长的条件概率中较小者，"
            f"Hidalgo 等 (2007)；画出最大生成树和不小于 {found.strong} 的连线",
            f"proximity from {found.places} provinces, {found.year}: the smaller conditional "
            f"probability of being specialised in both, Hidalgo et al. (2007); the maximum "
            f"spanning tree and all links of at least {found.strong} are drawn",
        ),
        Words(f"来源：{found.source}", f"source: {found.source}"),
    )


def _grid(found: ProductSpace, origin: Words, host: Words) -> Grid:
    heads = (
        INDUSTRY,
        Words("谁有专长", "who is specialised"),
        Words("最近的行业", "nearest industry"),
        Words("邻近度", "proximity"),
    )
    who = {"third": Words("两地", "both"), "second": origin, "main": host, "faint": Words("", "")}
    made = tuple(
        (name, who[_tone(found, n)], *_nearest(found, n)) for n, name in enumerate(found.names)
    )
    first = tuple(sorted(made, key=lambda row: not row[1].zh))
    return Grid(heads, first, left=3, at_first=8)
