"""The life of a task: registered, assigned, signed for, reported on, checked, closed."""

from dataclasses import dataclass
from datetime import date

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE, INSTRUCT, JOINT_OFFICE, OFFICERS, REPORT_TASK
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination import telling
from feidi.workbench.coordination.actions.saying import must_hold_key, must_say, next_number
from feidi.workbench.coordination.addresses import page_address
from feidi.workbench.coordination.models import Decision, Department, Remark, Task
from feidi.workbench.coordination.models.tasks import (
    ACCEPTED,
    ASSIGNED,
    CHECKING,
    CLOSED,
    COMPLETION,
    DECISION,
    INSTRUCTION,
    REGISTERED,
    REOPENED,
    REPORT,
    REPORTED,
    RETURNED,
    SIGNED,
    SOURCES,
)
from feidi.workbench.coordination.telling import tell_charge, tell_watchers
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import JOINT

WHAT_TITLE = Words("办什么事", "what is to be done")
WHAT_REPORT = Words("办到什么程度", "how far it has come")
WHAT_PROOF = Words("完成情况和依据", "what was done, and the proof")
WHAT_REASON = Words("原因", "the reason")


@dataclass(frozen=True)
class NewTask:
    """What a task is registered with. department: of the side that has to do it."""

    title: str
    department: Department
    due: date
    source: str
    role: str = JOINT_OFFICE
    counterpart: Department | None = None
    detail: str = ""
    basis: str = ""
    about: str = ""
    decision: Decision | None = None


@action("coordination.register", Words("立项督办", "registered a task"), COORDINATE)
def register(entry: Entry, *, actor: Actor, new: NewTask, day: date) -> Task:
    """Put a task on the list of both sides; it still has to be assigned."""
    if new.source not in SOURCES or new.source in (DECISION, INSTRUCTION):
        raise Refusal(Words("请选择任务来源", "choose where the task comes from"))
    task = keep_task(entry, actor, new, day)
    tell_charge(task, telling.REGISTERED, actor)
    return task


@action("coordination.instruct", Words("批示交办", "instructed"), INSTRUCT)
def instruct(entry: Entry, *, actor: Actor, new: NewTask, day: date) -> Task:
    """Make a task of a leader's words: assigned at once to the own side, else put to the other."""
    must_say(new.basis, Words("批示内容", "the instruction"))
    task = keep_task(entry, actor, new, day, source=INSTRUCTION)
    if actor.party == task.side:
        entry.change(task, state=ASSIGNED, assigned_on=day)
        task.save()
    tell_charge(task, telling.ASSIGNED if task.assigned_on else telling.REGISTERED, actor)
    return task


def keep_task(
    entry: Entry, actor: Actor, new: NewTask, day: date, source: str | None = None
) -> Task:
    """Store a new task, within the action that makes it."""
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    if source != DECISION:  # looked at when it was decided; keys may be turned after its due day
        check_task(new, park, day)
    task = Task(
        park=park,
        visibility=JOINT,
        number=next_number(Task.objects.filter(park=park), park.pk),
        title=must_say(new.title, WHAT_TITLE)[:200],
        detail=new.detail.strip(),
        source=source or new.source,
        basis=new.basis.strip()[:300],
        decision=new.decision,
        about=page_address(new.about),
        side=new.department.side,
        department=new.department,
        counterpart=new.counterpart,
        role=new.role,
        due=new.due,
        first_due=new.due,
        registered_on=day,
        registered_by=party,
        by=str(actor.user or "machine"),
    )
    task.save()
    entry.about = task
    entry.after = {"number": task.number, "side": str(task.side), "due": str(task.due)}
    return task


def check_task(new: NewTask, park: Park, day: date) -> None:
    """Refuse what cannot be done: departments of no side, no officers, a day that is past."""
    must_hold_key(park.pk, new.department.side_id)
    if new.department.park_id != park.pk or not new.department.active:
        raise Refusal(Words("责任部门已停用", "the department is no longer in use"))
    other = new.counterpart
    if other is not None and (other.park_id != park.pk or other.side_id == new.department.side_id):
        raise Refusal(Words("配合部门应为另一方的", "the counterpart is of the other side"))
    if new.role not in OFFICERS:
        raise Refusal(Words("请选择责任岗位", "choose whose officers are in charge"))
    if new.due < day:
        raise Refusal(Words("期限早于今天", "the due day is before today"))


@action("coordination.assign", Words("交办", "assigned a task"), COORDINATE)
def assign(entry: Entry, *, actor: Actor, task: Task, version: int, day: date) -> Task:
    """Hand a task to its department. What both sides have decided either side may hand on."""
    task = take(task, version)
    _must_be(task, REGISTERED)
    if actor.party != task.side and task.source != DECISION:
        raise Refusal(Words("由承办一方自己交办", "the side that has to do it assigns it"))
    tell_charge(task, telling.ASSIGNED, actor)
    return _moved(entry, task, state=ASSIGNED, assigned_on=day)


