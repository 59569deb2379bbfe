"""Money as whole fen: read as people write it, printed as they read it. No float is ever made."""

import re

from feidi.quantities.digits import short_enough
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words

FEN_IN = {
    "分": 1,
    "fen": 1,
    "cent": 1,
    "cents": 1,
    "元": 100,
    "yuan": 100,
    "cny": 100,
    "人民币元": 100,
    "美元": 100,
    "dollar": 100,
    "dollars": 100,
    "usd": 100,
    "日元": 100,
    "yen": 100,
    "jpy": 100,
    "雷亚尔": 100,
    "real": 100,
    "reais": 100,
    "brl": 100,
    "千元": 100_000,
    "thousand yuan": 100_000,
    "万元": 1_000_000,
    "wan yuan": 1_000_000,
    "百万元": 100_000_000,
    "million yuan": 100_000_000,
    "亿元": 10_000_000_000,
    "yi yuan": 10_000_000_000,
}
_GROUPED = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
LARGEST_FEN = 2**63 - 1


def read_digits(text: str, scale: int) -> int:
    """Return the decimal number in `text` times `scale`, exactly.

    Refuses thousands separators in odd places and decimals finer than 1/scale.

    >>> read_digits("12,360,000.00", 100)
    1236000000
    """
    if not _GROUPED.fullmatch(short_enough(text)):
        raise Unreadable(
            Words(f"“{text}”不是一个写得规范的数", f"“{text}” is not a well-written number"),
            Words(
                "只用数字、小数点和每三位一个的逗号，例如 12,360,000.00",
                "use digits, one point, and commas every three digits, as in 12,360,000.00",
            ),
        )
    sign = -1 if text.startswith("-") else 1
    whole, _, decimals = text.lstrip("-").replace(",", "").partition(".")
    numerator = int(whole + decimals) * scale
    denominator = int("1" + "0" * len(decimals))
    if numerator % denominator:
        raise Unreadable(
            Words(f"“{text}”细过最小单位 1/{scale}", f"“{text}” is finer than the unit, 1/{scale}"),
            Words(
                "请核对原文；金额写到最小单位为止，不多一位",
                "check the source; write no digits below the smallest unit",
            ),
        )
    value = sign * (numerator // denominator)
    if abs(value) > LARGEST_FEN:
        raise Unreadable(
            Words(
                f"“{text}”超出可计算的范围，至多 {LARGEST_FEN // scale:,}",
                f"“{text}” is beyond what can be computed, {LARGEST_FEN // scale:,} at most",
            ),
            Words("请核对单位", "check the unit"),
        )
    return value


def read_money(text: str) -> int:
    """Return the amount in fen; the unit must be written.

    >>> read_money("5,000 万元"), read_money("１２，３６０，０００．００ 元")
    (5000000000, 1236000000)
    """
    said = fold(text)
    match = re.fullmatch(r"(-?[\d,.]+) ?([^\d.,-].*)?", said)
    if not match:
        raise Unreadable(
            Words(f"“{said}”不是金额", f"“{said}” is not an amount of money"),
            Words(
                "写成 12,360,000.00 元 或 5,000 万元", "write 12,360,000.00 yuan or 5,000 wan yuan"
            ),
        )
    number, unit = match.group(1), (match.group(2) or "").strip().lower()
    if unit not in FEN_IN:
        raise Unreadable(
            Words(
                f"金额“{said}”没有写明可识别的货币单位", f"“{said}” names no known unit of money"
            ),
            Words(
                "在数后写明单位：元、万元或亿元", "write the unit after the number: yuan, wan yuan"
            ),
        )
    return read_digits(number, FEN_IN[unit])


def in_yuan(fen: int) -> str:
    """Return an amount as people read it, in yuan with two decimals.

    >>> in_yuan(-123456789)
    '-1,234,567.89'
    """
    sign = "-" if fen < 0 else ""
    yuan, cents = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{cents:02d}"


def in_wan(fen: int) -> str:
    """Return an amount in 万元 (10,000 yuan), exactly, without decimals it does not need.

    >>> in_wan(620_000_000), in_wan(-1_234_500), in_wan(1)
    ('620', '-1.2345', '0.000001')
    """
    wan, rest = divmod(abs(fen), FEN_IN["万元"])
    sign, decimals = "-" if fen < 0 else "", f"{rest:06d}".rstrip("0")
    return f"{sign}{wan:,}{'.' if decimals else ''}{decimals}"
