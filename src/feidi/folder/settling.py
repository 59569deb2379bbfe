"""A project folder -> its settlement, as known at a day, posted years as posted."""

import os
from dataclasses import replace
from datetime import date

from feidi.clauses.agreement import Agreement
from feidi.evidence.problem import has_errors, in_reading_order
from feidi.folder.fingerprints import fingerprints
from feidi.folder.folder import Folder
from feidi.folder.opening import Refused, Root
from feidi.folder.read import read_folder
from feidi.folder.receipts import without_receipts
from feidi.quantities.calendar import MONTHS_A_YEAR
from feidi.records.posted import PostedTotal
from feidi.settle import Settlement, check_examples, correct
from feidi.settle import settle as settle_agreement


def settle(
    folder: Folder | str | os.PathLike[str],
    *,
    year: int | None = None,
    known_at: date | None = None,
) -> Settlement:
    """Who owes whom how much, and why, by the agreement and the receipts of a folder?

    year: the last calendar year to settle. known_at: the day whose knowledge counts; without
    it the last day a receipt was booked, or the day after the last figure's period. Where the
    folder has errors, or a worked example is not reproduced, the settlement holds the problems
    and no totals; without a readable agreement `Refused` is raised with them.
    """
    read = folder if isinstance(folder, Folder) else read_folder(folder)
    if read.agreement is None:
        raise Refused(*(p for p in read.problems if p.level == "error"), lang=read.lang)
    day = known_at or last_known_day(read)
    missing = [] if read.receipts.names else without_receipts(read.agreement)
    found = in_reading_order((*read.problems, *missing, *check_examples(read.agreement)))
    if has_errors(found):
        return Settlement(read.agreement, day, (), (), (), found)
    posted = tuple(row for row in read.posted if row.known_at <= day)
    # a posted year is looked at whole, whichever year is asked for
    last = None if year is None else max([year, *(row.year for row in posted)])
    now = _as_known(read, read.agreement, day, last)
    if posted and not has_errors(now.problems):
        now = _corrected(read, read.agreement, now, posted)
    if year is not None:
        now = now.through(year)
    problems = in_reading_order((*found, *now.problems))
    return replace(now, problems=problems, inputs=fingerprints(Root(read.path)), note=read.note)


def last_known_day(folder: Folder) -> date:
    """Return the last booking day; without receipts, the day after the last figure's period."""
    latest = folder.latest_booking()
    if latest is not None:
        return latest
    term = folder.agreement.term if folder.agreement else None
    start = (term.start_month if term else None) or MONTHS_A_YEAR
    last = max((fact.period.last for fact in folder.book.facts), default=start - 1)
    year, month = divmod(last + 1, MONTHS_A_YEAR)
    days = [date(year, month + 1, 1)]
    days += [event.day for event in folder.book.events]
    days += [paid.paid_on for paid in folder.book.payments]
    return max(days)


def _as_known(
    folder: Folder, agreement: Agreement, day: date, year: int | None = None
) -> Settlement:
    return settle_agreement(agreement, folder.cells(day), folder.known(day), day, year)


def _corrected(
    folder: Folder, agreement: Agreement, now: Settlement, posted: tuple[PostedTotal, ...]
) -> Settlement:
    """Return the settlement with posted years as posted and what has changed since (§R6)."""
    days = sorted({row.known_at for row in posted})
    then = {day: _as_known(folder, agreement, day) for day in days}
    late = [
        receipt
        for receipt in folder.receipts_behind(known_at=now.known_at)
        if receipt.booked_on > days[0]
    ]
    return correct(now, posted, then, tuple(late))
