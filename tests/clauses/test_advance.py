"""Instalments, payments and true-ups stand beside what parties are entitled to."""

from collections import defaultdict
from datetime import date

from batches import Lane, assert_same_side_by_side
from documents import HALVES, ROUNDING, SCOPE, TERM, cells, document, receipts, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.posting import account_words
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.records.payment import Payment
from feidi.settle import Settlement, settle

TWO_YEARS = TERM.replace("长期有效: 是", "期限年数: 2 年")
ADVANCE = (
    "条款: 预拨与清算\n适用于: 第四条\n缴付方: 飞入地\n收款方: 飞出地\n预拨基数: {}\n"
    "预拨总额: 4 元\n预拨期次: 05-15 1/3，11-15 1/3\n多付处理: {}"
)
KNOWN = date(2030, 1, 31)


def agreement(basis: str = "约定数额", over: str = "退还", term: str = TWO_YEARS) -> Agreement:
    return signed(document(term, ROUNDING, SCOPE, HALVES, ADVANCE.format(basis, over)))


def paid(*rows: tuple[str, str, int], back: bool = False) -> Book:
    payer, payee = ("飞出地", "飞入地") if back else ("飞入地", "飞出地")
    return Book(
        payments=tuple(
            Payment(
                str(i), payer, payee, read_period(of), date.fromisoformat(on), fen, "", At("p.csv")
            )
            for i, (of, on, fen) in enumerate(rows)
        )
    )


def claims(result: Settlement) -> dict[str, tuple[int, int, int]]:
    """What the payee is entitled to, still has to get, and has got, by year."""
    accounts = ("飞出地", "应收/飞出地", "已收/飞出地")
    found = {str(y): tuple(result.of(y, account) for account in accounts) for y in result.years}
    return {y: (due, owed, had) for y, (due, owed, had) in found.items()}


def test_entitlement_is_what_is_owed_plus_what_was_paid() -> None:
    book = paid(("2026", "2026-05-10", 100), ("2027", "2028-01-10", 700))
    result = settle(agreement(), receipts(("vat", "2026", 1000), ("vat", "2027", 600)), book, KNOWN)
    assert claims(result) == {"2026": (500, 400, 100), "2027": (300, -400, 700)}
    assert sum(t.amount for t in result.totals) == 1600
    sides: defaultdict[str, int] = defaultdict(int)
    for total in result.totals:
        sides[total.party.partition("/")[0] if "/" in total.party else ""] += total.amount
    assert sides["应收"] + sides["应付"] == 0
    assert sides["已收"] + sides["已付"] == 0


def test_instalments_follow_what_was_due_last_year() -> None:
    result = settle(
        agreement("上年应得"), receipts(("vat", "2026", 1800), ("vat", "2027", 600)), Book(), KNOWN
    )
    lines = [(p.period, p.amount) for p in result.postings if p.target == "应收/飞出地"]
    assert lines == [
        ("2026", 133),
        ("2026", 133),
        ("2026", 634),
        ("2027", 300),
        ("2027", 300),
        ("2027", -300),
    ]


def test_a_negative_year_claims_no_instalment_in_the_next() -> None:
    result = settle(
        agreement("上年应得"), receipts(("vat", "2026", -600), ("vat", "2027", 600)), Book(), KNOWN
    )
    assert [p.amount for p in result.postings if p.period == "2027" and "/" in p.target] == [300]


def test_an_overpayment_is_carried_and_the_last_year_returns_it() -> None:
    book = paid(("2026", "2026-05-10", 800), ("2027", "2027-05-10", 200))
    result = settle(
        agreement(over="结转下年抵扣"),
        receipts(("vat", "2026", 1000), ("vat", "2027", 600)),
        book,
        KNOWN,
    )
    assert claims(result) == {"2026": (500, 0, 800), "2027": (300, -200, 200)}


def test_a_payment_back_lowers_what_was_paid() -> None:
    book = paid(("2026", "2027-02-01", 50), back=True)
    result = settle(agreement(), receipts(("vat", "2026", 1000)), book, KNOWN)
    assert claims(result)["2026"] == (500, 550, -50)


def test_a_payment_not_yet_known_is_not_booked() -> None:
    book = paid(("2026", "2028-06-01", 500))
    early = settle(agreement(), receipts(("vat", "2026", 1000)), book, date(2028, 5, 31))
    late = settle(agreement(), receipts(("vat", "2026", 1000)), book, date(2028, 6, 1))
    assert claims(early)["2026"] == (500, 500, 0)
    assert claims(late)["2026"] == (500, 0, 500)


def test_a_payment_across_two_agreement_years_is_refused() -> None:
    term = TWO_YEARS.replace("2026-01", "2026-07")
    result = settle(
        agreement(term=term), cells(), paid(("2027", "2027-09-01", 5)), date(2028, 12, 31)
    )
    assert [(p.code, p.at.file) for p in result.problems] == [("AG441", "p.csv")]


def test_accounts_of_claims_have_english_names() -> None:
    assert account_words("应收/飞出地").en == "receivable by 飞出地"


def test_lanes_with_different_totals_days_and_payments_do_not_mix() -> None:
    lanes: list[Lane] = []
    for firm, total, day in (("A", "4", "05-15"), ("B", "9", "08-31"), ("C", "0", "12-01")):
        rule = ADVANCE.format("上年应得", "结转下年抵扣").replace("4 元", f"{total} 元")
        rule = rule.replace("05-15", day)
        one = signed(document(TWO_YEARS.replace("年度", "季度"), ROUNDING, SCOPE, HALVES, rule))
        rows = [(firm, "vat", "2026Q2", "collection", 777), (firm, "vat", "2027Q1", "refund", -50)]
        book = paid(("2026Q2", "2026-07-01", 300 + len(lanes)))
        lanes.append(Lane(one, rows, book, KNOWN))
    assert_same_side_by_side(lanes, "2026-2027")
