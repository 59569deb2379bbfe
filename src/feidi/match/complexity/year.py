"""The verb of this package: one year's table -> complexity of places and industries."""

from collections.abc import Iterable, Iterator

import numpy as np

from feidi.evidence.problem import Problem, has_errors
from feidi.match.complexity.advantage import Presence, Reference, advantage
from feidi.match.complexity.all_places import AllPlaces
from feidi.match.complexity.conventions import FEIDI, Convention
from feidi.match.complexity.findings import doubts, empty, unsolvable
from feidi.match.complexity.indices import indices, labelled, refused
from feidi.match.complexity.part import Part, part
from feidi.match.complexity.result import Complexity
from feidi.match.complexity.size import LeftOut, SizeFilter, kept, report
from feidi.match.complexity.solving import Solved, solve, taken, worth_in
from feidi.match.complexity.value_table import Flags, ValueTable, faults, no_people


def complexity(
    table: ValueTable,
    convention: Convention = FEIDI,
    *,
    presence: Presence = "rca",
    size: SizeFilter | None = None,
    scale_of: Complexity | None = None,
) -> Complexity:
    """How complex are places and industries, what is near to what, and what would be gained?

    RCA or RPOP -> presence M (places x industries) -> diversity and ubiquity, its sums -> ECI
    and PCI from the second eigenvector (`ordering`) -> proximity, density, COI, COG (`outlook`).
    ECI and COI are standardised over places, PCI by ECI's moments, COG by ECI's deviation.

    presence: "rca"; "rpop" or "both", which need population; "given", where values are 0 and 1.
    size: which places are too small (§M6). scale_of: another result whose PCI is taken instead of
    solving anew, so that levels can be compared over years (§M8).
    Problems MA002 to MA013 come with the result, which then is blank where they forbid a figure.
    Equal rows in another order give the same bytes where `value_tables` has put them in order.
    Source: Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity, MIT Press, ch. 2.

    >>> have = np.array([[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1.0]])
    >>> toy = ValueTable(have, ("C1", "C2", "C3", "C4"), ("P1", "P2", "P3", "P4"))
    >>> found = complexity(toy, presence="given")
    >>> found.diversity, found.ubiquity, found.problems[0].code
    (array([4, 1, 2, 1]), array([1, 2, 2, 3]), 'MA013')
    """
    wrong = faults(table) + (no_people(table) if presence in {"rpop", "both"} else [])
    if wrong:
        return refused(table, convention, presence, wrong)
    left = _too_small(table, size, presence, convention)
    stays = kept(table, left)
    compared = Reference.of(table.only(stays))
    strong = advantage(table, compared, presence, convention)
    solvable = part(strong.presence, stays, _valued(table, scale_of))
    related = AllPlaces(solvable.presence, convention.diagonal)
    solved, said = _solved(table, solvable, related, convention, scale_of)
    found = indices(related, solved, convention, scale_of)
    return labelled(
        table,
        convention,
        (presence, compared),
        strong,
        (solvable, found),
        (left, [*report(table, left), *said]),
    )


def complexities(
    tables: Iterable[ValueTable],
    convention: Convention = FEIDI,
    *,
    presence: Presence = "rca",
    size: SizeFilter | None = None,
    scale_of: Complexity | None = None,
) -> Iterator[Complexity]:
    """Yield the complexity of one year after another, holding one year at a time.

    Every year is an eigenproblem of its own: levels and signs of ECI cannot be compared
    between years unless `scale_of` fixes PCI (§M8).
    """
    for table in tables:
        yield complexity(table, convention, presence=presence, size=size, scale_of=scale_of)


def _too_small(
    table: ValueTable, size: SizeFilter | None, presence: Presence, convention: Convention
) -> tuple[LeftOut, ...]:
    """Return the places a filter leaves out, by what is present before it."""
    if size is None:
        return ()
    first = advantage(table, Reference.of(table), presence, convention)
    return size.left_out(table, np.count_nonzero(first.presence, axis=1))


def _valued(table: ValueTable, scale_of: Complexity | None) -> Flags:
    """Return which industries have a complexity, or are to be given one."""
    if scale_of is None:
        return np.ones(len(table.industries), np.bool_)
    return ~np.isnan(worth_in(scale_of, table.industries))


def _solved(
    table: ValueTable,
    solvable: Part,
    related: AllPlaces,
    convention: Convention,
    scale_of: Complexity | None,
) -> tuple[Solved | None, list[Problem]]:
    """Return the order of what can be solved where there is one, and what is to be said."""
    if scale_of is not None:
        worth = worth_in(scale_of, table.industries)
        solved = taken(solvable.presence, worth[solvable.industries], scale_of)
        return solved, list(empty(table, solvable))
    problems = [*empty(table, solvable), *unsolvable(table, solvable)]
    if has_errors(problems):
        return None, problems
    solved = solve(solvable.presence, related.shared, convention)
    problems += doubts(table, solved)
    return None if has_errors(problems) else solved, problems
