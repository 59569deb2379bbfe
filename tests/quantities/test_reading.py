"""Amounts, shares, periods and days are read as people write them, or refused."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feidi.quantities.calendar import printed_span, read_day, read_period, read_span
from feidi.quantities.money import in_yuan, read_digits, read_money
from feidi.quantities.ratio import in_percent, read_ratio
from feidi.quantities.words import Unreadable


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12,360,000.00 元", 1_236_000_000),
        ("１２，３６０，０００．００　元", 1_236_000_000),
        ("5000万元", 5_000_000_000),
        ("1.2 亿元", 12_000_000_000),
        ("0.01 元", 1),
        ("7 分", 7),
        ("36 yuan", 3600),
        ("2,410,135 dollars", 241_013_500),
        ("-3.5 元", -350),
    ],
)
def test_it_reads_money(text: str, fen: int) -> None:
    assert read_money(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "1,23.00 元",
        "12,36 元",
        "1.005 元",
        "100",
        "元",
        "1..0 元",
        "1 2 元",
        "5 块",
        "1e3 元",
        "½ 元",
        "",
        "--1 元",
        "99999999999999999999 元",
        "1,,000 元",
        "100 万",
        "一百元",
    ],
)
def test_it_refuses_what_is_not_clearly_money(text: str) -> None:
    with pytest.raises(Unreadable):
        read_money(text)


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_printed_money_reads_back_to_the_fen(fen: int) -> None:
    assert read_digits(in_yuan(fen), 100) == fen


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("40%", Fraction(2, 5)),
        ("33.3％", Fraction(333, 1000)),
        ("1/3", Fraction(1, 3)),
        ("万分之5", Fraction(1, 2000)),
        ("百分之40", Fraction(2, 5)),
        ("0.37%", Fraction(37, 10000)),
    ],
)
def test_it_reads_shares(text: str, share: Fraction) -> None:
    assert read_ratio(text) == share


@pytest.mark.parametrize("text", ["40", "50:50", "0.4", "-5%", "1/0", "%", "四成", "5:5"])
def test_it_refuses_what_is_not_clearly_a_share(text: str) -> None:
    with pytest.raises(Unreadable):
        read_ratio(text)


@given(st.fractions(0, 10, max_denominator=10**9))
def test_printed_shares_read_back_exactly(share: Fraction) -> None:
    assert read_ratio(in_percent(share)) == share


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2031", "2031"),
        ("2031年", "2031"),
        ("2031Q2", "2031Q2"),
        ("2031-4", "2031-04"),
        ("2031-q3", "2031Q3"),
    ],
)
def test_it_reads_periods(text: str, printed: str) -> None:
    assert str(read_period(text)) == printed


@pytest.mark.parametrize("text", ["2031-13", "2031-00", "31", "2031Q5", "2031-04-05", "上半年"])
def test_it_refuses_what_is_not_a_period(text: str) -> None:
    with pytest.raises(Unreadable):
        read_period(text)


def test_a_run_of_months_reads_back() -> None:
    assert str(read_span("2026-07..2027-06")) == "2026-07..2027-06"


def test_it_reads_days() -> None:
    assert read_day("2031年4月9日") == read_day("2031/4/9") == date(2031, 4, 9)


@pytest.mark.parametrize("text", ["2031-02-30", "2031-04", "9/4/2031", "明天"])
def test_it_refuses_what_is_not_a_day(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text)


@pytest.mark.parametrize("read", [read_period, read_span, lambda text: read_day(f"{text}-01-01")])
@pytest.mark.parametrize("year", ["0001", "1899", "2201", "9999"])
def test_a_year_no_agreement_reaches_is_refused(read: Callable[[str], object], year: str) -> None:
    with pytest.raises(Unreadable, match=f"年份 {int(year)} 不在 1900 至 2200 年之间"):
        read(year)


def test_a_span_does_not_run_backward() -> None:
    with pytest.raises(Unreadable, match="起止颠倒"):
        read_span("2027-01..2026-12")


def test_a_printed_span_may_end_after_the_last_year() -> None:
    assert str(printed_span("2200-07..2201-06")) == "2200-07..2201-06"


@pytest.mark.parametrize("read", [read_ratio, lambda text: read_digits(text, 1)])
def test_a_number_of_any_length_is_answered(read: Callable[[str], object]) -> None:
    with pytest.raises(Unreadable, match="至多 40 个"):
        read("9" * 5000)
