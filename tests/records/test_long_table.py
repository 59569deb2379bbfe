"""Columns of a data frame become a table, or problems with their rows."""

import numpy as np
import pandas as pd
import pytest

from feidi.records.classification import classification
from feidi.records.industry_table import MISSING, Counted, IndustryTable
from feidi.records.long_table import long_table

COUNTED = Counted("employment", "人", 2024, "假设")
EDITION = classification("GB/T 4754-2017")


def made(places: list[str], codes: list[str], values: list[object]) -> object:
    return long_table(COUNTED, EDITION, places, codes, values)


def codes(found: object) -> list[tuple[str, int]]:
    assert isinstance(found, tuple)
    return [(problem.code, problem.at.line) for problem in found]


def test_a_data_frame_gives_the_table_it_holds() -> None:
    frame = pd.DataFrame(
        {"place": ["乙", "甲", "甲"], "code": ["27", "27", "01"], "jobs": [5, 3, np.nan]}
    )
    found = long_table(COUNTED, EDITION, frame["place"], frame["code"], frame["jobs"])
    assert isinstance(found, IndustryTable)
    assert found.places == ("乙", "甲")
    assert found.codes == ("01", "27")
    np.testing.assert_array_equal(found.values, [[np.nan, 5.0], [np.nan, 3.0]])
    assert found.status[:, 0].tolist() == [MISSING, MISSING]


@pytest.mark.parametrize("value", ["12 人", "1,200", True, object()])
def test_text_in_a_number_is_located(value: object) -> None:
    assert codes(made(["甲", "甲"], ["01", "27"], [5, value])) == [("DI019", 2)]


def test_a_cell_given_twice_is_refused_with_both_numbers_and_never_added() -> None:
    found = made(["甲", "乙", "甲"], ["01", "01", "01"], [5, 6, 7])
    assert codes(found) == [("DI018", 3)]
    assert isinstance(found, tuple)
    assert "5 和 7 人" in found[0].what.zh


def test_codes_of_another_edition_are_all_named() -> None:
    assert codes(made(["甲", "甲"], ["ZZ", "9999"], [1, 2])) == [("DI002", 1), ("DI002", 2)]


def test_columns_of_different_length_are_our_callers_mistake() -> None:
    with pytest.raises(ValueError, match="longer"):
        made(["甲"], ["01", "27"], [1, 2])
