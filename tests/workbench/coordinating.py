"""Departments of both sides of a park, and tasks of theirs, by actions alone."""

from datetime import date, timedelta
from typing import Any

from feidi.workbench.coordination.actions import supervising, tasks
from feidi.workbench.coordination.actions.tasks import NewTask, register
from feidi.workbench.coordination.models import Department, Task
from feidi.workbench.coordination.models.tasks import OTHER
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
