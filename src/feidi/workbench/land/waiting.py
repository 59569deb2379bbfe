"""Parcels asked for, and reservations that run out: both wait for the side the land lies at."""

from datetime import timedelta

from django.db.models import QuerySet

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ALLOCATE
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.land.actions import today
from feidi.workbench.land.models import PENDING, Allocation, LandBatch
from feidi.workbench.land.sides import land_seat
from feidi.workbench.land.statuses import ASKED, HELD
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import seat_of

# a reservation is told of this many days before it runs out
AHEAD = 14


def waiting(actor: Actor) -> list[Waiting]:
    """Return what the officers of the land are asked, and the own side's maps not yet imported."""
    seat = land_seat(actor.park.pk) if actor.park else None
    here = (seat,) if seat else ()
    mine = waits_for(actor, here, ALLOCATE)
    found = [_asked(one, here, mine) for one in _rows().filter(state=ASKED)]
    ends = today() + timedelta(days=AHEAD)
    found += [_ending(one, here, mine) for one in _rows().filter(state=HELD, until__lte=ends)]
    own = seat_of(*(one.pk for one in actor.at))
    return found + [
        Waiting(
            both(str(batch)),
            Words("地图已检查，等您决定导入或放弃", "a map is checked: import or discard it"),
            f"/land/imports/{batch.pk}/",
            (own,) if own else (),
            actor.may(ALLOCATE),
            batch.made_at,
        )
        for batch in LandBatch.objects.filter(state=PENDING).defer("content", "rows")
    ]


def _rows() -> QuerySet[Allocation]:
    found: QuerySet[Allocation] = Allocation.objects.select_related("parcel", "side")
    return found


def _asked(one: Allocation, whom: tuple[Seat, ...], mine: bool) -> Waiting:
    what = Words("{side}申请用地，请答复", "{side} asks for it: answer")
    said = what.fill(side=one.side.short)
    return Waiting(both(str(one)), said, f"/land/parcels/{one.parcel_id}/", whom, mine, one.made_at)


def _ending(one: Allocation, whom: tuple[Seat, ...], mine: bool) -> Waiting:
    over = one.until is not None and one.until < today()
    what = Words(
        "预留已到期：延长、供地或释放", "the reservation ran out: extend, allocate or release"
    )
    if not over:
        what = Words("预留快到期：延长、供地或释放", "the reservation ends soon")
    address = f"/land/parcels/{one.parcel_id}/"
    return Waiting(both(str(one)), what, address, whom, mine, one.made_at, one.until)
