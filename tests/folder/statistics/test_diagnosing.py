"""A folder's own words become what diagnose() is given; nothing is computed on top of errors."""

from pathlib import Path

import pytest

from feidi.diagnose.uncertainty import Revision
from feidi.folder import Refused, new_folder
from feidi.folder.statistics import diagnosed, inputs_of, read_statistics
from folder.statistics.desk import HEADER, PLACES, ROWS, desk, read

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
