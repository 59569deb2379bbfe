"""Shares and rates as exact fractions: 40%, 1/3, 0.37%, 万分之五."""

import re
from fractions import Fraction

from feidi.quantities.digits import short_enough
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words

_PARTS = {"%": 100, "‰": 1000, "百分之": 100, "千分之": 1000, "万分之": 10000}
# a share of more decimals is printed as a fraction
_LONGEST_PERCENT = 10
_NUMBER = r"\d+(?:\.\d+)?"


def read_ratio(text: str) -> Fraction:
    """Return the fraction that `text` says; a bare number is refused, for 40 may mean 40 % or 40.

    >>> read_ratio("40%"), read_ratio("1/3"), read_ratio("万分之五".replace("五", "5"))
    (Fraction(2, 5), Fraction(1, 3), Fraction(1, 2000))
    """
    said = short_enough(fold(text))
    if match := re.fullmatch(rf"({_NUMBER}) ?([%‰])", said):
        return Fraction(match.group(1)) / _PARTS[match.group(2)]
    if match := re.fullmatch(rf"(百分之|千分之|万分之) ?({_NUMBER})", said):
        return Fraction(match.group(2)) / _PARTS[match.group(1)]
    if match := re.fullmatch(r"(\d+) ?[/⁄] ?([1-9]\d*)", said):
        return Fraction(int(match.group(1)), int(match.group(2)))
    raise Unreadable(
        Words(f"“{said}”不是比例", f"“{said}” is not a share or rate"),
        Words("写成 40% 、1/3 或 万分之5", "write 40%, 1/3 or 0.05%"),
    )


def in_percent(value: Fraction) -> str:
    """Return a share as people read it, never rounded: 40%, or 1/3 where percent would not end.

    >>> in_percent(Fraction(2, 5)), in_percent(Fraction(1, 3)), in_percent(Fraction(37, 10000))
    ('40%', '1/3', '0.37%')
    """
    hundredfold = value * 100
    for places in range(_LONGEST_PERCENT + 1):
        scaled = hundredfold * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            cut = len(digits) - places
            sign = "-" if value < 0 else ""
            return f"{sign}{digits[:cut]}{'.' if places else ''}{digits[cut:]}%"
    return f"{value.numerator}/{value.denominator}"


def in_percent_about(value: Fraction) -> str:
    """Return a share for a sentence: exact where that is short, else ≈ to six decimals.

    >>> in_percent_about(Fraction(1, 3)), in_percent_about(Fraction(39916, 95699))
    ('1/3', '≈41.709945%')
    """
    exact = in_percent(value)
    if exact.endswith("%") or value.denominator <= 100:
        return exact
    return "≈" + in_percent(Fraction(round(value * 10**8), 10**8))
