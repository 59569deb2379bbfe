"""Decimals with the unit of what they measure, and lists of industry codes, as values of a rule."""

import re
from collections.abc import Hashable
from fractions import Fraction

from feidi.clauses.values import Vocabulary
from feidi.quantities.digits import short_enough
from feidi.quantities.folding import fold, split_list
from feidi.quantities.words import Unreadable, Words, both


class DecimalValue:
    """A decimal that is not negative, with its unit or without: 0.8, 25 度, 100 m2."""

    def __init__(self, unit: Words | None = None) -> None:
        self.unit = unit or both("")

    @property
    def hint(self) -> Words:
        """How the number is written."""
        zh, en = (f" {unit}".rstrip() for unit in self.unit)
        return Words(f"数，如 1.5{zh}", f"a number, as 1.5{en}")

    def read(self, text: str, names: Vocabulary) -> Fraction:
        """Return the exact number."""
        said = short_enough(fold(text))
        match = re.fullmatch(r"(\d+(?:\.\d+)?) ?(.*)", said)
        units = ("", *(fold(unit).lower() for unit in self.unit))
        if match is None or match.group(2).lower() not in units:
            raise Unreadable(
                Words(f"“{said}”不是这里的数", f"“{said}” is not the number wanted here"),
                Words(f"写成{self.hint.zh}", f"write {self.hint.en}"),
            )
        return Fraction(match.group(1))

    def say(self, value: Fraction) -> Words:
        """Return the number with its unit."""
        number = f"{value.numerator}"
        if value.denominator > 1:
            number = f"{value.numerator / value.denominator:.10g}"
        return Words(*(f"{number} {unit}".rstrip() for unit in self.unit))

    def shape(self, value: Fraction) -> Hashable:
        """A number."""
        return None


class CodesValue:
    """Industry codes, or their first characters, separated by 、 or ;."""

    hint = Words("行业代码或其开头，用、分开", "industry codes or their beginnings, separated by ;")

    def read(self, text: str, names: Vocabulary) -> tuple[str, ...]:
        """Return the codes."""
        codes = split_list(text)
        odd = [code for code in codes if not code.isascii() or not code.isalnum()]
        if odd or not codes:
            raise Unreadable(
                Words(f"“{''.join(odd)}”不是行业代码", f"“{''.join(odd)}” is no industry code"),
                Words("写成 26、27", "write 26; 27"),
            )
        return codes

    def say(self, value: tuple[str, ...]) -> Words:
        """Return the list."""
        return Words("、".join(value), ", ".join(value))

    def shape(self, value: tuple[str, ...]) -> Hashable:
        """Which industries."""
        return value
