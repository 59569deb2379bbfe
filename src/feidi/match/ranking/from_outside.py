"""What outside places say about the industries of the pair: what is near, complex, a gain."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.match.absent import Absent
from feidi.match.complexity import Complexity, Outside, ValueTable, complexity
from feidi.match.complexity.outlook import outlook
from feidi.match.given import Given
from feidi.match.standing import Bounded, weighed
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable

Floats = npt.NDArray[np.float64]

NO_OUTSIDE = Absent(
    Words(
        "没有外部地区（省、市）的数据；给出几个省或市同一年、同一指标的分行业数",
        "there is no table of outside places (provinces): supply figures by industry of "
        "several provinces or prefectures, of one year and measure",
    )
)


@dataclass(frozen=True, eq=False)
class Seen:
    """Figures of the pair's industries, seen from outside places; see `layers`."""

    relatedness: Bounded
    complexity: Bounded
    gain: Bounded
    source: str
    problems: tuple[Problem, ...]


def seen_from_outside(given: Given, table: IndustryTable) -> "Seen | Absent":
    """Return relatedness, complexity and gain of the pair's industries, or why there are none."""
    if given.outside is None:
        return NO_OUTSIDE
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
    outside_view = Outside.of(solved)
    have = _presence(given, table, solved.industries)
    return Seen(
        relatedness=_taken(_density(have, outside_view), where),
        complexity=_taken(_left_out_one_by_one(values, solved), where),
        gain=_taken(_gain(have, outside_view), where),
        source=outside.source,
        problems=problems,
    )


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


def _presence(given: Given, table: IndustryTable, industries: tuple[str, ...]) -> Bounded:
    """Return 1 where the pair has an outside industry, 0 where not, NaN where not known."""
    spots = {code: i for i, code in enumerate(industries)}
    have, told = np.zeros((3, len(industries))), np.zeros(len(industries), dtype=np.bool_)
    for row, place in enumerate((given.pair.sender, given.pair.host, given.pair.whole)):
        for code, value in zip(table.codes, table.row(place), strict=True):
            spot = spots.get(given.parents.get(code, code))
            if spot is not None:
                have[row, spot] += value
                told[spot] = True
    have[:, ~told] = np.nan
    strong = np.array([_strong(row, have[2]) for row in have[:2]])
    # present in the pair if in either; unknown if neither is present and one is unknown
    level = np.where((strong == 1).any(axis=0), 1.0, strong.sum(axis=0) * 0)
    unknown = np.isnan(level)
    return Bounded(np.where(unknown, 0.0, level), level, np.where(unknown, 1.0, level))


def _density(have: Bounded, outside: Outside) -> Bounded:
    """Return density around what the pair has together, in the outside's industries."""
    near = np.zeros((len(outside.known), len(outside.known)))
    near[np.ix_(outside.known, outside.known)] = outside.near
    return weighed(near, have)


def _gain(have: Bounded, outside: Outside) -> Bounded:
    """Return what each industry would add to the pair's outlook (COG).

    The bounds are the two cases in which what is not known is all there, or none of it; value
    is the case in which none of it is there.
    """
    cases = np.array([have.low, have.high])[:, outside.known] > 0
    found = outlook(cases, outside.near, outside.sums, outside.worth).gain
    wide = np.full((2, len(outside.known)), np.nan)
    wide[:, outside.known] = found
    return Bounded(wide.min(axis=0), wide[0], wide.max(axis=0))


def _strong(have: Floats, whole: Floats) -> Floats:
    """Return 1 where the place has a quotient of one or more, 0 below, NaN where not known.

    Against the pair's own whole, so that the outside may be counted in another measure.
    """
    known = ~np.isnan(have) & ~np.isnan(whole)
    total, wide = have[known].sum(), whole[known].sum()
    if total <= 0:
        return np.where(known, 0.0, np.nan)
    quotient = np.divide(have / total, whole / wide, out=np.zeros(len(have)), where=whole > 0)
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
