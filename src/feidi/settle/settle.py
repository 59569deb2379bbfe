"""Who owes whom how much, and why: one agreement, its cells, its facts -> a settlement."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from feidi.clauses.agreement import Agreement
from feidi.clauses.explain import postings
from feidi.clauses.flow import Flow
from feidi.clauses.measure import Measured, Poured, measure, pour
from feidi.clauses.plan import Case, plan
from feidi.clauses.posting import IN_PLACE, OUTSIDE, RECEIPTS, Posting
from feidi.clauses.setting import Book
from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.evidence.source import At
from feidi.quantities.calendar import month_of
from feidi.quantities.exact import AmountTooLarge
from feidi.quantities.units import MONEY
from feidi.quantities.words import Words
from feidi.records.cells import Cells
from feidi.records.tax import tax_words
from feidi.settle.settlement import Outstanding, Settlement, Total

# more periods than a year has months are told by the first and the last
_LISTED = 12


def settle(
    agreement: Agreement, cells: Cells, book: Book, known_at: date, through: int | None = None
) -> Settlement:
    """Say who gets how much of every year, to the fen, and why.

    cells: receipts summed, as known at `known_at`. book: counted figures, events, roster,
    payments. through: the last calendar year to settle; without it the last year that has
    ended by `known_at` or has receipts. Problems SE0xx are returned with the settlement;
    where one is an error, there are no totals and no postings (§R0).
    """
    case = Case(
        agreement,
        book,
        _enterprises(cells, book),
        _months(cells, agreement, book, known_at, through),
        known_at=known_at,
    )
    try:
        return settle_case(case, cells, known_at)
    except AmountTooLarge as error:
        problem = Problem(
            "SE001",
            At(agreement.documents[0].file),
            Words(f"金额超出可计算的范围：{error}", f"an amount is too large: {error}"),
            Words("核对入库金额和单位", "check the amounts and units of the receipts"),
        )
        return Settlement(agreement, known_at, (), (), (), (problem,))


def settle_case(
    case: Case, cells: Cells, known_at: date, poured: tuple[Poured, ...] = ()
) -> Settlement:
    """Settle one case; `poured` are amounts put straight into scopes' pots (worked examples)."""
    measured = measure([case], plan([case]), cells)
    measured = replace(measured, batch=pour(measured.batch, poured))
    problems = [*case.problems, *_not_started(case), *_misplaced(case, measured, cells)]
    if has_errors(problems):
        return Settlement(case.agreement, known_at, (), (), (), in_reading_order(problems))
    problems += _not_ended(case, measured, known_at)
    flow = Flow(measured.batch, record=True).run()
    lines = (*_unclaimed(measured, cells), *postings(flow))
    return Settlement(
        case.agreement,
        known_at,
        *_totals(lines, measured.batch.pots),
        lines,
        in_reading_order(problems),
        outstanding=_outstanding(flow),
    )


def _enterprises(cells: Cells, book: Book) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(e.id for e in book.enterprises), *cells.enterprises)))


def _months(
    cells: Cells, agreement: Agreement, book: Book, known_at: date, through: int | None
) -> tuple[int, int]:
    """Return the first and last month to compute: all that receipts and clauses look at.

    Figures of periods that have not begun by `known_at` do not make a settlement of their own.
    """
    firsts = [p.first for p in cells.periods] + [f.period.first for f in book.facts]
    start = agreement.term.start_month
    month, cycle = month_of(known_at), agreement.term.cycle_of
    ended = month - (month - (start or 0)) % cycle - 1
    lasts = [p.last for p in cells.periods]
    lasts += [min(f.period.last, ended + cycle) for f in book.facts]
    low = min(firsts, default=start if start is not None else ended)
    high = through * 12 + 11 if through is not None else max([*lasts, ended])
    return low if start is None else min(low, start), max(high, low)


