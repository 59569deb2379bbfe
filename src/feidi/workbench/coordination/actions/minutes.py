"""Minutes: drafted by the convener, confirmed by both sides, and the tasks that follow."""

from datetime import date

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination.actions.saying import must_hold_key, must_say, next_number
from feidi.workbench.coordination.actions.series import must_be, must_convene
from feidi.workbench.coordination.actions.tasks import NewTask, check_task, keep_task
from feidi.workbench.coordination.models import AgendaItem, Decision, Meeting, Minutes
from feidi.workbench.coordination.models.meetings import (
    BINDING,
    CONFIRMED,
    DRAFT,
    DRAFTED,
    HELD,
    POSTPONED,
    PROPOSED,
    RETURNED,
    SUBMITTED,
)
from feidi.workbench.coordination.models.tasks import DECISION
from feidi.workbench.coordination.telling import BOUND, TO_CONFIRM, tell_other_office
from feidi.workbench.coordination.wording import minutes_text, print_of
from feidi.workbench.documents.actions import follow
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import JOINT, OWN

LONGEST = 100_000
WHAT_REASON = Words("退回的原因", "why they are sent back")
WHAT_DECISION = Words("决定什么", "what is decided")


@action("coordination.draft_minutes", Words("起草了会议纪要", "drafted minutes"), COORDINATE)
def draft_minutes(entry: Entry, *, actor: Actor, meeting: Meeting, version: int) -> Minutes:
    """Start the minutes of a meeting that was held; after a return, from what was sent back."""
    park, party = actor.at
    meeting = take(meeting, version)
    must_convene(actor, meeting.series)
    must_be(meeting, HELD)
    if meeting.minutes.filter(state=DRAFT).exists():
        raise Refusal(Words("已有正在起草的纪要", "minutes are being drafted already"))
    last: Minutes | None = meeting.minutes.order_by("-number").first()
    minutes = Minutes(
        park=park,
        owner=party,
        visibility=OWN,
        meeting=meeting,
        number=(last.number if last else 0) + 1,
        text=last.text if last else "",
        drafted_by=party,
        by=str(actor.user or "machine"),
    )
    minutes.save()
    for one in last.decisions.all() if last else []:
        one.pk, one.minutes = None, minutes
        one._state.adding = True
        one.save()
    entry.about = minutes
    return minutes


@action("coordination.edit_minutes", Words("修改了会议纪要", "changed minutes"), COORDINATE)
def edit_minutes(
    entry: Entry, *, actor: Actor, minutes: Minutes, version: int, text: str
) -> Minutes:
    """Change minutes that are still a draft."""
    minutes = take(minutes, version)
    _must_be(minutes, DRAFT)
    if len(text) > LONGEST:
        raise Refusal(Words(f"超过 {LONGEST} 字", f"more than {LONGEST} characters"))
    entry.about = minutes
    entry.before, entry.after = {"text": print_of(minutes.text)}, {"text": print_of(text)}
    minutes.text = text
    minutes.save()
    return minutes


@action("coordination.decide", Words("写下了决定", "wrote down a decision"), COORDINATE)
def decide(
    entry: Entry, *, actor: Actor, minutes: Minutes, version: int, item: AgendaItem, new: NewTask
) -> Decision:
    """Add a decision to a draft: what, who of each side, by when."""
    minutes = take(minutes, version)
    _must_be(minutes, DRAFT)
    if item.meeting_id != minutes.meeting_id or item.state not in (SUBMITTED, POSTPONED):
        raise Refusal(Words("请选择议程上的议题", "choose an item of the agenda"))
    check_task(new, minutes.park, minutes.meeting.day)
    last = minutes.decisions.order_by("-number").first()
    decision: Decision = minutes.decisions.create(
        item=item,
        number=(last.number if last else 0) + 1,
        text=must_say(new.title, WHAT_DECISION)[:200],
        side=new.department.side,
        department=new.department,
        counterpart=new.counterpart,
        role=new.role,
        due=new.due,
    )
    entry.about, entry.after = minutes, {"decision": decision.text, "due": str(decision.due)}
    return decision


@action("coordination.drop", Words("删去了决定", "dropped a decision"), COORDINATE)
def drop(
    entry: Entry, *, actor: Actor, minutes: Minutes, version: int, decision: Decision
) -> Minutes:
    """Take a decision out of a draft."""
    minutes = take(minutes, version)
    _must_be(minutes, DRAFT)
    if decision.minutes_id != minutes.pk:
        raise Refusal(Words("决定不属于这份纪要", "the decision is not of these minutes"))
    entry.about, entry.before = minutes, {"decision": decision.text}
    decision.delete()
    for n, one in enumerate(minutes.decisions.order_by("number"), 1):
        minutes.decisions.filter(pk=one.pk).update(number=n)
    return minutes