@action("coordination.sign", Words("签收督办", "signed for a task"), REPORT_TASK)
def sign(entry: Entry, *, actor: Actor, task: Task, version: int, day: date) -> Task:
    """Take a task on."""
    task = take(task, version)
    _must_be(task, ASSIGNED)
    must_be_in_charge(actor, task)
    return _moved(entry, task, state=SIGNED, signed_on=day)


@action("coordination.report", Words("反馈进展", "reported on a task"), REPORT_TASK)
def report(entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date) -> Task:
    """Say how far a task has come."""
    task = take(task, version)
    _must_be(task, SIGNED, REPORTED)
    must_be_in_charge(actor, task)
    remark(actor, task, REPORT, must_say(text, WHAT_REPORT), day)
    return _moved(entry, task, state=REPORTED, reported_on=day)


@action("coordination.complete", Words("报完成", "reported completion"), REPORT_TASK)
def complete(entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date) -> Task:
    """Say that a task is done and by what proof; the other side is to check it."""
    task = take(task, version)
    _must_be(task, SIGNED, REPORTED)
    must_be_in_charge(actor, task)
    if task.extensions.filter(state="asked").exists():
        what = Words("延期申请还没有答复", "an extension is still to be answered")
        raise Refusal(what)
    remark(actor, task, COMPLETION, must_say(text, WHAT_PROOF), day)
    tell_watchers(task, telling.COMPLETED, actor)
    return _moved(entry, task, state=CHECKING, completed_on=day)


@action("coordination.accept", Words("核查通过，销号", "accepted and closed a task"), COORDINATE)
def accept(entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date) -> Task:
    """Close a task that the other side has completed."""
    task = take(task, version)
    _must_be(task, CHECKING)
    must_be_the_other(actor, task)
    remark(actor, task, ACCEPTED, text.strip() or ACCEPTED_WORDS.zh, day)
    tell_charge(task, telling.ACCEPTED, actor)
    return _moved(entry, task, state=CLOSED, closed_on=day)


@action("coordination.return", Words("核查退回", "sent a task back"), COORDINATE)
def send_back(
    entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date
) -> Task:
    """Say why a task is not done; the day of its completion no longer counts."""
    task = take(task, version)
    _must_be(task, CHECKING)
    must_be_the_other(actor, task)
    entry.reason = must_say(text, WHAT_REASON)
    remark(actor, task, RETURNED, entry.reason, day)
    tell_charge(task, telling.SENT_BACK, actor, text=entry.reason)
    return _moved(entry, task, state=REPORTED, reported_on=task.completed_on, completed_on=None)


@action("coordination.reopen", Words("重新打开督办", "reopened a task"), COORDINATE)
def reopen(entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date) -> Task:
    """Open a closed task again, whichever side finds that it is not done; its due day stays."""
    task = take(task, version)
    _must_be(task, CLOSED)
    entry.reason = must_say(text, WHAT_REASON)
    remark(actor, task, REOPENED, entry.reason, day)
    tell_charge(task, telling.REOPENED, actor, text=entry.reason)
    return _moved(entry, task, state=REPORTED, reported_on=day, completed_on=None, closed_on=None)


ACCEPTED_WORDS = Words("核查属实，同意销号", "checked and found true; closed")


def remark(actor: Actor, task: Task, kind: str, text: str, day: date) -> Remark:
    """Store what is said of a task, seen by both sides."""
    _, party = actor.at
    said: Remark = Remark.objects.create(
        park_id=task.park_id,
        task=task,
        kind=kind,
        text=text,
        side=party,
        by=str(actor.user or "machine"),
        on=day,
    )
    return said


def must_be_in_charge(actor: Actor, task: Task) -> None:
    """Refuse who is not an officer in charge of the side that has to do it."""
    if actor.party != task.side or actor.role not in (task.role, JOINT_OFFICE):
        what = Words(
            "由承办一方的{role}或联合办办理",
            "for the {role} or the joint office of the side that has to do it",
        )
        raise Refusal(what.fill(role=task.role_words))


def must_be_the_other(actor: Actor, task: Task) -> None:
    """Refuse the side that has to do it: nobody checks himself."""
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    if party == task.side:
        raise Refusal(Words("由另一方核查，不能自己销号", "the other side checks it"))


def _must_be(task: Task, *states: str) -> None:
    if task.state not in states:
        what = Words("任务现在是“{now}”，不能这样做", "the task is “{now}” now: not possible")
        raise Refusal(what.fill(now=task.state_words))


def _moved(entry: Entry, task: Task, **values: object) -> Task:
    entry.about = task
    entry.change(task, **values)
    task.save()
    return task
