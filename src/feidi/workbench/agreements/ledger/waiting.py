"""Obligations that wait: to be confirmed, to be kept, to be checked."""

from datetime import datetime, time

from django.utils import timezone

from feidi.coordinate.lights import GREEN
from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import OBLIGATIONS
from feidi.workbench.agreements.ledger.queries import lit
from feidi.workbench.agreements.models import OPEN, REPORTED, TO_ACCEPT, Obligation
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders

TO_CONFIRM = Words("对方登记的义务，确认或不确认", "entered by the other side: confirm it or not")
TO_KEEP = Words("履行并报告：{why}", "keep it and report: {why}")
TO_CHECK = Words("核对是否已履行", "check whether it was kept")


def of_ledger(actor: Actor) -> list[Waiting]:
    """Return the obligations that wait; those to be kept once they are due soon or overdue."""
    if actor.park is None:
        return []
    seats = keyholders(actor.park.pk)
    rows = Obligation.objects.filter(state__in=(TO_ACCEPT, OPEN, REPORTED), milestone=False)
    found = [_of(row, seats, actor) for row in rows]
    return [one for one in found if one is not None]


def _of(row: Obligation, seats: list[Seat], actor: Actor) -> Waiting | None:
    if row.state == TO_ACCEPT:
        return _waits(row, TO_CONFIRM, _but(seats, row.proposed_by_id), actor)
    if row.state == REPORTED:
        return _waits(row, TO_CHECK, _but(seats, row.reported_by_id), actor)
    light = lit(row, timezone.localdate())
    if light is None or light.colour == GREEN:
        return None
    bound = [seat for seat in seats if seat.party_id == row.side_id] or seats
    return _waits(row, TO_KEEP.fill(why=light.because), bound, actor)


def _but(seats: list[Seat], party: int | None) -> list[Seat]:
    return [seat for seat in seats if seat.party_id != party]


def _waits(row: Obligation, what: Words, whom: list[Seat], actor: Actor) -> Waiting:
    for_whom = tuple(whom)
    since = row.made_at
    if row.reported_on:
        since = timezone.make_aware(datetime.combine(row.reported_on, time.min))
    mine = waits_for(actor, for_whom, OBLIGATIONS)
    title = both(f"{row.clause} {row.zh}")
    return Waiting(title, what, row.get_absolute_url(), for_whom, mine, since, row.due)