def _not_started(case: Case) -> Iterator[Problem]:
    """Without its start event the agreement has no year 1; a firm without it is only reported."""
    term = case.agreement.term
    missing = [s for s in case.subjects if term.start_of(s, case.book) is None]
    if not missing:
        return
    event = "、".join(term.start_event)
    fix = Words(
        f"在 7-settle/events.csv 补一行：{event},{missing[0] or '园区'},日期,来源",
        f"add a row to 7-settle/events.csv: {event},{missing[0] or 'park'},day,source",
    )
    if missing == [""]:
        what = Words(f"没有起算事件“{event}”的日期", f"the start event “{event}” has no day")
        yield term.problem("SE034", "start_event", what, fix)
    else:
        firms = "、".join(missing)
        what = Words(
            f"{len(missing)} 户企业没有“{event}”的日期，尚未起算，收入不分享：{firms}",
            f"{len(missing)} enterprises without “{event}” share nothing yet: {firms}",
        )
        yield term.problem("SE035", "start_event", what, fix)


def _not_ended(case: Case, measured: Measured, known_at: date) -> Iterator[Problem]:
    """What is settled before its period has ended is provisional, and says so."""
    timeline = measured.batch.timelines[0]
    periods = [timeline.period(t) for t in range(timeline.count)]
    running = [str(p) for p in periods if p.last > month_of(known_at)]
    if running:
        which = running if len(running) <= _LISTED else [running[0], "……", running[-1]]
        what = Words(
            f"结算期 {'、'.join(which)} 到 {known_at} 尚未结束，其结果是暂计数",
            f"{', '.join(which)} had not ended on {known_at}; the result is provisional",
        )
        fix = Words(
            "期满后以期末之后的日期重新结算：--known-at 日期",
            "settle again as known at a day after its end: --known-at DAY",
        )
        yield case.agreement.term.problem("SE036", "cycle", what, fix)


def _misplaced(case: Case, measured: Measured, cells: Cells) -> Iterator[Problem]:
    """A receipt whose period is longer than the settlement period cannot be placed."""
    timeline = measured.batch.timelines[0]
    for code in np.unique(cells.period[measured.t < 0]) if len(cells) else ():
        period = cells.periods[int(code)]
        if period.first > timeline.period(timeline.count - 1).last:
            continue
        yield case.agreement.term.problem(
            "SE032",
            "cycle",
            Words(
                f"所属期 {period} 的收入跨了几个结算期，无法归入其中一个",
                f"receipts of {period} span several settlement periods",
            ),
            Words(
                "把入库数据分到月，或核对结算周期与起算月份",
                "give the receipts by month, or check the cycle and start of the term",
            ),
        )


def _unclaimed(measured: Measured, cells: Cells) -> Iterator[Posting]:
    """Post what no clause covers, so that every fen that came in is accounted for."""
    sums: defaultdict[tuple[int, str], int] = defaultdict(int)
    for row in np.flatnonzero(~measured.claimed & (measured.t >= 0)):
        sums[int(measured.t[row]), cells.taxes[cells.tax[row]]] += int(cells.amount[row])
    timeline = measured.batch.timelines[0]
    for (t, tax), amount in sorted(sums.items()):
        if amount:
            yield Posting(
                timeline.calendar_year(t),
                str(timeline.period(t)),
                "",
                "outside",
                RECEIPTS.zh,
                OUTSIDE.zh,
                amount,
                Words("{tax}：没有条款涵盖，不分享", "{tax}: no clause covers it, not shared").fill(
                    tax=tax_words((tax,))
                ),
            )


def _totals(
    lines: tuple[Posting, ...], pots: frozenset[str]
) -> tuple[tuple[Total, ...], tuple[Total, ...]]:
    """Return what every account but the sources and the pots holds, by year: money, quantities."""
    sums: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    for line in lines:
        for account, sign in ((line.source, -1), (line.target, 1)):
            if account not in pots and account not in (RECEIPTS.zh, IN_PLACE.zh):
                sums[line.year, account, line.unit] += sign * line.amount
    totals = [Total(year, account, amount, unit) for (year, account, unit), amount in sums.items()]
    totals.sort(key=lambda t: (t.unit, t.year))
    return (
        tuple(t for t in totals if t.unit == MONEY),
        tuple(t for t in totals if t.unit != MONEY),
    )


def _outstanding(flow: Flow) -> tuple[Outstanding, ...]:
    """Return what every clause still owes to its party at the end of every calendar year."""
    timeline = flow.batch.timelines[0]
    last_of = {timeline.calendar_year(t): t for t in range(timeline.count)}
    found = [
        Outstanding(year, clause, int(owed[0, t]))
        for year, t in last_of.items()
        for clause, owed in flow.owed.items()
    ]
    return tuple(entry for entry in found if entry.amount)
