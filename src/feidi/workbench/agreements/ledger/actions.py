"""Enter, confirm, keep and check obligations; bring the ledger up to the texts in force."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from feidi.coordinate import returns
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import JOINT_OFFICE, LEADER, OBLIGATIONS
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.agreements.ledger.deriving import Derived, derive_stored
from feidi.workbench.agreements.ledger.queries import clause_numbers
from feidi.workbench.agreements.models import (
    DROPPED,
    EARLIER,
    ENTERED,
    KEPT,
    OPEN,
    REPORTED,
    TO_ACCEPT,
    Obligation,
)
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination.actions.saying import must_hold_key, must_say
from feidi.workbench.coordination.models import Department
from feidi.workbench.notifications.telling import notify, others
from feidi.workbench.parks.models import Party
from feidi.workbench.parks.queries import keyholders

RHYTHMS = {
    1: Words("每月", "monthly"),
    3: Words("每季度", "quarterly"),
    12: Words("每年", "yearly"),
}
MOST = 120
WHAT = Words("要做什么", "what is to be done")
WHAT_REPORT = Words("履行情况和依据", "how it was kept, and the proof")
WHAT_REASON = Words("原因", "the reason")
PROPOSED = Words("请确认新登记的义务：{row}", "confirm an obligation entered: {row}")
TOLD_KEPT = Words("请核对履行：{row}", "check that it was kept: {row}")


@dataclass(frozen=True)
class NewObligation:
    """What an obligation is entered with. every: months, 0: once. until: for those that return."""

    clause: str
    what: str
    side: Party | None
    due: date | None
    every: int = 0
    until: date | None = None
    department: Department | None = None


@action("agreements.derive", Words("按协议更新了履约台账", "derived obligations"), OBLIGATIONS)
def derive_ledger(entry: Entry, *, actor: Actor, day: date) -> Derived:
    """Bring the ledger up to the texts in force, three years ahead."""
    park, _ = actor.at
    found = derive_stored(park.pk, day)
    entry.about = park
    entry.after = {"added": found.added, "changed": found.changed, "dropped": found.dropped}
    return found


@action("agreements.oblige", Words("登记了义务", "entered an obligation"), OBLIGATIONS)
def enter(entry: Entry, *, actor: Actor, new: NewObligation, day: date) -> Obligation:
    """Enter an obligation against a clause; it holds once the other side has confirmed it."""
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    what = must_say(new.what, WHAT)[:300]
    _fits(new, park.pk, day)
    row: Obligation = Obligation.objects.create(
        park=park,
        origin=ENTERED,
        clause=new.clause,
        key=f"{new.clause}/entered {uuid4().hex}",
        zh=what,
        en=what,
        side=new.side,
        department=new.department,
        due=new.due,
        every=new.every or None,
        until=new.until,
        state=TO_ACCEPT,
        proposed_by=party,
        by=str(actor.user or "machine"),
    )
    entry.about, entry.after = row, {"what": what, "due": str(new.due), "every": new.every}
    _tell(row, PROPOSED, actor)
    return row


def _fits(new: NewObligation, park: int, day: date) -> None:
    if new.clause not in clause_numbers(park):
        raise Refusal(Words("请选择生效协议里的条款", "choose a clause of the agreement in force"))
    if new.side is not None:
        must_hold_key(park, new.side.pk)
    if new.due is None or new.due < day:
        raise Refusal(Words("期限应写明，不早于今天", "the due day is to be said, today or later"))
    if new.department is not None and new.department.side != new.side:
        raise Refusal(Words("责任部门应为承担一方的", "the department is of the side in charge"))
    if not new.every:
        return
    if new.every not in RHYTHMS or new.until is None or new.until < new.due:
        raise Refusal(Words("重复的义务要写到哪一天为止", "say until when it returns"))
    if len(list(returns(new.due, new.every, new.until))) > MOST:
        raise Refusal(Words(f"重复超过 {MOST} 次", f"it returns more than {MOST} times"))


@action("agreements.accept_obligation", Words("确认了义务", "confirmed an obligation"), OBLIGATIONS)
def accept(entry: Entry, *, actor: Actor, row: Obligation, version: int) -> Obligation:
    """Confirm what the other side has entered; what returns is laid out day by day."""
    row = take(row, version)
    _must_be(row, TO_ACCEPT)
    _must_be_another(actor, row.proposed_by, Words("由另一方确认", "the other side confirms it"))
    entry.about = row
    entry.change(row, state=OPEN)
    row.save()
    days = list(returns(row.due, row.every, row.until))[1:] if row.every and row.until else []
    for n, day in enumerate(days, 2):
        Obligation.objects.create(
            park_id=row.park_id,
            origin=ENTERED,
            clause=row.clause,
            key=f"{row.key} {n}",
            zh=row.zh,
            en=row.en,
            side=row.side,
            department=row.department,
            due=day,
            proposed_by=row.proposed_by,
            by=row.by,
        )
    return row


@action("agreements.drop_obligation", Words("没有确认义务", "dropped an obligation"), OBLIGATIONS)
def drop(entry: Entry, *, actor: Actor, row: Obligation, version: int, text: str) -> Obligation:
    """Take back, or do not confirm, what was entered and does not hold yet."""
    row = take(row, version)
    _must_be(row, TO_ACCEPT)
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    entry.about, entry.reason = row, must_say(text, WHAT_REASON)
    entry.change(row, state=DROPPED)
    row.save()
    return row


@action("agreements.appoint", Words("明确了责任部门", "named a department"), OBLIGATIONS)
def appoint(
    entry: Entry, *, actor: Actor, row: Obligation, version: int, department: Department | None
) -> Obligation:
    """Say which department of the own side keeps it."""
    row = take(row, version)
    if department is None or department.side != actor.party:
        raise Refusal(Words("请选择本方的部门", "choose a department of our side"))
    if row.side is not None and row.side != actor.party:
        raise Refusal(Words("由承担一方自己明确", "the side it binds names its department"))
    entry.about = row
    entry.change(row, department=department)
    row.save()
    return row


@action("agreements.report_kept", Words("报告已履行", "reported an obligation kept"), OBLIGATIONS)
def report_kept(
    entry: Entry, *, actor: Actor, row: Obligation, version: int, text: str, day: date
) -> Obligation:
    """Say that it was kept, and by what proof; another side checks it."""
    row = take(row, version)
    _must_be(row, OPEN, EARLIER)
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    bound = [seat.party_id for seat in keyholders(park.pk)]
    if row.side_id in bound and row.side_id != party.pk:
        raise Refusal(Words("由承担一方报告", "the side it binds reports it"))
    entry.about = row
    entry.change(row, state=REPORTED, report=must_say(text, WHAT_REPORT), reported_on=day)
    row.reported_by = party
    row.save()
    _tell(row, TOLD_KEPT, actor)
    return row


@action("agreements.check_kept", Words("核对无误，已履行", "found it kept"), OBLIGATIONS)
def check_kept(
    entry: Entry, *, actor: Actor, row: Obligation, version: int, day: date
) -> Obligation:
    """Agree that it was kept."""
    row = take(row, version)
    _must_be(row, REPORTED)
    _must_be_another(actor, row.reported_by, Words("由另一方核对", "the other side checks it"))
    entry.about = row
    entry.change(row, state=KEPT, kept_on=day)
    row.save()
    return row


@action("agreements.not_kept", Words("核对退回", "found it not kept"), OBLIGATIONS)
def not_kept(entry: Entry, *, actor: Actor, row: Obligation, version: int, text: str) -> Obligation:
    """Say why it was not kept; the day of the report no longer counts."""
    row = take(row, version)
    _must_be(row, REPORTED)
    _must_be_another(actor, row.reported_by, Words("由另一方核对", "the other side checks it"))
    entry.about, entry.reason = row, must_say(text, WHAT_REASON)
    entry.change(row, state=OPEN, reported_on=None)
    row.reported_by = None
    row.save()
    return row


def _must_be(row: Obligation, *states: str) -> None:
    if row.state not in states:
        what = Words("义务现在是“{now}”，不能这样做", "it is “{now}” now: not possible")
        raise Refusal(what.fill(now=row.state_words))
    if row.milestone:
        raise Refusal(Words("这是节点，没有应履行的事", "this is a milestone; nothing is owed"))


def _must_be_another(actor: Actor, than: Party | None, what: Words) -> None:
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    if than == party:
        raise Refusal(what)


def _tell(row: Obligation, words: Words, actor: Actor) -> None:
    notify(row, words.fill(row=row), actor=actor, sides=others(actor), roles=(JOINT_OFFICE, LEADER))
