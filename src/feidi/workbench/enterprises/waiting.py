"""Next steps of visits that are due: they wait for the side that paid the visit."""

from datetime import timedelta

from django.utils import timezone

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ENTERPRISES
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.enterprises.queries import visits
from feidi.workbench.parks.queries import seats_of

# a next step is on the desk this long before its day
AHEAD = timedelta(days=14)
MOST = 50


def waiting(actor: Actor) -> list[Waiting]:
    """Return the next steps that are due soon or overdue."""
    seats = {seat.party_id: seat for seat in seats_of(actor.at[0].pk)}
    soon = timezone.localdate() + AHEAD
    rows = visits(open_only=True).filter(next_due__lte=soon).order_by("next_due")
    found = []
    for visit in rows[:MOST]:
        whom = tuple(seat for party, seat in seats.items() if party == visit.side_id)
        found.append(
            Waiting(
                both(str(visit.whom)),
                Words("走访的下一步：{step}", "next step of a visit: {step}").fill(
                    step=visit.next_step
                ),
                visit.get_absolute_url(),
                whom,
                waits_for(actor, whom, ENTERPRISES),
                visit.made_at,
                visit.next_due,
            )
        )
    return found
