"""The verb: sections from what is given, reasons for empty ones, nothing on top of errors."""

import json
from dataclasses import replace

import numpy as np
import pytest

import feidi.diagnose
from feidi.diagnose import Inputs, diagnose
from feidi.diagnose.diagnose import SECTIONS
from feidi.diagnose.uncertainty import Revision
from feidi.records.indicator import Indicator, measures
from feidi.records.industry_table import Counted, IndustryTable, industry_table
from industry_cases import gansu, nation, provinces, small

OWN = measures()["self_sufficiency"]


def pair(year: int, county: list[float], unit: str = "人") -> IndustryTable:
    """County, host, province and nation: rows that lie within each other."""
    rows: list[list[float]] = [county, [200, 300, 500], [1000, 2000, 3000], [30000, 40000, 50000]]
    table = small(rows, year, unit=unit)
    return replace(table, places=("甲县", "新区", "某省", "全国"))


COUNTY = Inputs(
    "甲县", "新区", "某省", "全国", (pair(2015, [50, 30, 20]), pair(2020, [60, 30, 40]))
)
GANSU = Inputs(
    place="甘肃",
    tables=(provinces(2012), provinces(2017)),
    io_tables=(gansu(2012), gansu(2017)),
    neighbours={"陕西": 1.0, "青海": 1.0},
    revision=Revision(0.05, seed=1, draws=200),
)


def sections(found: object) -> list[str]:
    assert isinstance(found, feidi.diagnose.Diagnosis)
    return [absent.section for absent in found.absent]


def test_what_the_package_exports_is_sorted() -> None:
    assert list(feidi.diagnose.__all__) == sorted(feidi.diagnose.__all__)


def test_without_data_every_section_is_empty_and_says_why() -> None:
    found = diagnose(Inputs("甲县"))
    assert sorted(sections(found)) == sorted(SECTIONS)
    assert all(absent.why.zh and absent.why.en for absent in found.absent)
    assert found.problems == ()


def test_county_host_and_province_are_measured_against_the_nation() -> None:
    found = diagnose(COUNTY)
    assert [(q.place, q.reference, q.year) for q in found.quotients] == [
        ("甲县", "全国", 2020),
        ("新区", "全国", 2020),
        ("某省", "全国", 2020),
    ]
    assert all(q.uncertainty is COUNTY.counting for q in found.quotients)
    assert {one.place for one in found.specialisation} == {"甲县", "新区", "某省"}


def test_every_model_the_years_allow_is_run() -> None:
    found = diagnose(COUNTY)
    assert [(s.place, s.model) for s in found.shift_shares][:3] == [
        ("甲县", "classic"),
        ("甲县", "esteban-marquillas"),
        ("甲县", "arcelus"),
    ]
    three = replace(COUNTY, tables=(*COUNTY.tables, pair(2018, [55, 31, 30])))
    models = {s.model for s in diagnose(replace(three, neighbours={"新区": 1.0})).shift_shares}
    assert models == {"classic", "esteban-marquillas", "arcelus", "dynamic", "spatial"}


def test_places_that_hold_the_county_are_no_peers_of_it() -> None:
    methods = {base.method for base in diagnose(COUNTY).export_bases}
    assert methods == {"location-quotient"}


def test_a_table_of_parts_and_wholes_is_never_summed_up() -> None:
    """Without a reference row the county of a mixed table has nothing to be compared with."""
    table = small([[1, 2], [3, 4]])
    mixed = replace(table, places=("甲县", "某省"))
    found = diagnose(Inputs("某省", host="甲县", reference="某省", tables=(mixed,)))
    assert [q.place for q in found.quotients] == ["甲县"]


def test_the_province_is_the_reference_where_the_nation_is_not_in_the_table() -> None:
    table = replace(small([[1, 2], [30, 40]]), places=("甲县", "某省"))
    found = diagnose(Inputs("甲县", "", "某省", "全国", (table,)))
    assert [(q.place, q.reference) for q in found.quotients] == [("甲县", "某省")]


