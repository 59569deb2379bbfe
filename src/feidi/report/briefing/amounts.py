"""Figures as people read them: money in 亿元, two decimals, a dash for what is unknown."""

import math

from feidi.quantities.unit_words import unit_words
from feidi.quantities.words import Words, both

UNKNOWN = both("–")
ASSUMED = Words("（假设）", " (assumed)")
# a statistical unit -> the unit it is shown in, and how many of it one of those is
SHOWN = {
    "万元": (Words("亿元", "billion yuan"), Words("10000", "100000")),
    "万元/年": (Words("亿元/年", "billion yuan a year"), Words("10000", "100000")),
    "人": (Words("人", "persons"), Words("1", "1")),
    # sums below a billion, and below 100 million yuan
    "万元 < 100000": (Words("亿元", "million yuan"), Words("10000", "100")),
    "万元 < 10000": (Words("万元", "million yuan"), Words("1", "100")),
}
# units that have no parts
WHOLE = ("人",)

OPENINGS = ("Manufacture of ", "Production and supply of ", "Processing of ")


def plain(value: float | None, digits: int = 2) -> Words:
    """Return a number with a fixed number of decimals, a dash where there is none.

    >>> plain(1234.5, 1).zh, plain(float("nan")).zh, plain(-0.2, 1).en
    ('1,234.5', '–', '−0.2')
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    said = f"{value:,.{digits}f}"
    if float(said.replace(",", "")) == 0:
        said = said.lstrip("-")
    return both(said.replace("-", "−"))


def short(value: float | None) -> Words:
    """Return a figure of any size with the digits it was given with, four at least.

    >>> short(3009.98).zh, short(0.87).zh, short(30730.0).zh
    ('3,009.98', '0.87', '30,730')
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    said = f"{value:,.10g}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return both(said.replace("-", "−"))


def percent(part: float | None, digits: int = 0) -> Words:
    """Return a part of a whole in per cent.

    >>> percent(0.721).zh
    '72%'
    """
    if part is None or math.isnan(part):
        return UNKNOWN
    return both(f"{100 * part:.{digits}f}%".replace("-", "−"))


def sized(unit: str, largest: float) -> str:
    """Return the unit, or the one for small sums of it, for figures none of which is larger.

    >>> unit_of(sized("万元", 5000)), amount(5000, sized("万元", 5000), 0)
    (Words(zh='万元', en='million yuan'), Words(zh='5,000', en='50'))
    >>> unit_of(sized("万元", 50000)).en, sized("万元", 500000), sized("人", 3)
    ('million yuan', '万元', '人')
    """
    if unit != "万元" or abs(largest) >= float(SHOWN[unit][1].en):
        return unit
    return "万元 < 10000" if abs(largest) < float(SHOWN[unit][1].zh) else "万元 < 100000"


def unit_of(unit: str) -> Words:
    """Return the unit a figure in `unit` is shown in.

    >>> unit_of("万元").zh, unit_of("吨").zh
    ('亿元', '吨')
    """
    return SHOWN[unit][0] if unit in SHOWN else unit_words(unit)


def scaled(value: float, unit: str, lang: str) -> float:
    """Return a figure in the unit it is shown in; the two languages count money differently."""
    return value / float(SHOWN[unit][1].say(lang)) if unit in SHOWN else value


def amount(value: float | None, unit: str, digits: int = 1, *, signed: bool = False) -> Words:
    """Return a figure in the unit it is shown in, without the unit.

    >>> amount(-6590764.1, "万元"), amount(5, "人", 0, signed=True).zh
    (Words(zh='−659.1', en='−65.9'), '+5')
    >>> amount(35.0, "人").zh, amount(35.4, "人").zh
    ('35', '35.4')
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    if unit in WHOLE and value == int(value):
        digits = 0
    zh, en = (scaled(value, unit, lang) for lang in ("zh", "en"))
    plus = "+" if signed and value > 0 else ""
    return Words(plus + plain(zh, digits).zh, plus + plain(en, digits).en)


def interval(low: float, high: float, digits: int = 2) -> Words:
    """Return the ends of an interval.

    >>> interval(1.9, 5.17).zh
    '1.90—5.17'
    >>> interval(-2.43, -1.11).en
    '−2.43 to −1.11'
    """
    if math.isnan(low) or math.isnan(high):
        return UNKNOWN
    one, other = plain(low, digits).zh, plain(high, digits).zh
    if low < 0:
        return Words(f"{one} 至 {other}", f"{one} to {other}")
    return Words(f"{one}—{other}", f"{one}–{other}")


def brief(name: Words) -> Words:
    """Return the name of an industry without the words that every industry has.

    >>> brief(Words("化学产品", "Manufacture of chemical products")).en
    'Chemical products'
    """
    for opening in OPENINGS:
        if name.en.startswith(opening):
            rest = name.en.removeprefix(opening)
            return Words(name.zh, rest[:1].upper() + rest[1:])
    return name


def listed(names: list[Words], most: int = 3) -> Words:
    """Return the first few names in a row; those that hold a comma are kept apart.

    >>> listed([Words("甲", "A"), Words("乙、丙", "B, C")])
    Words(zh='“甲”“乙、丙”', en='A; B, C')
    >>> listed([Words("甲", "A"), Words("乙", "B"), Words("丙", "C")], 2).zh
    '甲、乙等'
    """
    shown, more = [brief(name) for name in names[:most]], len(names) > most
    apart = any("、" in name.zh for name in shown)
    zh = "".join(f"“{n.zh}”" for n in shown) if apart else "、".join(n.zh for n in shown)
    en = ("; " if any("," in n.en for n in shown) else ", ").join(n.en for n in shown)
    return Words(f"{zh}等", f"{en} and others") if more else Words(zh, en)
