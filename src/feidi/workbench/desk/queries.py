"""The desk: what every app says waits, and what every app finds."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.agreements import finding as agreements_found
from feidi.workbench.agreements import waiting as agreements_wait
from feidi.workbench.attribution import finding as attribution_found
from feidi.workbench.attribution import waiting as attribution_waits
from feidi.workbench.audit.lately import last_write, until_written
from feidi.workbench.coordination import finding as coordination_found
from feidi.workbench.coordination import waiting as coordination_waits
from feidi.workbench.desk.finding import Found
from feidi.workbench.desk.waiting import Waiting
from feidi.workbench.documents import finding as documents_found
from feidi.workbench.enterprises import finding as enterprises_found
from feidi.workbench.enterprises import waiting as enterprises_wait
from feidi.workbench.imports import finding as imports_found
from feidi.workbench.imports import waiting as imports_wait
from feidi.workbench.land import finding as land_found
from feidi.workbench.land import waiting as land_waits
from feidi.workbench.projects import finding as projects_found
from feidi.workbench.projects import waiting as projects_wait
from feidi.workbench.scope.acting import kept
from feidi.workbench.settlements import finding as settlements_found
from feidi.workbench.settlements import waiting as settlements_wait
from feidi.workbench.siting import finding as siting_found

WAITING = (
    settlements_wait,
    agreements_wait,
    imports_wait,
    coordination_waits,
    land_waits,
    projects_wait,
    attribution_waits,
    enterprises_wait,
)
# rows of one part of the desk before the rest is asked for
FIRST = 12
FINDING = (
    agreements_found,
    imports_found,
    settlements_found,
    coordination_found,
    documents_found,
    land_found,
    siting_found,
    projects_found,
    attribution_found,
    enterprises_found,
)


@dataclass(frozen=True)
class Desk:
    """Everything that waits, apart by whom it waits for, what is due first at the top.

    late: how many of all are past their day.
    """

    mine: tuple[Waiting, ...]
    ours: tuple[Waiting, ...]
    theirs: tuple[Waiting, ...]
    late: int = 0


def desk(actor: Actor) -> Desk:
    """Return what waits for the person, for others of the own side, for the other side."""
    return kept(("desk", actor.role, last_write(actor)), lambda: _desk(actor))


def _desk(actor: Actor) -> Desk:
    party = actor.party.pk if actor.party else 0
    found = sorted((one for app in WAITING for one in _waiting(app, actor)), key=_urgency)
    here = [w for w in found if any(seat.party_id == party for seat in w.whom)]
    return Desk(
        tuple(w for w in here if w.mine),
        tuple(w for w in here if not w.mine),
        tuple(w for w in found if any(seat.party_id != party for seat in w.whom)),
        _late(found),
    )


def _waiting(app: Any, actor: Actor) -> list[Waiting]:
    """Return what waits of one app: asked again only once something it asked was written."""
    name = f"{app.__name__}-{actor.role}"
    return until_written(name, actor, partial(app.waiting, actor), kept_for=None)


def _late(found: list[Waiting]) -> int:
    today = timezone.localdate()
    return sum(w.due is not None and w.due < today for w in found)


def _urgency(one: Waiting) -> tuple[bool, date]:
    return one.due is None, one.due or date.max


@dataclass(frozen=True)
class Part:
    """One part of the desk. name: how its whole is asked for; rows: the most urgent of number."""

    name: str
    heading: Words
    nothing: Words
    rows: tuple[Waiting, ...]
    number: int


PARTS = {
    "mine": (
        Words("等我办", "Waiting for me"),
        Words(
            "现在没有等您办的事。要您确认、签收、接收的，会出现在这里，最急的在最上面。",
            "Nothing waits for you. What you have to confirm, sign for or accept shows here, "
            "the most urgent first.",
        ),
    ),
    "ours": (
        Words("等本方同事", "Waiting for our side"),
        Words("没有等本方其他人办的事。", "Nothing waits for others of our side."),
    ),
    "theirs": (
        Words("等对方", "Waiting for the other side"),
        Words("没有等对方办的事。", "Nothing waits for the other side."),
    ),
}


def parts(whole: Desk, asked: str = "") -> tuple[Part, ...]:
    """Return the parts of a desk, each with its most urgent rows, or all of the one asked for."""
    found = []
    for name, (heading, nothing) in PARTS.items():
        rows: tuple[Waiting, ...] = getattr(whole, name)
        shown = rows if name == asked else rows[:FIRST]
        found.append(Part(name, heading, nothing, shown, len(rows)))
    return tuple(found)


def number_waiting(actor: Actor) -> int:
    """Return how many things wait for the person: counted anew once any of them can have changed.

    What waits depends on the side and the role alone, so it is counted once for all who share them.
    """
    if actor.membership is None:
        return 0
    return until_written(f"waiting-{actor.role}", actor, partial(_count, actor), kept_for=None)


def _count(actor: Actor) -> int:
    return len(desk(actor).mine)


def search(said: str) -> list[Found]:
    """Return everything one may see that holds the words."""
    found = [one for app in FINDING for one in app.found(said)]
    return [one for one in found if one.rows]
