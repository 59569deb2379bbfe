"""Units of what is counted beside money: how they are written, and their smallest parts.

A quantity is a whole number of its unit's smallest part, as money is of the fen. Money that
is only a statistic (output, investment) has a unit of its own, so that no total ever adds it
to money that is owed.
"""

import re
from fractions import Fraction
from typing import NamedTuple

from feidi.quantities.exact import Amounts
from feidi.quantities.folding import fold
from feidi.quantities.money import FEN_IN, in_yuan, read_digits
from feidi.quantities.words import Unreadable, Words

MONEY = "fen"
STATISTICAL_YUAN = "statistical yuan"
STATISTICAL_DOLLAR = "statistical dollar"


class Unit(NamedTuple):
    """One unit. code: as postings name it. places: decimals of its smallest part."""

    code: str
    words: Words
    places: int

    @property
    def parts(self) -> int:
        """How many smallest parts make one unit."""
        return int(10**self.places)


UNITS = {
    unit.code: unit
    for unit in (
        Unit(MONEY, Words("元", "yuan"), 2),
        Unit(STATISTICAL_YUAN, Words("元（统计数）", "yuan (statistics)"), 2),
        Unit(STATISTICAL_DOLLAR, Words("美元（统计数）", "dollars (statistics)"), 2),
        Unit("mu", Words("亩", "mu"), 4),
        Unit("tce", Words("吨标准煤", "tce"), 4),
        Unit("tonne", Words("吨", "tonnes"), 4),
        Unit("tCO2", Words("吨二氧化碳当量", "tCO2e"), 4),
        Unit("kWh", Words("千瓦时", "kWh"), 2),
        Unit("m3", Words("立方米", "m3"), 2),
        Unit("person", Words("人", "persons"), 0),
    )
}
# what a count is written in: name -> (unit, how many of the unit it means)
_WRITTEN = {
    "元": (STATISTICAL_YUAN, 1),
    "yuan": (STATISTICAL_YUAN, 1),
    "千元": (STATISTICAL_YUAN, 1000),
    "万元": (STATISTICAL_YUAN, 10_000),
    "wan yuan": (STATISTICAL_YUAN, 10_000),
    "million yuan": (STATISTICAL_YUAN, 1_000_000),
    "亿元": (STATISTICAL_YUAN, 100_000_000),
    "yi yuan": (STATISTICAL_YUAN, 100_000_000),
    "美元": (STATISTICAL_DOLLAR, 1),
    "usd": (STATISTICAL_DOLLAR, 1),
    "dollars": (STATISTICAL_DOLLAR, 1),
    "万美元": (STATISTICAL_DOLLAR, 10_000),
    "亩": ("mu", 1),
    "mu": ("mu", 1),
    "万亩": ("mu", 10_000),
    "公顷": ("mu", 15),
    "hectares": ("mu", 15),
    "吨标准煤": ("tce", 1),
    "tce": ("tce", 1),
    "万吨标准煤": ("tce", 10_000),
    "吨": ("tonne", 1),
    "tonnes": ("tonne", 1),
    "t": ("tonne", 1),
    "万吨": ("tonne", 10_000),
    "吨二氧化碳": ("tCO2", 1),
    "吨二氧化碳当量": ("tCO2", 1),
    "tco2": ("tCO2", 1),
    "tco2e": ("tCO2", 1),
    "千瓦时": ("kWh", 1),
    "kwh": ("kWh", 1),
    "度": ("kWh", 1),
    "万千瓦时": ("kWh", 10_000),
    "亿千瓦时": ("kWh", 100_000_000),
    "立方米": ("m3", 1),
    "m3": ("m3", 1),
    "万立方米": ("m3", 10_000),
    "人": ("person", 1),
    "persons": ("person", 1),
    "万人": ("person", 10_000),
}


class Quantity(NamedTuple):
    """Amounts in the smallest parts of a unit, as a fact of a reason."""

    amounts: Amounts
    unit: str


class Decimals(NamedTuple):
    """Amounts of yuan in decimals that may be finer than the fen, as a fact of a reason.

    amounts: in the last decimal. parts: how many of it make one yuan, a power of ten.
    """

    amounts: Amounts
    parts: Amounts


