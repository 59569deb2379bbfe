"""Which dashboards there are, and each as one side may see it now."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.models import Event
from feidi.workbench.dashboards.board import Board
from feidi.workbench.dashboards.boards import coordination, fiscal, investment, land, leaders
from feidi.workbench.parks.models import Park

BOARDS: dict[str, tuple[Words, Callable[[Park], Board]]] = {
    "leaders": (Words("总览", "At a glance"), leaders.leaders),
    "investment": (Words("招商", "Investment"), investment.investment),
    "land": (Words("土地", "Land"), land.land),
    "fiscal": (Words("财政", "Fiscal"), fiscal.fiscal),
    "coordination": (Words("协调", "Coordination"), coordination.coordination),
}
FIRST = "leaders"
SECONDS = 60
T = TypeVar("T")


def board(name: str, actor: Actor) -> Board:
    """Return a dashboard as the actor's side may see it."""
    park, _party = actor.at
    _words, make = BOARDS[name]
    return fresh(f"board-{name}", actor, lambda: make(park))


def fresh(name: str, actor: Actor, make: Callable[[], T], kept_for: int | None = SECONDS) -> T:
    """Return what was made within a minute for the same side, unless anything was done since.

    kept_for: another time in seconds; None: as long as the day and nothing is done.

    The side and the last act it may see are part of the key: nobody is given what another's
    scope has found, and what has been done is there at once.
    """
    park, party = actor.at
    last = Event.objects.values_list("link", flat=True).first()
    key = f"{name}-{park.pk}-{party.pk}-{timezone.localdate()}-{last}"
    found: Any = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, kept_for)
    return found  # type: ignore[no-any-return]