def test_gansu_among_31_provinces() -> None:
    found = diagnose(GANSU)
    assert [(p.code, p.level) for p in found.problems] == [("DI016", "warning")]
    assert "海南“交通运输设备”2017 年为 -39,148.4 万元" in found.problems[0].what.zh
    assert [chain.year for chain in found.chains] == [2017, 2012]
    assert found.chains[0].weighted("local") == pytest.approx(1.767, abs=5e-4)
    classic = found.shift_shares[0]
    assert classic.model == "classic"
    assert classic.total("regional") / 1e4 == pytest.approx(-659.1, abs=0.05)
    assert {s.model for s in found.shift_shares} >= {"spatial"}
    assert [(q.reference, q.year) for q in found.quotients] == [("表内各地区合计", 2017)]
    assert isinstance(found.quotients[0].uncertainty, Revision)
    assert sections(found) == ["regional"]
    assert "本地有自己的投入产出表" in found.absent[0].why.zh


def test_money_without_a_stated_error_has_no_interval() -> None:
    found = diagnose(replace(GANSU, revision=None))
    assert all(q.uncertainty is None for q in found.quotients)


def test_a_county_without_a_table_gets_an_estimate_marked_assumed() -> None:
    output = provinces(2017, "output")
    counted = Counted("output", "万元", 2017, "假设")
    values = [output.row("甘肃") / 300, output.row("甘肃")]
    table = industry_table(counted, ["甲县", "甘肃"], output.classification, output.codes, values)
    found = diagnose(
        Inputs("甲县", "", "甘肃", tables=(table,), io_tables=(gansu(2017),), national=nation())
    )
    assert found.regional is not None
    assert found.regional.place == "甲县"
    assert found.regional.extrapolated
    assert found.bottlenecks is not None
    (row,) = found.bottlenecks.rows
    assert row.measure.code == "local_inputs"
    assert row.place.status_words.en == "assumed"
    assert row.province.status_words.en == "published"
    assert "FLQ" in row.place.source
    assert row.to_province.standing == "behind"


def test_an_estimate_from_some_of_the_sectors_is_not_compared_with_all_of_the_provinces() -> None:
    output = provinces(2017, "output")
    figures = output.row("甘肃") / 300
    figures[[11, 24]] = np.nan
    counted = Counted("output", "万元", 2017, "假设")
    table = industry_table(counted, ["甲县"], output.classification, output.codes, [figures])
    found = diagnose(
        Inputs("甲县", "", "甘肃", tables=(table,), io_tables=(gansu(2017),), national=nation())
    )
    assert found.bottlenecks is not None
    (row,) = found.bottlenecks.rows
    assert row.place.value is None
    assert row.to_province.standing == "unknown"
    assert "有数的 40 个部门只供应投入的" in row.place.source


def test_a_figure_the_user_gives_is_not_replaced_by_an_estimate() -> None:
    measure = measures()["local_inputs"]
    given = Indicator("甘肃", measure, 11.0, measure.unit, 2017, "省统计局")
    found = diagnose(replace(GANSU, indicators=(given,)))
    assert found.bottlenecks is not None
    assert found.bottlenecks.rows[0].place.value == 11.0


def test_nothing_is_computed_on_top_of_a_wrong_table() -> None:
    bad = pair(2020, [60, -30, 40])
    found = diagnose(replace(COUNTY, tables=(COUNTY.tables[0], bad)))
    assert [p.code for p in found.problems] == ["DI004"]
    assert {q.year for q in found.quotients} == {2015}
    assert "shift_shares" in sections(found)


def test_an_unbalanced_table_is_reported_and_its_chains_are_not_computed() -> None:
    table = gansu(2017)
    output = table.output.copy()
    output[4] += 1000.0
    found = diagnose(replace(GANSU, io_tables=(replace(table, output=output),)))
    wrong = [p for p in found.problems if p.level == "error"]
    assert {p.code for p in wrong} == {"DI011", "DI012"}
    assert all("非金属矿和其他矿采选产品" in p.what.zh for p in wrong)
    assert all("-1,000.00 万元" in p.what.zh for p in wrong)
    assert found.chains == ()
    assert "chains" in sections(found)


