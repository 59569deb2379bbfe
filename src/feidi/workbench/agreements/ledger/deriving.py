"""The texts in force -> what is due when, by the core; rows of the ledger follow."""

from dataclasses import dataclass
from datetime import date, timedelta

from feidi.clauses.agreement import Agreement
from feidi.clauses.due import Due, dues_of
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.setting import Book
from feidi.folder import layout, read_folder
from feidi.workbench.agreements.models import DERIVED, DROPPED, EARLIER, OPEN, Obligation
from feidi.workbench.agreements.reading import stored_documents
from feidi.workbench.parks.models import Seat
from feidi.workbench.stored.shelf import as_folder

# how far ahead the ledger looks
AHEAD = timedelta(days=3 * 365)
# what has not been answered yet follows the agreement; the rest stays as it was
FOLLOWS = (OPEN, EARLIER, DROPPED)


@dataclass(frozen=True)
class Derived:
    """How many obligations were added, changed, and no longer hold."""

    added: int = 0
    changed: int = 0
    dropped: int = 0


def derive_stored(park: int, day: date) -> Derived:
    """Bring the ledger up to the texts in force that are on the shelf of a park."""
    main = stored_documents(park, layout.AGREEMENT)
    if not main:
        return Derived()
    documents = (*main, *stored_documents(park, layout.SUPPLEMENTS))
    policies, _ = read_policies(stored_documents(park, layout.POLICIES))
    agreement, _ = read_agreement(documents, policies)
    if agreement is None:
        return Derived()
    return derive(park, agreement, _book(park, agreement), day)


def _book(park: int, agreement: Agreement) -> Book:
    """Return the events a term waits for; nothing is read where it waits for none."""
    if agreement.term.start_month is not None:
        return Book()
    with as_folder(park) as place:
        return read_folder(place).book


def derive(park: int, agreement: Agreement, book: Book, day: date) -> Derived:
    """Add what is due and not there, change what is due otherwise, drop what no longer holds.

    day: the ledger begins on it; what was due before is said to be earlier, and never overdue.
    """
    sides = dict(Seat.objects.filter(park=park).values_list("role", "party_id"))
    there = {row.key: row for row in Obligation.objects.filter(park=park, origin=DERIVED)}
    added = changed = 0
    for clause, due in dues_of(agreement, book, day + AHEAD):
        key = f"{clause}/{due.key}"
        row = there.pop(key, None)
        if row is None:
            row = _new(park, clause, key, due, sides)
            row.state = EARLIER if due.on < day else OPEN
            row.save()
            added += 1
        elif _follow(row, due, sides):
            changed += 1
    gone = [row for row in there.values() if row.state in FOLLOWS and row.state != DROPPED]
    for row in gone:
        _keep(row, state=DROPPED)
    return Derived(added, changed, len(gone))


def _new(park: int, clause: str, key: str, due: Due, sides: dict[str, int]) -> Obligation:
    return Obligation(
        park_id=park,
        origin=DERIVED,
        clause=clause,
        key=key,
        zh=due.what.zh[:300],
        en=due.what.en[:300],
        side_id=sides.get(due.debtor),
        to_id=sides.get(due.creditor),
        due=due.on,
        milestone=due.milestone,
        by="machine",
    )


def _follow(row: Obligation, due: Due, sides: dict[str, int]) -> bool:
    """Let a row that nobody has answered say what the text says now."""
    now = {
        "zh": due.what.zh[:300],
        "en": due.what.en[:300],
        "side_id": sides.get(due.debtor),
        "to_id": sides.get(due.creditor),
        "due": due.on,
        "milestone": due.milestone,
    }
    back = row.state == DROPPED
    if row.state not in FOLLOWS or not (back or any(getattr(row, k) != v for k, v in now.items())):
        return False
    _keep(row, **now, **({"state": OPEN} if back else {}))
    return True


def _keep(row: Obligation, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
