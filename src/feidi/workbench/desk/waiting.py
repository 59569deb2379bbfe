"""What waits, and for whom: the form in which every app tells it to the desk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import Right
from feidi.workbench.parks.models import Seat


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. whom: the seats it waits for. mine: whether it waits for who asks.

    due: the day by which it should be done, where there is one.
    """

    title: Words
    what: Words
    address: str
    whom: tuple[Seat, ...]
    mine: bool
    since: Any
    due: date | None = None

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < timezone.localdate()


def waits_for(actor: Actor, whom: tuple[Seat, ...], right: Right) -> bool:
    """Say whether what waits for some seats waits for who asks."""
    party = actor.party
    here = party is not None and any(seat.party_id == party.pk for seat in whom)
    return here and actor.may(right)
