"""Quantities are whole numbers of their unit's smallest part, and never money that is owed."""

from fractions import Fraction

import pytest

from feidi.quantities.units import MONEY, UNITS, in_parts, in_unit, read_quantity, read_unit
from feidi.quantities.words import Unreadable


@pytest.mark.parametrize("unit", [u for u in UNITS.values() if u.code != MONEY])
def test_a_quantity_reads_back_as_it_is_printed(unit: object) -> None:
    code = unit.code  # type: ignore[attr-defined]
    for words in in_unit(1_234_500_000, code):
        number, _, name = words.partition(" ")
        if "统计" not in name and "statistics" not in name:
            assert read_quantity(f"{number} {name}") == (1_234_500_000, code)
        assert read_unit(name) == (code, 1)


def test_a_multiple_of_a_unit_is_scaled() -> None:
    assert in_parts(Fraction("1.2"), "万亩", "mu") == read_quantity("12,000 亩")[0]


def test_money_counts_as_a_statistic_of_money_only() -> None:
    assert in_parts(Fraction(12345), "fen", "statistical yuan") == 12345
    with pytest.raises(Unreadable, match="约定的单位"):
        in_parts(Fraction(12345), "fen", "tce")


def test_another_unit_and_too_fine_a_figure_are_refused() -> None:
    with pytest.raises(Unreadable, match="吨标准煤"):
        in_parts(Fraction(1), "千瓦时", "tce")
    with pytest.raises(Unreadable, match="细过最小单位"):
        in_parts(Fraction(1, 3), "亩", "mu")
    with pytest.raises(Unreadable, match="不是可识别"):
        read_quantity("5 斗")
