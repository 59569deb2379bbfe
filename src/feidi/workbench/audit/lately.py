"""What was worked out since the last act, kept for all who share a side's scope."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from django.core.cache import cache, caches
from django.db import connection
from django.utils import timezone

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.models import Event, Touch
from feidi.workbench.scope.acting import drop, kept
from feidi.workbench.scope.watching import aside, note, tables_read, written

SECONDS = 60
# the key under which a scope keeps which act was the last
LAST_ACT = "last-act"
_WITHDRAWN, _TOUCHED = "withdrawn-{}", "touched"
T = TypeVar("T")


def fresh(name: str, actor: Actor, make: Callable[[], T]) -> T:
    """Return what was made within a minute for the same side, unless anything was done since.

    The side and the last act it may see are part of the key: nobody is given what another's
    scope has found, and what has been done is there at once.
    """
    key = _key_of(name, actor)
    found: Any = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, SECONDS)
    return found  # type: ignore[no-any-return]


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
    park, party = actor.at
    key = f"{name}-{park.pk}-{party.pk}-{timezone.localdate()}"
    # looked up first: what is written while it is made is found to be newer
    now = _touched(park.pk)
    found: _Made | None = caches["pages"].get(key)
    if found is None or any(now.get(table, 0) != act for table, act in found.since.items()):
        with tables_read() as tables:
            what = make()
        found = _Made(what, {table: now.get(table, 0) for table in tables})
        if lasts(what):
            caches["pages"].set(key, found, kept_for)
    note(found.since)
    return found.what  # type: ignore[no-any-return]


def last_write(actor: Actor) -> int:
    """Return the number of the last act that wrote anything, whether one may see it or not."""
    return max(_touched(actor.at[0].pk).values(), default=0)


def _touched(park: int) -> dict[str, int]:
    rows = Touch.objects.filter(park__in=(0, park)).order_by("number")
    with aside():
        return kept(_TOUCHED, lambda: dict(rows.values_list("table", "number")))


def touch(event: Event) -> None:
    """Note which tables an act has written. The caller holds the transaction and the chain."""
    park, number = event.park_id or 0, event.number
    rows = [Touch(park=park, table=table, number=number) for table in written(connection)]
    Touch.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["park", "table"], update_fields=["number"]
    )
    drop(_TOUCHED)


def forget(name: str, actor: Actor) -> None:
    """Have something worked out anew, though nothing was done that the trail tells of."""
    cache.delete(_key_of(name, actor))


def _key_of(name: str, actor: Actor) -> str:
    """Return under what key something is kept for a side until anything is done."""
    park, party = actor.at
    since = f"{_last_act()}-{_last_withdrawal(park.pk)}"
    return f"{name}-{park.pk}-{party.pk}-{timezone.localdate()}-{since}"


def withdrawn(park: int, link: str) -> None:
    """Note that a side keeps to itself what it had shown: the other does not see that act."""
    cache.set(_WITHDRAWN.format(park), link, None)
    drop(_WITHDRAWN)


def _last_withdrawal(park: int) -> str:
    return kept(_WITHDRAWN, lambda: cache.get(_WITHDRAWN.format(park)) or "")


def _last_act() -> str:
    """Return the link of the last act one may see; empty where nothing was done yet."""
    links = Event.objects.values_list("link", flat=True)
    return kept(LAST_ACT, lambda: links.first() or "")
