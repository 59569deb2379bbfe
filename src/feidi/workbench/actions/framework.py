"""`action` makes of a function the only kind of thing that writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.workbench.accounts.roles import Right
from feidi.workbench.audit.recording import Entry, append
from feidi.workbench.scope.acting import acting_for
from feidi.workbench.scope.rows import Versioned

P = ParamSpec("P")
T = TypeVar("T")
V = TypeVar("V", bound=Versioned)


class Refusal(Exception):
    """An action cannot be done: what stands in its way, in words for the person; nothing is kept.

    problems: located, where a document or a table is at fault.
    """

    def __init__(self, what: Words, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(what.zh)
        self.what, self.problems = what, problems


class Stale(Refusal):
    """Somebody else has changed the row since it was shown."""

    def __init__(self) -> None:
        super().__init__(
            Words(
                "您打开这一页之后，别人已经改动了它。这次没有保存；请看新的内容再决定。",
                "Somebody changed this after you opened it. Nothing was saved; look at it again.",
            )
        )


class Twice(Refusal):
    """Somebody else has just made what may be there once."""

    def __init__(self) -> None:
        super().__init__(
            Words(
                "别人刚刚登记了同样的内容（编号、代码或名称不能重复）。这次没有保存；请刷新后核对。",
                "Somebody has just made the same (a number, code or name stands once). "
                "Nothing was saved; load the page anew and look.",
            )
        )


_registered: dict[str, Words] = {}


def registered() -> dict[str, Words]:
    """Return the sentence of every verb, for the pages that tell what was done."""
    return dict(_registered)


def action(
    verb: str, words: Words, right: Right, *, fresh: bool = False
) -> Callable[[Callable[Concatenate[Entry, P], T]], Callable[P, T]]:
    """Make an action of `function(entry, *, actor, ...)`.

    The action is called with `actor=` by keyword. It checks the right, opens the actor's scope
    and one transaction, runs the function, and appends the audit row that `entry` tells; any
    exception undoes all of it. fresh: it binds, so the person must have confirmed lately.
    """
    if verb in _registered:
        message = f"the verb {verb} is taken"
        raise ValueError(message)
    _registered[verb] = words

    def make(function: Callable[Concatenate[Entry, P], T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **given: P.kwargs) -> T:
            actor: Any = given["actor"]
            actor.must(right)
            if fresh:
                actor.must_be_fresh()
            within = acting_for(actor.scope) if actor.scope else nullcontext()
            with within, once(), transaction.atomic():
                entry = Entry()
                answer = function(entry, *args, **given)
                append(actor, verb, entry)
            return answer

        return run

    return make


@contextmanager
def once() -> Iterator[None]:
    """Say so, instead of failing, where the database finds a second of what may be there once."""
    try:
        yield
    except IntegrityError as error:
        # "UNIQUE constraint failed", "violates unique constraint"
        if "unique constraint" in str(error).lower():
            raise Twice from error
        raise


def take(row: V, version: int) -> V:
    """Claim a row for a change: `Stale` where it is no longer the version that was shown.

    The claim is one UPDATE, so of two who ask at once exactly one gets it.
    """
    changed = type(row)._base_manager.filter(pk=row.pk, version=version).update(version=version + 1)
    if not changed:
        raise Stale
    row.refresh_from_db()
    return row
