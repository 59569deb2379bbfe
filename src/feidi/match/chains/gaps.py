"""Gaps of a chain: links that the two places need, do not make, and could have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.match.absent import Absent
from feidi.match.factors import Factor, known, score, share, standing_among
from feidi.match.given import Given, Link
from feidi.match.ranking.table import EvidenceTable
from feidi.match.vetoes import Veto, Vetoes
from feidi.quantities.unit_words import unit_words
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable

Floats = npt.NDArray[np.float64]
# a gap is ranked from so many known factors of four on
ENOUGH = 2
# a sector short of less than this part of its use is short of nothing: figures are no finer
LEAST_SHORTAGE = 0.05


@dataclass(frozen=True)
class Gap:
    """One link with what the pair uses and makes of it, a year, in the industry table's unit.

    sector: what its industry is called, all of which is compared. used_by_sender, used_by_host:
    of the link, by the known industries of each. made: of the link's whole sector, by both,
    None where a figure is missing. factors: pull, missing, feasibility, complexity. score: their
    geometric mean over the known ones; None (with `unranked`) where too few are known or it is
    vetoed.
    """

    link: Link
    sector: Words
    used_by_sender: float | None
    used_by_host: float | None
    made_by_sender: float | None
    made_by_host: float | None
    factors: tuple[Factor, ...]
    score: float | None
    unranked: Words | None
    vetoes: tuple[Veto, ...]
    undecided: tuple[Veto, ...]

    @property
    def known(self) -> int:
        """How many of the factors are known."""
        return known(self.factors)

    @property
    def established(self) -> bool:
        """Whether it is known how much is missing; else it is wanted, but perhaps no gap."""
        return any(f.key == "missing" and f.value is not None for f in self.factors)

    @property
    def used(self) -> float | None:
        """What the pair uses of it together."""
        if self.used_by_sender is None or self.used_by_host is None:
            return None
        return self.used_by_sender + self.used_by_host

    @property
    def made(self) -> float | None:
        """What the pair makes of it together."""
        if self.made_by_sender is None or self.made_by_host is None:
            return None
        return self.made_by_sender + self.made_by_host


class Sized(NamedTuple):
    """A link with its sector, what each of the pair uses of it and makes of the sector."""

    link: Link
    sector: Words
    use: tuple[float, float] | None
    made: tuple[float | None, ...]


def gaps(given: Given, table: EvidenceTable, forbidden: Vetoes) -> "tuple[Gap, ...] | Absent":
    """Which links of the chains are wanted, missing, within reach and worth having? §M17.

    pull = what sender and host use of the link, over the largest such use among the links;
    missing = 1 - (made by both) / used of the link's sector, 0 below LEAST_SHORTAGE;
    feasibility = relatedness density;
    complexity = standing of the industry's PCI among all, 0 to 1.
    use[l] = sum_k a[l, k] x[k], with a the official coefficient between the links' industries,
    or the user's own share where an edge from the link to one of that industry states it.
    Best first, established gaps before those whose local supply is not known; those without a
    score last. Without links, every industry is its own link.
    """
    industries = given.industries
    links = given.links or _each(given, table)
    if industries is None or not links:
        return Absent(Words("没有行业数据或产业链", "there is no industry table, or no chain"))
    uses = _uses(given, industries, links)
    sectors = _uses(replace(given, product_edges=()), industries, links)
    largest = max((s + h for s, h in uses.values()), default=0.0)
    made = {code: i for i, code in enumerate(industries.codes)}
    all_pci = [v for c in table.codes if not np.isnan(v := table.cell(c, "complexity")[1])]
    found = []
    for link in links:
        spot = made.get(link.industry)
        rows = [industries.row(p) for p in (given.pair.sender, given.pair.host)]
        outputs = tuple(None if spot is None or np.isnan(r[spot]) else float(r[spot]) for r in rows)
        factors = (
            _pull(uses.get(link.key), largest, industries.unit),
            _missing(sectors.get(link.key), outputs, industries.unit),
            _feasibility(table, link),
            _complexity(table, link, all_pci),
        )
        sized = Sized(link, table.name(link.industry), uses.get(link.key), outputs)
        found.append(_gap(sized, factors, forbidden))
    return tuple(sorted(found, key=_best_first))


def _best_first(gap: Gap) -> tuple[bool, bool, float, int, str, str]:
    score_, known_ = -(gap.score or 0.0), -gap.known
    return (gap.score is None, not gap.established, score_, known_, gap.link.chain, gap.link.key)


def _gap(sized: Sized, factors: tuple[Factor, ...], forbidden: Vetoes) -> Gap:
    link, sector, use, made = sized
    vetoed = forbidden.of(link.industry, link.key)
    number = known(factors)
    unranked = None
    if vetoed:
        unranked = Words("被否决", "vetoed")
    elif number < ENOUGH or factors[0].value is None:
        unranked = Words(
            f"四个因子只知道 {number} 个，或不知道需求",
            f"{number} of 4 factors are known, or the use is not",
        )
    by_sender, by_host = use or (None, None)
    return Gap(
        link=link,
        sector=sector,
        used_by_sender=by_sender,
        used_by_host=by_host,
        made_by_sender=made[0],
        made_by_host=made[1],
        factors=factors,
        score=None if unranked else score(factors),
        unranked=unranked,
        vetoes=vetoed,
        undecided=forbidden.undecided(link.industry, link.key),
    )


def _each(given: Given, table: EvidenceTable) -> tuple[Link, ...]:
    if given.industries is None:
        return ()
    return tuple(Link("", c, table.name(c), c) for c in table.codes if c in given.industries.codes)


def _uses(
    given: Given, industries: IndustryTable, links: Sequence[Link]
) -> dict[str, tuple[float, float]]:
    """Return link -> use by sender and by host; links outside the table have none."""
    coefficient = coefficients(given, industries)
    if coefficient is None:
        return {}
    homes = {link.key: link.industry for link in links}
    stated: dict[str, dict[str, float]] = {}
    for edge in given.product_edges:
        if edge.share is not None and edge.user in homes:
            own = stated.setdefault(edge.supplier, {})
            own[homes[edge.user]] = own.get(homes[edge.user], 0.0) + edge.share
    places = [np.nan_to_num(industries.row(p)) for p in (given.pair.sender, given.pair.host)]
    found = {}
    for link in links:
        shares = np.array(
            [
                stated.get(link.key, {}).get(code, coefficient(link.industry, code))
                for code in industries.codes
            ]
        )
        if link.industry in industries.codes or link.key in stated:
            found[link.key] = (float(shares @ places[0]), float(shares @ places[1]))
    return found


def coefficients(given: Given, industries: IndustryTable) -> Callable[[str, str], float] | None:
    """Return a look-up of official coefficients by supplier and user code, None without them."""
    graph = given.graph
    if graph is None or graph.classification != industries.classification:
        return None
    matrix, spots = graph.matrix(), graph.classification.positions

    def look_up(supplier: str, user: str) -> float:
        known_codes = supplier in spots and user in spots
        return float(matrix[spots[supplier], spots[user]]) if known_codes else 0.0

    return look_up


def _pull(use: tuple[float, float] | None, largest: float, unit: str) -> Factor:
    name = Words("需求", "pull")
    if use is None or largest <= 0:
        return Factor("pull", name, None, Words("未知", "not known"))
    words = Words(
        f"飞出地用 {use[0]:,.0f}、飞入地用 {use[1]:,.0f} {unit}",
        f"the origin uses {use[0]:,.0f}, the host {use[1]:,.0f} {unit_words(unit).en}",
    )
    return Factor("pull", name, sum(use) / largest, words)


def _missing(use: tuple[float, float] | None, made: tuple[float | None, ...], unit: str) -> Factor:
    """Compare like with like: what both use of the sector with what both make of it.

    Where one side's output is not known and the other's alone covers the use, nothing is missing.
    """
    name = Words("本地缺口", "missing local supply")
    total = sum(use) if use else 0.0
    supplied = sum(m for m in made if m is not None)
    enough = supplied >= total > 0
    if total <= 0 or (None in made and not enough):
        return Factor("missing", name, None, _half_known(made, unit))
    lack = max(0.0, 1 - supplied / total)
    none = 0 < lack < LEAST_SHORTAGE
    words = Words(
        f"该部门双方用 {total:,.0f}，产出 {supplied:,.0f} {unit}，缺 {share(lack)}"
        + (f"，不到 {share(LEAST_SHORTAGE)}，不算缺" if none else ""),
        f"of the sector both use {total:,.0f} and make {supplied:,.0f} {unit_words(unit).en}: "
        f"{share(lack)} is missing"
        + (f", below {share(LEAST_SHORTAGE)} and taken for none" if none else ""),
    )
    return Factor("missing", name, 0.0 if none else lack, words)


def _half_known(made: tuple[float | None, ...], unit: str) -> Words:
    places = (Words("飞出地", "the origin"), Words("飞入地", "the host"))
    said = [
        Words(f"{place.zh}产出未知", f"output of {place.en} not known")
        if amount is None
        else Words(f"{place.zh}产出 {amount:,.0f} {unit}", f"{place.en} makes {amount:,.0f} {unit}")
        for amount, place in zip(made, places, strict=True)
    ]
    return Words("，".join(w.zh for w in said), ", ".join(w.en for w in said))


def _feasibility(table: EvidenceTable, link: Link) -> Factor:
    name = Words("可行", "feasibility")
    low, value, high = table.cell(link.industry, "relatedness")
    if np.isnan(value):
        return Factor("feasibility", name, None, Words("关联密度未知", "relatedness not known"))
    words = Words(
        f"相近产业已有 {share(value)}（{share(low)}—{share(high)}）",
        f"{share(value)} of what is near to it is there ({share(low)} to {share(high)})",
    )
    return Factor("feasibility", name, value, words)


def _complexity(table: EvidenceTable, link: Link, every: Sequence[float]) -> Factor:
    name = Words("复杂度", "complexity")
    value = table.cell(link.industry, "complexity")[1]
    if np.isnan(value):
        return Factor("complexity", name, None, Words("复杂度未知", "complexity not known"))
    rank = standing_among(every, value)
    words = Words(
        f"复杂度高于 {share(rank)} 的行业", f"more complex than {share(rank)} of industries"
    )
    return Factor("complexity", name, rank, words)
