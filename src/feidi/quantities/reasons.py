"""Facts of a reason that are made of other facts: plain numbers, and phrases told lane by lane."""

from fractions import Fraction
from typing import Any, NamedTuple

from feidi.quantities.exact import Amounts, Ratios
from feidi.quantities.ratio import in_percent_about
from feidi.quantities.units import in_decimals
from feidi.quantities.words import Words

# a number of more decimals is told as a fraction, or about
_LONGEST, _ABOUT = 10, 6


class Number(NamedTuple):
    """Exact numbers, one a lane, told as decimals and not as percent."""

    ratios: Ratios


class Phrase(NamedTuple):
    """A part of a reason with named places of its own; facts: what fills them."""

    words: Words
    facts: dict[str, Any]


class Chosen(NamedTuple):
    """One of several facts, lane by lane. which: its place among them."""

    which: Amounts
    among: tuple[Any, ...]


def phrase(text: Words, **facts: Any) -> Phrase:
    """Return a part of a reason."""
    return Phrase(text, facts)


def joined(phrases: list[Phrase], mark: str) -> Phrase:
    """Return phrases one after another, with a mark between them."""
    places = {f"part{i}": part for i, part in enumerate(phrases)}
    text = mark.join(f"{{{name}}}" for name in places)
    return Phrase(Words(text, text), places)


def in_number(value: Fraction) -> str:
    """Return a number as people read it: exact where that is short, else ≈ to six decimals.

    >>> in_number(Fraction(39916)), in_number(Fraction(5323, 10000)), in_number(Fraction(1, 3))
    ('39,916', '0.5323', '1/3')
    """
    for places in range(_LONGEST + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return in_decimals(scaled.numerator, 10**places)
    if in_percent_about(value).startswith("≈"):
        return "≈" + in_decimals(round(value * 10**_ABOUT), 10**_ABOUT)
    return f"{value.numerator}/{value.denominator}"
