"""What is done around a task: chase it, comment on it, note it, ask for more time."""

from dataclasses import dataclass
from datetime import date

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE, REPORT_TASK
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination import telling
from feidi.workbench.coordination.actions.saying import must_say
from feidi.workbench.coordination.actions.tasks import (
    WHAT_REASON,
    must_be_in_charge,
    must_be_the_other,
    remark,
)
from feidi.workbench.coordination.models import Extension, Remark, Task
from feidi.workbench.coordination.models.tasks import (
    ASKED,
    ASSIGNED,
    CHASE,
    CHECKING,
    CLOSED,
    COMMENT,
    EXTENDED,
    GRANTED,
    NOTE,
    REFUSED,
    REPORTED,
    SIGNED,
)
from feidi.workbench.coordination.telling import tell_charge, tell_watchers
from feidi.workbench.scope.acting import OWN

WHAT_COMMENT = Words("意见", "the comment")
WHAT_NOTE = Words("备注", "the note")
CHASED = Words("请抓紧办理并反馈进展", "please go on and report")


@action("coordination.chase", Words("催办", "chased a task"), COORDINATE)
def chase(entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date) -> Task:
    """Press for a task that is with its side; once a day from each side."""
    task = take(task, version)
    if task.state in (CHECKING, CLOSED):
        raise Refusal(Words("已报完成，不用催办", "it is completed already"))
    _, party = actor.at
    if task.remarks.filter(kind=CHASE, side=party, on=day).exists():
        raise Refusal(Words("本方今天已经催办过", "this side has chased it today already"))
    entry.about = task
    entry.reason = text.strip() or CHASED.zh
    remark(actor, task, CHASE, must_say(entry.reason, WHAT_COMMENT), day)
    tell_charge(task, telling.CHASED, actor, text=entry.reason)
    return task


@action("coordination.comment", Words("发表意见", "commented on a task"), REPORT_TASK)
def comment(entry: Entry, *, actor: Actor, task: Task, text: str, day: date) -> Remark:
    """Say something that both sides read."""
    said = remark(actor, task, COMMENT, must_say(text, WHAT_COMMENT), day)
    entry.about = task
    entry.after = {"remark": said.pk}
    tell = tell_watchers if actor.party == task.side else tell_charge
    tell(task, telling.COMMENTED, actor, text=said.text)
    return said


@action("coordination.note", Words("写了本方备注", "wrote an own note"), REPORT_TASK)
def note(entry: Entry, *, actor: Actor, task: Task, text: str, day: date) -> Remark:
    """Write down something that only the own side reads."""
    _, party = actor.at
    said: Remark = Remark.objects.create(
        park_id=task.park_id,
        owner=party,
        visibility=OWN,
        task=task,
        kind=NOTE,
        text=must_say(text, WHAT_NOTE),
        side=party,
        by=str(actor.user or "machine"),
        on=day,
    )
    entry.about = said
    return said


@dataclass(frozen=True)
class Later:
    """A later day, and why. day: None where nothing that is a day was said."""

    day: date | None
    reason: str


@action("coordination.extend", Words("申请延期", "asked for more time"), REPORT_TASK)
def ask_extension(
    entry: Entry, *, actor: Actor, task: Task, version: int, later: Later, day: date
) -> Extension:
    """Ask the other side for a later due day."""
    task = take(task, version)
    must_be_in_charge(actor, task)
    if task.state not in (ASSIGNED, SIGNED, REPORTED):
        what = Words("任务现在是“{now}”，不能延期", "the task is “{now}” now: not possible")
        raise Refusal(what.fill(now=task.state_words))
    if later.day is None or later.day <= max(task.due, day):
        what = Words(
            "新的期限应晚于现在的期限，也晚于今天",
            "the new day is after the due day and after today",
        )
        raise Refusal(what)
    if task.extensions.filter(state=ASKED).exists():
        raise Refusal(Words("已有延期申请等对方答复", "an extension is asked for already"))
    asked: Extension = task.extensions.create(
        old_due=task.due,
        new_due=later.day,
        reason=must_say(later.reason, WHAT_REASON),
        by=str(actor.user or "machine"),
        asked_on=day,
    )
    entry.about, entry.reason = task, asked.reason
    entry.after = {"due": str(task.due), "until": str(later.day)}
    tell_watchers(task, telling.ASKS_TIME, actor, due=asked.new_due)
    return asked


@action("coordination.grant", Words("同意延期", "granted more time"), COORDINATE)
def grant_extension(
    entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date
) -> Task:
    """Move the due day as was asked; the old one is kept beside it."""
    task = take(task, version)
    asked = _answered(actor, task, GRANTED, text, day)
    entry.about, entry.reason = task, text.strip()
    entry.change(task, due=asked.new_due)
    task.save()
    return task


@action("coordination.refuse", Words("不同意延期", "refused more time"), COORDINATE)
def refuse_extension(
    entry: Entry, *, actor: Actor, task: Task, version: int, text: str, day: date
) -> Task:
    """Leave the due day as it is, and say why."""
    task = take(task, version)
    entry.about, entry.reason = task, must_say(text, WHAT_REASON)
    _answered(actor, task, REFUSED, text, day)
    return task


def _answered(actor: Actor, task: Task, state: str, text: str, day: date) -> Extension:
    must_be_the_other(actor, task)
    asked: Extension | None = task.extensions.filter(state=ASKED).first()
    if asked is None:
        raise Refusal(Words("没有待答复的延期申请", "no extension is to be answered"))
    asked.state, asked.answer = state, text.strip()
    asked.answered_by, asked.answered_on = str(actor.user or "machine"), day
    asked.save()
    said = f"{asked.old_due} → {asked.new_due}　{asked.state_words.zh}　{text.strip()}"
    remark(actor, task, EXTENDED, said.strip(), day)
    tell_charge(task, telling.HAS_TIME, actor, text=asked.state_words)
    return asked
