"""Which texts there are, and who has confirmed them."""

from django.db.models import QuerySet

from feidi.workbench.agreements.models import IN_FORCE, WITHDRAWN, Text
from feidi.workbench.agreements.reading import ClauseChange, Reading, changes, read
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders


def texts() -> QuerySet[Text]:
    """Return the texts one may see, without their bytes."""
    found: QuerySet[Text] = Text.objects.exclude(state=WITHDRAWN).select_related("drafted_by")
    return found.defer("content")


def reading_of(text: Text) -> Reading:
    """Return what a text says."""
    return read(text.park_id, text.name, bytes(text.content))


def in_force(text: Text) -> Text | None:
    """Return the text in force under the same name, if it is another."""
    return Text.objects.filter(name=text.name, state=IN_FORCE).exclude(pk=text.pk).first()


def changes_against(text: Text, other: Text) -> list[ClauseChange]:
    """Return what a text changes against another, clause by clause."""
    return changes(reading_of(other), reading_of(text))


def keys_of(text: Text) -> list[tuple[Seat, object]]:
    """Return every keyholder with the key it has turned, or None."""
    turned = {key.party_id: key for key in text.keys.select_related("party")}
    return [(seat, turned.get(seat.party_id)) for seat in keyholders(text.park_id)]
