"""Which tasks there are, each with its light on a day; how many of each light and side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, overload

from django.db.models import Q, QuerySet

from feidi.coordinate import Dates, Light, light_on
from feidi.coordinate.lights import GREEN, OUT, RED, YELLOW
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import JOINT_OFFICE
from feidi.workbench.coordination.models import Task
from feidi.workbench.coordination.models.tasks import CHECKING, CLOSED
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders

LIGHTS = (RED, YELLOW, GREEN)
_ORDER = (*LIGHTS, OUT)
WEEK = timedelta(days=7)
_DATES = ("due", "assigned_on", "signed_on", "reported_on", "completed_on", "closed_on")


class Lit(NamedTuple):
    """The light of a task on a day, with what tasks are counted and found by."""

    key: int
    side: int
    registered: date
    due: date
    light: Light


@dataclass(frozen=True)
class Standing:
    """A task with its light on a day."""

    task: Task
    light: Light


class Standings(Sequence[Standing]):
    """Tasks with their lights, the worst first, then by due day.

    The lights of all are worked out; a task is read whole only where it is shown.
    """

    def __init__(self, lit: Sequence[Lit]) -> None:
        self.lit = lit

    def __len__(self) -> int:
        return len(self.lit)

    @overload
    def __getitem__(self, at: int) -> Standing: ...
    @overload
    def __getitem__(self, at: slice) -> list[Standing]: ...
    def __getitem__(self, at: int | slice) -> Standing | list[Standing]:
        if isinstance(at, int):
            return _whole([self.lit[at]])[0]
        return _whole(self.lit[at])

    def __iter__(self) -> Iterator[Standing]:
        return iter(_whole(self.lit))

    def of(self, light: str = "", side: int = 0) -> "Standings":
        """Return those of a light and a side, where these are given."""
        return Standings(
            [one for one in self.lit if light in ("", one.light.colour) and side in (0, one.side)]
        )

    def since(self, day: date) -> "Standings":
        """Return those registered on a day or after it."""
        return Standings([one for one in self.lit if one.registered >= day])


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
    open: list[tuple[str, Standings]]
    opened: Standings
    closed: Standings


def all_tasks() -> QuerySet[Task]:
    """Return every task one may see, with what a list shows of it."""
    found: QuerySet[Task] = Task.objects.select_related("side", "department", "counterpart")
    return found


def _whole(lit: Sequence[Lit]) -> list[Standing]:
    """Return tasks with what a list shows of them."""
    tasks = all_tasks().in_bulk([one.key for one in lit])
    return [Standing(tasks[one.key], one.light) for one in lit if one.key in tasks]


def standing(tasks: QuerySet[Task], day: date) -> Standings:
    """Return tasks as they stand on a day."""
    rows = tasks.order_by().values_list("pk", "side_id", "registered_on", *_DATES)
    found = [
        Lit(key, side, registered, dates[0], light_on(day, Dates(*dates)))
        for key, side, registered, *dates in rows.iterator()
    ]
    return Standings(sorted(found, key=lambda one: (_ORDER.index(one.light.colour), one.due)))


def open_on(day: date) -> Standings:
    """Return the tasks registered by a day and not closed by it, with their lights."""
    return standing(living_on(day), day)


def living_on(day: date) -> QuerySet[Task]:
    """Return the tasks registered by a day and not closed by it."""
    living = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    found: QuerySet[Task] = Task.objects.filter(living, registered_on__lte=day)
    return found


def counted(found: Standings, park: int) -> list[tuple[Seat, list[Count]]]:
    """Return for each side how many tasks of each light it has."""
    many = Counter((one.side, one.light.colour) for one in found.lit)
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
    found: QuerySet[Task] = Task.objects.filter(own).exclude(state=CLOSED)
    return found


def told_of(tasks: QuerySet[Task], given: dict[str, Any]) -> QuerySet[Task]:
    """Return the tasks of a source, with some words in their title or department."""
    if given.get("source"):
        tasks = tasks.filter(source=given["source"])
    if given.get("q"):
        words = given["q"]
        tasks = tasks.filter(Q(title__icontains=words) | Q(department__name__icontains=words))
    return tasks


def week_of(day: date, park: int) -> Week:
    """Return what the seven days that end with a day were."""
    since = day - WEEK + timedelta(days=1)
    living = open_on(day)
    closed = standing(Task.objects.filter(closed_on__range=(since, day)), day)
    by_light = [(colour, living.of(colour)) for colour in LIGHTS]
    return Week(since, day, counted(living, park), by_light, living.since(since), closed)
