"""Posted settlements stay as they are; what changed since is posted with the next year."""

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