def test_a_national_table_with_errors_gives_no_estimate() -> None:
    output = nation().output.copy()
    output[0] = -1.0
    found = diagnose(Inputs("甲县", national=replace(nation(), output=output)))
    assert "DI014" in {p.code for p in found.problems}
    assert found.regional is None


def test_a_warning_does_not_keep_a_table_out() -> None:
    empty = replace(small([[5, 5, 0], [10, 20, 0]]), places=("甲县", "全国"))
    found = diagnose(Inputs("甲县", reference="全国", tables=(empty,)))
    assert [p.code for p in found.problems] == ["DI005"]
    assert len(found.quotients) == 1


def test_the_same_measure_in_two_editions_is_diagnosed_in_both() -> None:
    sections_table = pair(2020, [60, 30, 40])
    other = provinces(2017, "output")
    counted = Counted("employment", "人", 2020, "假设")
    again = industry_table(
        counted, ["甲县", "全国"], other.classification, ["01", "02"], [[5, 6], [70, 80]]
    )
    found = diagnose(replace(COUNTY, tables=(*COUNTY.tables, again)))
    mine = [q.edition for q in found.quotients if q.place == "甲县"]
    assert mine == ["CN-IO-41", "CN-IO-42-2017"]
    assert sections_table.classification.id == "CN-IO-41"
    assert {s.joined_in for s in found.shift_shares} == {"CN-IO-41"}


def test_employment_multipliers_need_the_jobs_of_every_sector() -> None:
    counted = Counted("employment", "人", 2017, "假设")
    table = gansu(2017)
    jobs = industry_table(counted, ["甘肃"], table.classification, table.codes, [np.ones(42)])
    some = industry_table(counted, ["甘肃"], table.classification, ["01"], [[5]])
    with_jobs = diagnose(Inputs("甘肃", tables=(jobs,), io_tables=(table,))).chains[0]
    assert with_jobs.of("employment") is not None
    without = diagnose(Inputs("甘肃", tables=(some,), io_tables=(table,))).chains[0]
    assert without.of("employment") is None


def test_the_answer_for_machines_is_plain_json() -> None:
    own = Indicator("甲县", OWN, 5.0, "%", 2023, "公报")
    for inputs in (replace(COUNTY, indicators=(own,)), GANSU, Inputs("甲县")):
        said = json.loads(json.dumps(diagnose(inputs).as_json(), allow_nan=False))
        assert said["place"] == inputs.place


def test_the_same_inputs_give_the_same_answer() -> None:
    one, other = (json.dumps(diagnose(GANSU).as_json(), sort_keys=True) for _ in range(2))
    assert one == other


def test_a_year_without_the_county_is_said_and_left_out_of_its_shift_share() -> None:
    without = replace(small([[1000, 2000, 3000], [30000, 40000, 50000]], 2018),
                      places=("某省", "全国"))  # fmt: skip
    found = diagnose(replace(COUNTY, tables=(*COUNTY.tables, without)))
    assert {p.code for p in found.problems} == {"DI017"}
    assert any("“甲县”在其他年份有“从业人员”，2018 年没有" in p.what.zh for p in found.problems)
    years = {s.years for s in found.shift_shares if s.place == "甲县"}
    assert years == {(2015, 2020)}
    assert (2015, 2018, 2020) in {s.years for s in found.shift_shares if s.place == "某省"}


def test_a_year_without_the_reference_is_an_error_and_not_another_reference() -> None:
    old = replace(small([[50, 30, 20], [200, 300, 500]], 2015), places=("甲县", "新区"))
    found = diagnose(replace(COUNTY, tables=(old, COUNTY.tables[1])))
    assert "DI008" in {p.code for p in found.problems}
    assert any("2015 年的表没有“全国”" in p.what.zh for p in found.problems)
    assert found.shift_shares == ()


