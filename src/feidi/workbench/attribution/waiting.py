"""Sheets that wait for the statistics offices."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ATTRIBUTE
from feidi.workbench.attribution.models import OPEN
from feidi.workbench.attribution.queries import sheets, shown
from feidi.workbench.desk.waiting import Waiting, waits_for

TO_CONFIRM = Words("核对各行，确认或提出异议", "look at the rows: confirm or dispute")
DISPUTED = Words("有异议 {n} 行，待双方商定", "{n} rows disputed")


def waiting(actor: Actor) -> list[Waiting]:
    """Return the open sheets, each with the sides whose key is not yet turned."""
    found = []
    for sheet in sheets().filter(state=OPEN):
        view = shown(sheet, actor)
        what = DISPUTED.fill(n=view.disputed) if view.disputed else TO_CONFIRM
        mine = waits_for(actor, view.waits, ATTRIBUTE)
        address = f"/attribution/{sheet.pk}/"
        found.append(Waiting(sheet.words, what, address, view.waits, mine, sheet.made_at))
    return found