@action("coordination.propose_minutes", Words("提交双方会签", "put minutes forward"), COORDINATE)
def propose_minutes(entry: Entry, *, actor: Actor, minutes: Minutes, version: int) -> Minutes:
    """Show the draft to the other side; from now on its words stay."""
    minutes = take(minutes, version)
    _must_be(minutes, DRAFT)
    must_say(minutes.text, Words("纪要正文", "the words of the minutes"))
    meeting = take(minutes.meeting, minutes.meeting.version)
    must_be(meeting, HELD)
    sealed = minutes_text(minutes)
    entry.about = minutes
    entry.change(
        minutes, state=PROPOSED, owner=None, visibility=JOINT, fingerprint=print_of(sealed)
    )
    minutes.sealed = sealed
    minutes.save()
    follow(minutes)
    entry.change(meeting, state=DRAFTED)
    meeting.save()
    tell_other_office(meeting, TO_CONFIRM, actor)
    return minutes


@action("coordination.return_minutes", Words("退回了会议纪要", "sent minutes back"), COORDINATE)
def return_minutes(
    entry: Entry, *, actor: Actor, minutes: Minutes, version: int, text: str
) -> Minutes:
    """Say why the minutes cannot be confirmed; the convener drafts them anew."""
    minutes = take(minutes, version)
    park, party = actor.at
    _must_be(minutes, PROPOSED)
    must_hold_key(park.pk, party.pk)
    meeting = take(minutes.meeting, minutes.meeting.version)
    entry.about, entry.reason = minutes, must_say(text, WHAT_REASON)
    entry.change(minutes, state=RETURNED)
    minutes.save()
    meeting.state = HELD
    meeting.save()
    return minutes


@action(
    "coordination.confirm_minutes",
    Words("确认了会议纪要", "confirmed minutes"),
    COORDINATE,
    fresh=True,
)
def confirm_minutes(
    entry: Entry, *, actor: Actor, minutes: Minutes, version: int, seen: str, day: date
) -> Minutes:
    """Turn the own side's key for the words that were seen; with all keys they bind.

    Each decision becomes a task, registered on that day.
    """
    minutes = take(minutes, version)
    park, party = actor.at
    _must_be(minutes, PROPOSED)
    must_hold_key(park.pk, party.pk)
    if seen != minutes.fingerprint or print_of(minutes.sealed) != minutes.fingerprint:
        raise Refusal(
            Words("指纹与所见纪要不符，没有确认", "the fingerprint is not that of what was shown")
        )
    if minutes.keys.filter(party=party).exists():
        raise Refusal(Words("本方已经确认过", "this side has confirmed already"))
    minutes.keys.create(party=party, fingerprint=seen, by=str(actor.user or "machine"))
    turned = set(minutes.keys.values_list("party_id", flat=True))
    if turned >= {seat.party_id for seat in keyholders(park.pk)}:
        _bind(entry, actor, minutes, day)
    entry.about = minutes
    entry.after = {**entry.after, "fingerprint": seen, "party": str(party)}
    return minutes


def _bind(entry: Entry, actor: Actor, minutes: Minutes, day: date) -> None:
    """Give the minutes their number, and make a task of each decision."""
    issue = next_number(Minutes.objects.filter(park=minutes.park_id), minutes.park_id, "issue")
    minutes.state, minutes.issue = BINDING, issue
    minutes.save()
    meeting = take(minutes.meeting, minutes.meeting.version)
    meeting.state = CONFIRMED
    meeting.save()
    tell_other_office(meeting, BOUND, actor)
    rows = minutes.decisions.select_related("department__side", "counterpart", "item")
    for one in rows:
        new = NewTask(
            title=one.text,
            department=one.department,
            due=one.due,
            source=DECISION,
            role=one.role,
            counterpart=one.counterpart,
            basis=one.words.zh,
            about=one.item.about,
            decision=one,
        )
        keep_task(entry, actor, new, day, source=DECISION)
    entry.before, entry.after = {"state": PROPOSED}, {"state": BINDING, "issue": issue}


def _must_be(minutes: Minutes, state: str) -> None:
    if minutes.state != state:
        what = Words("纪要现在是“{now}”，不能这样做", "the minutes are “{now}” now: not possible")
        raise Refusal(what.fill(now=minutes.state_words))
