"""The ledger by side and day, each obligation with its light; what stands beside a clause."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from feidi.coordinate import Light, light_on
from feidi.workbench.agreements.models import (
    DROPPED,
    EARLIER,
    IN_FORCE,
    KEPT,
    OPEN,
    REPORTED,
    TO_ACCEPT,
    Obligation,
    Text,
)
from feidi.workbench.agreements.reading import ReadClause, Reading, read

# how many of a clause stand beside it
BESIDE = 4


@dataclass(frozen=True)
class Owed:
    """An obligation with its light on a day; none for a milestone and what is not open."""

    row: Obligation
    light: Light | None


def ledger() -> QuerySet[Obligation]:
    """Return every obligation one may see, with what a list shows of it."""
    found: QuerySet[Obligation] = Obligation.objects.select_related("side", "to", "department")
    return found


def owed(rows: Iterable[Obligation], day: date) -> list[Owed]:
    """Return obligations with their lights."""
    return [Owed(row, lit(row, day)) for row in rows]


def lit(row: Obligation, day: date) -> Light | None:
    """Return the light of an obligation; nothing is lit where nothing is to be kept."""
    if row.milestone or row.state in (EARLIER, DROPPED, TO_ACCEPT):
        return None
    return light_on(day, row.dates)


def filtered(given: dict[str, Any]) -> QuerySet[Obligation]:
    """Return the ledger of a side, a state, some words; without what no longer holds."""
    rows = ledger()
    state = given.get("state")
    if state == "all":
        rows = rows.exclude(state=DROPPED)
    elif state:
        rows = rows.filter(state=state)
    else:
        rows = rows.filter(state__in=(OPEN, REPORTED, TO_ACCEPT))
    if given.get("side"):
        rows = rows.filter(side=given["side"])
    if given.get("clause"):
        rows = rows.filter(clause=given["clause"])
    return rows


def beside(reading: Reading, *, due: bool) -> list[tuple[ReadClause, list[Obligation]]]:
    """Return the clauses of a text, each with what is due of it next; due: it is in force."""
    by_clause: dict[str, list[Obligation]] = defaultdict(list)
    for row in ledger().filter(state__in=(OPEN, REPORTED)) if due else []:
        by_clause[row.clause].append(row)
    return [(clause, by_clause[clause.id][:BESIDE]) for clause in reading.clauses]


def clause_numbers(park: int) -> list[str]:
    """Return the numbers of the clauses in force."""
    found: dict[str, None] = {}
    for text in Text.objects.filter(park=park, state=IN_FORCE):
        for clause in read(park, text.name, bytes(text.content)).clauses:
            found[clause.id] = None
    return list(found)


def text_of(clause: str) -> tuple[Text, ReadClause] | None:
    """Return the text in force that holds a clause, and the clause; the latest where several do."""
    for text in Text.objects.filter(state=IN_FORCE).order_by("-name"):
        for one in read(text.park_id, text.name, bytes(text.content)).clauses:
            if one.id == clause:
                return text, one
    return None


def is_settled(row: Obligation) -> bool:
    """Say whether nothing is left to do."""
    return row.state in (KEPT, DROPPED)
