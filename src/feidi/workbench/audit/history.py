"""What was done, as sentences, to who may see it."""

from dataclasses import dataclass

from feidi.quantities.words import Words
from feidi.workbench.actions import registered
from feidi.workbench.audit.models import Event

MOST = 20


@dataclass(frozen=True)
class Told:
    """One row of the trail as a sentence."""

    event: Event
    did: Words


def history(kind: str = "", key: str = "") -> list[Told]:
    """Return what was done that one may see, the latest first; of one object where it is named."""
    rows = Event.objects.all()
    if kind:
        rows = rows.filter(kind=kind, key=key)
    return [told(event) for event in rows[:MOST]]


def told(event: Event) -> Told:
    """Return a row of the trail with its sentence."""
    return Told(event, registered().get(event.verb, Words(event.verb, event.verb)))