def test_a_reference_that_every_year_has_is_preferred() -> None:
    old = replace(small([[50, 30, 20], [1000, 2000, 2500]], 2015), places=("甲县", "某省"))
    found = diagnose(replace(COUNTY, tables=(old, COUNTY.tables[1])))
    assert {s.reference for s in found.shift_shares if s.place == "甲县"} == {"某省"}


def test_where_industries_are_gathered_is_told_for_places_side_by_side() -> None:
    found = diagnose(replace(GANSU, plant_herfindahls={("CN-IO-42-2017", "04"): 0.01}))
    (gathered,) = found.concentration
    assert len(gathered.places) == 31
    assert gathered.year == 2017
    ores = next(row for row in gathered.rows if row.code == "04")
    assert ores.ellison_glaeser is not None
    assert ores.ellison_glaeser > 0.01
    assert all(row.ellison_glaeser is None for row in gathered.rows if row.code != "04")
    assert [d.what for d in gathered.dropped] == ["18"]
    assert diagnose(COUNTY).concentration == ()


def beside(rows: list[list[float]], names: tuple[str, ...]) -> tuple[str, ...]:
    table = replace(small(rows), places=names)
    return COUNTY.side_by_side(table)


def test_other_counties_stand_beside_the_county_and_not_beside_its_province() -> None:
    rows: list[list[float]] = [[1, 2], [3, 4], [5, 6], [7, 8], [100, 200], [1000, 3000]]
    names = ("甲县", "新区", "丙县", "丁县", "某省", "全国")
    assert beside(rows, names) == ("甲县", "新区", "丙县", "丁县")


def test_other_provinces_stand_beside_the_province_and_not_beside_the_county() -> None:
    rows: list[list[float]] = [[1, 2], [3, 4], [500, 600], [70, 80], [100, 200], [1000, 3000]]
    names = ("甲县", "新区", "丙省", "丁省", "某省", "全国")
    assert beside(rows, names) == ("丙省", "丁省", "某省")


def test_places_alone_stand_side_by_side() -> None:
    assert beside([[1, 2], [3, 4]], ("甲县", "新区")) == ("甲县", "新区")
    assert beside([[1, 2], [5, 6], [9, 9]], ("丙省", "某省", "全国")) == ("丙省", "某省")


def test_provinces_are_no_peers_of_a_county() -> None:
    rows: list[list[float]] = [[1, 2], [500, 600], [70, 80], [100, 200], [1000, 3000]]
    table = replace(small(rows), places=("甲县", "丙省", "丁省", "某省", "全国"))
    found = diagnose(replace(COUNTY, tables=(table,), peers=("丙省", "丁省")))
    methods = [(b.place, b.method) for b in found.export_bases]
    assert ("甲县", "minimum-requirements") not in methods
    assert ("某省", "minimum-requirements") in methods


def test_a_county_that_cannot_be_estimated_is_told_why() -> None:
    output = provinces(2017, "output")
    counted = Counted("output", "亿元", 2017, "假设")
    table = industry_table(
        counted, ["甲县", "甘肃"], output.classification, ["01", "02"], [[5, 6], [70, 80]]
    )
    found = diagnose(Inputs("甲县", "", "甘肃", tables=(table,), national=nation()))
    assert found.regional is None
    (why,) = (absent.why for absent in found.absent if absent.section == "regional")
    assert "“亿元”" in why.zh
    nothing = diagnose(Inputs("甲县", national=nation()))
    (why,) = (absent.why for absent in nothing.absent if absent.section == "regional")
    assert why.en == "no output or value added of the place by sector"


def test_the_same_measure_of_one_year_in_two_units_is_a_problem() -> None:
    found = diagnose(replace(COUNTY, tables=(COUNTY.tables[0], pair(2020, [6, 3, 4], "万人"))))
    assert "DI010" in {p.code for p in found.problems}
    assert found.shift_shares == ()
