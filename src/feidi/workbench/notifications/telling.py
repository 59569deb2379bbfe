"""Tell people what has happened: one line inside the action that made it happen."""

from collections.abc import Iterable
from typing import Any

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.notifications.models import Notification
from feidi.workbench.parks.models import Seat
from feidi.workbench.scope.acting import OWN, everything

LONGEST = 300


def notify(
    about: Any,
    words: Words,
    *,
    actor: Actor,
    sides: Iterable[int] | None = None,
    roles: Iterable[str] = ("",),
) -> int:
    """Tell sides of a park something about a row that has a page; return how many were told.

    Called within an action, so that nothing is told of what was undone. sides: keys of parties;
    all that have a seat, if left out. roles: who there; everybody, if left out. What is about a
    row that one side alone may see is told to that side alone, whoever was asked for.
    """
    with everything("what a side is told belongs to that side"):
        told = set(sides) if sides is not None else _seated(about.park_id)
        if about.visibility == OWN:
            told &= {about.owner_id}
        rows = [
            Notification(
                park_id=about.park_id,
                owner_id=side,
                visibility=OWN,
                role=role,
                zh=words.zh[:LONGEST],
                en=words.en[:LONGEST],
                address=about.get_absolute_url(),
                kind=about._meta.label_lower,
                side=str(actor.party or ""),
                maker=actor.user,
            )
            for side in sorted(told)
            for role in roles
        ]
        Notification.objects.bulk_create(rows)
    return len(rows)


def others(actor: Actor) -> set[int]:
    """Return the parties of the actor's park but his own: "the other side"."""
    park, party = actor.at
    return _seated(park.pk) - {party.pk}


def _seated(park: int) -> set[int]:
    return set(Seat.objects.filter(park=park).values_list("party_id", flat=True))
