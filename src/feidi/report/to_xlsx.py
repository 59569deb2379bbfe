"""A settlement as a workbook: totals, postings, trails, receipts, clauses, fingerprints.

Amounts are numbers in yuan; one with more than 15 significant digits, which a spreadsheet
cannot hold, is text and says so. Text is never taken for a formula, a link or a number.
"""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter

from feidi import __version__
from feidi.quantities.reasons import in_number
from feidi.quantities.units import MONEY, UNITS, number_in
from feidi.quantities.words import Words
from feidi.records.fact import Fact
from feidi.records.receipt import Receipt
from feidi.report import labels
from feidi.report.sheets import Amount, Cell, Sheet, sheets_of
from feidi.settle.settlement import Settlement

# a spreadsheet keeps 15 significant digits, a cell this many characters, a sheet this many rows
EXACT_BELOW = 10**15
LONGEST_TEXT = 32_767
ROWS = 1_000_000
# the day of a workbook that is of no day, so that equal sheets give equal bytes
UNDATED = (2000, 1, 1)
TOO_LONG = Words(
    "超过 15 位有效数字，表格软件存不下，故写成文本",
    "more than 15 significant digits: written as text, since a spreadsheet cannot hold them",
)


def settlement_workbook(
    settlement: Settlement,
    receipts: Iterable[Receipt] = (),
    facts: Iterable[Fact] = (),
    lang: str = "zh",
) -> bytes:
    """Return the workbook's bytes in "zh" or "en"; equal settlements give equal bytes.

    receipts, facts: what the settlement was computed from; more than a million rows go on in
    further sheets.
    """
    target = BytesIO()
    book = _opened(target)
    day = settlement.known_at
    book.set_properties(
        {
            "title": settlement.agreement.title,
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a day, no zone
            "comments": f"Feidi {__version__}, {settlement.agreement.fingerprint}",
        }
    )
    writer = _Writer(book, lang)
    for sheet in sheets_of(settlement, receipts, facts, lang):
        writer.write(sheet)
    book.close()
    return target.getvalue()


def workbook(sheets: Iterable[Sheet], lang: str = "zh") -> bytes:
    """Return sheets as a workbook's bytes, in the same look; the day it was made is not in it."""
    target = BytesIO()
    book = _opened(target)
    book.set_properties(
        {"created": datetime(*UNDATED), "comments": f"Feidi {__version__}"}  # noqa: DTZ001
    )
    writer = _Writer(book, lang)
    for sheet in sheets:
        writer.write(sheet)
    book.close()
    return target.getvalue()


def _opened(target: BytesIO) -> Any:
    """Return a new workbook in which text stays text."""
    return xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


class _Writer:
    """Writes sheets in one look."""

    def __init__(self, book: Any, lang: str) -> None:
        self._book, self._lang = book, lang
        self._head = book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "bg_color": "#F5F7F9",
                "text_wrap": True,
                "valign": "vcenter",
            }
        )
        money = {"num_format": "#,##0.00;[Red]-#,##0.00", "valign": "top"}
        self._money = book.add_format(money)
        self._sum = book.add_format(money | {"bold": True})
        self._count = book.add_format({"num_format": "#,##0;[Red]-#,##0", "valign": "top"})
        self._parts = book.add_format(
            {"num_format": "#,##0.0###;[Red]-#,##0.0###", "valign": "top"}
        )
        self._plain = book.add_format({"num_format": "#,##0.##########", "valign": "top"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._long = book.add_format({"align": "right", "valign": "top"})

    def write(self, sheet: Sheet) -> None:
        """Write a sheet; rows beyond what one holds go on in another of the same title."""
        page, at = self._page(sheet, 1), 0
        for count, row in enumerate(sheet.rows):
            at = count % ROWS + 1
            if count and at == 1:
                page = self._page(sheet, count // ROWS + 1)
            for column, value in enumerate(row):
                bold = sheet.columns[column].sum or row[0] == labels.ALL_YEARS
                self._cell(page, at, column, value, bold)

    def _page(self, sheet: Sheet, number: int) -> Any:
        title = sheet.title.say(self._lang)
        page = self._book.add_worksheet(title if number == 1 else f"{title} {number}")
        page.freeze_panes(1, sheet.frozen)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&C&P / &N")
        for column, (words, width, _) in enumerate(sheet.columns):
            page.set_column(column, column, width)
            page.write_string(0, column, words.say(self._lang), self._head)
        return page

    def _cell(self, page: Any, row: int, column: int, value: Cell, bold: bool) -> None:
        if isinstance(value, Words):
            page.write_string(row, column, value.say(self._lang), self._head)
        elif isinstance(value, Amount):
            if abs(value.parts) < EXACT_BELOW:
                form = self._form(value, bold)
                page.write_number(row, column, value.parts / UNITS[value.unit].parts, form)
            else:
                page.write_string(row, column, number_in(value.parts, value.unit), self._long)
                page.write_comment(row, column, TOO_LONG.say(self._lang))
        elif isinstance(value, Fraction):
            self._fraction(page, row, column, value)
        elif isinstance(value, int):
            page.write_number(row, column, value, self._text)
        elif value:
            page.write_string(row, column, value[:LONGEST_TEXT], self._text)

    def _fraction(self, page: Any, row: int, column: int, value: Fraction) -> None:
        """Write a counted figure: a number where a spreadsheet holds all its digits, else text."""
        digits = in_number(value)
        exact = not digits.startswith("≈") and "/" not in digits
        if exact and sum(c.isdigit() for c in digits) < len(str(EXACT_BELOW)):
            form = self._count if value.denominator == 1 else self._plain
            page.write_number(row, column, value.numerator / value.denominator, form)
        else:
            page.write_string(row, column, digits, self._long)

    def _form(self, amount: Amount, bold: bool) -> Any:
        """Return the look of a number: money to the fen, counts with the decimals they have."""
        if amount.unit == MONEY:
            return self._sum if bold else self._money
        return self._parts if amount.parts % UNITS[amount.unit].parts else self._count
