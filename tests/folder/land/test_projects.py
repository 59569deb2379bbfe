"""What is wrong with projects, quotas and rules is said before any plan is tried."""

from itertools import pairwise
from pathlib import Path

import pytest

from feidi.evidence.problem import has_errors
from feidi.folder import check
from feidi.folder.land import read_land
from folder.land.site import PROJECTS, TOML, problems_of, said, site

HEAD = "项目,名称,所需用地,最小用地,最大用地,供水,可选园区,已用宗地,最早年度,最晚年度\n"
QUOTAS = "园区,资源,数量,起,止\nK1,供水,1000,,2027\nK1,供水,2000,2028,\nK2,供水,500,,\n"
PARTNERS = "项目,伙伴,密切程度\n"


def test_a_sound_folder_has_everything_in_order_of_its_ids(tmp_path: Path) -> None:
    rows = (
        "项目,名称,行业代码,分类版本,所需用地,最小用地,危险类别,敏感,化工,所需配套,供水,总投资,亩均税收,"
        "容积率,建筑系数,绿地率,最早年度,可选园区,来源,是否假设\n"
        "J2,乙,2614,GB/T 4754-2017,M3,40,重大,否,是,供水、污水,300,8000,10,0.7,35%,15%,"
        "2027,K2,虚构,是\n"
        "J1,甲,,,M1,30,,是,,,,9000.5,,,,,,,,\n"
    )
    read = read_land(
        site(
            tmp_path,
            projects_csv=rows,
            quotas_csv=QUOTAS,
            partners_csv=PARTNERS + "J1,J2,\n",
            park_toml=TOML + "years = [2028, 2027]\n",
        )
    )
    assert said(read) == []
    first, second = read.land.projects
    assert (first.id, first.sensitive, first.investment_fen) == ("J1", True, 9_000_500_000)
    assert [(p.project, p.weight) for p in first.partners] == [("J2", 1.0)]
    assert second.area_min_m2 == pytest.approx(26666.67, abs=0.01)
    assert second.area_max_m2 == pytest.approx(80000)
    assert (second.hazard, second.chemical, second.need("water")) == ("major", True, 300)
    assert (second.building_coefficient, second.green_rate) == (0.35, 0.15)
    assert second.utilities == {"water", "wastewater"}
    assert (second.earliest, second.parks, second.assumed) == (2027, ("K2",), True)
    assert read.land.years == (2027, 2028)
    assert [read.land.parks[0].quota("water", year) for year in (2026, 2028)] == [1000, 2000]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("J1,甲,M1,0,,,,,,", ["LA051 projects.csv"]),
        ("J1,甲,M1,-3,,,,,,", ["LA051 projects.csv"]),
        ("J1,甲,M1,30,20,,,,,", ["LA051 projects.csv"]),
        ("J1,甲,M1,30,40,-5,,,,", ["LA051 projects.csv"]),
        ("J1,甲,M1,30,40,,,,2028,2027", ["LA051 projects.csv"]),
        ("J1,甲,M4,30,40,,,,,", ["RE002 projects.csv"]),
        ("J1,甲,M1,30,40,,K9,,,", ["LA050 projects.csv"]),
        ("J1,甲,M1,30,40,,,P9,,", ["LA050 J1"]),
        ("J1,甲,M1,30,40,,,P0、P4,,", ["LA063 J1"]),
        ("J1,甲,M3,30,40,,,P0,,", ["LA063 J1"]),
        ("J1,甲,M1,30,40,,K2,P0,,", ["LA063 J1"]),
        ("J1,甲,M1,30,40,,,P0,,\nJ2,乙,M1,30,40,,,P0,,", ["LA063 J2"]),
        ("J1,甲,M1,30,40,,,,,\nJ1,乙,M1,30,40,,,,,", ["LA003 projects.csv"]),
        ("J1,甲,M1,30,40,2001,,,,", ["LA060 J1"]),
        ("J1,甲,M1,30,40,501,K2,,,", ["LA060 J1"]),
        ("J1,甲,M1,30,40,2000,,,,", []),
        ("J1,甲,M1,900,,,,,,", ["LA060 J1"]),
        ("J1,甲,M1,200,,,K2,,,", ["LA060 J1"]),
    ],
)
def test_a_project_that_cannot_be_is_a_located_problem(
    tmp_path: Path, row: str, codes: list[str]
) -> None:
    toml = TOML + "years = [2026, 2028]\n"
    read = read_land(
        site(tmp_path, projects_csv=f"{HEAD}{row}\n", quotas_csv=QUOTAS, park_toml=toml)
    )
    assert said(read) == codes
    assert has_errors(read.problems) == bool(codes)


