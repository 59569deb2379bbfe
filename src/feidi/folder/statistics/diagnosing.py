"""A folder's statistics -> what diagnose() is given, and its result."""

from typing import Any

from feidi.diagnose import Diagnosis, Inputs, diagnose
from feidi.diagnose.uncertainty import Counting, Revision
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.opening import Refused
from feidi.folder.statistic_values import read_part
from feidi.folder.statistics.statistics import Statistics
from feidi.quantities.words import Unreadable, Words

SEED = 2026
KEYS = ("error", "grain", "level", "seed", "assigned")


def inputs_of(statistics: Statistics) -> Inputs:
    """Return what a diagnosis of a folder starts from; `Refused` where anything is wrong.

    The places come from places.csv, how sure figures are from [diagnose] of park.toml: error
    is the relative error of one cell of a money figure (no interval without it), grain how
    many persons a firm has, seed of the draws. The nation's table is the noncompetitive one.
    """
    if not statistics.is_sound:
        raise Refused(*statistics.problems, lang=statistics.lang)
    places = statistics.places
    if not places.origin:
        raise _no_origin(statistics.lang)
    said = _settings(statistics)
    national = [t for t in statistics.io_tables if t.kind == "noncompetitive"]
    return Inputs(
        place=places.origin,
        host=places.host,
        province=places.province,
        reference=places.with_role("nation"),
        tables=statistics.tables,
        io_tables=tuple(t for t in statistics.io_tables if t not in national),
        national=max(national, key=lambda table: table.year, default=None),
        indicators=statistics.indicators,
        peers=tuple(place.name for place in places.every if place.role == "peer"),
        neighbours=_side_by_side(statistics),
        assigned=frozenset(said["assigned"]),
        plant_herfindahls=statistics.plants,
        counting=Counting(grain=said["grain"], level=said["level"]),
        revision=Revision(said["error"], said["seed"], level=said["level"])
        if said["error"]
        else None,
    )


def _side_by_side(statistics: Statistics) -> dict[str, float]:
    """Return the neighbours of the origin, all of one weight that add up to 1."""
    names = [place.name for place in statistics.places.every if place.role == "neighbour"]
    return {name: 1 / len(names) for name in names}


def diagnosed(statistics: Statistics) -> Diagnosis:
    """What holds the county of a folder back, and what does it live on?"""
    return diagnose(inputs_of(statistics))


def _no_origin(lang: str) -> Refused:
    what = Words("没有写明哪个地区是飞出地", "no place is said to be the origin")
    fix = Words(
        "在 1-diagnose/places.csv 写一行：地区名称,飞出地",
        "write a row into 1-diagnose/places.csv: the place and “origin”",
    )
    return Refused(Problem("ST001", At("1-diagnose/places.csv"), what, fix), lang=lang)


def _settings(statistics: Statistics) -> dict[str, Any]:
    """Return how sure figures are said to be, checked."""
    written = statistics.settings.sections.get("diagnose", {})
    said: dict[str, Any] = {
        "error": 0.0,
        "grain": 1.0,
        "level": 0.95,
        "seed": SEED,
        "assigned": (),
        **written,
    }
    wrong = [key for key in written if key not in KEYS]
    for key in ("error", "level"):
        try:
            said[key] = read_part(str(said[key]))
        except Unreadable:
            wrong.append(key)
    if not isinstance(said["seed"], int) or said["seed"] < 0:
        wrong.append("seed")
    if not isinstance(said["grain"], int | float) or said["grain"] <= 0:
        wrong.append("grain")
    if wrong:
        raise _wrong(wrong, statistics.lang)
    return said


def _wrong(keys: list[str], lang: str) -> Refused:
    listed = ", ".join(keys)
    what = Words(f"[diagnose] 里的 {listed} 有误", f"[diagnose]: {listed} is wrong")
    fix = Words(
        '写成 error = "20%"、grain = 10、level = "95%"、seed = 2026、assigned = ["06"]',
        'write error = "20%", grain = 10, level = "95%", seed = 2026, assigned = ["06"]',
    )
    return Refused(Problem("FO015", At(layout.SETTINGS), what, fix), lang=lang)
