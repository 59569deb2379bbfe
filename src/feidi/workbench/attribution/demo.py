"""The attribution sheets of the demo: one year fixed, one waiting, one disputed; all invented."""

from contextlib import AbstractContextManager

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.accounts.roles import STATISTICS
from feidi.workbench.attribution.actions import confirm, dispute, propose
from feidi.workbench.attribution.making import made_of
from feidi.workbench.attribution.models import Sheet
from feidi.workbench.parks.models import Park
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import Scope, acting_for, everything
from feidi.workbench.settlements.models import Run

REASON = "示例：请先核对入统凭证，再确认。"


def demo_sheets(park: Park, run: Run) -> list[Sheet]:
    """Put the years of a run as the demo's statistics officers; none without such clauses."""
    host, origin = (_officer(park, seat.party.pk) for seat in keyholders(park.pk)[:2])
    with everything("the demo is made before anybody acts"):
        run.refresh_from_db()
        years = made_of(run)
    found = []
    for place, (year, made) in enumerate(years.items()):
        with _as(origin):
            sheet = propose(actor=origin, run=run, year=year, made=made)
        found.append(sheet)
        with _as(host if place == len(years) - 1 else origin):
            if place == len(years) - 1:
                row = sheet.rows.order_by("place")[len(made) // 2]
                dispute(actor=host, sheet=sheet, version=sheet.version, row=row, reason=REASON)
            else:
                sheet = confirm(
                    actor=origin, sheet=sheet, version=sheet.version, seen=sheet.fingerprint
                )
        if place == 0 and len(years) > 1:
            with _as(host):
                confirm(actor=host, sheet=sheet, version=sheet.version, seen=sheet.fingerprint)
    return found


def _officer(park: Park, party: int) -> Actor:
    rows = Membership.objects.select_related("user", "park", "party")
    one = rows.get(park=park, party=party, role=STATISTICS)
    return Actor(one.user, one, "demo", fresh=True)


def _as(actor: Actor) -> AbstractContextManager[None]:
    park, party = actor.at
    return acting_for(Scope(park.pk, party.pk))
