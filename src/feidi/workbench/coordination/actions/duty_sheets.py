"""A version of the matrix of duties: put forward, sent back, confirmed by both sides."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE, JOINT_OFFICE, LEADER
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination.actions.saying import must_hold_key, must_say, next_number
from feidi.workbench.coordination.models import Duty, DutySheet
from feidi.workbench.coordination.models.organisation import BINDING, PROPOSED, RETURNED, SUPERSEDED
from feidi.workbench.coordination.wording import duties_text, print_of
from feidi.workbench.notifications.telling import notify, others
from feidi.workbench.parks.queries import keyholders

TO_CONFIRM = Words("{sheet}请核对确认", "{sheet} is to be confirmed")
BOUND = Words("{sheet}双方已确认，有效", "{sheet} is confirmed by both, in force")
SENT_BACK = Words("{sheet}被退回：{why}", "{sheet} is sent back: {why}")


@action(
    "coordination.propose_duties", Words("提交职责分工会签", "put the duties forward"), COORDINATE
)
def propose_duties(entry: Entry, *, actor: Actor) -> DutySheet:
    """Seal the matrix as it stands now, for both sides to confirm; one version at a time."""
    park, party = actor.at
    must_hold_key(park.pk, party.pk)
    number = next_number(DutySheet.objects.filter(park=park), park.pk)
    if DutySheet.objects.filter(park=park, state=PROPOSED).exists():
        raise Refusal(Words("有一版正在会签", "a version is being confirmed already"))
    if not Duty.objects.filter(matter__park=park).exists():
        raise Refusal(Words("还没有标出分工", "no part is marked yet"))
    sealed = duties_text(park.pk)
    mark = print_of(sealed)
    if DutySheet.objects.filter(park=park, state=BINDING, fingerprint=mark).exists():
        raise Refusal(Words("与有效的一版相同", "it is the same as the version in force"))
    sheet: DutySheet = DutySheet.objects.create(
        park=park,
        number=number,
        sealed=sealed,
        fingerprint=mark,
        proposed_by=party,
        by=str(actor.user or "machine"),
    )
    entry.about, entry.after = sheet, {"fingerprint": mark}
    _tell(sheet, TO_CONFIRM, actor)
    return sheet


@action("coordination.return_duties", Words("退回了职责分工", "sent the duties back"), COORDINATE)
def return_duties(
    entry: Entry, *, actor: Actor, sheet: DutySheet, version: int, text: str
) -> DutySheet:
    """Say why a version cannot be confirmed; the side that put it forward takes it back so too."""
    sheet = take(sheet, version)
    park, party = actor.at
    _must_wait(sheet)
    must_hold_key(park.pk, party.pk)
    entry.about, entry.reason = sheet, must_say(text, Words("原因", "the reason"))
    entry.change(sheet, state=RETURNED)
    sheet.save()
    _tell(sheet, SENT_BACK, actor, why=entry.reason)
    return sheet


@action(
    "coordination.confirm_duties",
    Words("确认了职责分工", "confirmed the duties"),
    COORDINATE,
    fresh=True,
)
def confirm_duties(
    entry: Entry, *, actor: Actor, sheet: DutySheet, version: int, seen: str
) -> DutySheet:
    """Turn the own side's key for the words that were seen; with all keys they are in force."""
    sheet = take(sheet, version)
    park, party = actor.at
    _must_wait(sheet)
    must_hold_key(park.pk, party.pk)
    if seen != sheet.fingerprint or print_of(sheet.sealed) != sheet.fingerprint:
        raise Refusal(
            Words("指纹与所见分工不符，没有确认", "the fingerprint is not that of what was shown")
        )
    if sheet.keys.filter(party=party).exists():
        raise Refusal(Words("本方已经确认过", "this side has confirmed already"))
    sheet.keys.create(party=party, fingerprint=seen, by=str(actor.user or "machine"))
    entry.about = sheet
    turned = set(sheet.keys.values_list("party_id", flat=True))
    if turned >= {seat.party_id for seat in keyholders(park.pk)}:
        DutySheet.objects.filter(park=park, state=BINDING).update(state=SUPERSEDED)
        entry.change(sheet, state=BINDING)
        sheet.save()
        _tell(sheet, BOUND, actor)
    entry.after |= {"fingerprint": seen, "party": str(party)}
    return sheet


def _must_wait(sheet: DutySheet) -> None:
    if sheet.state != PROPOSED:
        what = Words("这一版现在是“{now}”，不能这样做", "the version is “{now}” now: not possible")
        raise Refusal(what.fill(now=sheet.state_words))


def _tell(sheet: DutySheet, words: Words, actor: Actor, **facts: object) -> None:
    said = words.fill(sheet=sheet.words, **facts)
    notify(sheet, said, actor=actor, sides=others(actor), roles=(JOINT_OFFICE, LEADER))
