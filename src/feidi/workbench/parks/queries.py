"""Which parties hold the keys of a park."""

from feidi.workbench.parks.models import Seat


def keyholders(park: int) -> list[Seat]:
    """Return the seats whose confirmation makes something binding, in the agreement's order."""
    return list(Seat.objects.filter(park=park, confirms=True).select_related("party"))


def seat_of(park: int, party: int) -> Seat | None:
    """Return the seat of a party in a park."""
    return Seat.objects.filter(park=park, party=party).select_related("party").first()
