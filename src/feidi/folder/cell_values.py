"""What a cell of a table can hold, and how each type is read."""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from feidi.clauses.values import nearest
from feidi.folder.choices import CHOICE_READERS
from feidi.folder.land_choices import LAND_READERS
from feidi.folder.statistic_values import STATISTIC_READERS
from feidi.quantities.calendar import MONTHS_A_YEAR, Cycle, read_day, read_period
from feidi.quantities.digits import short_enough
from feidi.quantities.folding import fold, split_list
from feidi.quantities.money import read_digits
from feidi.quantities.ratio import read_ratio
from feidi.quantities.words import Unreadable, Words
from feidi.records.receipt import ReceiptKind
from feidi.records.tax import tax_names, taxes

KINDS = {
    ReceiptKind.COLLECTION: Words("入库", "collection"),
    ReceiptKind.REFUND: Words("退库", "refund"),
    ReceiptKind.CORRECTION: Words("更正", "correction"),
}
LEADS = {"government": Words("政府", "government"), "market": Words("市场", "market")}
FEN_A_YUAN = 100
FEN_A_WAN = 1_000_000
_PLAIN = re.compile(r"[!-~]+")
# an amount as most systems write it, far below the limit of int64
_AMOUNT = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,2}))?")
_WELL_WRITTEN = re.compile(r"-?[0-9,]+(?:\.[0-9]{1,2})?")
_NARROW = {ord(c) + 0xFEE0: c for c in "0123456789,.-"}
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def read_text(text: str) -> str:
    """Return a name as rules write it: half-width, blanks collapsed."""
    return text if _PLAIN.fullmatch(text) else fold(text)


def read_id(text: str) -> str:
    """Return the id of a row, which every reader must write and compare alike."""
    if not _PLAIN.fullmatch(text) and fold(text) != text:
        raise Unreadable(
            Words(
                f"“{text}”含有全角字符或多余的空格", f"“{text}” holds full-width forms or blanks"
            ),
            Words(f"写成“{fold(text)}”", f"write “{fold(text)}”"),
        )
    return text


@cache
def read_tax(text: str) -> str:
    """Return the code of a tax.

    >>> read_tax("增值税")
    'vat'
    """
    said = fold(text).lower()
    if said not in tax_names():
        raise Unreadable(
            Words(f"“{text}”不是已知的税种", f"“{text}” is no known tax"),
            nearest(said, [name for words in taxes().values() for name in words]),
        )
    return tax_names()[said]


def read_fen(text: str) -> int:
    """Return an amount written in yuan, in fen.

    >>> read_fen("12,360.5"), read_fen("-3")
    (1236050, -300)
    """
    plain = _AMOUNT.fullmatch(text)
    if plain:
        sign, yuan, decimals = plain.groups()
        fen = int(yuan) * FEN_A_YUAN + int(f"{decimals or 0:0<2}")
        return -fen if sign else fen
    said = short_enough(text.strip(" ").translate(_NARROW))
    fen = read_digits(said, FEN_A_YUAN)
    if not _WELL_WRITTEN.fullmatch(said):
        raise Unreadable(
            Words(
                f"“{text}”的小数多于两位，或用了别的数字", f"“{text}” has more than two decimals"
            ),
            Words(
                "金额写到分为止，例如 1000.50", "write yuan with two decimals at most, as 1000.50"
            ),
        )
    return fen


@cache
def read_kind(text: str) -> ReceiptKind:
    """Return the kind of a receipt: 入库, 退库, 更正 or their English names."""
    said = fold(text).lower()
    for kind, words in KINDS.items():
        if said in words:
            return kind
    raise Unreadable(
        Words(f"“{text}”不是入库、退库或更正", f"“{text}” is no collection, refund or correction"),
        nearest(said, [name for words in KINDS.values() for name in words]),
    )


@cache
def read_lead(text: str) -> str:
    """Return who led an enterprise's coming: government or market."""
    said = fold(text).lower()
    for code, words in LEADS.items():
        if said in words:
            return code
    raise Unreadable(
        Words(f"“{text}”不是政府或市场", f"“{text}” is neither government nor market"),
        nearest(said, [name for words in LEADS.values() for name in words]),
    )


def read_number(text: str) -> Fraction:
    """Return a plain number, exactly; its unit stands in a column of its own.

    >>> read_number("1,200.5")
    Fraction(2401, 2)
    """
    said = short_enough(fold(text))
    if not _NUMBER.fullmatch(said):
        raise Unreadable(
            Words(f"“{text}”不是一个写得规范的数", f"“{text}” is not a well-written number"),
            Words(
                "只写数字、小数点和每三位一个的逗号；单位写在“单位”列",
                "write digits, one point, commas every three digits; the unit has its own column",
            ),
        )
    return Fraction(said.replace(",", ""))


def read_year(text: str) -> int:
    """Return a calendar year."""
    period = read_period(text)
    if period.months != Cycle.YEAR:
        raise Unreadable(
            Words(f"“{text}”不是年度", f"“{text}” is not a year"), Words("写成 2031", "write 2031")
        )
    return period.first // MONTHS_A_YEAR


def read_wan(text: str) -> int:
    """Return an amount written in units of ten thousand yuan, in fen.

    >>> read_wan("1,200.5")
    1200500000
    """
    fen = read_number(text) * FEN_A_WAN
    if fen.denominator > 1:
        raise Unreadable(
            Words(f"“{text}”万元不到一分", f"“{text}” 10,000 yuan is no whole number of fen"),
            Words("小数最多六位", "write six decimals at most"),
        )
    return fen.numerator


def read_ids(text: str) -> tuple[str, ...]:
    """Return the ids a cell lists.

    >>> read_ids("P1、P2")
    ('P1', 'P2')
    """
    return split_list(text)


def read_count(text: str) -> int:
    """Return a whole number that counts something."""
    number = read_number(text)
    if number.denominator > 1 or number < 0:
        raise Unreadable(
            Words(f"“{text}”不是个数", f"“{text}” counts nothing"),
            Words("写零或正整数", "write zero or a positive whole number"),
        )
    return number.numerator


READERS: dict[str, Callable[[str], Any]] = {
    **CHOICE_READERS,
    **LAND_READERS,
    **STATISTIC_READERS,
    "id": read_id,
    "text": read_text,
    "exact": str.strip,
    "tax": read_tax,
    "period": read_period,
    "day": read_day,
    "money": read_fen,
    "receipt-kind": read_kind,
    "lead": read_lead,
    "number": read_number,
    "year": read_year,
    "count": read_count,
    "ids": read_ids,
    "quantity": lambda text: float(read_number(text)),
    "ratio": lambda text: float(read_ratio(text)),
    "wan-yuan": read_wan,
}
# the code of the problem where a cell of that type cannot be read
CODES = {"tax": "RE003", "money": "RE005"}
