"""The relocation tables of 3-site/ -> hamlets, sites, phases and policy (§LA11)."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from shapely import Point

from feidi.evidence.problem import Problem, in_reading_order
from feidi.folder.land.coordinates import DEGREES, EAST, NORTH, SOUTH, WEST
from feidi.folder.land.gcj import from_gcj02
from feidi.folder.land.ground import Ground, converted, ground_of
from feidi.folder.land.map_files import table_name
from feidi.folder.land.policies import Policies
from feidi.folder.land.rasters import slopes_and_hazards
from feidi.folder.land.setting import LandSettings, land_settings, relocation_weights
from feidi.folder.land.tables import SiteTables
from feidi.folder.opening import Refused, Root
from feidi.folder.settings import read_settings
from feidi.folder.table import Row
from feidi.quantities.words import Words
from feidi.records.area import in_square_metres
from feidi.records.relocation import Hamlet, Relocation, RelocationPhase, ResettlementSite

HAMLETS, SITES = table_name("hamlets"), table_name("resettlement-sites")
_SPOT, _FIELDS, _JOBS = "", "fields_", "jobs_"


@dataclass(frozen=True)
class RelocationRead:
    """The relocation of a folder. With a problem of level error no plan may be made from it."""

    path: Path
    relocation: Relocation
    problems: tuple[Problem, ...]
    name: str = ""
    lang: str = "zh"
    note: str = ""


def read_relocation(path: str | os.PathLike[str] | Root) -> RelocationRead:
    """Who must move, where may they go, and by which policy, and what is wrong with it?

    Coordinates come in metres of one zone. Needs no agreement. Problems: those of tables and
    policies, LA003, LA012, LA016, LA045, LA046, LA051, LA072, LA090 (§LA11).
    """
    try:
        root = path if isinstance(path, Root) else Root(path)
    except Refused as refused:
        return RelocationRead(Path(str(path)), Relocation(0), refused.problems)
    told, problems = read_settings(root)
    settings, found = land_settings(told.sections.get("land", {}))
    weights, more = relocation_weights(told.sections.get("relocation", {}))
    tables, policies = SiteTables(root), Policies(root)
    reading = _Reading(root, tables, settings)
    relocation = replace(reading.relocation(), policies=tuple(policies.relocation), weights=weights)
    problems += [*found, *more, *tables.problems, *policies.problems, *reading.problems]
    return RelocationRead(
        root.path,
        relocation,
        in_reading_order(problems),
        told.name or root.path.name,
        told.lang or "zh",
        told.note,
    )


class _Reading:
    """Builds hamlets and sites; problems are collected."""

    def __init__(self, root: Root, tables: SiteTables, settings: LandSettings) -> None:
        self.root, self.tables, self.settings = root, tables, settings
        self.problems: list[Problem] = []

    def relocation(self) -> Relocation:
        hamlets = [r for r in self.tables.rows("hamlets") if self._sound(r)]
        sites = [r for r in self.tables.rows("resettlement-sites") if self._sound(r)]
        phases = tuple(map(_phase, self.tables.rows("phases")))
        if not hamlets and not sites:
            return Relocation(0, phases=phases)
        ground = ground_of(np.array([_spot(r, _SPOT) for r in (*hamlets, *sites)]))
        places = self._placed(ground, hamlets, (_SPOT, _FIELDS), HAMLETS)
        found = tuple(
            sorted((_hamlet(r, *p) for r, p in zip(hamlets, places, strict=True)), key=_id)
        )
        places = self._placed(ground, sites, (_SPOT, _JOBS), SITES)
        sampled = self._sampled(ground, sites, [place[0] for place in places])
        built = [_site(r, p, s) for r, p, s in zip(sites, places, sampled, strict=True)]
        return Relocation(ground.epsg, found, tuple(sorted(built, key=_id)), phases=phases)

    def _sound(self, row: Row) -> bool:
        before = len(self.problems)
        for prefix in (_SPOT, _FIELDS, _JOBS):
            self.problems += _misplaced(row, prefix)
        self.problems += _impossible(row)
        return len(self.problems) == before

    def _placed(
        self, ground: Ground, rows: Sequence[Row], prefixes: tuple[str, str], name: str
    ) -> list[tuple["tuple[float, float]", ...]]:
        """Return the two places of each row in metres: where it is, and its fields or work."""
        columns = []
        if name in self.settings.gcj02:
            self.problems.append(converted(name))
        for prefix in prefixes:
            degrees = np.array([_spot(row, prefix) for row in rows]).reshape(-1, 2)
            if name in self.settings.gcj02:
                degrees = np.column_stack(from_gcj02(degrees[:, 0], degrees[:, 1]))
            columns.append([(float(x), float(y)) for x, y in ground.metres(degrees)])
        return list(zip(*columns, strict=True))

    def _sampled(
        self, ground: Ground, rows: Sequence[Row], places: Sequence["tuple[float, float]"]
    ) -> list[tuple[float | None, int | None]]:
        """Return slope and hazard: as stated, else as the rasters say."""
        open_ = [
            index
            for index, row in enumerate(rows)
            if row.values.get("slope") is None or row.values.get("hazard") is None
        ]
        spots = [
            (rows[i].at._replace(clause=rows[i].values["id"]), Point(places[i])) for i in open_
        ]
        values, problems = slopes_and_hazards(self.root, ground.epsg, spots)
        self.problems += problems
        told = dict(zip(open_, values, strict=True))
        return [
            (
                _first(row.values.get("slope"), told.get(index, (None, None))[0]),
                _first(row.values.get("hazard"), told.get(index, (None, None))[1]),
            )
            for index, row in enumerate(rows)
        ]


def _first(stated: Any, sampled: Any) -> Any:
    return sampled if stated is None else stated


def _id(record: Hamlet | ResettlementSite) -> str:
    return record.id


def _spot(row: Row, prefix: str) -> tuple[float, float]:
    """Return longitude and latitude of a row's place; of the row itself where not stated."""
    v = row.values
    lon, lat = v.get(f"{prefix}longitude"), v.get(f"{prefix}latitude")
    if lon is None or lat is None:
        return v["longitude"], v["latitude"]
    return lon, lat


