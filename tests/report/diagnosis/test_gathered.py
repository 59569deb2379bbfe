"""Where industries stand is told by one measure, and what is not known is said."""

from feidi.diagnose.dispersion import Concentration, Gathered
from feidi.quantities.words import both
from feidi.report.diagnosis.gathered import NEEDS, gathered_section


def by(measure: str, *rows: Gathered) -> Concentration:
    places = ("甲", "乙", "丙", "丁", "戊")
    return Concentration(places, measure, 2024, "CN-IO-42-2017", rows, ())


COAL = Gathered("02", both("煤"), 0.7, 0.12, None)
TEA = Gathered("06", both("茶"), 0.2, 0.05, 0.031)


def test_the_best_measure_is_told_with_the_index_where_the_plants_are_known() -> None:
    section = gathered_section([by("own", TEA), by("output", TEA), by("value added", COAL, TEA)])
    assert section is not None
    assert "增加值" in section.reading.zh
    assert "煤（基尼系数 0.70）" in section.reading.zh
    assert section.grid is not None
    assert [row[3] for row in section.grid.rows] == [NEEDS, both("0.031")]


def test_without_places_side_by_side_there_is_no_section() -> None:
    assert gathered_section([]) is None
    assert gathered_section([by("output")]) is None
