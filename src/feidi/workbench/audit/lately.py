"""What was worked out, kept for all who share it until a table it was made from is written."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.models import Event, Touch
from feidi.workbench.parks.models import Park, Party
from feidi.workbench.scope.acting import drop, kept
from feidi.workbench.scope.watching import aside, note, tables_read, written

SECONDS = 60
# where things are kept: in this process, or where all processes of the site find them
HERE, SHARED = "pages", "default"
# the key under which a scope keeps which acts wrote last
_TOUCHED = "touched"
T = TypeVar("T")


class _Made(NamedTuple):
    """Something worked out. since: the last act that had then written each table it asked."""

    what: Any
    since: dict[str, int]


def until_written(
    name: str,
    actor: Actor,
    make: Callable[[], T],
    kept_for: int | None = SECONDS,
    lasts: Callable[[T], bool] = lambda _what: True,
) -> T:
    """Return what this process made for the same side, unless a table it asked has been written.

    kept_for: how long in seconds at most; None: the whole day. lasts: whether it is kept at all.

    So an act has only that worked out anew which it can have changed (§TR7). For what follows
    from rows and the day alone; `make` asks all it needs before it returns.
    """
    return _kept(HERE, _of_side(name, actor), actor.at, make, kept_for, lasts)


def of_all(name: str, park: int, make: Callable[[], T]) -> T:
    """Return what this process made for all of a park, of rows that all of it may see."""
    return _kept(HERE, f"{name}-{park}", park, make, None, lambda _what: True)


def of_person(name: str, actor: Actor, make: Callable[[], T]) -> T:
    """Return what any process made for a person within a minute; `forget` has it made anew."""
    return _kept(SHARED, _of_side(name, actor), actor.at, make, SECONDS, lambda _what: True)


def forget(name: str, actor: Actor) -> None:
    """Have something of a person made anew, though nothing was done that the trail tells of."""
    caches[SHARED].delete(_of_side(name, actor))


def _of_side(name: str, actor: Actor) -> str:
    park, party = actor.at
    return f"{name}-{park.pk}-{party.pk}-{timezone.localdate()}"


def _kept(
    where: str,
    key: str,
    of: tuple[Park, Party] | int,
    make: Callable[[], T],
    kept_for: int | None,
    lasts: Callable[[T], bool],
) -> T:
    # looked up first: what is written while it is made is found to be newer
    now = _touched(of)
    found: _Made | None = caches[where].get(key)
    if found is None or any(now.get(table, 0) != act for table, act in found.since.items()):
        with tables_read() as tables:
            what = make()
        found = _Made(what, {table: now.get(table, 0) for table in tables})
        if lasts(what):
            caches[where].set(key, found, kept_for)
    note(found.since)
    return found.what  # type: ignore[no-any-return]


def last_write(actor: Actor) -> int:
    """Return the number of the last act that wrote anything, of those one's side may see."""
    return max(_touched(actor.at).values(), default=0)


def _touched(of: tuple[Park, Party] | int) -> dict[str, int]:
    """Return which act wrote each table last: of those a side may see, or of all of a park.

    What one side does by itself has nothing made anew for the other, who could tell by the time
    that something was done.
    """
    park, sides = (of, None) if isinstance(of, int) else (of[0].pk, (0, of[1].pk))
    with aside():
        rows = kept((_TOUCHED, park), lambda: _touches(park))
    return {table: act for owner, table, act in rows if sides is None or owner in sides}


def _touches(park: int) -> tuple[tuple[int, str, int], ...]:
    """Return side, table and act of all that was written in a park, or of none, latest last."""
    rows = Touch.objects.filter(park__in=(0, park)).order_by("number")
    return tuple(rows.values_list("owner", "table", "number"))


def touch(event: Event, owner: int) -> None:
    """Note which tables an act has written. owner: the side that alone may see it, 0 for both.

    The caller holds the transaction and the chain.
    """
    park, number = event.park_id or 0, event.number
    rows = [
        Touch(park=park, owner=owner, table=table, number=number) for table in written(connection)
    ]
    Touch.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["park", "owner", "table"],
        update_fields=["number"],
    )
    drop((_TOUCHED, park))
