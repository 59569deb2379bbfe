"""Statements that wait to be confirmed."""

from collections import Counter

from django.db.models import Count

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import CONFIRM_SETTLEMENT
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.settlements.models import CONFIRMED, DISPUTED, OPEN, Statement, Total


def waiting(actor: Actor) -> list[Waiting]:
    """Return the open statements, each with the sides it waits for."""
    rows = Statement.objects.filter(state=OPEN).select_related("run").prefetch_related("marks")
    open_ones = list(rows)
    lines = _lines(open_ones)
    return [_waits(one, lines[one.run_id, one.year], actor) for one in open_ones]


def _lines(statements: list[Statement]) -> Counter[tuple[int, int]]:
    """Return how many lines each year of the runs has."""
    rows = Total.objects.filter(run__in={one.run_id for one in statements}).order_by()
    counted = rows.values_list("run", "year").annotate(n=Count("pk")) if statements else ()
    return Counter({(run, year): n for run, year, n in counted})


def _waits(one: Statement, lines: int, actor: Actor) -> Waiting:
    marks = list(one.marks.all())
    confirmed = Counter(mark.party_id for mark in marks if mark.says == CONFIRMED)
    disputed = sum(mark.says == DISPUTED for mark in marks)
    what = Words("逐行确认，或提出异议", "confirm it line by line, or dispute")
    if disputed:
        what = Words("有异议 {n} 行，待双方商定", "{n} lines disputed").fill(n=disputed)
    whom = tuple(s for s in keyholders(one.park_id) if confirmed[s.party_id] < lines)
    mine = waits_for(actor, whom, CONFIRM_SETTLEMENT)
    address = f"/settlements/years/{one.pk}/"
    return Waiting(one.words, what, address, whom, mine, one.made_at)
