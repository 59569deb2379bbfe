"""Items of an agenda: drafted by one side, submitted to both, agreed by both; their outcomes."""

from dataclasses import dataclass

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE, PROPOSE_ITEM
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination.actions.saying import must_hold_key, must_say
from feidi.workbench.coordination.actions.series import must_be, must_convene
from feidi.workbench.coordination.addresses import page_address
from feidi.workbench.coordination.models import AgendaItem, Meeting
from feidi.workbench.coordination.models.meetings import (
    AGREED,
    DRAFT,
    GATHERING,
    HELD,
    POSTPONED,
    SUBMITTED,
    WITHDRAWN,
)
from feidi.workbench.coordination.wording import agenda, agenda_text, print_of
from feidi.workbench.documents.actions import follow
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import JOINT, OWN

WHAT_TITLE = Words("议题", "the item")
WHAT_OUTCOME = Words("议定结果", "the outcome")


@dataclass(frozen=True)
class NewItem:
    """What an item says. about: the address of the page it is about."""

    title: str
    note: str = ""
    about: str = ""


@action("coordination.draft_item", Words("起草了议题", "drafted an agenda item"), PROPOSE_ITEM)
def draft_item(entry: Entry, *, actor: Actor, meeting: Meeting, new: NewItem) -> AgendaItem:
    """Start an item, seen by the own side only."""
    park, party = actor.at
    must_be(meeting, GATHERING)
    item: AgendaItem = AgendaItem.objects.create(
        park=park,
        owner=party,
        visibility=OWN,
        meeting=meeting,
        side=party,
        title=must_say(new.title, WHAT_TITLE)[:200],
        note=new.note.strip(),
        about=page_address(new.about),
        by=str(actor.user or "machine"),
    )
    entry.about, entry.after = item, {"title": item.title}
    return item


@action("coordination.edit_item", Words("修改了议题", "changed an agenda item"), PROPOSE_ITEM)
def edit_item(
    entry: Entry, *, actor: Actor, item: AgendaItem, version: int, new: NewItem
) -> AgendaItem:
    """Change an item that is still a draft of the own side."""
    item = take(item, version)
    _must_be_ours(actor, item, DRAFT)
    entry.about = item
    entry.change(item, title=must_say(new.title, WHAT_TITLE)[:200], note=new.note.strip())
    item.about = page_address(new.about)
    item.save()
    return item


@action("coordination.submit_item", Words("提出了议题", "proposed an agenda item"), COORDINATE)
def submit_item(entry: Entry, *, actor: Actor, item: AgendaItem, version: int) -> AgendaItem:
    """Put an item on the agenda that both sides see; who had agreed to it is asked anew."""
    item = take(item, version)
    _must_be_ours(actor, item, DRAFT)
    must_be(item.meeting, GATHERING)
    entry.about = item
    order = len(agenda(item.meeting)) + 1
    entry.change(item, state=SUBMITTED, owner=None, visibility=JOINT, order=order)
    item.save()
    follow(item)
    return item


@action("coordination.withdraw_item", Words("撤回了议题", "withdrew an agenda item"), PROPOSE_ITEM)
def withdraw_item(entry: Entry, *, actor: Actor, item: AgendaItem, version: int) -> AgendaItem:
    """Take an item back while the agenda is being gathered."""
    item = take(item, version)
    _must_be_ours(actor, item, DRAFT, SUBMITTED)
    must_be(item.meeting, GATHERING)
    entry.about = item
    entry.change(item, state=WITHDRAWN)
    item.save()
    return item


def _must_be_ours(actor: Actor, item: AgendaItem, *states: str) -> None:
    if item.side != actor.party:
        raise Refusal(Words("这是对方的议题", "this item is the other side's"))
    if item.state not in states:
        what = Words("议题现在是“{now}”，不能这样做", "the item is “{now}” now: not possible")
        raise Refusal(what.fill(now=item.state_words))


@action("coordination.raise_item", Words("调整了议题顺序", "moved an agenda item up"), COORDINATE)
def raise_item(entry: Entry, *, actor: Actor, item: AgendaItem, version: int) -> AgendaItem:
    """Move an item one place up; the convener orders the agenda."""
    item = take(item, version)
    must_convene(actor, item.meeting.series)
    must_be(item.meeting, GATHERING)
    rows = agenda(item.meeting)
    place = next((n for n, one in enumerate(rows) if one.pk == item.pk), 0)
    if place == 0:
        raise Refusal(Words("已经在最前面", "it is the first already"))
    rows.insert(place - 1, rows.pop(place))
    entry.about = item
    entry.after = {"order": place}
    for n, one in enumerate(rows, 1):
        AgendaItem.objects.filter(pk=one.pk).update(order=n)
    item.refresh_from_db()
    return item


@action("coordination.agree", Words("同意了议程", "agreed to an agenda"), COORDINATE)
def agree(entry: Entry, *, actor: Actor, meeting: Meeting, version: int, seen: str) -> Meeting:
    """Consent to the agenda that was seen; with both sides' consent it is fixed."""
    meeting = take(meeting, version)
    park, party = actor.at
    must_be(meeting, GATHERING)
    must_hold_key(park.pk, party.pk)
    if not agenda(meeting):
        raise Refusal(Words("还没有议题", "there is no item yet"))
    now = print_of(agenda_text(meeting))
    if seen != now:
        raise Refusal(
            Words("议程已有变化，请看新的议程再同意", "the agenda has changed; look at it again")
        )
    keys = meeting.agenda_keys.filter(fingerprint=now)
    if keys.filter(party=party).exists():
        raise Refusal(Words("本方已经同意", "this side has agreed already"))
    meeting.agenda_keys.create(party=party, fingerprint=now, by=str(actor.user or "machine"))
    entry.about, entry.after = meeting, {"fingerprint": now, "party": str(party)}
    turned = set(keys.values_list("party_id", flat=True))
    if turned >= {seat.party_id for seat in keyholders(park.pk)}:
        entry.change(meeting, state=AGREED)
        meeting.save()
    return meeting


@action("coordination.outcome", Words("记下了议定结果", "noted an outcome"), COORDINATE)
def note_outcome(
    entry: Entry, *, actor: Actor, item: AgendaItem, version: int, text: str, again: bool
) -> AgendaItem:
    """Note what the meeting said to an item. again: it is postponed to the next one."""
    item = take(item, version)
    must_convene(actor, item.meeting.series)
    must_be(item.meeting, HELD)
    if item.state not in (SUBMITTED, POSTPONED):
        raise Refusal(Words("议题不在议程上", "the item is not on the agenda"))
    entry.about = item
    state = POSTPONED if again else SUBMITTED
    entry.change(item, outcome=must_say(text, WHAT_OUTCOME), state=state)
    item.save()
    return item
