"""A project folder -> what is to be planned on its land; plans back into results/."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feidi.evidence.problem import Problem, in_reading_order
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.land import LandRead, RelocationRead, read_land, read_relocation
from feidi.folder.land.wishes import Wishes, wishes_of
from feidi.folder.opening import Refused, Root
from feidi.folder.settings import read_settings
from feidi.folder.write import make_folder, write_file
from feidi.quantities.words import Words
from feidi.site.plan.unpriced import unpriced

LARGEST_PLAN = 1 << 26


@dataclass(frozen=True)
class ToSite:
    """Land and wishes of a folder. With a problem of level error no plan may be made."""

    read: LandRead
    wishes: Wishes
    problems: tuple[Problem, ...]


def read_to_site(path: str | os.PathLike[str]) -> ToSite:
    """What is to be planned on the land of a folder, and what is wrong with it?

    Problems: those of `read_land`, SI121, SI122 and SI124 (§SI1).
    """
    try:
        root = Root(path)
    except Refused:
        read = read_land(path)
        return ToSite(read, Wishes(), read.problems)
    told, _ = read_settings(root)
    wishes, problems = wishes_of(told.sections.get("site", {}))
    read = read_land(root)
    land = read.land
    if not problems and not read.problems and not (land.projects and land.parcels):
        what = Words(
            f"有 {len(land.projects)} 个项目、{len(land.parcels)} 宗地，缺一不可",
            f"{len(land.projects)} projects and {len(land.parcels)} parcels: both are needed",
        )
        fix = Words(
            "在 3-site/ 里放 projects.csv 和宗地图层（如 parcels.gpkg），"
            "列见 docs/folder-format.md",
            "put projects.csv and a layer of parcels (such as parcels.gpkg) into 3-site/; for "
            "their columns see docs/folder-format.md",
        )
        problems = [Problem("SI121", At("3-site"), what, fix)]
    problems = [*read.problems, *problems, *unpriced(land, wishes.weights)]
    return ToSite(read, wishes, in_reading_order(problems))


def read_to_relocate(path: str | os.PathLike[str]) -> RelocationRead:
    """Who must move in a folder, and where to? See `read_relocation`."""
    return read_relocation(path)


def results_of(path: Path, output: Path | None) -> tuple[Root, str]:
    """Return where results go: the folder's own results/, or another folder."""
    if output is None:
        return Root(path), f"{layout.RESULTS}/"
    return make_folder(output), ""


def write_plan(root: Root, name: str, plan: dict[str, Any]) -> Path:
    """Write a plan file, whole or not at all; equal plans give equal bytes."""
    text = json.dumps(plan, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return write_file(root, name, f"{text}\n".encode())


def read_plan(path: Path) -> dict[str, Any]:
    """Return what a plan file holds; `Refused` (SI123) where it cannot be read as one."""
    try:
        root = Root(path.parent)
        with root.open_text(path.name) as file:
            content = file.read(LARGEST_PLAN)
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        said = None
        why = Words(f"不是 JSON：{error}", f"no JSON: {error}")
    else:
        why = Words("不是一个 JSON 对象", "no JSON object")
    if not isinstance(said, dict):
        fix = Words("用 feidi site 写出的 plan.json", "give a plan.json that feidi site wrote")
        raise Refused(Problem("SI123", At(str(path)), why, fix))
    return said
