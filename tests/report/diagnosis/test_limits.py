"""What holds a place back is told with what of it is assumed: its own figures, or the others."""

import json

from feidi.diagnose.bottlenecks import bottlenecks
from feidi.quantities.words import both
from feidi.records.indicator import Indicator, Measure, measures
from feidi.records.industry_table import ASSUMED, PUBLISHED
from feidi.report.diagnosis.limits import limits_reading, limits_section

OWN, RAIL = measures()["self_sufficiency"], measures()["rail_distance"]
PLACES = ("甲县", "", "某省")


def given(measure: Measure, place: str, value: float, status: int) -> Indicator:
    return Indicator(place, measure, value, measure.unit, 2023, "公报", status)


FOUND = bottlenecks(
    [
        given(OWN, "甲县", 5.0, PUBLISHED),
        given(OWN, "某省", 50.0, ASSUMED),
        given(RAIL, "甲县", 90.0, ASSUMED),
        given(RAIL, "某省", 10.0, ASSUMED),
    ],
    *PLACES,
)


def test_own_and_compared_figures_that_are_assumed_are_both_counted() -> None:
    said = limits_reading(FOUND, both, "甲县")
    assert "（其中 1 项自己的数是假设的，2 项对照的数是假设的）" in said.zh
    assert "(1 with an assumed figure of its own, 2 against an assumed one)" in said.en


def test_a_label_says_which_of_its_two_figures_is_assumed() -> None:
    section = limits_section(FOUND, both, PLACES)
    assert section.draw is not None
    drawn = json.dumps(section.draw(800, "zh"), ensure_ascii=False)
    assert "5 对全省 50（假设）" in drawn
    assert "90（假设）对全省 10（假设）" in drawn
