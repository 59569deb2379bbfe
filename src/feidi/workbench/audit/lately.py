"""What was worked out since the last act, kept for all who share a side's scope."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils import timezone

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.models import Event
from feidi.workbench.scope.acting import drop, kept

SECONDS = 60
# the key under which a scope keeps which act was the last
LAST_ACT = "last-act"
_WITHDRAWN = "withdrawn-{}"
T = TypeVar("T")


def fresh(name: str, actor: Actor, make: Callable[[], T], kept_for: int | None = SECONDS) -> T:
    """Return what was made within a minute for the same side, unless anything was done since.

    kept_for: another time in seconds; None: as long as the day and nothing is done.

    The side and the last act it may see are part of the key: nobody is given what another's
    scope has found, and what has been done is there at once.
    """
    key = key_of(name, actor)
    found: Any = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, kept_for)
    return found  # type: ignore[no-any-return]


def forget(name: str, actor: Actor) -> None:
    """Have something worked out anew, though nothing was done that the trail tells of."""
    cache.delete(key_of(name, actor))


def key_of(name: str, actor: Actor) -> str:
    """Return under what key something is kept for a side until anything is done."""
    park, party = actor.at
    since = f"{last_act()}-{_last_withdrawal(park.pk)}"
    return f"{name}-{park.pk}-{party.pk}-{timezone.localdate()}-{since}"


def withdrawn(park: int, link: str) -> None:
    """Note that a side keeps to itself what it had shown: the other does not see that act."""
    cache.set(_WITHDRAWN.format(park), link, None)
    drop(_WITHDRAWN)


def _last_withdrawal(park: int) -> str:
    return kept(_WITHDRAWN, lambda: cache.get(_WITHDRAWN.format(park)) or "")


def last_act() -> str:
    """Return the link of the last act one may see; empty where nothing was done yet."""
    links = Event.objects.values_list("link", flat=True)
    return kept(LAST_ACT, lambda: links.first() or "")
