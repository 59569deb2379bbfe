"""What waits of coordination: meetings, and tasks to assign, sign for, report on and check."""

from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone

from feidi.coordinate import light_on
from feidi.coordinate.lights import GREEN
from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE, JOINT_OFFICE
from feidi.workbench.coordination.forms import today
from feidi.workbench.coordination.meetings_waiting import of_meetings
from feidi.workbench.coordination.models import Extension, Task
from feidi.workbench.coordination.models.tasks import ASKED, ASSIGNED, CHECKING, CLOSED, REGISTERED
from feidi.workbench.desk.waiting import Waiting
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders

# of a task: to make the rest of hundreds takes as long again
LOOKED_AT = (
    "number", "title", "side", "role", "due", "state", "registered_on", "assigned_on",
    "signed_on", "reported_on", "completed_on", "closed_on",
)  # fmt: skip
TO_ASSIGN = Words("交办给责任部门", "assign it")
TO_SIGN = Words("签收", "sign for it")
TO_REPORT = Words("办理并反馈：{why}", "work on it and report: {why}")
TO_CHECK = Words("核查，销号或退回", "check it: close it or send it back")
TO_ANSWER = Words("答复延期申请", "answer: more time is asked for")


def waiting(actor: Actor) -> list[Waiting]:
    """Return the steps of open tasks, each with the side it waits for."""
    park = actor.park
    if park is None:
        return []
    seats = keyholders(park.pk)
    asked = set(Extension.objects.filter(state=ASKED).values_list("task_id", flat=True))
    open_tasks, day = Task.objects.exclude(state=CLOSED).only(*LOOKED_AT), today()
    found = [_of(task, actor, seats, task.pk in asked, day) for task in open_tasks]
    return [*(one for one in found if one is not None), *of_meetings(actor, seats)]


def _of(task: Task, actor: Actor, seats: list[Seat], asked: bool, day: date) -> Waiting | None:
    """Return what a task waits for; nothing where it is on course."""
    whom = tuple(seat for seat in seats if seat.party_id == task.side_id)
    others = tuple(seat for seat in seats if seat.party_id != task.side_id)
    charge = actor.role in (task.role, JOINT_OFFICE)
    if asked:
        return _waits(task, TO_ANSWER, others, actor, actor.may(COORDINATE))
    if task.state == CHECKING:
        return _waits(task, TO_CHECK, others, actor, actor.may(COORDINATE))
    if task.state == REGISTERED:
        return _waits(task, TO_ASSIGN, whom, actor, actor.may(COORDINATE))
    if task.state == ASSIGNED:
        return _waits(task, TO_SIGN, whom, actor, charge)
    light = light_on(day, task.dates)
    if light.colour == GREEN:
        return None
    return _waits(task, TO_REPORT.fill(why=light.because), whom, actor, charge)


def _waits(task: Task, what: Words, whom: tuple[Seat, ...], actor: Actor, may: bool) -> Waiting:
    here = any(seat.party_id == (actor.party.pk if actor.party else 0) for seat in whom)
    address = f"/coordination/tasks/{task.pk}/"
    day = task.completed_on or task.assigned_on or task.registered_on
    return Waiting(both(str(task)), what, address, whom, here and may, midnight(day), task.due)


@lru_cache(1000)
def midnight(day: date) -> datetime:
    """Return when a day begins at the place of the site."""
    return timezone.make_aware(datetime.combine(day, time.min))
