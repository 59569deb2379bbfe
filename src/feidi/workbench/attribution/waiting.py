"""Sheets that wait for the statistics offices."""

from typing import Any

from django.db.models import Count, Q

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ATTRIBUTE
from feidi.workbench.attribution.models import OPEN
from feidi.workbench.attribution.queries import sheets
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.parks.queries import keyholders

TO_CONFIRM = Words("核对各行，确认或提出异议", "look at the rows: confirm or dispute")
DISPUTED = Words("有异议 {n} 行，待双方商定", "{n} rows disputed")


def waiting(actor: Actor) -> list[Waiting]:
    """Return the open sheets, each with the sides whose key is not yet turned."""
    still = Q(rows__disputes__isnull=False, rows__disputes__settled_by="")
    rows = sheets().filter(state=OPEN).prefetch_related("keys")
    rows = rows.annotate(disputed=Count("rows", filter=still, distinct=True))
    return [_waits(sheet, actor) for sheet in rows]


def _waits(sheet: Any, actor: Actor) -> Waiting:
    turned = {key.party_id for key in sheet.keys.all()}
    whom = tuple(seat for seat in keyholders(sheet.park_id) if seat.party_id not in turned)
    what = DISPUTED.fill(n=sheet.disputed) if sheet.disputed else TO_CONFIRM
    mine = waits_for(actor, whom, ATTRIBUTE)
    return Waiting(sheet.words, what, f"/attribution/{sheet.pk}/", whom, mine, sheet.made_at)
