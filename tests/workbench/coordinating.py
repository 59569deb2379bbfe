"""Departments of both sides of a park, and tasks of theirs, by actions alone."""

from datetime import date, timedelta
from typing import Any

from feidi.workbench.coordination.actions import supervising, tasks
from feidi.workbench.coordination.actions.agenda import NewItem, agree, draft_item, submit_item
from feidi.workbench.coordination.actions.minutes import (
    decide,
    draft_minutes,
    edit_minutes,
    propose_minutes,
)
from feidi.workbench.coordination.actions.series import NewSeries, When, call, found, hold
from feidi.workbench.coordination.actions.tasks import NewTask, register
from feidi.workbench.coordination.models import (
    AgendaItem,
    Department,
    Meeting,
    Minutes,
    Series,
    Task,
)
from feidi.workbench.coordination.models.tasks import DECISION, OTHER
from feidi.workbench.coordination.wording import agenda, agenda_text, print_of
from workbench.story import acting

DAY = date(2031, 5, 1)
DUE = date(2031, 5, 20)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def department(username: str, name: str) -> Department:
    """The own department of a name, made where there is none."""
    with acting(username) as one:
        park, party = one.at
        made: Department = Department.objects.get_or_create(park=park, side=party, name=name)[0]
        return made


def registered(by: str = "host-office", title: str = "供电专线接入", **given: Any) -> Task:
    """A task of the host's, watched by the origin."""
    own = given.pop("department", None) or department("host-office", "乙新区经发局")
    with acting(by) as one:
        new = NewTask(title=title, department=own, due=DUE, source=OTHER, **given)
        return register(actor=one, new=new, day=DAY)


def done(username: str, verb: str, task: Task, day: date = DAY, **given: Any) -> Task:
    """A step of a task, on the version that is now; the task as it is then."""
    with acting(username) as one:
        now = Task.objects.get(pk=task.pk)
        function = getattr(tasks, verb, None) or getattr(supervising, verb)
        if verb not in ("comment", "note"):
            given["version"] = now.version
        function(actor=one, task=now, day=day, **given)
        found: Task = Task.objects.get(pk=task.pk)
        return found


def completed(day: date = DAY) -> Task:
    """A task that its side has completed."""
    task = registered()
    done("host-office", "assign", task)
    done("host-office", "sign", task)
    return done("host-office", "complete", task, day, text="专线已通电，见验收单")


def series_of(username: str) -> Series:
    """A joint conference that the side convenes."""
    own = department(username, "联合办")
    with acting(username) as one:
        name = f"{one.party}联席会议"
        new = NewSeries(name, "monthly", one.party, "乙新区会议室", "议大事", (own,))
        return found(actor=one, new=new)


def called(username: str, series: Series) -> Meeting:
    """The next meeting of a series, today."""
    with acting(username) as one:
        now = Series.objects.get(pk=series.pk)
        return call(actor=one, series=now, version=now.version, when=When(DAY), day=DAY)


def agenda_of(meeting: Meeting) -> list[str]:
    """What is on an agenda."""
    with acting("host-duty"):
        return [item.title for item in agenda(meeting)]


def held(convener: str, other: str) -> Meeting:
    """A meeting with one item that both sides agreed to, held."""
    meeting = called(convener, series_of(convener))
    with acting(other) as one:
        item = draft_item(actor=one, meeting=meeting, new=NewItem("供电专线", "影响投产"))
        submit_item(actor=one, item=item, version=item.version)
    for username in (convener, other):
        with acting(username) as one:
            now = Meeting.objects.get(pk=meeting.pk)
            seen = print_of(agenda_text(now))
            agree(actor=one, meeting=now, version=now.version, seen=seen)
    with acting(convener) as one:
        now = Meeting.objects.select_related("series__convener").get(pk=meeting.pk)
        return hold(actor=one, meeting=now, version=now.version, day=DAY)


def proposed_minutes(convener: str, other: str) -> Minutes:
    """Minutes with one decision of the convener's, put to both sides."""
    meeting = held(convener, other)
    own = department(convener, "乙新区经发局")
    with acting(convener) as one:
        minutes = draft_minutes(actor=one, meeting=meeting, version=meeting.version)
        edit_minutes(actor=one, minutes=minutes, version=minutes.version, text="会议听取了汇报。")
        item = AgendaItem.objects.get(meeting=meeting)
        new = NewTask("专线六月底前接入", own, DUE, DECISION)
        decide(actor=one, minutes=minutes, version=minutes.version, item=item, new=new)
        now = Minutes.objects.get(pk=minutes.pk)
        return propose_minutes(actor=one, minutes=now, version=now.version)
