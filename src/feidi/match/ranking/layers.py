"""The evidence that can be computed: relatedness, complexity, linkages, complementarity."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.match.absent import Absent
from feidi.match.complexity import Complexity, Outside, ValueTable, complexity
from feidi.match.given import Criterion, Given
from feidi.match.standing import Bounded, cover, either, quotients, weighed, without
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable

Floats = npt.NDArray[np.float64]

# the problem by which complexity has no direction
ARBITRARY = "MA013"
BUILT_IN = (
    Criterion("relatedness", Words("关联密度", "relatedness density"), "relatedness"),
    Criterion("complexity", Words("产品复杂度", "product complexity"), "complexity"),
    Criterion("backward", Words("投入可在双方取得", "inputs available in the pair"), "linkages"),
    Criterion("forward", Words("产品可在双方使用", "use of its product in the pair"), "linkages"),
    Criterion(
        "complementarity",
        Words("用飞出地所供、飞入地所缺", "uses what the origin supplies and the host lacks"),
        "complementarity",
    ),
)


@dataclass(frozen=True, eq=False)
class Layers:
    """Computed evidence by criterion, each with one figure an industry of `codes`.

    absent: criteria that could not be computed, with the reason.
    """

    codes: tuple[str, ...]
    found: dict[str, Bounded]
    absent: dict[str, Absent]
    sources: dict[str, str]
    problems: tuple[Problem, ...]


def layers(given: Given) -> Layers:
    """What speaks for each industry, layer by layer, with what is not known carried as bounds?

    §M10, §M11. Relatedness: the share of what is near to an industry, outside, that the two
    places have; industries of unknown presence are absent at the low bound, present at the
    high one. Complexity: PCI of the outside places; bounds are the least and greatest PCI when
    one outside place is left out. Linkages and complementarity: see `linkages`.
    """
    table = given.industries
    if table is None:
        reason = Absent(Words("没有双方的行业数据", "there is no industry table of the pair"))
        return Layers((), {}, {c.key: reason for c in BUILT_IN}, {}, ())
    found: dict[str, Bounded] = {}
    absent: dict[str, Absent] = {}
    linked = linkages(given, table)
    if isinstance(linked, Absent):
        absent |= dict.fromkeys(("backward", "forward", "complementarity"), linked)
    else:
        found |= linked
    sources = {key: f"{table.source}；{given.graph.source}" for key in found if given.graph}
    seen = _outside(given, table)
    if isinstance(seen, Absent):
        absent |= dict.fromkeys(("relatedness", "complexity"), seen)
        return Layers(table.codes, found, absent, sources, ())
    found["relatedness"] = seen.relatedness
    if any(problem.code == ARBITRARY for problem in seen.problems):
        absent["complexity"] = Absent(
            Words(
                "复杂度的方向没有依据（与多样性几乎不相关），不用来排名",
                "which end is complex is arbitrary (hardly correlated with diversity): not used",
            )
        )
    else:
        found["complexity"] = seen.complexity
    sources |= dict.fromkeys(("relatedness", "complexity"), seen.source)
    return Layers(table.codes, found, absent, sources, seen.problems)


def linkages(given: Given, table: IndustryTable) -> "dict[str, Bounded] | Absent":
    """Which of an industry's inputs and customers are in the two places?

    With a[i, j] input coefficients, s the part of its use a place can supply (`cover`):
    backward[j] = sum_i a[i, j] max(s_sender[i], s_host[i]) / sum_i a[i, j];
    forward[j] = sum_k a[j, k] X[k] s_host_or_sender[k] / sum_k a[j, k] X[k];
    complementarity[j] = sum_i a[i, j] s_sender[i] (1 - s_host[i]) / sum_i a[i, j]:
    the sender's supply x the industry's use x the absence of a better source in the host.
    """
    if given.graph is None:
        return Absent(Words("没有产业链系数", "there are no input coefficients"))
    if given.graph.classification != table.classification:
        return Absent(
            Words(
                f"产业链系数用 {given.graph.classification.id}，行业数据用 "
                f"{table.classification.id}，不能连接",
                f"coefficients are in {given.graph.classification.id}, the industry table in "
                f"{table.classification.id}: they cannot be joined",
            )
        )
    places = [given.graph.classification.positions[code] for code in table.codes]
    inputs = given.graph.matrix()[np.ix_(places, places)]
    sender, host = (
        cover(quotients(table, place, given.pair.whole))
        for place in (given.pair.sender, given.pair.host)
    )
    sales = (inputs * np.nan_to_num(table.row(given.pair.whole))).T
    pair = either(sender, host)
    return {
        "backward": weighed(inputs, pair),
        "forward": weighed(sales, pair),
        "complementarity": weighed(inputs, without(sender, host)),
    }


@dataclass(frozen=True, eq=False)
class _Seen:
    relatedness: Bounded
    complexity: Bounded
    source: str
    problems: tuple[Problem, ...]


def _outside(given: Given, table: IndustryTable) -> "_Seen | Absent":
    if given.outside is None:
        return Absent(
            Words("没有外部地区（省、市）的数据", "there is no table of outside places (provinces)")
        )
    outside = given.outside
    parents = [given.parents.get(code, code) for code in table.codes]
    if outside.classification != table.classification and not given.parents:
        return Absent(
            Words(
                f"外部数据用 {outside.classification.id}，行业数据用 {table.classification.id}，"
                "没有对照",
                f"the outside table is in {outside.classification.id}, the industry table in "
                f"{table.classification.id}, and there is no bridge",
            )
        )
    whole = np.all(~np.isnan(outside.values), axis=1)
    values = ValueTable(
        outside.values[whole],
        tuple(p for p, kept in zip(outside.places, whole, strict=True) if kept),
        outside.codes,
        outside.year,
        None,
        outside.source,
    )
    solved = complexity(values)
    if solved.refused:
        return Absent(solved.problems[0].what)
    problems = (*_with_gaps(outside, whole), *solved.problems)
    spots = {code: i for i, code in enumerate(outside.codes)}
    where = np.array([spots.get(code, -1) for code in parents])
    near = _density(given, table, Outside.of(solved))
    bounds = _left_out_one_by_one(values, solved)
    return _Seen(_taken(near, where), _taken(bounds, where), outside.source, problems)


def _with_gaps(outside: IndustryTable, whole: npt.NDArray[np.bool_]) -> list[Problem]:
    gone = [place for place, kept in zip(outside.places, whole, strict=True) if not kept]
    if not gone:
        return []
    return [
        Problem(
            "MA101",
            outside.at,
            Words(
                f"{len(outside.places)} 个外部地区中有 {len(gone)} 个缺数，不参加比较："
                f"{'、'.join(gone)}",
                f"{len(gone)} of {len(outside.places)} outside places have missing figures and "
                f"are left out: {', '.join(gone)}",
            ),
            Words("补上缺数，或不列该地区", "supply the figures, or leave the place out"),
        )
    ]


def _taken(figures: Bounded, where: npt.NDArray[np.int64]) -> Bounded:
    parts = []
    for part in (figures.low, figures.value, figures.high):
        parts.append(np.where(where >= 0, part[np.maximum(where, 0)], np.nan))
    return Bounded(*parts)


def _density(given: Given, table: IndustryTable, outside: Outside) -> Bounded:
    """Return density around what the pair has together, in the outside's industries."""
    result = outside.result
    spots = {code: i for i, code in enumerate(result.industries)}
    have = np.zeros((2, len(result.industries)))
    for row, place in enumerate((given.pair.sender, given.pair.host)):
        for code, value in zip(table.codes, table.row(place), strict=True):
            spot = spots.get(given.parents.get(code, code))
            if spot is not None:
                have[row, spot] += value
    strong = np.array([_strong(row, result) for row in have])
    # present in the pair if in either; unknown if neither is present and one is unknown
    level = np.where((strong == 1).any(axis=0), 1.0, strong.sum(axis=0) * 0)
    unknown = np.isnan(level)
    near = np.zeros((len(spots), len(spots)))
    near[np.ix_(outside.known, outside.known)] = outside.near
    bounds = Bounded(np.where(unknown, 0.0, level), level, np.where(unknown, 1.0, level))
    return weighed(near, bounds)


def _strong(have: Floats, result: Complexity) -> Floats:
    """Return 1 where the place has RCA of one or more, 0 below, NaN where not known."""
    known = ~np.isnan(have)
    total, wide = have[known].sum(), result.values[:, known].sum()
    national = result.values.sum(axis=0)
    if total <= 0:
        return np.where(known, 0.0, np.nan)
    quotient = np.divide(have / total, national / wide, out=np.zeros(len(have)), where=national > 0)
    return np.where(known, quotient >= 1.0, np.nan)


def _left_out_one_by_one(values: ValueTable, solved: Complexity) -> Bounded:
    """Return PCI, bounded by the PCIs found when each outside place in turn is left out."""
    runs = [solved.pci]
    for place in range(len(values.places)):
        stays = np.arange(len(values.places)) != place
        again = complexity(values.only(stays))
        if not again.refused:
            runs.append(np.where(np.isnan(again.pci), solved.pci, again.pci))
    stacked = np.array(runs)
    return Bounded(stacked.min(axis=0), solved.pci, stacked.max(axis=0))
