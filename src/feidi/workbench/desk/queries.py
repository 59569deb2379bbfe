"""The desk: what every app says waits, and what every app finds."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.utils import timezone

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.agreements import finding as agreements_found
from feidi.workbench.agreements import waiting as agreements_wait
from feidi.workbench.attribution import finding as attribution_found
from feidi.workbench.attribution import waiting as attribution_waits
from feidi.workbench.audit.models import Event
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
from feidi.workbench.settlements import finding as settlements_found
from feidi.workbench.settlements import waiting as settlements_wait

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
FINDING = (
    agreements_found,
    imports_found,
    settlements_found,
    coordination_found,
    documents_found,
    land_found,
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
    party = actor.party.pk if actor.party else 0
    found = sorted((one for app in WAITING for one in app.waiting(actor)), key=_urgency)
    here = [w for w in found if any(seat.party_id == party for seat in w.whom)]
    return Desk(
        tuple(w for w in here if w.mine),
        tuple(w for w in here if not w.mine),
        tuple(w for w in found if any(seat.party_id != party for seat in w.whom)),
        sum(w.late for w in found),
    )


def _urgency(one: Waiting) -> tuple[bool, date]:
    return one.due is None, one.due or date.max


def number_waiting(actor: Actor) -> int:
    """Return how many things wait for the person: counted anew once anything has been done."""
    if actor.membership is None:
        return 0
    last = Event.objects.values_list("link", flat=True).first()
    key = f"waiting-{actor.membership.pk}-{last}-{timezone.localdate()}"
    counted: int | None = cache.get(key)
    if counted is None:
        counted = len(desk(actor).mine)
        cache.set(key, counted)
    return counted


def search(said: str) -> list[Found]:
    """Return everything one may see that holds the words."""
    found = [one for app in FINDING for one in app.found(said)]
    return [one for one in found if one.rows]
