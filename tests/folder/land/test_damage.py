"""Whatever happens to a byte of a map or table, the answer is records and problems, no crash."""

import random
import shutil
from pathlib import Path

import pytest

from feidi.folder import new_folder
from feidi.folder.land import read_land, read_relocation
from folder.land.site import site
from folder.land.test_formats import CAD, SHAPES, TABLE, drawing, write

PIECES = (b"-", b"9", b"e9", b",", b"null", b"\n", b"NaN", b"[", b'"', b"\xff", b"\0")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same folder with its parcels in three formats."""
    folders = {}
    for ending, driver in ((".geojson", ""), (".gpkg", "GPKG"), (".shp", "ESRI Shapefile")):
        place = new_folder(tmp_path_factory.mktemp("sound") / "park")
        if driver:
            (place / "3-site/parcels.geojson").unlink()
            more = {"encoding": "GBK"} if ending == ".shp" else {}
            write(place / f"3-site/parcels{ending}", SHAPES, "EPSG:4544", driver=driver, **more)
        folders[ending] = place
    return folders


def damaged(content: bytes, chance: random.Random) -> bytes:
    whole = bytearray(content)
    for _ in range(chance.choice([1, 1, 3, 20])):
        place = chance.randrange(len(whole) or 1)
        kind = chance.randrange(3)
        if kind == 0:
            whole[place : place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del whole[place : place + chance.choice([1, 5, 50])]
        else:
            whole[place:place] = chance.choice(PIECES)
    return bytes(whole)


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".shp"])
@pytest.mark.parametrize("seed", range(12))
def test_damage_is_a_problem_and_never_a_crash(
    sound: dict[str, Path], tmp_path: Path, ending: str, seed: int
) -> None:
    chance = random.Random(f"{seed}{ending}")  # noqa: S311
    place = shutil.copytree(sound[ending], tmp_path / "park")
    files = [*sorted((place / "3-site").iterdir()), place / "park.toml"]
    if ending != ".geojson":
        files = sorted((place / "3-site").glob("parcels.*"))
    file = chance.choice(files)
    file.write_bytes(damaged(file.read_bytes(), chance))
    for read in (read_land(place), read_relocation(place)):
        assert all(problem.what.zh and problem.fix.en for problem in read.problems)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_drawing_is_a_problem_and_never_a_crash(tmp_path: Path, seed: int) -> None:
    drawing(tmp_path, {"宗地": SHAPES})
    site(tmp_path, parcels_geojson=None, park_toml=CAD, parcels_csv=TABLE)
    path = tmp_path / "3-site/parcels.dxf"
    path.write_bytes(damaged(path.read_bytes(), random.Random(seed)))  # noqa: S311
    assert read_land(tmp_path).land.projects
