"""Uploaded files of a map -> bytes that may be read: archives opened with care, or refused."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from feidi.folder.columns import columns
from feidi.folder.land.map_files import FORMATS, SIDECARS
from feidi.quantities.folding import fold
from feidi.quantities.words import Words
from feidi.workbench.actions import Refusal
from feidi.workbench.imports.sheets import as_csv

LARGEST, MOST_ENTRIES, MOST_RATIO = 32 << 20, 40, 200
TABLES = (".csv", ".xlsx")
KNOWN = (*FORMATS, *SIDECARS, *TABLES)
Upload = tuple[str, bytes]


def unpacked(files: Sequence[Upload]) -> dict[str, bytes]:
    """Return the files of an upload as they lie in 3-site/ of a folder: parcels.gpkg and the like.

    A zip holds one map with what belongs to it. Exactly one map is taken; a table beside it
    holds attributes (parcels.csv), or is itself the map, of boundary points.
    """
    if not files:
        raise Refusal(Words("请选择文件", "choose a file"))
    if sum(len(content) for _, content in files) > LARGEST:
        raise Refusal(Words("文件合计超过 32 MB", "the files are larger than 32 MB together"))
    plain: list[Upload] = []
    for name, content in files:
        plain += _of_zip(content) if name.lower().endswith(".zip") else [(name, content)]
    found: dict[str, bytes] = {}
    for name, content in plain:
        known_as = _name_in_folder(name, content)
        if known_as in found:
            what = Words("有两个文件都是 {name}，只留一个", "two files are {name}: keep one")
            raise Refusal(what.fill(name=known_as))
        found[known_as] = as_csv(content, name) if known_as.endswith(".csv") else content
    if map_of(found) is None:
        raise Refusal(
            Words(
                "没有地图：要 GeoPackage、Shapefile、GeoJSON、KML、DXF 或界址点表",
                "no map: give a GeoPackage, Shapefile, GeoJSON, KML, DXF or boundary points",
            )
        )
    return found


def map_of(found: Mapping[str, bytes]) -> str | None:
    """Return the file that holds the shapes."""
    shapes = [name for name in found if name.endswith(FORMATS) or name == "parcel-points.csv"]
    return shapes[0] if shapes else None


def _of_zip(content: bytes) -> list[Upload]:
    """Return the files of an archive; one that unpacks without end is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            size = sum(entry.file_size for entry in entries)
            if (
                len(entries) > MOST_ENTRIES
                or size > LARGEST
                or size > MOST_RATIO * max(len(content), 1)
            ):
                what = Words(
                    "压缩包有 {n} 个文件、{size} 字节，超过限度，没有打开",
                    "the archive holds {n} files and {size} bytes, beyond the limit; not opened",
                )
                raise Refusal(what.fill(n=len(entries), size=f"{size:,}"))
            # only the last part of a name counts, so no name leads anywhere
            return [(PurePosixPath(_said(e)).name, archive.read(e)) for e in entries]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refusal(Words("不是完好的 ZIP 文件", "no sound ZIP file")) from error


def _said(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _name_in_folder(name: str, content: bytes) -> str:
    """Return what a file is called in 3-site/: its ending decides, and for a table its header."""
    lower = name.lower()
    ending = next((end for end in sorted(KNOWN, key=len, reverse=True) if lower.endswith(end)), "")
    if ending == "" and lower.endswith(".json"):
        ending = ".geojson"
    if not ending:
        what = Words("不认识的文件“{name}”", "an unknown file, “{name}”")
        raise Refusal(what.fill(name=name[:80]))
    if ending not in TABLES:
        return f"parcels{ending}"
    return f"{_table(as_csv(content, name))}.csv"


def _table(content: bytes) -> str:
    """Return which table it is: of boundary points where it has their coordinates."""
    header = content[:2000].decode("utf-8-sig", "replace").splitlines()
    cells = {fold(cell).strip().lower() for cell in header[0].split(",")} if header else set()
    spots = [c for c in columns("parcel-points") if c.field in {"x", "y"}]
    return "parcel-points" if all(cells & set(c.names) for c in spots) else "parcels"
