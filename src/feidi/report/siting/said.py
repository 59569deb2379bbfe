"""Figures of a plan as its pages write them."""

from feidi.quantities.words import Words, both
from feidi.records.resource import resources
from feidi.site.figures import money, number

PARTS = {
    "tax": Words("年税收", "tax a year"),
    "investment": Words("总投资", "investment"),
    "intensity": Words("亩均投资", "investment per mu"),
    "land": Words("地价", "land price"),
    "utilities": Words("接通公用设施", "connecting utilities"),
}

# a share below this is told with two digits that count
SMALL = 0.0005

__all__ = ["PARTS", "listed", "money", "number", "percent", "resource_words", "with_unit", "yuan"]


def percent(share: float | None) -> str:
    """Return a share in per cent with a sensible number of digits.

    >>> percent(0.0312), percent(0.00004), percent(0.0), percent(None)
    ('3.1%', '0.004%', '0%', '–')
    """
    if share is None:
        return "–"
    if not share:
        return "0%"
    return f"{100 * share:.1f}%" if abs(share) >= SMALL else f"{100 * share:.2g}%"


def yuan(amount: float) -> Words:
    """Return a price in yuan.

    >>> yuan(1234.5).en
    '1,234.5 yuan'
    """
    return Words(f"{number(amount)} 元", f"{number(amount)} yuan")


def resource_words(code: str) -> Words:
    """Return a resource's name."""
    known = resources().get(code)
    return known.words if known else both(code)


def with_unit(code: str, amount: float) -> Words:
    """Return an amount of a resource with its unit.

    >>> with_unit("water", 1200.0)
    Words(zh='1,200 立方米/日', en='1,200 m3/day')
    """
    known = resources().get(code)
    unit = known.unit if known else both("")
    return Words(f"{number(amount)} {unit.zh}".rstrip(), f"{number(amount)} {unit.en}".rstrip())


def listed(names: tuple[str, ...], most: int = 4) -> Words:
    """Return names in a row, the first few of many.

    >>> listed(("甲", "乙")).zh
    '甲、乙'
    """
    zh, en = "、".join(names[:most]), ", ".join(names[:most])
    if len(names) <= most:
        return Words(zh, en)
    return Words(f"{zh}等 {len(names)} 个", f"{en} and {len(names) - most} more")
