"""[land] and [relocation] of park.toml: how maps are read, and what planners count."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.quantities.words import Words
from feidi.records.relocation import RelocationWeights

_FEN = 100
_TYPES: dict[type, Words] = {
    str: Words("文字", "a text"),
    float: Words("正数", "a positive number"),
    date: Words("日期", "a day"),
    list: Words("列表", "a list"),
}


@dataclass(frozen=True)
class LandSettings:
    """What [land] says (§LA1).

    crs: of map files that do not say theirs. gcj02: files that are in GCJ-02 and shall be
    converted. border: a trusted border, in the folder or as package:NAME/path. datum: how the
    coordinates were held against the ground, where no border is given. day: the day whose rules
    count. years: those the plan looks at. sliver_m2: overlaps and gaps up to it are edges that
    do not meet. simplify_m, flatten_m: how far a shape may move where vertices are left out or
    arcs are cut into chords. dxf_layers: the CAD layers that hold parcels.
    """

    crs: str = ""
    gcj02: tuple[str, ...] = ()
    border: str = ""
    datum: str = ""
    day: date | None = None
    years: tuple[int, ...] = ()
    sliver_m2: float = 10.0
    simplify_m: float = 0.1
    flatten_m: float = 0.05
    dxf_layers: tuple[str, ...] = ()


_LAND: dict[str, tuple[type, type]] = {
    "crs": (str, str),
    "gcj02": (list, str),
    "border": (str, str),
    "datum": (str, str),
    "day": (date, date),
    "years": (list, int),
    "sliver_m2": (float, float),
    "simplify_m": (float, float),
    "flatten_m": (float, float),
    "dxf_layers": (list, str),
}
_WEIGHTS = {
    "fields_yuan_km": "fields_fen_km",
    "work_yuan_km": "work_fen_km",
    "split_village_yuan": "split_village_fen",
    "split_kin_yuan": "split_kin_fen",
}


def land_settings(said: dict[str, Any]) -> tuple[LandSettings, list[Problem]]:
    """Return what [land] says, and what is wrong with it (LA007)."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in said.items():
        if key not in _LAND:
            problems.append(_unknown(key, list(_LAND)))
        elif not _fits(value, *_LAND[key]):
            problems.append(_wrong(key, value, _TYPES[_LAND[key][0]]))
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    return LandSettings(**values), problems


def _fits(value: object, kind: type, item: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(type(one) is item for one in value)
    if kind is float:
        return type(value) in (int, float) and value > 0  # type: ignore[operator]
    return type(value) is kind


def relocation_weights(said: dict[str, Any]) -> tuple[RelocationWeights, list[Problem]]:
    """Return the weights that [relocation] says, in fen, and what is wrong with them (LA007)."""
    problems: list[Problem] = []
    values = {}
    for key, value in said.items():
        if key not in _WEIGHTS:
            problems.append(_unknown(key, list(_WEIGHTS)))
        elif type(value) is not int or value < 0:
            problems.append(_wrong(key, value, Words("零或正整数", "zero or a positive integer")))
        else:
            values[_WEIGHTS[key]] = value * _FEN
    return RelocationWeights(**values), problems


def _unknown(key: str, known: list[str]) -> Problem:
    what = Words(f"不认识的键“{key}”", f"unknown key “{key}”")
    return Problem("LA007", At(layout.SETTINGS), what, nearest(key, known))


def _wrong(key: str, value: object, wanted: Words) -> Problem:
    what = Words(f"{key} 是“{value}”，应为{wanted.zh}", f"{key} is “{value}”, not {wanted.en}")
    fix = Words(f"把 {key} 写成{wanted.zh}", f"write {key} as {wanted.en}")
    return Problem("LA007", At(layout.SETTINGS), what, fix)
