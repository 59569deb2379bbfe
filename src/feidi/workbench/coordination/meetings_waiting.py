"""What waits of meetings: items to submit, agendas to agree, minutes and duties to confirm."""

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE
from feidi.workbench.coordination.forms import today
from feidi.workbench.coordination.models import AgendaItem, DutySheet, Meeting, Minutes
from feidi.workbench.coordination.models.meetings import AGREED, DRAFT, GATHERING, HELD, PROPOSED
from feidi.workbench.coordination.wording import agenda, agenda_text, print_of
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.parks.models import Seat

TO_SUBMIT = Words("本方议题草稿，提到议程上", "a draft of ours: submit it")
TO_AGREE = Words("核对议程，代表本方同意", "look at the agenda and agree to it")
TO_NOTE = Words("登记已召开", "note that it was held")
TO_WRITE = Words("记下议题结果，写完纪要，提交会签", "note the outcomes, finish the minutes")
TO_CONFIRM = Words("核对纪要，确认指纹或退回", "read the minutes: confirm them or send them back")
TO_AGREE_ON = Words("核对职责分工，确认指纹或退回", "read the duties: confirm or send back")


def of_meetings(actor: Actor, seats: list[Seat]) -> list[Waiting]:
    """Return what waits of meetings, each with the sides it waits for."""
    own = [seat for seat in seats if actor.party is not None and seat.party_id == actor.party.pk]
    found = [_draft(item, own, actor) for item in _drafts()]
    rows = Meeting.objects.filter(state__in=(GATHERING, AGREED, HELD))
    for meeting in rows.select_related("series").prefetch_related("agenda_keys"):
        found += _of(meeting, seats, actor)
    for sheet in DutySheet.objects.filter(state=PROPOSED).prefetch_related("keys"):
        turned = {key.party_id for key in sheet.keys.all()}
        address = sheet.get_absolute_url()
        whom = [seat for seat in seats if seat.party_id not in turned]
        found.append(_waits(sheet.words, TO_AGREE_ON, address, whom, actor, sheet.changed_at))
    for minutes in (
        Minutes.objects.filter(state=PROPOSED)
        .select_related("meeting__series")
        .prefetch_related("keys")
    ):
        turned = {key.party_id for key in minutes.keys.all()}
        whom = [seat for seat in seats if seat.party_id not in turned]
        name = minutes.meeting.words
        found.append(
            _waits(name, TO_CONFIRM, minutes.get_absolute_url(), whom, actor, minutes.changed_at)
        )
    return found


def _drafts() -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(state=DRAFT, meeting__state=GATHERING)
    return list(rows.select_related("meeting"))


def _draft(item: AgendaItem, own: list[Seat], actor: Actor) -> Waiting:
    since = item.meeting.called_at
    return _waits(both(item.title), TO_SUBMIT, item.get_absolute_url(), own, actor, since)


def _of(meeting: Meeting, seats: list[Seat], actor: Actor) -> list[Waiting]:
    address, since = meeting.get_absolute_url(), meeting.called_at
    convener = [seat for seat in seats if seat.party_id == meeting.series.convener_id]
    items = agenda(meeting) if meeting.state == GATHERING else []
    if items:
        now = print_of(agenda_text(meeting, items))
        turned = {key.party_id for key in meeting.agenda_keys.all() if key.fingerprint == now}
        whom = [seat for seat in seats if seat.party_id not in turned]
        return [_waits(meeting.words, TO_AGREE, address, whom, actor, since)]
    if meeting.state == AGREED and meeting.day <= today():
        return [_waits(meeting.words, TO_NOTE, address, convener, actor, since)]
    if meeting.state == HELD:
        return [_waits(meeting.words, TO_WRITE, address, convener, actor, since)]
    return []


def _waits(
    title: Words, what: Words, address: str, whom: list[Seat], actor: Actor, since: object
) -> Waiting:
    for_whom = tuple(whom)
    mine = waits_for(actor, for_whom, COORDINATE)
    return Waiting(title, what, address, for_whom, mine, since)
