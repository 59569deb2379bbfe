"""Tables of 2-match/ become what match() is given, each row with its place."""

from pathlib import Path

import pytest

from feidi.folder import Refused, check, new_folder
from feidi.folder.columns import columns
from feidi.folder.statistics import read_statistics, write_template
from feidi.folder.statistics.match_tables import TABLES
from feidi.match.given import Firm, Given, ProductEdge, VetoFact
from folder.statistics.desk import desk, problems, read

FIRMS = "编号,名称,所在地,产品,别名,来源\nF1,一厂,甲市,slices、050,老一厂；一厂公司,名单\n"


def test_a_list_of_firms_is_read(tmp_path: Path) -> None:
    (firm,) = read(tmp_path, m_target_enterprises_csv=FIRMS).given["firms"]
    assert isinstance(firm, Firm)
    assert (firm.makes, firm.aliases) == (("slices", "050"), ("老一厂", "一厂公司"))
    assert (firm.at.file, firm.at.line) == ("2-match/target-enterprises.csv", 2)


def test_an_unknown_share_stays_unknown(tmp_path: Path) -> None:
    rows = "供应环节,使用环节,占比,来源,状态\na,b,,厂长,假设\nb,c,25%,厂长,\n"
    edges = read(tmp_path, m_product_edges_csv=rows).given["product_edges"]
    assert all(isinstance(edge, ProductEdge) for edge in edges)
    assert [(e.share, e.assumed) for e in edges] == [(None, True), (0.25, False)]


def test_a_limit_without_a_figure_is_not_a_zero(tmp_path: Path) -> None:
    rows = "对象,种类,数值,限值,单位,理由,来源\n060,能耗,,0.87,吨/万元,未核定,局\n"
    (veto,) = read(tmp_path, m_vetoes_csv=rows).given["vetoes"]
    assert isinstance(veto, VetoFact)
    assert (veto.kind, veto.value, veto.limit) == ("energy", None, 0.87)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("m_vetoes_csv", "对象,种类,理由,来源\n060,噪声,吵,局\n", "RE002"),
        ("m_product_edges_csv", "供应环节,使用环节,占比,来源\na,b,1.5,厂\n", "RE002"),
        ("m_history_csv", "企业,日期,来源\nF1,去年,局\n", "RE002"),
        ("m_plans_csv", "地区,行业代码\n甲县,050\n", "FO012"),
    ],
)
def test_a_wrong_row_is_located(tmp_path: Path, name: str, text: str, code: str) -> None:
    (problem,) = problems(tmp_path, **{name: text})
    assert problem.code == code
    assert problem.at.line


def test_every_table_fills_a_field_of_what_match_is_given() -> None:
    fields = set(Given.__dataclass_fields__)
    for table, (field, _) in TABLES.items():
        assert field in fields
        assert columns(table)


def test_check_reads_the_statistics_and_needs_no_agreement_for_them(tmp_path: Path) -> None:
    place = tmp_path / "counted"
    assert check(desk(place)) == ()
    (problem,) = check(desk(place, m_plans_csv="地区,行业代码\n甲县,050\n"))
    assert (problem.code, problem.at.file) == ("FO012", "2-match/plans.csv")


def test_what_is_to_be_settled_needs_an_agreement(tmp_path: Path) -> None:
    place = desk(tmp_path)
    (place / "7-settle").mkdir()
    assert [p.code for p in check(place)] == ["FO002"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_folder_has_statistics_without_errors(tmp_path: Path, lang: str) -> None:
    statistics = read_statistics(new_folder(tmp_path / "new", lang))
    assert statistics.problems == ()
    assert statistics.places.origin
    assert len(statistics.tables) == 2
    assert statistics.given["firms"]
    assert statistics.pair[0].classification.id == "CN-IO-153-2020"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", ["target-enterprises", "criteria"])
def test_a_filled_template_is_read(tmp_path: Path, table: str, lang: str) -> None:
    write_template(table, tmp_path / "2-match" / f"{table}.xlsx", lang)
    statistics = read_statistics(tmp_path)
    assert statistics.problems == ()
    with pytest.raises(Refused, match="FO030"):
        write_template(table, tmp_path / "2-match" / f"{table}.xlsx", lang)