TENANTS = (
    "项目,名称,所需用地,最小用地,危险类别,敏感,供水,已用宗地\n"
    "J1,甲,M1,30,一般,否,600,P0\nJ2,乙,M1,30,,是,500,P1\n"
)


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({}, []),
        ({"quotas_csv": "园区,资源,数量\nK1,供水,1100\n"}, []),
        ({"quotas_csv": "园区,资源,数量\nK1,供水,1099\n"}, ["1100 立方米/日，限额只有 1099"]),
        ({"distances_csv": "甲类,乙类,距离,文号\n敏感,一般,25,假设\n"}, ["20.0 米，应为 25 米"]),
        ({"distances_csv": "甲类,乙类,距离,文号\n一般,敏感,20,假设\n"}, []),
        ({"distances_csv": "甲类,乙类,距离,文号,至\n一般,敏感,25,假设,2020-01-01\n"}, []),
        ({"distances_csv": "甲类,乙类,距离,文号\n一般,一般,25,假设\n"}, []),
    ],
)
def test_tenants_that_break_a_quota_or_a_distance_are_refused(
    tmp_path: Path, files: dict[str, str], wanted: list[str]
) -> None:
    read = read_land(site(tmp_path, projects_csv=TENANTS, **files))
    assert [problem.code for problem in read.problems] == ["LA063"] * len(wanted)
    assert all(text in problem.what.zh for text, problem in zip(wanted, read.problems, strict=True))


def test_a_need_beyond_every_park_says_both_numbers_and_the_park(tmp_path: Path) -> None:
    read = read_land(
        site(tmp_path, projects_csv=f"{HEAD}J1,甲,M1,30,40,1500,,,,\n", quotas_csv=QUOTAS)
    )
    (problem,) = read.problems
    assert "1500 立方米/日" in problem.what.zh
    assert "K1 甲园也只有 1000" in problem.what.zh
    assert problem.at.line == 2


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("J1,J2,0.5\n", []),
        ("J1,J9,\n", ["LA050 partners.csv"]),
        ("J9,J1,\n", ["LA050 partners.csv"]),
        ("J1,J2,\nJ2,J1,\n", ["LA062 partners.csv"]),
        ("J1,J1,\n", ["LA062 partners.csv"]),
        ("J1,J2,1.5\n", ["LA051 partners.csv"]),
    ],
)
def test_unknown_and_cyclic_chains_are_refused(tmp_path: Path, rows: str, codes: list[str]) -> None:
    assert problems_of(tmp_path, partners_csv=PARTNERS + rows) == codes


def test_every_cycle_is_said_with_its_chain(tmp_path: Path) -> None:
    projects = PROJECTS + "".join(f"J{n},某项目,M1,20,100,1\n" for n in range(3, 7))
    rows = "J1,J2,\nJ2,J3,\nJ3,J1,\nJ4,J5,\nJ5,J4,\nJ5,J6,\n"
    read = read_land(site(tmp_path, projects_csv=projects, partners_csv=PARTNERS + rows))
    chains = [p.what.zh.partition("：")[2].split(" → ") for p in read.problems]
    assert [p.code for p in read.problems] == ["LA062", "LA062"]
    assert [set(chain) for chain in chains] == [{"J1", "J2", "J3"}, {"J4", "J5"}]
    assert all(chain[0] == chain[-1] for chain in chains)
    sold = {tuple(row.split(",")[:2]) for row in rows.split()}
    assert all(pair in sold for chain in chains for pair in pairwise(chain))


@pytest.mark.parametrize(
    ("code", "edition", "codes"),
    [
        ("2614", "GB/T 4754-2017", []),
        ("9999", "GB/T 4754-2017", ["DI002 projects.csv"]),
        ("2614", "GB/T 4754-1984", ["LA050 projects.csv"]),
        ("2614", "", []),
    ],
)
def test_an_industry_code_counts_in_its_edition(
    tmp_path: Path, code: str, edition: str, codes: list[str]
) -> None:
    rows = f"项目,名称,所需用地,最小用地,行业代码,分类版本\nJ1,甲,M1,30,{code},{edition}\n"
    assert problems_of(tmp_path, projects_csv=rows) == codes


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("K1,供水,1,,\nK1,供水,2,,\n", ["LA052 quotas.csv"]),
        ("K1,供水,1,,2027\nK1,供水,2,2027,\n", ["LA052 quotas.csv"]),
        ("K1,供水,-1,,\n", ["LA051 quotas.csv"]),
        ("K1,供水,1,2028,2027\n", ["LA051 quotas.csv"]),
        ("K9,供水,1,,\n", ["LA050 quotas.csv"]),
        ("K1,阳光,1,,\n", ["RE002 quotas.csv"]),
    ],
)
def test_quotas_are_one_number_a_year(tmp_path: Path, rows: str, codes: list[str]) -> None:
    assert problems_of(tmp_path, quotas_csv=f"园区,资源,数量,起,止\n{rows}") == codes


