"""What the demo shows of siting: a plan of its invented parcels, made on the spot."""

import json
import time

from feidi.evidence.problem import has_errors
from feidi.site import site
from feidi.site.plan.planning import Effort
from feidi.site.solve.watch import Progress
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.accounts.roles import LAND
from feidi.workbench.land.sides import land_seat
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import acting_for
from feidi.workbench.siting import actions
from feidi.workbench.siting.models import SitingPlan
from feidi.workbench.siting.reading import read_upload, to_site

NAME = "示例选址方案（虚构宗地）.json"
SECONDS = 4.0
EFFORT = Effort(rounds=0, polish=0, nodes=1, cycles=0)


class Soon:
    """A watch that ends some seconds after it was made."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left."""
        return self._ends - time.monotonic()

    def stopped(self) -> bool:
        """Say whether they are over."""
        return self.left() <= 0

    def tell(self, progress: Progress) -> None:
        """Say nothing of it."""


def furnish_siting(park: Park) -> SitingPlan | None:
    """Let the host's officer plan the park as it is, bring the plan in and show it."""
    seat = land_seat(park.pk)
    people = Membership.objects.select_related("user", "park", "party").filter(park=park)
    officer = people.filter(role=LAND, party=seat.party if seat else None).first()
    if officer is None:
        return None
    actor = Actor(officer.user, officer)
    with acting_for(actor.scope):  # type: ignore[arg-type]
        with to_site(park) as (_, wanted):
            land, wishes, day = wanted.read.land, wanted.wishes, wanted.read.settings.day
            if has_errors(wanted.problems):
                return None
            found = site(land, wishes.weights, wishes.ground, day, Soon(SECONDS), EFFORT)
        content = json.dumps(found.as_json(), ensure_ascii=False).encode()
        plan = actions.bring(actor=actor, read=read_upload(park, NAME, content))
        return actions.show(actor=actor, plan=plan, version=plan.version)
