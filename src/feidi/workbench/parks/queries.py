"""Which parties have a seat in a park, and which of them hold its keys."""

from feidi.workbench.audit.lately import of_all
from feidi.workbench.parks.models import Seat
from feidi.workbench.scope.acting import kept


def seats_of(park: int) -> tuple[Seat, ...]:
    """Return the seats of a park, in the agreement's order; looked up once a page."""
    rows = Seat.objects.filter(park=park).select_related("party")
    return kept(("seats", park), lambda: of_all("seats", park, lambda: tuple(rows)))


def keyholders(park: int) -> list[Seat]:
    """Return the seats whose confirmation makes something binding, in the agreement's order."""
    return [seat for seat in seats_of(park) if seat.confirms]


def seat_of(park: int, party: int) -> Seat | None:
    """Return the seat of a party in a park."""
    return next((seat for seat in seats_of(park) if seat.party_id == party), None)
