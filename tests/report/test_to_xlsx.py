"""The workbook: numbers are numbers to the fen, text is text, equal settlements equal bytes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.quantities.money import in_yuan
from feidi.records.fact import Fact
from feidi.records.receipt import Receipt, ReceiptKind
from feidi.report.to_xlsx import EXACT_BELOW, settlement_workbook
from report.park import HOSTILE, settled

NASTY = ["=cmd|'/c calc'!A1", "+1+1", "-1", "@SUM(A1)", "\t=1", "https://example.invalid", "007"]


def receipt(text: str = "R1", amount: int = 100) -> Receipt:
    return Receipt(
        text,
        text,
        text,
        "vat",
        read_period("2031-04"),
        date(2031, 5, 2),
        amount,
        ReceiptKind.COLLECTION,
        text,
        At(text, 2),
    )


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(text: str) -> None:
    sheet = opened(settlement_workbook(settled(), [receipt(text)]))["入库"]
    for column in (1, 2, 3, 9):
        cell = sheet.cell(2, column)
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_no_cell_is_a_formula() -> None:
    for sheet in opened(settlement_workbook(settled(HOSTILE))):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.integers(-(2**63), 2**63 - 1))
def test_no_fen_is_lost(fen: int) -> None:
    cell = opened(settlement_workbook(settled(), [receipt(amount=fen)]))["入库"].cell(2, 7)
    if abs(fen) < EXACT_BELOW:
        assert cell.data_type == "n"
        assert round(Decimal(cell.value) * 100) == fen
        assert f"{cell.value:,.2f}" == in_yuan(fen).replace("-0.00", "0.00")
    else:
        assert cell.value == in_yuan(fen)
        assert cell.comment is not None


@pytest.mark.parametrize("fen", [10**15 - 1, 1 - 10**15, 10**15, -(10**15), 1, -1, 0])
def test_the_border_of_exactness(fen: int) -> None:
    cell = opened(settlement_workbook(settled(), [receipt(amount=fen)]))["入库"].cell(2, 7)
    exact = abs(fen) < EXACT_BELOW
    assert (round(Decimal(cell.value) * 100) == fen) if exact else (cell.value == in_yuan(fen))


@pytest.mark.parametrize(("lang", "title"), [("zh", "逐年结算（元）"), ("en", "totals (yuan)")])
def test_totals_stand_as_numbers_under_a_frozen_header(lang: str, title: str) -> None:
    sheet = opened(settlement_workbook(settled(), lang=lang))[title]
    assert sheet.freeze_panes == "B2"
    row = [2031, 40_360_000.01, 42_000_000, 82_360_000.01, 82_360_000, 164_720_000.01]
    assert [cell.value for cell in sheet[4]] == row
    assert sheet.max_row == len(settled().years) + 2


def test_equal_settlements_give_equal_bytes() -> None:
    assert settlement_workbook(settled()) == settlement_workbook(settled())


def fact(value: Fraction, unit: str) -> Fact:
    return Fact("人口", "飞入地", read_period("2031"), value, unit, "=统计局", At("facts.csv", 2))


def test_figures_are_numbers_where_a_spreadsheet_holds_them() -> None:
    rows = [
        fact(Fraction(39_916), "人"),
        fact(Fraction("0.91510"), ""),
        fact(Fraction(12_345), "fen"),
        fact(Fraction(10**18 + 9), "人"),
        fact(Fraction(1, 3), ""),
    ]
    sheet = opened(settlement_workbook(settled(), facts=rows, lang="en"))["figures"]
    values = [sheet.cell(row, 4).value for row in range(2, 7)]
    assert values == [39_916, 0.9151, 123.45, "1,000,000,000,000,000,009", "1/3"]
    assert [cell.value for cell in sheet[4]][4:6] == ["yuan", "=统计局"]


def test_fingerprints_name_the_data_in_one_language() -> None:
    settlement = replace(settled(), inputs=(("7-settle/facts.csv", "ab" * 32),))
    sheet = opened(settlement_workbook(settlement, lang="en"))["fingerprints"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == ["source file", "7-settle/facts.csv", "ab" * 32]
    assert [row[0] for row in rows[1:]] == ["the agreement as a whole", "as known at", "rules"]


def test_every_posting_and_clause_is_there() -> None:
    settlement = settled()
    book = opened(settlement_workbook(settlement))
    assert book["分录"].max_row == len(settlement.postings) + 1
    assert book["条款"].max_row == len(settlement.agreement.versions) + 1
    assert book["指纹"].cell(2, 3).value == settlement.agreement.fingerprint
    assert book.properties.created.date() == settlement.known_at
