"""For whom the code that runs now acts. Without an answer, no row is given (fail closed)."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar, cast

from django.db.models import Q

from feidi.workbench.scope.watching import note, tables_read


class OutsideScope(Exception):
    """Rows were asked for while nobody had said for whom."""


@dataclass(frozen=True)
class Scope:
    """One side of one park, by their keys in the database."""

    park: int
    party: int


@dataclass(frozen=True)
class Everything:
    """All rows, for a job or a command that says why."""

    reason: str


T = TypeVar("T")
_current: ContextVar[Scope | Everything | None] = ContextVar("scope", default=None)
# what was looked up within the scope that holds now
_kept: ContextVar["_Memory | None"] = ContextVar("kept", default=None)

# what a row says of who sees it
OWN, SHARED, JOINT = "own", "shared", "joint"


def asked_for() -> Scope | Everything | None:
    """Return the scope that holds now, if any; for those who only tell of it."""
    return _current.get()


def current() -> Scope | Everything:
    """Return the scope that holds now; `OutsideScope` where there is none."""
    scope = _current.get()
    if scope is None:
        message = "no scope is open: a query must say for which side of which park it asks"
        raise OutsideScope(message)
    return scope


class _Memory(dict[Hashable, tuple[object, set[str]]]):
    """What one scope has looked up, and in which tables.

    outer: the memory of the scope it was opened within.
    """

    def __init__(self, outer: "_Memory | None") -> None:
        super().__init__()
        self.outer = outer


@contextmanager
def acting_for(scope: Scope | Everything) -> Iterator[None]:
    """Open a scope for the code inside."""
    token, memory = _current.set(scope), _kept.set(_Memory(_kept.get()))
    try:
        yield
    finally:
        _current.reset(token)
        _kept.reset(memory)


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was looked up under a key within a side's scope, which lasts one page or act.

    For what only a command changes, such as the seats of a park; a job looks it up each time.
    """
    memory = _kept.get()
    if memory is None or not isinstance(_current.get(), Scope):
        return make()
    if key not in memory:
        with tables_read() as tables:
            memory[key] = make(), tables
    found, asked = memory[key]
    note(asked)
    return cast(T, found)


def drop(key: Hashable) -> None:
    """Have what was looked up under a key looked up again, in outer scopes too: it has changed."""
    memory = _kept.get()
    while memory is not None:
        memory.pop(key, None)
        memory = memory.outer


def everything(reason: str) -> AbstractContextManager[None]:
    """Open a scope of all rows; the reason stands in the code, for those who review it."""
    return acting_for(Everything(reason))


def visible(prefix: str = "", scope: Scope | Everything | None = None) -> Q:
    """Return which rows a scope may see, else the one that holds now.

    prefix: the way to the row that says whose it is.

    A side sees the rows of its park that are joint, those shared with it, and its own.
    """
    scope = scope or current()
    if isinstance(scope, Everything):
        return Q()
    way = f"{prefix}__" if prefix else ""
    mine = Q(**{f"{way}visibility__in": (SHARED, JOINT)}) | Q(**{f"{way}owner": scope.party})
    return Q(**{f"{way}park": scope.park}) & mine
