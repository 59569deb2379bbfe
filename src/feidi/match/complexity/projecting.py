"""Asking about places that must not enter the eigenproblem."""

from dataclasses import replace

import numpy as np

from feidi.evidence.problem import Problem, has_errors
from feidi.match.complexity.advantage import advantage
from feidi.match.complexity.outlook import outlook
from feidi.match.complexity.outside import Outside, Projection
from feidi.match.complexity.value_table import Flags, Floats, ValueTable, faults, no_people, told
from feidi.quantities.words import Words


def project(outside: Outside, small: ValueTable) -> Projection:
    """What would a small place's figures be, seen from places large enough to be compared?

    RCA against the outside's totals; ECI as the mean outside PCI of what is present; density,
    COI and COG against outside proximity, COI standardised by the outside's moments. An
    outside place projected onto its own outside gets the figures it has there (§M6).
    small: values in the outside's unit and classification; industries it does not list
    count as zero and are reported. Problems MA002 to MA004, MA006, MA011, MA015 and MA017.
    The cost is two rows of a product a place: proximity and PCI are computed once, in `Outside`.
    Source: Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity, for the indices; for
    evaluating one region with another's PCI, Balland and others (2019), Regional Studies 53(9).

    >>> from feidi.match.complexity.year import complexity
    >>> have = np.array([[4.0, 3, 2, 3], [1, 5, 4, 1], [1, 1, 6, 3], [1, 1, 1, 3]])
    >>> table = ValueTable(have, ("A", "B", "C", "D"), ("w", "x", "y", "z"))
    >>> solved = complexity(table)
    >>> county = project(Outside.of(solved), table.only(np.array([False, True, False, False])))
    >>> bool(abs(county.eci[0] - solved.eci[1]) < 1e-12)
    True
    """
    result = outside.result
    problems = _unfit(outside, small)
    if has_errors(problems):
        return _blank(outside, small, problems)
    aligned, more = _aligned(outside, small)
    strong = advantage(aligned, result.reference, result.by, result.convention)
    present = strong.presence[:, outside.known]
    ahead = outlook(present, outside.near, outside.sums, outside.worth)
    count = present.sum(axis=1)
    means = present @ (outside.worth - result.scale.centre) / np.where(count > 0, count, np.nan)
    scale = result.scale
    return replace(
        _blank(outside, aligned, [*problems, *more, *_bare(small, count == 0)]),
        rca=strong.rca,
        presence=strong.presence,
        diversity=np.count_nonzero(strong.presence, axis=1),
        eci=means,
        density=_wide(outside, ahead.density),
        coi=(ahead.chances - scale.coi_mean) / (scale.coi_spread or np.nan),
        cog=_wide(outside, ahead.gain),
    )


def _unfit(outside: Outside, small: ValueTable) -> list[Problem]:
    """Return what forbids a projection."""
    problems = faults(small)
    if outside.result.by in {"rpop", "both"}:
        problems += no_people(small)
    known = set(outside.result.industries)
    strange = [name for name in small.industries if name not in known]
    if strange:
        what = Words(
            f"{len(strange)} 个行业不在外部数据中：{told(strange)}",
            f"{len(strange)} industries are unknown outside: {told(strange)}",
        )
        fix = Words("换成外部数据的行业分类和年版", "use the outside's classification and edition")
        problems.append(Problem("MA015", small.at, what, fix))
    return problems


def _aligned(outside: Outside, small: ValueTable) -> tuple[ValueTable, list[Problem]]:
    """Return the small table over the outside's industries."""
    industries = outside.result.industries
    if small.industries == industries:
        return small, []
    place = {name: j for j, name in enumerate(industries)}
    values = np.zeros((len(small.places), len(industries)))
    values[:, [place[name] for name in small.industries]] = small.values
    unlisted = sorted(set(industries) - set(small.industries), key=place.__getitem__)
    aligned = replace(small, values=values, industries=industries)
    if not unlisted:
        return aligned, []
    what = Words(
        f"表中没有外部的 {len(unlisted)} 个行业，按零计：{told(unlisted)}",
        f"{len(unlisted)} outside industries are not listed and count as zero: {told(unlisted)}",
    )
    fix = Words("确有的行业补上数值", "give the values of those that exist")
    return aligned, [Problem("MA017", small.at, what, fix)]


def _bare(small: ValueTable, bare: Flags) -> list[Problem]:
    names = [name for name, flag in zip(small.places, bare, strict=True) if flag]
    if not names:
        return []
    what = Words(
        f"没有任何行业达到门槛，不给 ECI：{told(names)}",
        f"no industry present, no ECI: {told(names)}",
    )
    fix = Words("核对数据", "check the data")
    return [Problem("MA006", small.at, what, fix)]


def _wide(outside: Outside, found: Floats) -> Floats:
    """Return columns for all industries of the outside, NaN where they are not known."""
    if outside.known.all():
        return found
    whole = np.full((len(found), len(outside.known)), np.nan)
    whole[:, outside.known] = found
    return whole


def _blank(outside: Outside, small: ValueTable, problems: list[Problem]) -> Projection:
    """Return a projection in which nothing is said of the places."""
    industries = outside.result.industries
    shape = (len(small.places), len(industries))
    blank, none = np.full(shape, np.nan), np.full(len(small.places), np.nan)
    nothing = np.zeros(shape, np.bool_)
    return Projection(
        year=small.year,
        places=small.places,
        industries=industries,
        rca=blank,
        presence=nothing,
        diversity=np.count_nonzero(nothing, axis=1),
        eci=none,
        pci=outside.result.pci,
        density=blank,
        coi=none,
        cog=blank,
        problems=tuple(problems),
    )
