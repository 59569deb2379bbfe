"""What who looks at a task may do with it now, the next step first."""

from dataclasses import dataclass

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE, JOINT_OFFICE, REPORT_TASK
from feidi.workbench.coordination.models import Task
from feidi.workbench.coordination.models.tasks import (
    ASKED,
    ASSIGNED,
    CHECKING,
    CLOSED,
    DECISION,
    REGISTERED,
    REPORTED,
    SIGNED,
    STATES,
)
from feidi.workbench.pages.templatetags.pieces import Step
from feidi.workbench.parks.queries import keyholders


@dataclass(frozen=True)
class Offer:
    """Something that may be done. asks: the label of the text it takes; needs: it must be said."""

    verb: str
    words: Words
    asks: Words | None = None
    needs: bool = False
    day: bool = False


ASSIGN = Offer("assign", Words("交办给责任部门", "Assign to the department"))
SIGN = Offer("sign", Words("签收", "Sign for it"))
REPORT = Offer(
    "report", Words("反馈进展", "Report"), Words("办到什么程度", "how far it has come"), True
)
COMPLETE = Offer(
    "complete", Words("报完成", "Report completion"),
    Words("完成情况和依据（附件传在下面“附件”里）", "what was done; attach the proof below"), True,
)  # fmt: skip
EXTEND = Offer(
    "extend", Words("申请延期", "Ask for more time"), Words("原因", "reason"), True, True
)
GRANT = Offer(
    "grant", Words("同意延期", "Grant more time"), Words("意见（可不写）", "words, if any")
)
DENY = Offer("refuse", Words("不同意延期", "Refuse more time"), Words("原因", "reason"), True)
ACCEPT = Offer(
    "accept",
    Words("核查通过，销号", "Accept and close"),
    Words("核查意见（可不写）", "words, if any"),
)
BACK = Offer("return", Words("退回", "Send back"), Words("原因", "reason"), True)
REOPEN = Offer("reopen", Words("重新打开", "Reopen"), Words("原因", "reason"), True)
CHASE = Offer("chase", Words("催办", "Chase"), Words("催办要求（可不写）", "words, if any"))
COMMENT = Offer(
    "comment", Words("发表意见", "Comment"), Words("双方都看得到", "both sides read it"), True
)
NOTE = Offer(
    "note", Words("本方备注", "Own note"), Words("只有本方看得到", "only our side reads it"), True
)


def offers(task: Task, actor: Actor) -> list[Offer]:
    """Return what may be done, the next step first."""
    ours = task.side_id == (actor.party.pk if actor.party else 0)
    leads = actor.may(COORDINATE)
    found: list[Offer] = []
    if ours and actor.role in (task.role, JOINT_OFFICE):
        found += _in_charge(task)
    if leads and task.state == REGISTERED and (ours or task.source == DECISION):
        found.append(ASSIGN)
    if leads and not ours and _keyholder(task, actor):
        found += _of_the_other(task)
    if leads and task.state == CLOSED:
        found.append(REOPEN)
    if leads and task.state not in (CHECKING, CLOSED):
        found.append(CHASE)
    if actor.may(REPORT_TASK):
        found += [COMMENT, NOTE]
    return found


def _in_charge(task: Task) -> list[Offer]:
    later = [] if task.extensions.filter(state=ASKED).exists() else [EXTEND]
    if task.state == ASSIGNED:
        return [SIGN, *later]
    if task.state in (SIGNED, REPORTED):
        return [REPORT, COMPLETE, *later] if task.state == SIGNED else [COMPLETE, REPORT, *later]
    return []


def _of_the_other(task: Task) -> list[Offer]:
    if task.extensions.filter(state=ASKED).exists():
        return [GRANT, DENY]
    return [ACCEPT, BACK] if task.state == CHECKING else []


def _keyholder(task: Task, actor: Actor) -> bool:
    party = actor.party.pk if actor.party else 0
    return party in [seat.party_id for seat in keyholders(task.park_id)]


def steps(task: Task) -> list[Step]:
    """Return the steps of a task: done, now, or to come."""
    return steps_of(STATES, task.state, task.state == CLOSED)


def steps_of(names: dict[str, Words], now: str, ended: bool) -> list[Step]:
    """Return the steps of something that goes one way, and where it is."""
    order = list(names)
    here = order.index(now)
    return [
        Step(names[name], "done" if n < here or ended else "now" if n == here else "next")
        for n, name in enumerate(order)
    ]
