"""An uploaded map -> parcels as the core reads them, and everything wrong with them, located."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from feidi.evidence.problem import Problem, in_reading_order
from feidi.folder import layout
from feidi.folder.land import read_land
from feidi.folder.land.inside import shifted
from feidi.folder.land.map_files import BORDER
from feidi.folder.land.mosaic import overlaps
from feidi.folder.opening import Root
from feidi.folder.settings import read_settings
from feidi.folder.write import make_folder, write_file
from feidi.quantities.words import Words
from feidi.records.parcel import Parcel as Record
from feidi.workbench.land.models import IMPORTED, Area, LandBatch, Parcel
from feidi.workbench.land.shaping import fields_of, records_of
from feidi.workbench.land.unpacking import Upload, map_of, unpacked
from feidi.workbench.stored.shelf import current_files


@dataclass(frozen=True)
class Told:
    """What the officer says of a map.

    crs: for files that do not say theirs. gcj02: it was drawn on a web map and shall be converted.
    layers: of a drawing, those that hold parcels.
    """

    crs: str = ""
    gcj02: bool = False
    layers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """What an upload would bring. rows: the fields of each parcel; records: in metres of epsg."""

    said_name: str
    sha256: str
    content: bytes
    rows: list[dict[str, Any]]
    records: Sequence[Record]
    epsg: int
    crs: str
    converted: bool
    problems: tuple[Problem, ...]
    twin: LandBatch | None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands in the way of importing it."""
        return tuple(p for p in self.problems if p.level == "error")

    @property
    def clean(self) -> bool:
        """Whether it may be imported."""
        return not self.errors and self.twin is None and bool(self.rows)


def read_upload(park: int, files: Sequence[Upload], told: Told) -> Read:
    """Read an upload as if it lay in the park's folder; nothing is kept. `Refusal` where no map."""
    found = unpacked(files)
    main = map_of(found) or ""
    whole = _kept(found)
    digest = hashlib.sha256(whole).hexdigest()
    maps = [name for name, _ in files if not name.lower().endswith((".csv", ".xlsx"))]
    said_name = (maps or [files[0][0]])[0]
    with TemporaryDirectory(prefix="feidi-map-") as place:
        root = _folder(park, Path(place), found, main, told)
        read = read_land(root)
    land = read.land
    crs = read.systems.get("parcels", "")
    problems = [*read.problems, *against_park(park, land.parcels, land.epsg)]
    if not told.gcj02:
        problems += shifted(land, f"{layout.SITE}/{main}")
    return Read(
        said_name[:200],
        digest,
        whole,
        fields_of(land.parcels, land.epsg, crs) if land.parcels else [],
        land.parcels,
        land.epsg,
        crs,
        told.gcj02,
        _relocated(problems, main, said_name),
        LandBatch.objects.filter(park=park, sha256=digest, state=IMPORTED).first(),
    )


def _kept(found: dict[str, bytes]) -> bytes:
    """Return the files as one archive, the same for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(found.items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _folder(park: int, place: Path, found: dict[str, bytes], main: str, told: Told) -> Root:
    """Write a folder with the upload as its parcels, and the park's areas around them."""
    root = make_folder(place / "map")
    kept = {f.name: bytes(f.content) for f in current_files(park, (f"{layout.SITE}/{BORDER}",))}
    for name, content in kept.items():
        write_file(root, name, content)
    write_file(root, layout.SETTINGS, _settings(park, main, told, tuple(kept)).encode())
    areas = list(Area.objects.filter(park=park))
    write_file(root, f"{layout.SITE}/parks.csv", _areas_table(areas))
    drawn = [_area_feature(area) for area in areas if area.border]
    if drawn:
        borders = json.dumps({"type": "FeatureCollection", "features": drawn}, ensure_ascii=False)
        write_file(root, f"{layout.SITE}/parks.geojson", borders.encode())
    for name, content in found.items():
        write_file(root, f"{layout.SITE}/{name}", content)
    return root


def _settings(park: int, main: str, told: Told, borders: tuple[str, ...]) -> str:
    lines = ["[land]"]
    if told.crs:
        lines.append(f"crs = {json.dumps(told.crs)}")
    if told.gcj02:
        lines.append(f"gcj02 = {json.dumps([f'{layout.SITE}/{main}'])}")
    if told.layers:
        lines.append(f"dxf_layers = {json.dumps(list(told.layers), ensure_ascii=False)}")
    border = _border_of(park) or next(iter(borders), "")
    if border:
        lines.append(f"border = {json.dumps(border, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _border_of(park: int) -> str:
    """Return the trusted border that the park's folder names, empty where it names none."""
    with TemporaryDirectory(prefix="feidi-settings-") as place:
        root = make_folder(Path(place))
        for file in current_files(park, (layout.SETTINGS,)):
            write_file(root, file.name, bytes(file.content))
        told, _ = read_settings(root)
    return str(told.sections.get("land", {}).get("border", ""))


def _areas_table(areas: Sequence[Area]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("园区", "名称", "化工园区"))
    writer.writerows((a.code, a.name, "是" if a.chemical else "否") for a in areas)
    return text.getvalue().encode()


def _area_feature(area: Area) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"园区": area.code}, "geometry": area.border}


def against_park(park: int, parcels: Sequence[Record], epsg: int) -> list[Problem]:
    """Return what of some parcels is there already: their ids, or their ground (LA003, LA035)."""
    rows = Parcel.objects.filter(park=park).select_related("area")
    there = records_of(rows, epsg) if epsg and parcels else []
    known = {one.id for one in there}
    found = [
        Problem(
            "LA003",
            one.at._replace(clause=one.id),
            Words(f"园区里已有宗地 {one.id}", f"the park has a parcel {one.id} already"),
            Words("改用新的编号，或先撤销原来的一批", "give it a new id, or undo the earlier map"),
        )
        for one in parcels
        if one.id in known
    ]
    new = [one for one in parcels if one.id not in known]
    ids = {one.id for one in new}
    return found + [p for p in overlaps([*there, *new], 10.0) if p.at.clause in ids]


def _relocated(problems: Sequence[Problem], main: str, said_name: str) -> tuple[Problem, ...]:
    """Return problems located in the file as the officer named it; the areas' own are not his."""
    here, other = f"{layout.SITE}/{main}", f"{layout.SITE}/parks."
    moved = [
        replace(p, at=p.at._replace(file=said_name)) if p.at.file == here else p
        for p in problems
        if not p.at.file.startswith(other)
    ]
    return in_reading_order(moved)
