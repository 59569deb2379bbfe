"""A graph of supply from a table of two sectors, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from feidi.match.coefficients import graph_of
from feidi.quantities.words import both
from feidi.records.classification import classification
from feidi.records.io_table import InputOutputTable

NONE = np.zeros(2)
TABLE = InputOutputTable(
    place="甲县",
    year=2017,
    unit="万元",
    classification=classification("CN-IO-42-2017"),
    codes=("02", "01"),
    intermediate=np.array([[150.0, 500.0], [200.0, 100.0]]),
    final=np.array([[350.0], [1700.0]]),
    final_names=(both("final"),),
    exports=NONE,
    outflows=NONE,
    imports=NONE,
    inflows=NONE,
    residual=NONE,
    value_added=np.array([[650.0, 1400.0]]),
    value_added_names=(both("value added"),),
    output=np.array([1000.0, 2000.0]),
    kind="competitive",
    source="虚构",
)


def test_coefficients_are_inputs_over_output_whatever_the_order_of_codes() -> None:
    # the two-sector example of Miller & Blair (2009), ch. 2
    matrix = graph_of(TABLE).matrix()
    assert matrix[1, 1] == pytest.approx(0.15)
    assert matrix[1, 0] == pytest.approx(0.25)
    assert matrix[0, 1] == pytest.approx(0.20)
    assert matrix[0, 0] == pytest.approx(0.05)
    assert matrix.sum() == pytest.approx(0.65)


def test_what_is_bought_outside_counts_as_used() -> None:
    bought = replace(TABLE, kind="noncompetitive", imported=np.array([[50.0, 0.0], [0.0, 0.0]]))
    assert graph_of(bought).matrix()[1, 1] == pytest.approx(0.2)


def test_a_sector_without_output_has_no_inputs() -> None:
    empty = replace(TABLE, output=np.array([0.0, 2000.0]))
    assert len(graph_of(empty)) == 2