def test_a_park_with_an_impossible_area_is_refused(tmp_path: Path) -> None:
    parks = "园区,名称,面积\nK1,甲园,0\nK2,乙园,\n"
    assert problems_of(tmp_path, parks_csv=parks) == ["LA051 parks.csv"]


def test_distances_say_whose_and_by_which_document(tmp_path: Path) -> None:
    head = "甲类,乙类,距离,文号,自,至\n"
    rows = head + "重大,敏感,550,假设,2020-01-01,\n一般,学校,-1,假设,,\n重大,茶馆,1,假设,,\n"
    read = read_land(site(tmp_path, distances_csv=rows))
    assert said(read) == ["LA051 distances.csv", "RE002 distances.csv"]
    (rule,) = read.land.distances
    assert rule.between("sensitive", "major")
    assert (rule.metres, rule.document) == (550, "假设")


CONTROL = """# 工业项目建设用地控制

| 文号 | 某政办发〔2025〕9号 |
|---|---|

## 第一条 一般项目
```规则
条款: 用地控制指标
自: 2025-01
至: 2026-12
每亩投资: 260 万元
容积率下限: 0.8
建筑系数下限: 30%
绿地率上限: 20%
```
## 第二条 化学原料
```规则
条款: 用地控制指标
自: 2025-01
行业: 26
每亩投资: 300 万元
每亩税收: 12 万元
```
"""
POLICY = "policies/control.md"
PROJECT = (
    "项目,名称,行业代码,所需用地,最小用地,总投资,亩均税收,容积率,建筑系数,绿地率\n"
    "J1,甲,30,M1,30,9000,5,0.9,30%,21%\nJ2,乙,2614,M1,40,12000,11.5,0.7,25%,\n"
    "J3,丙,30,M1,30,6000,,,,10%\n"
)


def controlled(place: Path, text: str, toml: str = TOML) -> list[tuple[str, str]]:
    (place / "policies").mkdir(exist_ok=True)
    (place / POLICY).write_text(text)
    read = read_land(site(place, projects_csv=PROJECT, park_toml=toml))
    return [(f"{p.code} {p.at.clause or p.at.file}", p.what.zh) for p in read.problems]


def test_control_indicators_are_those_of_the_policy_that_counts(tmp_path: Path) -> None:
    found = controlled(tmp_path, CONTROL)
    where = f"某政办发〔2025〕9号 要求 {{}}（{POLICY}:"
    assert [(code, what.partition("（policies")[0]) for code, what in found] == [
        ("LA070 J1", "绿地率 0.21，" + where.format("0.2").partition("（")[0]),
        ("LA070 J2", "每亩税收 115,000.00 元，某政办发〔2025〕9号 要求 120,000.00 元"),
        ("LA070 J3", "容积率 没有写，某政办发〔2025〕9号 要求 0.8"),
        ("LA070 J3", "建筑系数 没有写，某政办发〔2025〕9号 要求 0.3"),
        ("LA070 J3", "每亩投资 2,000,000.00 元，某政办发〔2025〕9号 要求 2,600,000.00 元"),
    ]


def test_a_rule_that_has_ended_is_not_asked(tmp_path: Path) -> None:
    found = controlled(tmp_path, CONTROL, TOML.replace("2026-12-31", "2027-01-01"))
    assert [code for code, _ in found] == ["LA070 J2"]


def test_the_day_must_be_said_and_rules_must_not_overlap(tmp_path: Path) -> None:
    found = controlled(tmp_path, CONTROL, '[land]\ndatum = "x"\n')
    assert [code for code, _ in found] == ["LA071 park.toml"]
    twice = CONTROL.replace("行业: 26\n", "")
    assert [code for code, _ in controlled(tmp_path, twice)][-1].startswith("LA072")
    wrong = CONTROL.replace("260 万元", "二百六")
    assert "AG020 第一条" in [code for code, _ in controlled(tmp_path, wrong)]


def test_the_check_of_a_folder_covers_its_land_without_an_agreement(tmp_path: Path) -> None:
    assert check(site(tmp_path)) == ()
    site(tmp_path, quotas_csv="园区,资源,数量\nK9,供水,1\n")
    assert [p.code for p in check(tmp_path)] == ["LA050"]
