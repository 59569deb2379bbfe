"""Where one park stands on a page: metres to pixels, and labels that stay apart."""

from dataclasses import dataclass, field
from math import floor, log10

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]

HEAD, FOOT, GUTTER = 34.0, 34.0, 24.0
# how much ground is shown around the parcels, as a share of their extent
AROUND = 0.09
FLATTEST, TALLEST = 0.5, 0.95
LETTER, WIDE_LETTER = 0.56, 1.0


@dataclass(frozen=True)
class Frame:
    """The ground of one panel. west, south: metres; scale: pixels a metre; left, top: pixels."""

    west: float
    south: float
    scale: float
    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """Return the panel's ground in pixels."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    @property
    def ground(self) -> BaseGeometry:
        """Return what is shown, in metres."""
        return shapely.box(
            self.west,
            self.south,
            self.west + self.width / self.scale,
            self.south + self.height / self.scale,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixel of a place."""
        return (
            self.left + (x - self.west) * self.scale,
            self.top + self.height - (y - self.south) * self.scale,
        )

    def path(self, shape: BaseGeometry) -> str:
        """Return a shape as SVG path data, to a tenth of a pixel."""
        slim = shape.simplify(0.3 / self.scale)
        parts = []
        for part in shapely.get_parts(slim):
            lines = [part]
            if part.geom_type == "Polygon":
                lines = [part.exterior, *part.interiors]
            closed = "Z" if part.geom_type == "Polygon" else ""
            parts += [self._line(np.asarray(line.coords)[:, :2], closed) for line in lines]
        return "".join(parts)

    def _line(self, points: np.ndarray, closed: str) -> str:
        spots = (self.at(float(x), float(y)) for x, y in points)
        return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in spots) + closed

    def bounds(self, shape: BaseGeometry) -> Box:
        """Return the box of a shape in pixels."""
        west, south, east, north = shape.bounds
        left, bottom = self.at(west, south)
        right, top = self.at(east, north)
        return left, top, right, bottom


def framed(shapes: list[BaseGeometry], left: float, top: float, width: float) -> Frame:
    """Return the frame that shows some shapes with a little ground around them."""
    west, south, east, north = shapely.total_bounds(np.array(shapes))
    around = AROUND * max(east - west, north - south, 1.0)
    across, up = east - west + 2 * around, north - south + 2 * around
    height = width * min(max(up / across, FLATTEST), TALLEST)
    scale = min(width / across, height / up)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Frame(
        middle_x - width / scale / 2, middle_y - height / scale / 2, scale, left, top, width, height
    )


def round_length(most: float) -> float:
    """Return the largest length of 1, 2 or 5 times a power of ten up to `most` metres.

    >>> round_length(730.0), round_length(180.0), round_length(21.0)
    (500.0, 100.0, 20.0)
    """
    ten = 10.0 ** floor(log10(most))
    return max(step * ten for step in (1, 2, 5) if step * ten <= most)


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is in pixels; Chinese letters are square.

    >>> round(width_of("园区", 10)), round(width_of("HG", 10))
    (20, 11)
    """
    return sum(size * (WIDE_LETTER if ord(letter) > 0x2E7F else LETTER) for letter in text)


@dataclass
class Labels:
    """Labels set one after the other; one that would meet another, or leave, is not set."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def place(self, text: str, size: float, spots: list[tuple[float, float]]) -> Box | None:
        """Return the box of a text at the first spot (its middle) that is free, and take it."""
        wide = width_of(text, size)
        for x, y in spots:
            box = (x - wide / 2 - 2, y - size * 0.62, x + wide / 2 + 2, y + size * 0.62)
            inside = (
                self.frame[0] <= box[0]
                and self.frame[1] <= box[1]
                and box[2] <= self.frame[2]
                and box[3] <= self.frame[3]
            )
            if inside and not any(meet(box, other) for other in self.taken):
                self.taken.append(box)
                return box
        return None


def meet(a: Box, b: Box) -> bool:
    """Say whether two boxes overlap."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
