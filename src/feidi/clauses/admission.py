"""Which enterprises of a case a scope covers, and so which ones a clause behind it concerns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feidi.clauses.clause import Admission, Clause
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.plan import Case


def admitted_enterprises(scope: Scope, case: "Case") -> tuple[str, ...]:
    """Return the enterprises of a case that a scope covers, conditions of admission applied.

    A case judges each scope once; what stands in the way of judging is told once.
    """
    if not _chooses(scope):
        return case.enterprises
    if scope.at not in case.judged:
        case.judged[scope.at] = _judged(scope, case)
    return case.judged[scope.at]


def _judged(scope: Scope, case: "Case") -> tuple[str, ...]:
    park_of = {e.id: e.park for e in case.book.enterprises}
    case.problems += _unlisted(scope, park_of)
    chosen = (
        case.enterprises
        if scope.all_enterprises
        else tuple(e for e in case.enterprises if e in scope.enterprises)
    )
    if scope.parks:
        chosen = tuple(e for e in chosen if park_of.get(e) in scope.parks)
    for number in scope.admitted_by:
        condition = case.agreement.clause(number)
        if isinstance(condition, Admission):
            chosen = tuple(e for e in chosen if condition.admits(e, case.book, case.problems))
    return chosen


def concerned(clause: Clause, case: "Case") -> frozenset[str] | None:
    """Return the enterprises whose money can reach a clause; None where it may be all.

    An enterprise that no scope covers has no base, no floor and no cap to be made up to (§K1).
    """
    scopes = case.agreement.scopes_behind(clause)
    if not scopes or any(not _chooses(scope) for scope in scopes):
        return None
    return frozenset(e for scope in scopes for e in admitted_enterprises(scope, case))


def _chooses(scope: Scope) -> bool:
    return not scope.all_enterprises or bool(scope.parks or scope.admitted_by)


def _unlisted(scope: Scope, park_of: dict[str, str]) -> Iterator[Problem]:
    """With a roster, a firm or park that a scope names must be on it."""
    named = () if scope.all_enterprises else scope.enterprises
    for key, names, known in (
        ("enterprises", named, tuple(park_of)),
        ("parks", scope.parks, tuple(dict.fromkeys(park_of.values()))),
    ):
        for name in names:
            if park_of and name not in known:
                what = Words(f"名册里没有“{name}”", f"“{name}” is not on the roster")
                yield scope.problem("SE033", key, what, nearest(name, known))
