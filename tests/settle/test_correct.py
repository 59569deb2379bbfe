"""Posted settlements stay as they are; what changed since is posted with the next year."""

from dataclasses import replace
from datetime import date

from documents import HALVES, ROUNDING, SCOPE, TERM, document, receipts, signed
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.records.posted import PostedTotal
from feidi.records.receipt import Receipt, ReceiptKind
from feidi.settle import Settlement, correct, settle

AGREEMENT = signed(document(TERM, ROUNDING, SCOPE, HALVES))
POSTED_ON, NOW = date(2027, 1, 31), date(2028, 1, 31)
REFUND = Receipt(
    "R9",
    "E1",
    "",
    "vat",
    read_period("2026-11"),
    date(2027, 6, 5),
    -200,
    ReceiptKind.REFUND,
    "",
    At("7-settle/receipts.csv", 9),
)


def posted(
    amounts: dict[str, int], year: int = 2026, of_year: int = 2026, day: date = POSTED_ON
) -> tuple[PostedTotal, ...]:
    return tuple(
        PostedTotal(year, of_year, who, fen, day, AGREEMENT.fingerprint, At("posted.csv", 2))
        for who, fen in amounts.items()
    )


def settled(*rows: tuple[str, int], day: date) -> Settlement:
    return settle(AGREEMENT, receipts(*(("vat", p, fen) for p, fen in rows)), Book(), day)


THEN = settled(("2026-11", 1000), day=POSTED_ON)
AFTER = settled(("2026-11", 800), ("2027-03", 100), day=NOW)


def test_without_posted_totals_nothing_changes() -> None:
    assert correct(AFTER, (), {}, ()) is AFTER


def test_a_late_refund_is_settled_with_the_next_year() -> None:
    result = correct(AFTER, posted({"飞入地": 500, "飞出地": 500}), {POSTED_ON: THEN}, (REFUND,))
    assert [result.of(2026, who) for who in ("飞入地", "飞出地")] == [500, 500]
    assert [result.of(2027, who) for who in ("飞入地", "飞出地")] == [50 - 100, 50 - 100]


def test_all_years_together_still_add_up_to_the_receipts() -> None:
    result = correct(AFTER, posted({"飞入地": 500, "飞出地": 500}), {POSTED_ON: THEN}, (REFUND,))
    assert sum(t.amount for t in result.totals) == 800 + 100


def test_the_correction_names_its_reason_and_its_receipts() -> None:
    result = correct(AFTER, posted({"飞入地": 500, "飞出地": 500}), {POSTED_ON: THEN}, (REFUND,))
    one = next(c for c in result.corrections if c.party == "飞出地")
    assert (one.year, one.settled_with, one.posted, one.now, one.difference) == (
        2026,
        2027,
        500,
        400,
        -100,
    )
    assert one.receipts == ("R9",)
    assert "R9" in one.because.zh


def test_a_year_that_was_refunded_whole_is_corrected_to_nothing() -> None:
    gone = settled(("2026-11", 1000), ("2026-11", -1000), day=NOW)
    result = correct(gone, posted({"飞入地": 500, "飞出地": 500}), {POSTED_ON: THEN}, (REFUND,))
    assert [result.of(2027, who) for who in ("飞入地", "飞出地")] == [-500, -500]
    assert sum(t.amount for t in result.totals) == 0


def test_a_correction_of_a_correction_posts_only_what_is_new() -> None:
    later = date(2029, 1, 31)
    first = posted({"飞入地": 500, "飞出地": 500})
    second = posted({"飞入地": 50, "飞出地": 50}, 2027, 2027, NOW)
    moved = posted({"飞入地": -100, "飞出地": -100}, 2027, 2026, NOW)
    now = settled(("2026-11", 900), ("2027-03", 100), ("2028-01", 10), day=later)
    result = correct(now, first + second + moved, {POSTED_ON: THEN, NOW: AFTER}, ())
    assert [result.of(year, "飞出地") for year in (2026, 2027, 2028)] == [500, -50, 55]
    assert sum(t.amount for t in result.totals) == 900 + 100 + 10


def test_a_receipt_of_an_agreement_year_that_ends_in_the_next_is_named_as_the_cause() -> None:
    july = signed(document(TERM.replace("2026-01", "2026-07"), ROUNDING, SCOPE, HALVES))
    first, now = (
        settle(july, receipts(*(("vat", "2027-03", fen) for fen in rows)), Book(), day)
        for rows, day in (((1000,), POSTED_ON), ((1000, -200), NOW))
    )
    refund = replace(REFUND, period=read_period("2027-03"))
    result = correct(now, posted({"飞入地": 500, "飞出地": 500}), {POSTED_ON: first}, (refund,))
    assert {c.receipts for c in result.corrections} == {("R9",)}


def test_a_rule_changed_after_posting_is_told_apart_from_late_receipts() -> None:
    given = posted({"飞入地": 450, "飞出地": 550})
    result = correct(AFTER, given, {POSTED_ON: THEN}, (REFUND,))
    one = next(c for c in result.corrections if c.party == "飞出地")
    assert one.difference == -150
    assert "R9 -1.00 元" in one.because.zh
    assert "改动 -0.50 元" in one.because.zh


def test_a_posted_correction_still_tells_its_receipts() -> None:
    rows = (
        *posted({"飞入地": 500, "飞出地": 500}),
        *posted({"飞入地": 50, "飞出地": 50}, 2027, 2027, NOW),
        *posted({"飞入地": -100, "飞出地": -100}, 2027, 2026, NOW),
    )
    result = correct(AFTER, rows, {POSTED_ON: THEN, NOW: AFTER}, (REFUND,))
    told = [p.because.zh for p in result.postings if p.kind == "correction"]
    assert told
    assert all("R9" in words for words in told)
