"""Slope and hazard of ground, sampled from rasters the user has (§LA6)."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.layout import SITE
from feidi.folder.opening import Refused, Root
from feidi.quantities.words import Words

DEM, SLOPE, HAZARD = (f"{SITE}/{name}.tif" for name in ("dem", "slope", "hazard"))
# more cells than this under one shape: the raster is finer than any plan needs
_MOST_CELLS = 25_000_000
_MERIDIAN_M = 111_132.0
_EQUATOR_M = 111_320.0


@dataclass(frozen=True)
class Sample:
    """What a raster says of one shape. highest, mean: over the cells it touches."""

    highest: float
    mean: float


class Uncovered(Exception):
    """A shape that the raster does not cover. share: of its cells without a value."""

    def __init__(self, share: float) -> None:
        super().__init__(share)
        self.share = share


class Raster:
    """One band of a raster, open. `slopes`: it holds heights, and slopes are wanted of it."""

    def __init__(self, source: Any, epsg: int, *, slopes: bool) -> None:
        self.source, self.slopes = source, slopes
        self._mover = Transformer.from_crs(epsg, source.crs, always_xy=True)

    def sample(self, shape: BaseGeometry) -> Sample:
        """Return the values of the cells a shape touches; `Uncovered` where any has none."""
        from rasterio.features import geometry_mask
        from rasterio.windows import Window, from_bounds, transform

        placed = shapely.transform(shape, self._moved)
        if placed.geom_type == "Point":
            placed = placed.buffer(min(map(abs, self.source.res)) / 4)
        exact = from_bounds(*placed.bounds, transform=self.source.transform)
        row, column = int(np.floor(exact.row_off)), int(np.floor(exact.col_off))
        rows = int(np.ceil(exact.row_off + exact.height)) - row
        columns = int(np.ceil(exact.col_off + exact.width)) - column
        if rows * columns > _MOST_CELLS:
            raise Uncovered(0)
        window = Window(column, row, max(columns, 1), max(rows, 1))
        values = self._slopes(window) if self.slopes else self._values(window)
        touched = geometry_mask(
            [placed],
            values.shape,
            transform(window, self.source.transform),
            all_touched=True,
            invert=True,
        )
        inside = values[touched]
        if not inside.size or np.isnan(inside).any():
            raise Uncovered(float(np.isnan(inside).mean()) if inside.size else 1.0)
        return Sample(float(inside.max()), float(inside.mean()))

    def _moved(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(self._mover.transform(numbers[:, 0], numbers[:, 1]))

    def _values(self, window: Any) -> NDArray[np.float64]:
        """Return the cells of a window, NaN where the raster has none or does not reach."""
        from rasterio.windows import Window

        values = np.full((window.height, window.width), np.nan)
        top, left = max(window.row_off, 0), max(window.col_off, 0)
        bottom = min(window.row_off + window.height, self.source.height)
        right = min(window.col_off + window.width, self.source.width)
        if top < bottom and left < right:
            part = Window(left, top, right - left, bottom - top)
            band = self.source.read(1, window=part, masked=True).astype(np.float64)
            rows = slice(top - window.row_off, bottom - window.row_off)
            values[rows, left - window.col_off : right - window.col_off] = band.filled(np.nan)
        return values

    def _slopes(self, window: Any) -> NDArray[np.float64]:
        """Return the steepest descent of each cell in degrees, by its eight neighbours (Horn)."""
        from rasterio.windows import Window

        wide = Window(window.col_off - 1, window.row_off - 1, window.width + 2, window.height + 2)
        z = self._values(wide)
        across, down = self._cell_metres(window)
        left, middle, right = z[:, :-2], z[:, 1:-1], z[:, 2:]
        east = _smooth(right) - _smooth(left)
        south = (left + 2 * middle + right)[2:] - (left + 2 * middle + right)[:-2]
        return np.degrees(np.arctan(np.hypot(east / (8 * across), south / (8 * down))))

    def _cell_metres(self, window: Any) -> tuple[float, float]:
        across, down = (abs(size) for size in self.source.res)
        if not self.source.crs.is_geographic:
            return across, down
        _, latitude = self.source.xy(
            window.row_off + window.height / 2, window.col_off + window.width / 2
        )
        return across * _EQUATOR_M * float(np.cos(np.radians(latitude))), down * _MERIDIAN_M


def _smooth(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    return columns[:-2] + 2 * columns[1:-1] + columns[2:]


@contextmanager
def _opened(root: Root, name: str, epsg: int) -> Iterator[Raster]:
    import rasterio

    with root.open(name):
        pass  # an ordinary file within the folder
    try:
        # nothing beside the file itself is looked at: it could lead out of the folder
        with (
            rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR", GDAL_PAM_ENABLED="NO"),
            rasterio.open(root.inside(name), driver="GTiff") as source,
        ):
            if source.crs is None:
                raise _unusable(name, Words("没有写坐标系", "it says no coordinate system"))
            yield Raster(source, epsg, slopes=name == DEM)
    except rasterio.errors.RasterioIOError as error:
        why = str(error)[:200]
        raise _unusable(name, Words(f"不能读：{why}", f"it cannot be read: {why}")) from error


def _unusable(name: str, what: Words) -> Refused:
    fix = Words("导出为带坐标系的 GeoTIFF", "export it as a GeoTIFF with its coordinate system")
    return Refused(Problem("LA046", At(name), what, fix))


Placed = Sequence[tuple[At, BaseGeometry]]


def slopes_and_hazards(
    root: Root, epsg: int, ground: Placed
) -> tuple[list[tuple[float | None, int | None]], list[Problem]]:
    """Return (steepest slope in degrees, highest hazard class) of each shape, and problems.

    slope.tif is taken before dem.tif. None where the folder has no such raster. A shape that a
    raster does not cover wholly is a problem (LA045): what is not known is not flat or safe.
    """
    steep = next((name for name in (SLOPE, DEM) if root.exists(name)), None)
    slopes, problems = _highest(root, steep, epsg, ground)
    hazards, more = _highest(root, HAZARD if root.exists(HAZARD) else None, epsg, ground)
    classes = [None if value is None else round(value) for value in hazards]
    return list(zip(slopes, classes, strict=True)), [*problems, *more]


def _highest(
    root: Root, name: str | None, epsg: int, ground: Placed
) -> tuple[list[float | None], list[Problem]]:
    values: list[float | None] = [None] * len(ground)
    problems: list[Problem] = []
    if name is None or not ground:
        return values, []
    try:
        # rasterio multiplies its transforms in a way that its own library is giving up
        with (
            warnings.catch_warnings(action="ignore", category=PendingDeprecationWarning),
            _opened(root, name, epsg) as raster,
        ):
            for index, (at, shape) in enumerate(ground):
                try:
                    values[index] = raster.sample(shape).highest
                except Uncovered as uncovered:
                    problems.append(_uncovered(name, at, uncovered.share))
    except Refused as refused:
        return values, list(refused.problems)
    return values, problems


def _uncovered(name: str, at: At, share: float) -> Problem:
    return Problem(
        "LA045",
        at,
        Words(
            f"{name} 没有覆盖它：{share:.0%} 的像元没有值",
            f"{name} does not cover it: {share:.0%} of its cells have no value",
        ),
        Words("换范围更大的栅格，或删去栅格", "use a larger raster, or none"),
    )
