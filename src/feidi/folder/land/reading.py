"""3-site/ of a project folder -> the land a plan is made from, and everything wrong with it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from feidi.evidence.problem import Problem, in_reading_order
from feidi.folder.land.belonging_checks import belonging_problems
from feidi.folder.land.control_checks import control_failures
from feidi.folder.land.map_files import unread_files
from feidi.folder.land.mosaic import gaps, outside, overlaps, parcel_at
from feidi.folder.land.parcels import Places, sampled
from feidi.folder.land.policies import Policies
from feidi.folder.land.project_checks import project_problems
from feidi.folder.land.rasters import slopes_and_hazards
from feidi.folder.land.setting import LandSettings, land_settings
from feidi.folder.land.shapes import Laid, lay_out
from feidi.folder.land.tables import SiteTables
from feidi.folder.land.tenant_limits import tenant_limits
from feidi.folder.opening import Refused, Root
from feidi.folder.settings import Settings, read_settings
from feidi.quantities.calendar import month_of
from feidi.records.land import Land


@dataclass(frozen=True)
class LandRead:
    """The land of a folder. With a problem of level error no plan may be made from it.

    name, lang, note: as park.toml says. settings: how the maps were read. systems: of each layer,
    the coordinate system its numbers were in.
    """

    path: Path
    land: Land
    problems: tuple[Problem, ...]
    settings: LandSettings
    name: str = ""
    lang: str = "zh"
    note: str = ""
    systems: Mapping[str, str] = field(default_factory=dict)


def read_land(path: str | os.PathLike[str] | Root) -> LandRead:
    """What land, which parks, projects and rules does a folder hold, and what is wrong?

    All shapes come in metres of one zone (`land.epsg`). Needs no agreement: park.toml,
    policies/ and 3-site/ are read, nothing else. Nothing is raised for what a user wrote; the
    problems are LA001-LA080 and those of tables and policies (§LA1-§LA10).
    """
    try:
        root = path if isinstance(path, Root) else Root(path)
    except Refused as refused:
        return LandRead(Path(str(path)), Land(0), refused.problems, LandSettings())
    told, problems = read_settings(root)
    settings, found = land_settings(told.sections.get("land", {}))
    problems += [*found, *unread_files(root)]
    laid, found = lay_out(root, settings)
    problems += found
    land, found = _land(root, laid, settings)
    problems += found
    read = _answer(root, land, problems, settings, told)
    return replace(read, systems=laid.systems)


def _answer(
    root: Root, land: Land, problems: list[Problem], settings: LandSettings, told: Settings
) -> LandRead:
    return LandRead(
        root.path,
        land,
        in_reading_order(problems),
        settings,
        told.name or root.path.name,
        told.lang or "zh",
        told.note,
    )


def _land(root: Root, laid: Laid, settings: LandSettings) -> tuple[Land, list[Problem]]:
    tables = SiteTables(root)
    places = Places(laid.layers, tables, settings.simplify_m)
    policies = Policies(root)
    quotas = tables.quotas()
    parks = places.parks(quotas)
    parcels = places.parcels(parks)
    epsg = laid.ground.epsg if laid.ground else 0
    values, off_raster = slopes_and_hazards(root, epsg, [(parcel_at(p), p.shape) for p in parcels])
    land = Land(
        epsg,
        parks,
        sampled(parcels, values),
        tables.projects(),
        places.protected(),
        tables.distances(),
        tuple(policies.controls),
        tables.belongings(),
        tuple(sorted(set(settings.years))),
    )
    problems = [*tables.problems, *places.problems, *policies.problems, *off_raster]
    problems += _checked(land, laid, settings)
    return land, problems


def _checked(land: Land, laid: Laid, settings: LandSettings) -> Iterator[Problem]:
    yield from overlaps(land.parcels, settings.sliver_m2)
    for park in land.parks:
        yield from gaps(land.parcels_of(park.id))
    yield from outside(land.parcels, land.parks, settings.sliver_m2)
    yield from project_problems(land)
    day = settings.day
    yield from tenant_limits(land, day)
    month = month_of(day) if day else None
    yield from control_failures(land.projects, land.controls, month)
    yield from belonging_problems(land, laid.border, day)
