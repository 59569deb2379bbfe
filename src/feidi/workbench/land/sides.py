"""Which side the land lies at: its officers answer what is asked for it."""

from feidi.folder.choices import ROLES, read_choice
from feidi.quantities.words import Unreadable
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders


def land_seat(park: int) -> Seat | None:
    """Return the seat of the host (飞入地); where no role says so, the first of the keyholders."""
    seats = keyholders(park)
    return next((seat for seat in seats if _is_host(seat.role)), seats[0] if seats else None)


def _is_host(role: str) -> bool:
    try:
        return read_choice(ROLES, role) == "host"
    except Unreadable:
        return False


def at_land(actor: Actor) -> bool:
    """Say whether somebody acts for the side the land lies at; the machine does."""
    if actor.membership is None:
        return True
    seat = land_seat(actor.park.pk) if actor.park else None
    return seat is not None and actor.party is not None and seat.party_id == actor.party.pk
