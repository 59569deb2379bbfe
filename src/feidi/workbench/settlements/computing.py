"""Calls the core: a park's files -> its settlement; and keeps figures, postings and trails."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from feidi import __version__
from feidi.evidence.problem import has_errors
from feidi.folder import Folder, Refused, read_folder, settle
from feidi.report.to_html import settlement_page
from feidi.report.to_json import dumps, settlement_json
from feidi.report.to_xlsx import settlement_workbook
from feidi.report.trails import trails_of
from feidi.report.year_table import YearTable, side_of
from feidi.settle.settlement import Settlement
from feidi.workbench.settlements.models import Correction, Line, Paper, Run, Step, Total
from feidi.workbench.stored.shelf import as_folder

AT_ONCE = 2000
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Computed:
    """A park's folder as read, and its settlement."""

    folder: Folder
    settlement: Settlement

    @property
    def result(self) -> str:
        """The settlement as JSON, byte for byte what `feidi settle --json` prints."""
        return dumps(settlement_json(self.settlement))


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a result."""
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def computed(park: int, known_at: date | None, progress: Progress) -> Iterator[Computed]:
    """Give a park's settlement with the folder it was made from; `Refused` where it cannot be."""
    progress("取出数据 files")
    with as_folder(park) as place:
        folder = read_folder(place, progress=progress)
        progress("结算 settling")
        settlement = settle(folder, known_at=known_at)
        if has_errors(settlement.problems):
            raise Refused(*settlement.problems, lang=folder.lang)
        yield Computed(folder, settlement)


def keep(run: Run, done: Computed, progress: Progress) -> None:
    """Store what a run gives. The caller holds the transaction and saves the run."""
    settlement = done.settlement
    progress("登记结果 figures")
    run.known_at = settlement.known_at
    run.fingerprint = settlement.agreement.fingerprint
    run.program = __version__
    run.result = done.result
    run.result_sha256 = sha256_of(run.result)
    run.problems = [p.as_json() for p in settlement.problems]
    run.covered = covered_by(done.folder, settlement)
    run.posted = {
        str(row.year): row.known_at.isoformat()
        for row in done.folder.posted
        if row.year == row.of_year
    }
    lines = Line.objects.bulk_create(_lines(run, settlement), batch_size=AT_ONCE)
    totals = Total.objects.bulk_create(_totals(run, settlement), batch_size=AT_ONCE)
    Correction.objects.bulk_create(_corrections(run, settlement), batch_size=AT_ONCE)
    progress("打印 papers")
    Paper.objects.bulk_create(_papers(run, done))
    progress("登记来历 trails")
    Step.objects.bulk_create(_steps(run, settlement, lines, totals), batch_size=AT_ONCE)


def _papers(run: Run, done: Computed) -> Iterator[Paper]:
    folder, settlement = done.folder, done.settlement
    receipts = folder.receipts_behind(known_at=settlement.known_at)
    for lang in ("zh", "en"):
        book = settlement_workbook(settlement, receipts, folder.book.facts, lang)
        yield Paper(run=run, name=f"{lang}.xlsx", content=book)
        yield Paper(
            run=run, name=f"{lang}.html", content=settlement_page(settlement, lang).encode()
        )


def covered_by(folder: Folder, settlement: Settlement) -> dict[str, list[list[str]]]:
    """Return for every clause with receipts which taxes and enterprises it covers."""
    known = {row.enterprise for row in folder.receipts_behind(known_at=settlement.known_at)}
    covered = folder.coverage(tuple(sorted(known)))
    return {clause: sorted(map(list, pairs)) for clause, pairs in covered.items()}


def _lines(run: Run, settlement: Settlement) -> list[Line]:
    return [
        Line(
            run=run,
            index=index,
            year=p.year,
            period=p.period,
            clause=p.clause,
            kind=p.kind,
            source=p.source,
            target=p.target,
            amount=p.amount,
            unit=p.unit,
            enterprise=p.enterprise,
            because_zh=p.because.zh,
            because_en=p.because.en,
        )
        for index, p in enumerate(settlement.postings)
    ]


def _totals(run: Run, settlement: Settlement) -> list[Total]:
    table = YearTable(settlement)
    places = {account: place for place, account in enumerate(table.accounts)}
    found = [
        Total(
            run=run,
            year=total.year,
            account=total.party,
            amount=total.amount,
            unit=total.unit,
            place=places[total.party],
            depth=table.depth(total.party) if total.party in table.entitled else 0,
            part=_part(table, total.party),
        )
        for total in settlement.totals
        if total.party in places
    ]
    found += [
        Total(
            run=run,
            year=total.year,
            account=total.party,
            amount=total.amount,
            unit=total.unit,
            place=len(places) + place,
            part="counted",
        )
        for place, total in enumerate(settlement.quantities)
    ]
    return found


def _part(table: YearTable, account: str) -> str:
    if account in table.entitled:
        return "party"
    return "side" if side_of(account) else "rest"


def _corrections(run: Run, settlement: Settlement) -> list[Correction]:
    return [
        Correction(
            run=run,
            year=c.year,
            settled_with=c.settled_with,
            party=c.party,
            posted=c.posted,
            now=c.now,
            difference=c.difference,
            receipts=list(c.receipts),
            because_zh=c.because.zh,
            because_en=c.because.en,
        )
        for c in settlement.corrections
    ]


def _steps(
    run: Run, settlement: Settlement, lines: list[Line], totals: list[Total]
) -> Iterator[Step]:
    line_of = {id(p): line for p, line in zip(settlement.postings, lines, strict=True)}
    total_of = {(t.year, t.account): t for t in totals if t.part != "counted"}
    for year in settlement.years:
        for trail in trails_of(settlement, year):
            total = total_of.get((year, trail.account))
            if total is not None:
                for place, step in enumerate(trail.steps):
                    line = line_of[id(step.posting)]
                    yield Step(run=run, total=total, line=line, place=place, depth=step.depth)
