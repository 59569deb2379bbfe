"""What the settlement pages show: years, trails, rows behind, flows, who confirmed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from feidi.clauses.posting import RECEIPTS, Posting
from feidi.folder import layout
from feidi.quantities.calendar import printed_span
from feidi.quantities.words import Words
from feidi.report.labels import account_of, quantity
from feidi.report.money_flows import FlowLine, year_flows
from feidi.report.sankey import PHONE, Picture, lay_out
from feidi.workbench.imports.models import Batch, ReceiptRow
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders, seats_of
from feidi.workbench.settlements.models import (
    CLOSED,
    CONFIRMED,
    DISPUTED,
    Line,
    Mark,
    Run,
    Statement,
    Total,
)
from feidi.workbench.stored.models import StoredFile

PARTS = {
    "party": Words("各方应得", "what the parties get"),
    "rest": Words("其余去向", "where the rest went"),
    "side": Words("双方往来：应付、已付", "claims and cash between the parties"),
    "counted": Words("金额以外的计量", "counted beside money"),
}


@dataclass(frozen=True)
class AccountRow:
    """One account of a run. cells: its totals, one a year, None where it has none."""

    words: Words
    depth: int
    part: str
    unit: str
    cells: tuple[Total | None, ...]


@dataclass(frozen=True)
class YearsTable:
    """The figures of a run: parts of accounts, by year."""

    years: tuple[int, ...]
    parts: tuple[tuple[Words, tuple[AccountRow, ...]], ...]


def years_table(run: Run) -> YearsTable:
    """Return the figures of a run laid out by account and year."""
    totals = list(Total.objects.filter(run=run).order_by("place", "year"))
    years = tuple(sorted({t.year for t in totals}))
    rows: dict[tuple[str, str, str], dict[int, Total]] = {}
    for total in totals:
        rows.setdefault((total.part, total.account, total.unit), {})[total.year] = total
    parts = []
    for part, words in PARTS.items():
        own = [_account(key, cells, years) for key, cells in rows.items() if key[0] == part]
        if own:
            parts.append((words, tuple(own)))
    return YearsTable(years, tuple(parts))


def _account(
    key: tuple[str, str, str], cells: dict[int, Total], years: tuple[int, ...]
) -> AccountRow:
    part, account, unit = key
    depth = next(iter(cells.values())).depth
    shown = tuple(cells.get(year) for year in years)
    return AccountRow(account_of(account), depth, part, unit, shown)


def runs() -> QuerySet[Run]:
    """Return the runs, the latest first, without their long texts."""
    found: QuerySet[Run] = Run.objects.select_related("side").defer("result", "covered")
    return found


def last_run() -> Run | None:
    """Return the last run that was computed."""
    return runs().filter(state="done").first()


def trail(total: Total) -> list[Any]:
    """Return the postings behind a figure, in the order they are told."""
    return list(total.steps.select_related("line"))


def receipts_behind(line: Line) -> QuerySet[ReceiptRow]:
    """Return the rows a posting out of the receipts was made of, as known to its run."""
    none: QuerySet[ReceiptRow] = ReceiptRow.objects.none()
    if line.source != RECEIPTS.zh or line.kind in ("correction", "posted"):
        return none
    span, run = printed_span(line.period), line.run
    # the batches are a list to look in, not a table to join: an index then holds all it takes
    rows: QuerySet[ReceiptRow] = ReceiptRow._base_manager.filter(
        batch__in=Batch.objects.filter(park=run.park_id).values("pk"),
        first_month__gte=span.first,
        first_month__lte=span.last,
    )
    # a posted year was made of what was known when it was posted
    known = [
        day for day in (run.known_at and str(run.known_at), run.posted.get(str(line.year))) if day
    ]
    if known:
        rows = rows.filter(booked_on__lte=min(known))
    if line.enterprise:
        rows = rows.filter(enterprise=line.enterprise)
    if line.clause:
        return rows.filter(_any(run.covered.get(line.clause, [])))
    every = [pair for pairs in run.covered.values() for pair in pairs]
    return rows.exclude(_any(every)) if every else rows


def _any(pairs: list[list[str]]) -> Q:
    """Return the filter of some (tax, enterprise) pairs, as few conditions as they need."""
    firms: dict[str, set[str]] = {}
    for tax, enterprise in pairs:
        firms.setdefault(tax, set()).add(enterprise)
    taxes: dict[frozenset[str], list[str]] = {}
    for tax, own in firms.items():
        taxes.setdefault(frozenset(own), []).append(tax)
    found = Q(pk__in=())
    for enterprises, codes in taxes.items():
        found |= Q(tax__in=codes, enterprise__in=enterprises)
    return found


def receipts_of_correction(run: Run, codes: list[str]) -> QuerySet[ReceiptRow]:
    """Return the rows a correction names."""
    rows: QuerySet[ReceiptRow] = ReceiptRow.objects.filter(batch__park=run.park_id, code__in=codes)
    return rows


@dataclass(frozen=True)
class Flow:
    """The flow of a year: pictures for a page and for a phone, and the same as lines."""

    year: int
    pictures: tuple[tuple[str, Picture], ...]
    lines: tuple[FlowLine, ...]


def flow(run: Run, year: int) -> Flow:
    """Return where the money of a year went."""
    roles = tuple(seat.role for seat in seats_of(run.park_id))
    postings = [_posting(line) for line in Line.objects.filter(run=run, year=year)]
    flows = year_flows(year, postings, roles)
    drawn = flows.drawn
    pictures = (
        (("whole", lay_out(drawn)), ("short", lay_out(flows.in_short, PHONE))) if drawn else ()
    )
    return Flow(year, pictures, tuple(flows.lines))


def _posting(line: Line) -> Posting:
    return Posting(
        line.year,
        line.period,
        line.clause,
        line.kind,
        line.source,
        line.target,
        line.amount,
        line.because,
        line.unit,
        line.enterprise,
    )


@dataclass(frozen=True)
class StatementLine:
    """A line of a statement with what every keyholder says of it, None where nothing yet."""

    total: Total
    words: Words
    said: str
    marks: tuple[Mark | None, ...]
    mine: Mark | None

    @property
    def disputed(self) -> bool:
        """Whether some party does not accept it."""
        return any(mark is not None and mark.says == DISPUTED for mark in self.marks)


@dataclass(frozen=True)
class StatementView:
    """A statement as both sides see it. waits: the seats that have not confirmed every line."""

    seats: tuple[Seat, ...]
    lines: tuple[StatementLine, ...]
    waits: tuple[Seat, ...]
    disputes: tuple[Mark, ...]
    key_is_mine: bool
    mine_done: bool


def statement_view(statement: Statement, party: int) -> StatementView:
    """Return the lines of a statement, and for whom it waits."""
    seats = tuple(keyholders(statement.park_id))
    marks = list(Mark.objects.filter(statement=statement).select_related("party"))
    of = {(mark.total_id, mark.party_id): mark for mark in marks}
    totals = Total.objects.filter(run=statement.run_id, year=statement.year)
    lines = tuple(
        StatementLine(
            total,
            account_of(total.account),
            quantity(total.amount, total.unit),
            tuple(of.get((total.pk, seat.party_id)) for seat in seats),
            of.get((total.pk, party)),
        )
        for total in totals.order_by("place")
    )
    waits = tuple(seat for seat in seats if not _all_confirmed(lines, seat, of))
    mine = party in {seat.party_id for seat in seats}
    return StatementView(
        seats,
        lines,
        waits,
        tuple(mark for mark in marks if mark.says == DISPUTED),
        mine,
        mine and party not in {seat.party_id for seat in waits},
    )


def _all_confirmed(
    lines: tuple[StatementLine, ...], seat: Seat, of: dict[tuple[int, int], Mark]
) -> bool:
    own = [of.get((line.total.pk, seat.party_id)) for line in lines]
    return all(mark is not None and mark.says == CONFIRMED for mark in own)


def statements() -> QuerySet[Statement]:
    """Return the statements that count, the latest year first."""
    found: QuerySet[Statement] = Statement.objects.select_related("run", "side")
    return found.exclude(state=CLOSED)


def headline(run: Run) -> list[tuple[Total, Seat]]:
    """Return what each keyholder gets of the last year of a run."""
    last = Total.objects.filter(run=run, part="party").order_by("-year").first()
    seats = {seat.role: seat for seat in keyholders(run.park_id)}
    if last is None:
        return []
    totals = Total.objects.filter(run=run, part="party", year=last.year, account__in=seats)
    return [(total, seats[total.account]) for total in totals]


def years_to_propose(run: Run, years: tuple[int, ...]) -> list[int]:
    """Return which years of a run may be put to the parties: ended, not posted, not yet put."""
    put = set(statements().filter(park=run.park_id).values_list("year", flat=True))
    running = [p["what"]["zh"] for p in run.problems if p["code"] == "SE036"]
    return [
        year
        for year in years
        if year not in put
        and not posted_files(run.park_id, year)
        and not any(str(year) in said for said in running)
    ]


def posted_files(park: int, year: int) -> list[str]:
    """Return the posted settlements of a year in the park's folder."""
    files = StoredFile.objects.filter(
        park=park, current=True, name__startswith=f"{layout.POSTED}/{year}-"
    )
    return list(files.values_list("name", flat=True))
