"""Tables of the own side that are checked and not yet imported."""

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import IMPORT
from feidi.workbench.desk.waiting import Waiting
from feidi.workbench.imports.models import PENDING, Batch
from feidi.workbench.parks.queries import seat_of


def waiting(actor: Actor) -> list[Waiting]:
    """Return the batches that wait for a decision of the own side."""
    seat = seat_of(*(one.pk for one in actor.at))
    own = (seat,) if seat else ()
    return [
        Waiting(
            both(str(batch)),
            Words("已检查，等您决定导入或放弃", "checked: import or discard it"),
            f"/imports/{batch.pk}/",
            own,
            actor.may(IMPORT),
            batch.made_at,
        )
        for batch in Batch.objects.filter(state=PENDING).defer("content")
    ]
