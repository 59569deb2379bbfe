"""GCJ-02, the shifted degrees of Chinese web maps: forth, back, and how to tell them.

The shift is a published-by-use formula, not a projection: some hundred metres that vary from
place to place. No coordinate reference system of any library holds it, and files in it are
commonly labelled WGS 84; so it is looked for, never believed (§LA3).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

# the ellipsoid the formula was made with (Krasovsky 1940), and its origin
_AXIS = 6378245.0
_ECCENTRICITY2 = 0.00669342162296594323
_ORIGIN_LON, _ORIGIN_LAT = 105.0, 35.0
_ROUNDS = 30
# a border must be met by this many vertices before anything is concluded
ENOUGH = 8
# how far the shift moves a place, at least: nearer than that to the border, it is not shifted
_SHIFT_M = 50.0
_NEAR_M = 500.0
_FAR = 0.9
# lines that are farther apart than this do not meet, whatever the datum
_MEETS_M = 100.0
_APART = 1.2


def to_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Return where GCJ-02 draws a place of WGS 84 or CGCS2000. All in degrees.

    >>> lon, lat = to_gcj02(np.array([104.0]), np.array([36.0]))
    >>> round(float(lon[0]) - 104, 4), round(float(lat[0]) - 36, 4)
    (0.0026, -0.0002)
    """
    x, y = lon - _ORIGIN_LON, lat - _ORIGIN_LAT
    short = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += 2 / 3 * (short + 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi / 3 * y))
    north += 2 / 3 * (160 * np.sin(np.pi / 12 * y) + 320 * np.sin(np.pi / 30 * y))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += 2 / 3 * (short + 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi / 3 * x))
    east += 2 / 3 * (150 * np.sin(np.pi / 12 * x) + 300 * np.sin(np.pi / 30 * x))
    radians = np.radians(lat)
    bend = 1 - _ECCENTRICITY2 * np.sin(radians) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY2) / (bend * np.sqrt(bend))
    parallel = _AXIS / np.sqrt(bend) * np.cos(radians)
    return lon + np.degrees(east / parallel), lat + np.degrees(north / meridian)


def from_gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Return the place that GCJ-02 draws at given degrees: the inverse, by iteration.

    Exact to less than a millimetre; the formula has no closed inverse.
    """
    true_lon, true_lat = lon.copy(), lat.copy()
    for _ in range(_ROUNDS):
        drawn_lon, drawn_lat = to_gcj02(true_lon, true_lat)
        true_lon += lon - drawn_lon
        true_lat += lat - drawn_lat
    return true_lon, true_lat


class Datum(NamedTuple):
    """What a trusted border says of a layer. verdict: "true", "gcj02" or "open".

    as_is, converted: median distance of vertices of the one to the other line, in metres,
    before and after converting the layer from GCJ-02. vertices: how many were near.
    """

    verdict: str
    as_is: float
    converted: float
    vertices: int


def tell_datum(before: NDArray[np.float64], after: NDArray[np.float64]) -> Datum:
    """Is a layer in GCJ-02: does converting it bring it to a border that is trusted?

    before, after: how far places of one line lie from the other, in metres, as the layer stands
    and converted from GCJ-02.

    GCJ-02 where converting at least halves the median distance, and brings it or the farthest
    tenth nearer by as much as the shift is at least (edges that run along the shift hardly
    move, so the median alone may be small); true where the lines meet within 100 m and
    converting takes them a fifth farther apart; open where too few places lie near the other
    line, or the distances do not tell.

    >>> near, far = np.full(9, 5.0), np.full(9, 230.0)
    >>> tell_datum(far, near).verdict, tell_datum(near, far).verdict
    ('gcj02', 'true')
    """
    near = np.minimum(before, after) <= _NEAR_M
    count = int(near.sum())
    if count < ENOUGH:
        return Datum("open", float("nan"), float("nan"), count)
    one, other = float(np.median(before[near])), float(np.median(after[near]))
    farthest = float(np.quantile(before[near], _FAR) - np.quantile(after[near], _FAR))
    if other * 2 <= one and max(one - other, farthest) > _SHIFT_M:
        return Datum("gcj02", one, other, count)
    if one <= _MEETS_M and other >= one * _APART:
        return Datum("true", one, other, count)
    return Datum("open", one, other, count)
