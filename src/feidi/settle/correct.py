"""Posted settlements stay as they are; what has changed since is posted with the next (§R6)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from feidi.clauses.posting import RECEIPTS, Posting
from feidi.evidence.problem import Problem, has_errors
from feidi.quantities.calendar import MONTHS_A_YEAR, Period, read_span
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.records.posted import PostedTotal
from feidi.records.receipt import Receipt
from feidi.settle.settlement import Correction, Settlement, Total

SHOWN_IDS = 5
BECAUSE = Words(
    "更正 {year} 年：{day} 过账时为 {before} 元，现为 {after} 元，差 {gap} 元；起因：{causes}",
    "correction of {year}: {before} yuan as posted on {day}, {after} yuan now, "
    "a difference of {gap} yuan; caused by {causes}",
)


def correct(
    now: Settlement,
    posted: tuple[PostedTotal, ...],
    then: Mapping[date, Settlement],
    late: tuple[Receipt, ...],
) -> Settlement:
    """Return the settlement with posted years as posted, and the differences in the next year.

    now: everything recomputed as known today. then: the settlement as known at each day a
    posted total was computed with. late: receipts booked since the first of those days.
    The totals of all years together still add up to all receipts.
    """
    if not posted or has_errors(now.problems):
        return now
    years = {row.year for row in posted}
    open_year = max(years) + 1
    spans = _spans((now, *then.values()))
    by_year = _by_year(late, spans)
    corrections = tuple(_corrections(now, posted, then, by_year, open_year))
    kept = [p for p in now.postings if p.year not in years]
    problems = list(now.problems)
    for year in sorted(years):
        lines, found = _as_posted(year, posted, then)
        kept += [*_posted_corrections(year, posted, by_year), *lines]
        problems += found
    kept += [_posting(c, open_year) for c in corrections]
    kept.sort(key=lambda p: p.year)
    totals = _totals_with(now, posted, corrections, years)
    return replace(
        now, totals=totals, postings=tuple(kept), problems=tuple(problems), corrections=corrections
    )


def _given(posted: tuple[PostedTotal, ...]) -> dict[tuple[int, str], int]:
    given: defaultdict[tuple[int, str], int] = defaultdict(int)
    for row in posted:
        given[row.of_year, row.party] += row.amount
    return given


def _spans(settlements: tuple[Settlement, ...]) -> set[tuple[int, Period]]:
    """Return the settlement periods with money, and the year each is counted in."""
    return {(p.year, read_span(p.period)) for s in settlements for p in s.postings}


def _by_year(late: tuple[Receipt, ...], spans: set[tuple[int, Period]]) -> dict[int, list[Receipt]]:
    """Return the receipts by the year of the settlement period that holds them."""
    found: dict[int, list[Receipt]] = {}
    for receipt in late:
        inside = (y for y, s in spans if s.first <= receipt.period.first <= s.last)
        year = next(inside, receipt.period.first // MONTHS_A_YEAR)
        found.setdefault(year, []).append(receipt)
    return found


def _corrections(
    now: Settlement,
    posted: tuple[PostedTotal, ...],
    then: Mapping[date, Settlement],
    late: dict[int, list[Receipt]],
    open_year: int,
) -> Iterator[Correction]:
    given = _given(posted)
    for of_year in sorted({row.of_year for row in posted}):
        day = max(row.known_at for row in posted if row.of_year == of_year)
        rows = _booked(late, of_year, day, now.known_at)
        parties = [t.party for t in now.totals if t.year == of_year]
        parties += [row.party for row in posted if row.of_year == of_year]
        for party in dict.fromkeys(parties):
            before, after = given.get((of_year, party), 0), now.of(of_year, party)
            if before == after:
                continue
            # what today's rules give for the data of that day: the rest is new data
            redone = then[day].of(of_year, party) if day in then else before
            ids = tuple(r.id for r in rows) if redone != after else ()
            causes = _causes(after - redone, ids, redone - before)
            because = BECAUSE.fill(
                year=of_year,
                day=day,
                before=in_yuan(before),
                after=in_yuan(after),
                gap=in_yuan(after - before),
                causes=causes,
            )
            yield Correction(of_year, open_year, party, before, after, ids, because)


def _booked(late: dict[int, list[Receipt]], year: int, since: date, until: date) -> list[Receipt]:
    return [r for r in late.get(year, []) if since < r.booked_on <= until]


def _causes(by_data: int, ids: tuple[str, ...], by_rules: int) -> Words:
    """Say how much of a correction new rows caused, and how much a change of the rules."""
    parts = []
    if by_data:
        rows = _rows(ids) if ids else Words("数据的改动", "a change of figures")
        parts.append(
            Words(f"{rows.zh} {in_yuan(by_data)} 元", f"{rows.en} {in_yuan(by_data)} yuan")
        )
    if by_rules:
        amount = in_yuan(by_rules)
        parts.append(
            Words(
                f"过账后规则或数据被改动 {amount} 元",
                f"rules or figures changed after posting {amount} yuan",
            )
        )
    return Words("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))


def _rows(ids: tuple[str, ...]) -> Words:
    some, more = ids[:SHOWN_IDS], len(ids) - SHOWN_IDS
    return Words(
        f"入库数据 {'、'.join(some)}{f' 等 {len(ids)} 笔' if more > 0 else ''}",
        f"receipts {', '.join(some)}{f' and {more} more' if more > 0 else ''}",
    )


def _posting(correction: Correction, year: int) -> Posting:
    return Posting(
        year,
        str(year),
        "",
        "correction",
        RECEIPTS.zh,
        correction.party,
        correction.difference,
        correction.because,
    )


def _posted_corrections(
    year: int, posted: tuple[PostedTotal, ...], late: dict[int, list[Receipt]]
) -> Iterator[Posting]:
    """Yield the corrections of earlier years that were posted with a year, with their causes."""
    for row in posted:
        if row.year != year or row.of_year == year:
            continue
        before = [r.known_at for r in posted if r.of_year == row.of_year]
        since = max((day for day in before if day < row.known_at), default=date.min)
        ids = tuple(r.id for r in _booked(late, row.of_year, since, row.known_at))
        rows = _rows(ids) if ids else Words("规则或数据的改动", "a change of rules or figures")
        because = Words(
            f"更正 {row.of_year} 年，已随 {year} 年过账；起因：{rows.zh}",
            f"correction of {row.of_year}, posted with {year}; caused by {rows.en}",
        )
        yield Posting(
            year, str(year), "", "correction", RECEIPTS.zh, row.party, row.amount, because
        )


def _as_posted(
    year: int, posted: tuple[PostedTotal, ...], then: Mapping[date, Settlement]
) -> tuple[list[Posting], list[Problem]]:
    """Return the postings of a posted year: recomputed as known then, where that agrees."""
    own = [row for row in posted if row.year == year and row.of_year == year]
    settlement = then.get(min((row.known_at for row in own), default=date.min))
    if settlement is not None and {(r.party, r.amount) for r in own if r.amount} == {
        (t.party, t.amount) for t in settlement.totals if t.year == year and t.amount
    }:
        return [p for p in settlement.postings if p.year == year], []
    lines = [
        Posting(
            year,
            str(year),
            "",
            "posted",
            RECEIPTS.zh,
            row.party,
            row.amount,
            Words(f"按 {row.known_at} 过账", f"as posted on {row.known_at}"),
        )
        for row in own
    ]
    return lines, [_not_recomputed(year, row) for row in own[:1]]


def _not_recomputed(year: int, row: PostedTotal) -> Problem:
    what = Words(
        f"{year} 年的过账数用现在的规则和当时的数据不能重算出来（过账时协议指纹 "
        f"{row.fingerprint[:12]}）",
        f"the posted totals of {year} are not what today's rules give for the data of that day "
        f"(agreement {row.fingerprint[:12]} then)",
    )
    fix = Words(
        "过账数不改；差额列入下一年更正。请核对协议版本和事实数据是否被改动",
        "they stay; the difference is corrected in the next year. Check what was changed",
    )
    return Problem("SE041", row.at, what, fix)


def _totals_with(
    now: Settlement,
    posted: tuple[PostedTotal, ...],
    corrections: tuple[Correction, ...],
    years: set[int],
) -> tuple[Total, ...]:
    sums: defaultdict[tuple[int, str], int] = defaultdict(int)
    for total in now.totals:
        if total.year not in years:
            sums[total.year, total.party] += total.amount
    for row in posted:
        sums[row.year, row.party] += row.amount
    for correction in corrections:
        sums[correction.settled_with, correction.party] += correction.difference
    return tuple(
        Total(year, party, amount)
        for (year, party), amount in sorted(sums.items(), key=lambda item: item[0][0])
    )
