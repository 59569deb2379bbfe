"""A folder's own words become what diagnose() is given; nothing is computed on top of errors."""

from pathlib import Path

import pytest

from feidi.diagnose.uncertainty import Revision
from feidi.folder import Refused, new_folder
from feidi.folder.statistics import diagnosed, inputs_of, read_statistics
from folder.statistics.desk import HEADER, PLACES, ROWS, desk, problems, read

EXAMPLE = Path(__file__).parents[3] / "examples" / "zhouqu-lanzhou"


def test_the_example_gives_the_published_parts_of_gansus_growth() -> None:
    diagnosis = diagnosed(read_statistics(EXAMPLE))
    (classic,) = [
        one
        for one in diagnosis.shift_shares
        if (one.place, one.measure, one.model) == ("甘肃", "value added", "classic")
    ]
    assert classic.joined_in == "CN-IO-41"
    parts = {part: round(amount / 1e4, 1) for part, amount in classic.totals.items()}
    assert (parts["mix"], parts["regional"], parts["national"]) == (-230.1, -659.1, 2565.2)
    assert round(classic.total_change / 1e4, 1) == 1676.0


def test_the_example_tells_local_from_total_multipliers() -> None:
    chains = {(c.place, c.year): c for c in diagnosed(read_statistics(EXAMPLE)).chains}
    gansu = chains["甘肃", 2017]
    assert round(gansu.weighted("local"), 2) == 1.77
    assert round(gansu.weighted("total"), 2) == 2.47


@pytest.mark.slow
def test_the_countys_figures_are_marked_assumed_and_the_missing_ones_named() -> None:
    diagnosis = diagnosed(read_statistics(EXAMPLE))
    (county,) = [q for q in diagnosis.quotients if q.place == "舟曲县"]
    assert all(row.assumed for row in county.rows)
    assert len(county.rows) + len(county.dropped) == 42


def test_nothing_is_computed_on_top_of_an_error(tmp_path: Path) -> None:
    statistics = read(tmp_path, industries_csv=HEADER + ROWS + "甲县,2024,,17,,x,人,,局\n")
    with pytest.raises(Refused, match="RE001"):
        inputs_of(statistics)


def test_a_folder_must_say_which_place_is_the_origin(tmp_path: Path) -> None:
    statistics = read(tmp_path, places_csv=PLACES.replace("飞出地", "比较地区"))
    with pytest.raises(Refused, match="ST001"):
        inputs_of(statistics)


def test_how_sure_figures_are_is_said_in_park_toml(tmp_path: Path) -> None:
    place = desk(tmp_path)
    assert inputs_of(read_statistics(place)).revision is None
    (place / "park.toml").write_text('[diagnose]\nerror = "20%"\nseed = 7\n', encoding="utf-8")
    assert inputs_of(read_statistics(place)).revision == Revision(0.2, 7, level=0.95)


@pytest.mark.parametrize("line", ['error = "many"', "seed = -1", "grain = 0", "eror = 1"])
def test_a_wrong_setting_is_refused(tmp_path: Path, line: str) -> None:
    place = desk(tmp_path)
    (place / "park.toml").write_text(f"[diagnose]\n{line}\n", encoding="utf-8")
    with pytest.raises(Refused, match="FO015"):
        inputs_of(read_statistics(place))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_folder_can_be_diagnosed(tmp_path: Path, lang: str) -> None:
    diagnosis = diagnosed(read_statistics(new_folder(tmp_path / "new", lang)))
    assert diagnosis.quotients
    assert diagnosis.shift_shares
    assert diagnosis.bottlenecks
    assert not diagnosis.problems


SIZES = "分类版本,行业代码,单位,规模,来源\n"


def test_the_plants_of_an_industry_give_its_ellison_glaeser_index(tmp_path: Path) -> None:
    figures = {"甲县": (60, 20), "乙区": (10, 50), "丙县": (10, 10)}
    figures |= {"丁县": (10, 10), "戊县": (10, 10)}
    rows = "".join(
        f"{place},2024,GB/T 4754-2017,{code},从业人员,{n},人,,统计局\n"
        for place, both in figures.items()
        for code, n in zip((17, 27), both, strict=True)
    )
    sizes = "".join(f"GB/T 4754-2017,17,{n},25,统计局\n" for n in range(4))
    statistics = read(
        tmp_path,
        places_csv=PLACES.replace(
            "某省,全省,P", "丙县,比较地区,C\n丁县,比较地区,D\n戊县,比较地区,E"
        ),
        industries_csv=HEADER + rows,
        plants_csv=SIZES + sizes + "GB/T 4754-2017,27,x,1,统计局\n",
    )
    assert statistics.plants == {("GB/T 4754-2017", "17"): 0.25, ("GB/T 4754-2017", "27"): 1.0}
    (found,) = diagnosed(statistics).concentration
    row = next(row for row in found.rows if row.code == "17")
    # shares 0.6 and four of 0.1 against 0.4, 0.3 and three of 0.1; Ellison and Glaeser (1997)
    apart, even = 0.2**2 + 0.2**2, 1 - (0.4**2 + 0.3**2 + 3 * 0.1**2)
    assert row.ellison_glaeser == pytest.approx((apart / even - 0.25) / (1 - 0.25))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("GB/T 4754-2017,17,x,0,局", "DI004"),
        ("GB/T 4754-2017,17,x,-3,局", "DI004"),
        ("GB/T 4754-2017,QQ,x,3,局", "DI002"),
        ("GB/T 4754-1066,17,x,3,局", "RE002"),
        ("GB/T 4754-2017,17,x,许多,局", "RE002"),
    ],
)
def test_a_plant_that_cannot_be_is_named(tmp_path: Path, row: str, code: str) -> None:
    (found,) = problems(tmp_path, plants_csv=f"{SIZES}{row}\n")
    assert (found.code, found.at.file, found.at.line) == (code, "1-diagnose/plants.csv", 2)


def test_neighbours_of_the_origin_make_the_spatial_model(tmp_path: Path) -> None:
    figures = {"甲县": (100, 120), "乙区": (50, 80), "丙县": (40, 50), "丁县": (20, 20)}
    rows = "".join(
        f"{place},{year},GB/T 4754-2017,{code},从业人员,{n + add},人,,统计局\n"
        for place, both in figures.items()
        for year, n in zip((2020, 2024), both, strict=True)
        for code, add in (("17", 0), ("27", 10))
    )
    places = "地区,角色,英文名\n甲县,飞出地,A\n乙区,飞入地,B\n丙县,邻近地区,C\n丁县,neighbour,D\n"
    statistics = read(tmp_path, places_csv=places, industries_csv=HEADER + rows)
    assert inputs_of(statistics).neighbours == {"丙县": 0.5, "丁县": 0.5}
    models = {s.model: s for s in diagnosed(statistics).shift_shares if s.place == "甲县"}
    # the neighbours' 17 grew from 30 to 35 by equal weights
    spatial = models["spatial"]
    at = spatial.codes.index("17")
    theirs = spatial.parts["national"][at] + spatial.parts["neighbours"][at]
    assert theirs == pytest.approx(100 * (35 / 30 - 1))
