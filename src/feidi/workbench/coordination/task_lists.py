"""Which tasks there are, each with its light on a day; how many of each light and side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from feidi.coordinate import Light, light_on
from feidi.coordinate.lights import GREEN, OUT, RED, YELLOW
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import JOINT_OFFICE
from feidi.workbench.coordination.models import Task
from feidi.workbench.coordination.models.tasks import CHECKING, CLOSED
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders

LIGHTS = (RED, YELLOW, GREEN)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """A task with its light on a day."""

    task: Task
    light: Light


@dataclass(frozen=True)
class Count:
    """How many tasks a side has of a light."""

    light: str
    seat: Seat
    number: int


@dataclass(frozen=True)
class Week:
    """What a week of tasks was: by light the open ones, what came in, what was closed."""

    since: date
    until: date
    counts: list[tuple[Seat, list[Count]]]
    open: list[tuple[str, list[Standing]]]
    opened: list[Standing]
    closed: list[Standing]


def all_tasks() -> QuerySet[Task]:
    """Return every task one may see, with what a list shows of it."""
    found: QuerySet[Task] = Task.objects.select_related("side", "department", "counterpart")
    return found


def standing(tasks: Iterable[Task], day: date) -> list[Standing]:
    """Return tasks with their lights, the worst first, then by due day."""
    order = (RED, YELLOW, GREEN, OUT)
    found = [Standing(task, light_on(day, task.dates)) for task in tasks]
    return sorted(found, key=lambda one: (order.index(one.light.colour), one.task.due))


def open_on(day: date) -> list[Standing]:
    """Return the tasks registered by a day and not closed by it, with their lights."""
    living = all_tasks().filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    return standing(living.filter(registered_on__lte=day), day)


def counted(found: list[Standing], park: int) -> list[tuple[Seat, list[Count]]]:
    """Return for each side how many tasks of each light it has."""
    many = Counter((one.task.side_id, one.light.colour) for one in found)
    return [
        (seat, [Count(light, seat, many[seat.party_id, light]) for light in LIGHTS])
        for seat in keyholders(park)
    ]


def mine(actor: Actor) -> QuerySet[Task]:
    """Return the open tasks that who asks is in charge of, or has to check."""
    own = Q(side=actor.party)
    if actor.role != JOINT_OFFICE:
        own &= Q(role=actor.role)
    else:
        own |= Q(state=CHECKING)
    return all_tasks().filter(own).exclude(state=CLOSED)


def filtered(found: list[Standing], given: dict[str, Any]) -> list[Standing]:
    """Return the tasks of a light, a side, a source, with some words in their title."""
    said = str(given.get("q", "")).lower()
    return [
        one
        for one in found
        if given.get("light") in ("", None, one.light.colour)
        and given.get("side") in (0, None, one.task.side_id)
        and given.get("source") in ("", None, one.task.source)
        and said in f"{one.task.title} {one.task.department}".lower()
    ]


def week_of(day: date, park: int) -> Week:
    """Return what the seven days that end with a day were."""
    since = day - WEEK + timedelta(days=1)
    living = open_on(day)
    new = [one for one in living if one.task.registered_on >= since]
    closed = standing(all_tasks().filter(closed_on__range=(since, day)), day)
    by_light = [(c, [one for one in living if one.light.colour == c]) for c in LIGHTS]
    return Week(since, day, counted(living, park), by_light, new, closed)
