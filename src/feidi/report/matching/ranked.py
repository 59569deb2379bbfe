"""The ranking told: options by distance, complexity and gain, and how their ranks spread."""

from dataclasses import replace
from typing import Any

import numpy as np

from feidi.match.given import LAYERS
from feidi.match.ranking import Ranked, Ranking
from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import brief, interval, listed, percent, plain
from feidi.report.charts import WIDE, Bubble, Scales, bubbles, heat
from feidi.report.charts.heat import Line
from feidi.report.diagnosis.naming import INDUSTRY, marked

NUMBERED, HEATED, RANKS, NARROW_RANKS, FIRST = 12, 12, 10, 5, 5
DISTANCE = Words("距离：相近产业还差多少（0 近，1 远）", "distance: what is near that is missing")
COMPLEXITY = Words("复杂度 PCI（越高越难被别处替代）", "complexity PCI (higher: fewer can do it)")

FEASIBILITY_HOW = Words(
    "越靠左，两地已有的相近产业越多；越靠上，能做的地方越少；圆越大，以后能带出的新产业越多。"
    "编号是综合次序；橙色的有一票否决的数没有查清。同一大类的细行业位置相同，画成一个点，"
    "写出各自的编号；“+3”是这一点上还有 3 个行业。",
    "The farther left, the more of what is near is already here; the higher, the fewer can "
    "do it; the larger, the more it would open up. Numbers are the order; orange ones "
    "have a veto whose figure is not known. Sectors of one group share one place and are one "
    "point with all their numbers; “+3” means three more sectors lie there.",
)


def ranked_reading(found: Ranking) -> Words:
    """Return one sentence on what comes first, and how sure that is."""
    best = found.order[:3]
    names = listed([one.name for one in best])
    first = best[0]
    every = len(found.order)
    return Words(
        f"{every} 个可选行业里，按议定的权重范围抽 {found.draws:,} 次，最可接受的是{names.zh}；"
        f"“{first.name.zh}”排第一的只占 {percent(float(first.ranks[0])).zh}，名次要连着看，"
        "不能只看第一。",
        f"Of {every} options the most acceptable over {found.draws:,} draws of weights are "
        f"{names.en}; “{first.name.en}” is first in only {percent(float(first.ranks[0])).en} of "
        "them, so read the whole spread of ranks.",
    )


def feasibility_section(
    found: Ranking, gains: dict[str, float], cautions: tuple[Words, ...] = ()
) -> Section:
    """Return the options with their weights and sources, drawn where two scales are known.

    The scales are how near and how complex; without either the table stands alone. gains: what
    an industry would open up, by code. cautions: what must be known first.
    """
    told = Section(
        key="feasibility",
        title=Words("哪些行业够得着，也值得去够", "Which industries are in reach, and worth it"),
        reading=feasibility_reading(found),
        grid=_grid(found),
        notes=(*cautions, *_notes(found)),
        left_out=tuple((one.name, one.reason) for one in found.left),
    )
    keys = [criterion.key for criterion in found.criteria]
    if "relatedness" not in keys or "complexity" not in keys:
        return told
    near, complex_ = keys.index("relatedness"), keys.index("complexity")
    known = [r for r in found.order if not np.isnan(r.value[[near, complex_]]).any()]
    numbered = known[:NUMBERED]

    def draw(width: int, lang: str) -> dict[str, Any]:
        least = min(gains.values(), default=0.0)
        number = {one.industry: n for n, one in enumerate(numbered, 1)}
        options = [
            Bubble(
                brief(one.name).say(lang),
                1.0 - float(one.value[near]),
                float(one.value[complex_]),
                gains.get(one.industry, 0.0) - least if gains else one.holistic**4,
                number.get(one.industry, 0),
                "second" if one.undecided else "main",
            )
            for one in known
        ]
        scales = Scales(DISTANCE.say(lang), COMPLEXITY.say(lang))
        return bubbles(options, scales, told.reading.say(lang), width)

    names = tuple(brief(one.name) for one in numbered)
    return replace(told, draw=draw, names=names, how=FEASIBILITY_HOW)


def feasibility_reading(found: Ranking) -> Words:
    """Return one sentence on the first options, naming the layers of evidence there were."""
    best = found.order[:FIRST]
    names = listed([one.name for one in best], FIRST)
    layers = dict.fromkeys(
        c.name if c.layer == "other" else LAYERS[c.layer] for c in found.criteria
    )
    *zh, last = (name.zh for name in layers)
    *en, last_en = (name.en for name in layers)
    by = f"综合{'、'.join(zh)}和{last}" if zh else f"按{last}"
    by_en = f"{', '.join(en)} and {last_en}" if en else last_en
    return Words(
        f"{by}，最可接受的 {len(best)} 个行业：{names.zh}。",
        f"By {by_en} the {len(best)} most acceptable: {names.en}.",
    )


def _grid(found: Ranking) -> Grid:
    heads = (
        INDUSTRY,
        Words("综合可接受度", "acceptability"),
        Words("平均名次", "mean rank"),
        Words("排第一", "first"),
        *(criterion.name for criterion in found.criteria),
    )
    made = tuple(
        (
            marked(one.name, assumed=one.assumed),
            percent(one.holistic),
            plain(one.expected_rank, 1),
            percent(float(one.ranks[0])),
            *(plain(float(value)) for value in one.value),
        )
        for one in found.order
    )
    return Grid(heads, made, at_first=10)


