"""Who is told of what happens to a task: those in charge of it, or those who watch it."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import JOINT_OFFICE, LEADER
from feidi.workbench.coordination.models import Meeting, Task
from feidi.workbench.notifications.telling import notify, others
from feidi.workbench.parks.queries import keyholders

REGISTERED = Words("新立{task}，等交办", "{task} is registered, to be assigned")
ASSIGNED = Words("交办{task}，期限 {due}，请签收", "{task} is assigned, due {due}: sign for it")
CHASED = Words("催办{task}：{text}", "{task} is chased: {text}")
COMPLETED = Words("{task} 已报完成，请核查", "{task} is completed: check it")
ACCEPTED = Words("{task} 核查通过，已销号", "{task} is accepted and closed")
SENT_BACK = Words("{task} 核查退回：{text}", "{task} is sent back: {text}")
REOPENED = Words("{task} 重新打开：{text}", "{task} is opened again: {text}")
ASKS_TIME = Words("{task} 申请延期到 {due}，请答复", "{task}: more time is asked for, until {due}")
HAS_TIME = Words("{task} 的延期申请：{text}", "{task}: the answer to more time is {text}")
COMMENTED = Words("{task} 有新意见：{text}", "{task} has a comment: {text}")
CALLED = Words("召集{meeting}，{day}，请提议题", "{meeting} is called for {day}: propose items")
TO_CONFIRM = Words("{meeting}的纪要请核对确认", "the minutes of {meeting} are to be confirmed")
BOUND = Words("{meeting}的纪要已生效", "the minutes of {meeting} bind")


def tell_charge(task: Task, words: Words, actor: Actor, **facts: object) -> None:
    """Tell the officers in charge of a task, and the joint office of their side."""
    roles = tuple(dict.fromkeys((task.role, JOINT_OFFICE)))
    said = words.fill(task=task, due=task.due, **facts)
    notify(task, said, actor=actor, sides=(task.side_id,), roles=roles)


def tell_watchers(task: Task, words: Words, actor: Actor, **facts: object) -> None:
    """Tell the joint office and the leader of every side but the one in charge."""
    sides = [s.party_id for s in keyholders(task.park_id) if s.party_id != task.side_id]
    said = words.fill(task=task, **{"due": task.due, **facts})
    notify(task, said, actor=actor, sides=sides, roles=(JOINT_OFFICE, LEADER))


def tell_other_office(meeting: Meeting, words: Words, actor: Actor) -> None:
    """Tell the joint office and the leader of the other side something about a meeting."""
    said = words.fill(meeting=meeting.words, day=meeting.day)
    notify(meeting, said, actor=actor, sides=others(actor), roles=(JOINT_OFFICE, LEADER))
