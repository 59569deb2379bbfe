"""Interest runs on what was not paid in time, as known at the day of settling."""

from datetime import date

import pytest

from batches import Lane, assert_same_side_by_side
from documents import HALVES, ROUNDING, SCOPE, TERM, document, receipts, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.records.payment import Payment
from feidi.settle import settle

ONE_YEAR = TERM.replace("长期有效: 是", "期限年数: 1 年")
LATE = "条款: 逾期付款\n适用于: 第四条\n付款方: 飞入地\n收款方: 飞出地\n"
DAILY = LATE + "次年到期日: 4月30日\n日利率: 0.05%\n"
DUE = date(2027, 4, 30)


def agreement(rule: str = DAILY, term: str = ONE_YEAR) -> Agreement:
    return signed(document(term, ROUNDING, SCOPE, HALVES, rule))


def paid(*rows: tuple[str, int], of: str = "2026") -> Book:
    return Book(
        payments=tuple(
            Payment(
                str(i),
                "飞入地",
                "飞出地",
                read_period(of),
                date.fromisoformat(on),
                fen,
                "",
                At("p.csv"),
            )
            for i, (on, fen) in enumerate(rows)
        )
    )


def interest(one: Agreement, fen: int, known: date, book: Book | None = None) -> int:
    result = settle(one, receipts(("vat", "2026", fen)), book or Book(), known)
    assert not result.problems
    assert sum(t.amount for t in result.totals) == fen
    return sum(p.amount for p in result.postings if p.clause == "第五条")


@pytest.mark.parametrize(
    ("known", "days"), [(DUE, 0), (date(2027, 5, 1), 1), (date(2028, 4, 30), 366)]
)
def test_unpaid_it_grows_by_the_day_after_the_due_day(known: date, days: int) -> None:
    assert interest(agreement(), 4_000_000, known) == days * 1000


def test_part_payments_lower_it_from_their_day_on() -> None:
    book = paid(("2027-05-10", 1_000_000), ("2027-05-20", 1_000_000))
    assert interest(agreement(), 4_000_000, date(2028, 1, 1), book) == 10 * 1000 + 10 * 500


def test_paid_by_the_due_day_or_overpaid_there_is_none() -> None:
    assert interest(agreement(), 4_000_000, date(2028, 1, 1), paid(("2027-04-30", 2_000_000))) == 0
    assert interest(agreement(), 4_000_000, date(2028, 1, 1), paid(("2027-01-30", 9_000_000))) == 0


def test_a_negative_amount_bears_none() -> None:
    assert interest(agreement(), -4_000_000, date(2028, 1, 1)) == 0


def test_it_is_rounded_once_over_all_runs() -> None:
    book = paid(("2027-05-01", 100), ("2027-05-02", 100), ("2027-05-03", 100))
    runs = 500 + 400 + 300 + 200 * (date(2027, 6, 1) - date(2027, 5, 3)).days
    assert interest(agreement(), 1000, date(2027, 6, 1), book) == runs * 5 // 10_000


def test_a_yearly_rate_counts_the_days_of_the_year_agreed() -> None:
    for days, expected in (("360 天", 36_000), ("365 天", 35_506)):
        rule = LATE + f"到期天数: 90 日\n年利率: 3.6%\n一年按天数: {days}"
        known = date(2027, 3, 31).replace(month=9, day=27)
        assert (known - date(2027, 3, 31)).days == 180
        assert interest(agreement(rule), 4_000_000, known) == expected


def test_it_stops_at_the_agreed_part_of_the_principal() -> None:
    assert interest(agreement(DAILY + "违约金上限: 3%"), 4_000_000, date(2029, 1, 1)) == 60_000


def test_a_payment_for_no_settlement_period_is_refused() -> None:
    one = agreement(term=ONE_YEAR.replace("年度", "季度"))
    book = paid(("2027-05-01", 5))
    result = settle(one, receipts(("vat", "2026Q1", 10)), book, date(2028, 1, 1))
    assert [(p.code, p.at.file) for p in result.problems] == [("AG453", "p.csv")]


def test_lanes_with_different_rates_days_and_payments_do_not_mix() -> None:
    cases = (
        ("A", "0.05%", ()),
        ("B", "0.01%", (("2027-05-09", 100), ("2027-06-09", 200), ("2027-07-09", 1))),
        ("C", "0.1%", (("2026-05-09", 7),)),
    )
    lanes = [
        Lane(
            agreement(DAILY.replace("0.05%", rate)),
            [(firm, "vat", "2026", "collection", 12_345)],
            paid(*payments),
            date(2027, 12, 31),
        )
        for firm, rate, payments in cases
    ]
    assert_same_side_by_side(lanes, "2026-2027")


def test_priced_without_a_day_it_charges_nothing() -> None:
    lane = Lane(agreement(), [("A", "vat", "2026", "collection", 4_000_000)])
    assert_same_side_by_side([lane], "2026-2026")