def bounds_section(found: Ranking) -> Section:
    """Return every figure of every option with the bounds between which it was drawn."""
    heads = (INDUSTRY, *(criterion.name for criterion in found.criteria))
    made = tuple(
        (
            one.name,
            *(
                interval(float(low), float(high))
                for low, high in zip(one.low, one.high, strict=True)
            ),
        )
        for one in found.order
    )
    reading = Words(
        f"排序时每次抽样都在这些范围里取数：{len(found.order)} 个行业，{len(found.criteria)} 项。",
        f"Each draw takes its figures from these ranges: {len(found.order)} options by "
        f"{len(found.criteria)} criteria.",
    )
    title = Words("各项数值的范围", "Ranges of the figures")
    return Section("bounds", title, reading, Grid(heads, made), evidence=True)


def _notes(found: Ranking) -> tuple[Words, ...]:
    weights = "；".join(_weight(c.name.zh, c.weight_low, c.weight_high) for c in found.criteria)
    weights_en = "; ".join(_weight(c.name.en, c.weight_low, c.weight_high) for c in found.criteria)
    sources = dict.fromkeys(found.sources.values())
    return (
        Words(f"权重范围（占比）：{weights}", f"stated weights (shares): {weights_en}"),
        Words(
            "随机可接受度（SMAA，Lahdelma & Salminen 2001）：权重和各项的数在所写范围内抽 "
            f"{found.draws:,} 次，"
            f"种子 {found.seed}，抽样误差 ±{percent(found.margin, 1).zh}；不是一个加权总分",
            f"stochastic acceptability (SMAA, Lahdelma & Salminen 2001): weights and figures drawn "
            f"{found.draws:,} times within what is stated, seed {found.seed}, error of a share "
            f"±{percent(found.margin, 1).en}; not one weighted sum",
        ),
        *(
            Words(f"没有这一项：{name.zh}，{reason.zh}", f"without {name.en}: {reason.en}")
            for name, reason in found.without
        ),
        *(Words(f"来源：{source}", f"source: {source.replace('；', '; ')}") for source in sources),
    )


def _weight(name: str, low: float, high: float) -> str:
    return f"{name} {low:.0%}–{high:.0%}"


def acceptability_section(found: Ranking) -> Section:
    """Return how the ranks of the first options spread over all draws."""

    def draw(width: int, lang: str) -> dict[str, Any]:
        count = RANKS if width >= WIDE else NARROW_RANKS
        lines = [
            Line(brief(one.name).say(lang), _shares(one, count)) for one in found.order[:HEATED]
        ]
        heads = [str(n) for n in range(1, count + 1)] + [Words("其后", "later").say(lang)]
        title = Words("各名次所占的抽样比例（%）", "share of draws by rank, %").say(lang)
        return heat(lines, heads, title, ranked_reading(found).say(lang), width)

    heads = (INDUSTRY, *(both(str(n)) for n in range(1, RANKS + 1)), Words("其后", "later"))
    made = tuple(
        (one.name, *(percent(share) for share in _shares(one, RANKS))) for one in found.order
    )
    return Section(
        key="acceptability",
        title=Words("换一种权重，名次会怎样", "What other weights would change"),
        reading=ranked_reading(found),
        grid=Grid(heads, made, at_first=8),
        draw=draw,
        how=Words(
            "每一格：在多少比例的抽样里，这个行业排在这一名。颜色集中在左边的，谁来定权重都靠前；"
            "散开的，要先把权重谈拢。",
            "Each cell: in what share of draws the industry has that rank. Where colour gathers at "
            "the left it comes early whoever sets the weights; where it spreads, agree on weights.",
        ),
    )


def _shares(one: Ranked, count: int) -> list[float]:
    first = [float(share) for share in one.ranks[:count]]
    return [*first, max(0.0, 1.0 - sum(first))]


def veto_section(found: Ranking) -> Section | None:
    """Return what is forbidden, and what cannot be decided yet; apart from any ranking."""
    undecided = [(one.name, veto.words) for one in found.order for veto in one.undecided]
    forbidden = [(one.name, one.reason) for one in found.left if one.vetoes]
    if not undecided and not forbidden:
        return None
    made = tuple(
        (name, state, words)
        for rows, state in (
            (forbidden, Words("否决", "forbidden")),
            (undecided, Words("未定", "undecided")),
        )
        for name, words in rows
    )
    reading = Words(
        f"一票否决 {len(forbidden)} 个行业；另有 {len(undecided)} 个的数没有查清，先查再定。",
        f"{len(forbidden)} industries are forbidden outright; {len(undecided)} lack the figure "
        "that "
        "decides: find it first.",
    )
    heads = (INDUSTRY, Words("结论", "state"), Words("理由", "reason"))
    title = Words("一票否决的（不参加排序）", "Vetoes, kept apart from the ranking")
    return Section("vetoes", title, reading, Grid(heads, made, left=3))