def _misplaced(row: Row, prefix: str) -> Iterator[Problem]:
    lon, lat = row.values.get(f"{prefix}longitude"), row.values.get(f"{prefix}latitude")
    if lon is None and lat is None:
        return
    at, said = row.at._replace(clause=row.values["id"]), row.said.rstrip()
    if lon is None or lat is None:
        what = Words("经度和纬度只写了一个", "longitude without latitude, or latitude without it")
        yield Problem("LA016", at, what, Words("两个都写", "write both"), said)
        return
    if WEST <= lon <= EAST and SOUTH <= lat <= NORTH:
        return
    swapped = WEST <= lat <= EAST and SOUTH <= lon <= NORTH
    metres = max(abs(lon), abs(lat)) > 2 * EAST
    hint = Words("经度和纬度像是写反了", "they look swapped") if swapped else Words("", "")
    hint = Words("像是米，不是度", "they look like metres") if metres else hint
    what = Words(
        f"经度 {lon:g}、纬度 {lat:g} 不在中国；{hint.zh}",
        f"longitude {lon:g}, latitude {lat:g} are not in China; {hint.en}",
    )
    fix = Words(f"写 EPSG:{DEGREES} 的经纬度", f"write degrees of EPSG:{DEGREES}")
    yield Problem("LA012" if metres else "LA016", at, what, fix, said)


def _impossible(row: Row) -> Iterator[Problem]:
    v, at = row.values, row.at._replace(clause=row.values["id"])
    if "village" in v and (v["households"] < 1 or v["people"] < v["households"]):
        what = Words(
            f"{v['households']} 户 {v['people']} 人",
            f"{v['households']} households, {v['people']} people",
        )
        fix = Words(
            "户数至少 1，人数不少于户数", "at least one household; no fewer people than those"
        )
        yield Problem("LA051", at, what, fix, row.said.rstrip())
    if "opening_cost" in v:
        if v.get("capacity_households") is None and v.get("capacity_people") is None:
            what = Words("户数和人数都没有写", "neither households nor people are stated")
            fix = Words("写明最多安置多少", "write the most it takes")
            yield Problem("LA090", at, what, fix, row.said.rstrip())
        if min(v["land_mu"], v["farmland_mu"], v["opening_cost"], v["cost_household"]) < 0:
            what = Words("面积或成本是负数", "an area or a cost is negative")
            yield Problem("LA051", at, what, Words("不写负数", "no negatives"), row.said.rstrip())
    if (v.get("farmland") or 0) < 0 or v.get("urgency") == 0:
        what = Words("耕地为负，或紧急程度为 0", "farmland is negative, or the urgency is 0")
        fix = Words("耕地不为负，紧急程度从 1 起", "no negatives; urgency starts with 1")
        yield Problem("LA051", at, what, fix, row.said.rstrip())


def _phase(row: Row) -> RelocationPhase:
    v = row.values
    return RelocationPhase(
        v["id"], v["year"], v.get("people"), row.at, v.get("source") or "", bool(v.get("assumed"))
    )


def _hamlet(row: Row, spot: tuple[float, float], fields: tuple[float, float]) -> Hamlet:
    v = row.values
    return Hamlet(
        v["id"],
        v["name"],
        v["village"],
        v.get("town") or "",
        v["households"],
        v["people"],
        v["urgency"],
        *spot,
        *fields,
        v.get("farmland") or 0.0,
        row.at,
        kin=v.get("kin") or "",
        source=v.get("source") or "",
        assumed=bool(v.get("assumed")),
    )


def _site(
    row: Row, places: Sequence[tuple[float, float]], told: tuple[float | None, int | None]
) -> ResettlementSite:
    v = row.values
    (x, y), (jobs_x, jobs_y) = places
    slope, hazard = told
    return ResettlementSite(
        v["id"],
        v["name"],
        v.get("place") or "",
        v.get("capacity_households"),
        v.get("capacity_people"),
        in_square_metres(v["land_mu"]),
        v["farmland_mu"],
        slope,
        hazard,
        v["opening_cost"],
        v["cost_household"],
        v.get("opens_in") or 0,
        float(np.hypot(jobs_x - x, jobs_y - y)),
        x,
        y,
        row.at,
        source=v.get("source") or "",
        assumed=bool(v.get("assumed")),
    )