def read_unit(text: str) -> tuple[str, int]:
    """Return the unit a name means, and how many of it; money names mean statistics here.

    >>> read_unit("万吨标准煤"), read_unit("statistical yuan")
    (('tce', 10000), ('statistical yuan', 1))
    """
    said = fold(text)
    for unit in UNITS.values():
        if unit.code != MONEY and said in (unit.code, *map(fold, unit.words)):
            return unit.code, 1
    if said.lower() not in _WRITTEN:
        raise Unreadable(
            Words(f"“{said}”不是可识别的计量单位", f"“{said}” is no known unit"),
            Words(
                "可用的有：" + "、".join(u.words.zh for u in UNITS.values()),
                "known: " + ", ".join(u.words.en for u in UNITS.values()),
            ),
        )
    return _WRITTEN[said.lower()]


def read_quantity(text: str) -> tuple[int, str]:
    """Return a written quantity in the smallest parts of its unit, and the unit.

    >>> read_quantity("1.5 万吨标准煤"), read_quantity("200 亩")
    ((150000000, 'tce'), (2000000, 'mu'))
    """
    said = fold(text)
    match = re.fullmatch(r"(-?[\d,.]+) ?([^\d.,-].*)", said)
    if not match:
        raise Unreadable(
            Words(f"“{said}”不是带单位的数量", f"“{said}” is not a quantity with its unit"),
            Words("写成 200 亩、1,500 吨标准煤", "write 200 mu, 1,500 tce"),
        )
    unit, many = read_unit(match.group(2))
    return read_digits(match.group(1), many * UNITS[unit].parts), unit


def in_parts(value: Fraction, written_in: str, wanted: str) -> int:
    """Return a counted value in the smallest parts of the unit wanted.

    written_in: the unit as the figures state it; "fen" for money, which counts as statistics.
    Refuses another unit and what is finer than the smallest part.

    >>> in_parts(Fraction(12), "万吨标准煤", "tce"), in_parts(Fraction(5), "fen", STATISTICAL_YUAN)
    (1200000000, 5)
    """
    per_fen = Fraction(1, FEN_IN["元"])
    unit, many = (STATISTICAL_YUAN, per_fen) if written_in == MONEY else read_unit(written_in)
    if unit != wanted:
        raise Unreadable(
            Words(
                f"数据的单位是“{written_in}”，约定的单位是“{UNITS[wanted].words.zh}”",
                f"the figure is in “{written_in}”, the unit agreed is “{UNITS[wanted].words.en}”",
            ),
            Words("核对数据的单位", "check the unit of the figure"),
        )
    exact = value * many * UNITS[wanted].parts
    if exact.denominator != 1:
        places = UNITS[wanted].places
        raise Unreadable(
            Words(
                f"{value} {written_in} 细过最小单位（小数 {places} 位）",
                f"{value} {written_in} is finer than {places} decimals",
            ),
            Words(f"把数据写到小数 {places} 位为止", f"give it with at most {places} decimals"),
        )
    return exact.numerator


def in_decimals(amount: int, parts: int) -> str:
    """Return a number written in its last decimal, as people read it.

    >>> in_decimals(8094871, 100), in_decimals(-5, 1000)
    ('80,948.71', '-0.005')
    """
    whole, rest = divmod(abs(amount), parts)
    places = len(str(parts)) - 1
    return f"{'-' if amount < 0 else ''}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def number_in(amount: int, unit: str) -> str:
    """Return an amount of smallest parts as people read the number, its unit not written.

    >>> number_in(2003750, "mu"), number_in(-150, "fen"), number_in(12, "person")
    ('200.375', '-1.50', '12')
    """
    if unit == MONEY:
        return in_yuan(amount)
    whole, rest = divmod(abs(amount), UNITS[unit].parts)
    decimals = f"{rest:0{UNITS[unit].places}d}".rstrip("0") if rest else ""
    return f"{'-' if amount < 0 else ''}{whole:,}{'.' if decimals else ''}{decimals}"


def in_unit(amount: int, unit: str) -> Words:
    """Return an amount of smallest parts with its unit.

    >>> in_unit(2003750, "mu")
    Words(zh='200.375 亩', en='200.375 mu')
    """
    number = number_in(amount, unit)
    return Words(*(f"{number} {word}" for word in UNITS[unit].words))
