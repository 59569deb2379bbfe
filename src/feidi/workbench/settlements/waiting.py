"""Statements that wait to be confirmed."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import CONFIRM_SETTLEMENT
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.settlements.models import DISPUTED, OPEN, Mark, Statement
from feidi.workbench.settlements.queries import statement_view


def waiting(actor: Actor) -> list[Waiting]:
    """Return the open statements, each with the sides it waits for."""
    party = actor.party.pk if actor.party else 0
    found = []
    for one in Statement.objects.filter(state=OPEN).select_related("run"):
        view = statement_view(one, party)
        disputed = Mark.objects.filter(statement=one, says=DISPUTED).count()
        what = Words("逐行确认，或提出异议", "confirm it line by line, or dispute")
        if disputed:
            what = Words("有异议 {n} 行，待双方商定", "{n} lines disputed").fill(n=disputed)
        found.append(
            Waiting(
                one.words,
                what,
                f"/settlements/years/{one.pk}/",
                view.waits,
                waits_for(actor, view.waits, CONFIRM_SETTLEMENT),
                one.made_at,
            )
        )
    return found
