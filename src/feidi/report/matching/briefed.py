"""From a matching to its briefing: what answers, what is evidence, and in what order."""

from math import isnan

from feidi.match import Matching
from feidi.match.absent import Absent
from feidi.match.product_space import ProductSpace
from feidi.quantities.words import Words, both
from feidi.report.briefing import Briefing, Grid, Section
from feidi.report.diagnosis import About
from feidi.report.matching.books import book_sections
from feidi.report.matching.calls import (
    backtest_section,
    firm_reading,
    firm_section,
    same_names_section,
)
from feidi.report.matching.links import (
    gap_reading,
    gap_section,
    portfolio_reading,
    portfolio_section,
)
from feidi.report.matching.pairs import complement_section, overlap_section
from feidi.report.matching.ranked import (
    acceptability_section,
    bounds_section,
    feasibility_reading,
    feasibility_section,
    veto_section,
)
from feidi.report.matching.space import space_section

# the sections of the rules that say when a complexity means nothing
COMPLEXITY_RULES = ("§M3", "§M4")
KIND = Words("产业匹配", "Matching of two places")
NAMES = {
    "ranking": Words("行业排序", "ranking of industries"),
    "complement": Words("互补", "complementarity"),
    "overlap": Words("错位", "overlap"),
    "gaps": Words("链上缺口", "gaps of the chains"),
    "portfolio": Words("项目组合", "projects that fit"),
    "firms": Words("目标企业", "firms to call on"),
    "books": Words("三图三清单", "three maps and three lists"),
    "backtest": Words("回测", "backtest"),
}
ALL_ASSUMED = Words(
    "两地的供需数是假设的，次序只演示算法，不能据以招商。",
    "The pair's figures are assumed: the order shows the method and must not be acted on.",
)


def matching_briefing(
    found: Matching, about: About, space: "ProductSpace | Absent | None" = None
) -> Briefing:
    """Return a matching told: sentences, what answers, then the evidence."""
    call = about.call
    pair = (found.pair.sender, found.pair.host)
    origin, host = map(call, pair)
    sections = [*_choices(found), *_places(found, space, about), *_calls(found)]
    absent = [
        (name, value.reason)
        for key, name in NAMES.items()
        if isinstance(value := getattr(found, key), Absent)
    ]
    if not isinstance(found.ranking, Absent):
        absent += found.ranking.without
    if isinstance(space, Absent):
        absent.append((Words("产业邻近图", "product space"), space.reason))
    return Briefing(
        kind=KIND,
        title=Words(f"{origin.zh}与{host.zh}：做什么、补哪里、找谁",
                    f"{origin.en} and {host.en}: what to go for, and whom to call on"),
        facts=(
            (Words("飞出地", "origin"), origin),
            (Words("飞入地", "host"), host),
            (Words("截至", "as known at"), both(str(found.as_at))),
        ),
        lead=tuple(_lead(found, about)),
        sections=tuple(sections),
        absent=tuple(absent),
        problems=tuple(
            p for p in dict.fromkeys((*about.problems, *found.problems)) if p.level == "warning"
        ),
        note=about.note,
    )  # fmt: skip


def _lead(found: Matching, about: About) -> list[Words]:
    said = [ALL_ASSUMED] if about.assumed else []
    if not isinstance(found.ranking, Absent) and found.ranking.order:
        said.append(feasibility_reading(found.ranking))
    if not isinstance(found.gaps, Absent):
        said.append(gap_reading([gap for gap in found.gaps if gap.score is not None]))
    if not isinstance(found.firms, Absent):
        said.append(firm_reading(found.firms))
    if not isinstance(found.portfolio, Absent):
        said.append(portfolio_reading(found.portfolio))
    return said


def _choices(found: Matching) -> list[Section]:
    if isinstance(found.ranking, Absent) or not found.ranking.order:
        return []
    vetoes = veto_section(found.ranking)
    return [
        feasibility_section(found.ranking, _gains(found), _cautions(found)),
        acceptability_section(found.ranking),
        *([vetoes] if vetoes else []),
        bounds_section(found.ranking),
    ]


def _gains(found: Matching) -> dict[str, float]:
    """Return what each industry would open up, by code; none where it is not known."""
    if isinstance(found.layers, Absent) or found.layers.gain is None:
        return {}
    pairs = zip(found.layers.codes, found.layers.gain.value, strict=True)
    return {code: float(value) for code, value in pairs if not isnan(value)}


def _cautions(found: Matching) -> tuple[Words, ...]:
    """Return the warnings that bear on complexity itself."""
    return tuple(
        Words(f"注意：{p.what.zh}；{p.fix.zh}", f"caution: {p.what.en}; {p.fix.en}")
        for p in found.problems
        if p.section in COMPLEXITY_RULES
    )


def _places(found: Matching, space: "ProductSpace | Absent | None", about: About) -> list[Section]:
    pair, call = (found.pair.sender, found.pair.host), about.call
    sections = []
    if isinstance(space, ProductSpace):
        sections.append(space_section(space, call, pair))
    if not isinstance(found.complement, Absent):
        sections.append(complement_section(found.complement, call, pair))
    if not isinstance(found.overlap, Absent):
        sections.append(overlap_section(found.overlap, call, pair, about.industry))
    return sections


def _calls(found: Matching) -> list[Section]:
    sections = []
    names = {}
    if not isinstance(found.gaps, Absent):
        names = {gap.link.key: gap.link.name for gap in found.gaps}
        sections.append(gap_section(found.gaps))
    if not isinstance(found.firms, Absent):
        sections.append(firm_section(found.firms, names))
    if not isinstance(found.portfolio, Absent):
        sections.append(portfolio_section(found.portfolio))
    if not isinstance(found.backtest, Absent):
        sections.append(backtest_section(found.backtest))
    if not isinstance(found.books, Absent):
        chosen = None if isinstance(found.portfolio, Absent) else found.portfolio
        sections += [part for book in found.books for part in book_sections(book, chosen)]
    rest = (same_names_section(found.same_names), _assumptions(found.assumptions))
    return [*sections, *(section for section in rest if section)]


def _assumptions(said: tuple[Words, ...]) -> Section | None:
    """Return which of the given figures are assumptions."""
    if not said:
        return None
    reading = Words(
        f"有 {len(said)} 类数是假设的，换成真实的数以前，结果只供演示。",
        f"{len(said)} kinds of figures are assumed; until they are replaced the result only "
        "demonstrates.",
    )
    grid = Grid((Words("假设的数", "assumed figures"),), tuple((each,) for each in said))
    return Section("assumed", Words("哪些数是假设的", "Which figures are assumed"), reading, grid,
                   evidence=True)  # fmt: skip
