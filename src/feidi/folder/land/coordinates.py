"""Which coordinate system a layer is in: said by its file, held against its numbers (§LA2)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from feidi.quantities.words import Words

DEGREES = 4490
# China with its seas and a margin, in degrees: anything else is a slip of axis, zone or unit
WEST, EAST, SOUTH, NORTH = 70.0, 138.0, 2.0, 56.0
_ZONE_WIDTH = 3
_FIRST_ZONE, _LAST_ZONE = 25, 45
# EPSG codes of CGCS2000 / 3-degree Gauss-Krueger: by zone number, and by central meridian
_EPSG_BY_ZONE, _EPSG_BY_MERIDIAN = 4513, 4534
_A_ZONE = 1_000_000
_FULL_CIRCLE = 360
# eastings without a zone number lie this near to the false easting of 500 km, northings beyond
_LEAST_EASTING, _MOST_EASTING = 100_000, 900_000
_DATUMS = ("china 2000", "china_2000", "cgcs2000", "cgcs_2000", "china geodetic coordinate")
_WORLD = ("wgs 84", "wgs_1984", "world geodetic system 1984", "wgs84")
_OLD = {
    "xian 1980": Words("1980 西安坐标系", "Xian 1980"),
    "xian_1980": Words("1980 西安坐标系", "Xian 1980"),
    "beijing 1954": Words("1954 北京坐标系", "Beijing 1954"),
    "beijing_1954": Words("1954 北京坐标系", "Beijing 1954"),
    "pulkovo": Words("1954 北京坐标系", "Beijing 1954"),
}
SAID_WITHOUT_ZONE = ("cgcs2000", "国家2000", "2000国家大地坐标系")


class Unclear(Exception):
    """A coordinate system that is not settled. code: LA010-LA016; what and how to mend it."""

    def __init__(self, what: Words, fix: Words, code: str) -> None:
        super().__init__(what.zh)
        self.code, self.what, self.fix = code, what, fix


@dataclass(frozen=True)
class Reading:
    """How the numbers of a layer are to be read.

    crs: the system they are in. swapped: the first number is the northing
    or latitude. notices: (code, what was done) for what was not as the file says.
    """

    crs: CRS
    swapped: bool
    notices: tuple[tuple[str, Words], ...]


def system_name(said: str) -> str:
    """Return a coordinate system by its code, or its name where it has none, as people note it.

    >>> system_name("EPSG:4544"), system_name("国家2000"), system_name("")
    ('EPSG:4544', '国家2000', '')
    """
    if not said:
        return ""
    try:
        crs = CRS.from_user_input(said)
    except CRSError:
        return said[:80]
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else crs.name[:80]


def zone_epsg(longitude: float) -> int:
    """Return the 3-degree Gauss-Krueger zone of a longitude, as EPSG code without zone number.

    >>> zone_epsg(103.6), zone_epsg(104.4), zone_epsg(103.3)
    (4544, 4544, 4543)
    """
    zone = round(longitude / _ZONE_WIDTH)
    return _EPSG_BY_MERIDIAN + zone - _FIRST_ZONE


def read_system(said: str, setting: str, numbers: NDArray[np.float64]) -> Reading:
    """Return how a layer's numbers are to be read; `Unclear` where that is not settled.

    said: the system its file names, or empty; setting: what [land] of park.toml says for such
    files. numbers: its vertices (n x 2), in the order of the file (east, north).
    """
    least, most = numbers.min(axis=0), numbers.max(axis=0)
    swapped = _swapped(least, most)
    east = (least[::-1] if swapped else least)[0], (most[::-1] if swapped else most)[0]
    notices = []
    if swapped:
        notices.append(("LA013", _put_back(numbers)))
    zone = _zone(*east)
    crs = _crs(said or setting, zone, _in_degrees(least, most), east)
    if not said and zone:
        notices.append(("LA014", _recognised(zone, east)))
    if crs.is_geographic != _in_degrees(least, most):
        raise _degrees_or_metres(crs, least, most)
    if crs.is_projected:
        crs, more = _in_its_zone(crs, zone, east)
        notices += more
    return Reading(crs, swapped, tuple(notices))


def _in_degrees(least: Any, most: Any) -> bool:
    return bool(np.abs(least).max() <= _FULL_CIRCLE and np.abs(most).max() <= _FULL_CIRCLE)


def _swapped(least: Any, most: Any) -> bool:
    """Say whether the northing or latitude surely stands first: no other place would be in China.

    Degrees: a latitude of China is never a longitude of China. Metres: an easting has a zone
    number of 25 to 45 in front, or lies within 400 km of 500 km; no northing of China does both.
    """
    if _in_degrees(least, most):
        as_lon = least[1] >= WEST and most[1] <= EAST
        return bool(as_lon and least[0] >= SOUTH and most[0] <= NORTH)
    plain = least[1] >= _LEAST_EASTING and most[1] <= _MOST_EASTING
    first_is_northing = least[0] > _MOST_EASTING and most[0] < _FIRST_ZONE * _A_ZONE
    return bool(first_is_northing and (plain or _zone(least[1], most[1])))


def _zone(least: float, most: float) -> int:
    """Return the zone number in front of eastings of eight digits; 0 where there is none."""
    zone = int(least // _A_ZONE)
    if _FIRST_ZONE <= zone <= _LAST_ZONE and int(most // _A_ZONE) == zone:
        return zone
    return 0


def _crs(said: str, zone: int, degrees: bool, east: tuple[float, float]) -> CRS:
    if not said:
        raise _unknown(zone, degrees, east)
    if said.replace(" ", "").lower() in SAID_WITHOUT_ZONE:
        if degrees:
            return CRS.from_epsg(DEGREES)
        if zone:
            return CRS.from_epsg(_EPSG_BY_ZONE + zone - _FIRST_ZONE)
        what = Words(
            f"横坐标 {east[0]:.0f} 没有带号，不知道中央经线",
            f"eastings such as {east[0]:.0f} have no zone number: the meridian is unknown",
        )
        fix = Words(
            '把 crs 写全，如 "EPSG:4544"（中央经线 105°）',
            'write crs in full, such as "EPSG:4544" (meridian 105°)',
        )
        raise Unclear(what, fix, "LA010")
    try:
        crs = CRS.from_user_input(said)
    except CRSError as error:
        what = Words(f"不认识的坐标系“{said[:80]}”", f"unknown coordinate system “{said[:80]}”")
        fix = Words("写成 EPSG:代码", "write EPSG:code")
        raise Unclear(what, fix, "LA010") from error
    return _usable(_known_datum(crs))


def _usable(crs: CRS) -> CRS:
    """Return a system whose coordinates can be turned into degrees."""
    try:
        Transformer.from_crs(crs, crs.geodetic_crs or crs, always_xy=True)
    except (ProjError, CRSError) as error:
        what = Words(f"坐标系“{crs.name}”不能换算", f"“{crs.name}” cannot be converted")
        raise Unclear(what, Words("写成 EPSG:代码", "write EPSG:code"), "LA010") from error
    return crs


def _known_datum(crs: CRS) -> CRS:
    """Return a system whose datum is CGCS2000 or, less than a metre from it, WGS 84."""
    datum = f"{crs.name} {crs.datum.name if crs.datum else ''}".lower()
    for name, words in _OLD.items():
        if name in datum:
            what = Words(
                f"坐标系是{words.zh}（{crs.name}），与 CGCS2000 相差数十米以上",
                f"the system is {words.en} ({crs.name}), tens of metres or more from CGCS2000",
            )
            fix = Words(
                "请测绘部门用当地参数换算成 CGCS2000 再放进来",
                "have the survey office convert it to CGCS2000 with local parameters",
            )
            raise Unclear(what, fix, "LA011")
    if not any(name in datum for name in (*_DATUMS, *_WORLD)):
        what = Words(
            f"坐标系“{crs.name}”的基准不是 CGCS2000 或 WGS 84",
            f"the datum of “{crs.name}” is neither CGCS2000 nor WGS 84",
        )
        raise Unclear(what, Words("换算成 CGCS2000", "convert it to CGCS2000"), "LA011")
    return crs


def _in_its_zone(
    crs: CRS, zone: int, east: tuple[float, float]
) -> tuple[CRS, list[tuple[str, Words]]]:
    """Hold the zone number of eastings against the meridian and false easting of a system."""
    projection = crs.coordinate_operation
    if projection is None or projection.method_name != "Transverse Mercator":
        return crs, []
    told = {p.name: float(p.value) for p in projection.params}
    meridian = told.get("Longitude of natural origin", 0.0)
    in_number = int(told.get("False easting", 0.0) // _A_ZONE)
    if zone == in_number:
        return crs, []
    if zone and not in_number and zone * _ZONE_WIDTH == round(meridian):
        told_zone = CRS.from_epsg(_EPSG_BY_ZONE + zone - _FIRST_ZONE)
        return told_zone, [("LA014", _recognised(zone, east))]
    here = Words(
        f"带号 {zone}（中央经线 {zone * _ZONE_WIDTH}°）" if zone else "没有带号",
        f"zone {zone} (meridian {zone * _ZONE_WIDTH}°)" if zone else "no zone number",
    )
    what = Words(
        f"横坐标 {east[0]:.0f} {here.zh}，坐标系 {crs.name} 的中央经线却是 {meridian:g}°、"
        f"带号 {in_number or '无'}",
        f"eastings such as {east[0]:.0f} have {here.en}, but the meridian of {crs.name} is "
        f"{meridian:g}° and its zone number {in_number or 'none'}",
    )
    fix = Words("核对导出时选的坐标系", "check the system chosen when it was exported")
    raise Unclear(what, fix, "LA015")


def _unknown(zone: int, degrees: bool, east: tuple[float, float]) -> Unclear:
    if degrees:
        seen = Words("像是经纬度", "they look like degrees")
        code = "EPSG:4490"
    elif zone:
        seen = Words(
            f"横坐标 {east[0]:.0f} 带号 {zone}，中央经线 {zone * _ZONE_WIDTH}°",
            f"eastings such as {east[0]:.0f} have zone {zone}, meridian {zone * _ZONE_WIDTH}°",
        )
        code = f"EPSG:{_EPSG_BY_ZONE + zone - _FIRST_ZONE}"
    else:
        seen = Words(f"横坐标 {east[0]:.0f} 没有带号", f"eastings such as {east[0]:.0f}")
        code = "EPSG:4544"
    return Unclear(
        Words(
            f"文件没有写坐标系；{seen.zh}；是 CGCS2000、西安 80 还是别的，数字看不出来",
            f"the file says no coordinate system; {seen.en}; whether CGCS2000, Xian 1980 or "
            "another, numbers cannot tell",
        ),
        Words(
            f'确认后在 park.toml 的 [land] 写 crs，如 crs = "{code}"',
            f'find out, and write crs in [land] of park.toml, such as crs = "{code}"',
        ),
        "LA010",
    )


def _degrees_or_metres(crs: CRS, least: Any, most: Any) -> Unclear:
    span = f"{least[0]:.6g}…{most[0]:.6g}, {least[1]:.6g}…{most[1]:.6g}"
    unit = Words("度", "degrees") if crs.is_geographic else Words("米", "metres")
    other = Words("米", "metres") if crs.is_geographic else Words("度", "degrees")
    return Unclear(
        Words(
            f"坐标系 {crs.name} 的单位是{unit.zh}，坐标 {span} 却像是{other.zh}",
            f"{crs.name} is in {unit.en}, but coordinates {span} look like {other.en}",
        ),
        Words("改正坐标系，或重新投影后导出", "correct the system, or project and export again"),
        "LA012",
    )


def _put_back(numbers: NDArray[np.float64]) -> Words:
    one, other = numbers[0]
    return Words(
        f"第一个数是北（{one:.10g}），第二个是东（{other:.10g}），已换回",
        f"the first number is the north ({one:.10g}), the second the east ({other:.10g}); put back",
    )


def _recognised(zone: int, east: tuple[float, float]) -> Words:
    return Words(
        f"横坐标 {east[0]:.0f} 带号 {zone}，按中央经线 {zone * _ZONE_WIDTH}° 读",
        f"eastings such as {east[0]:.0f} have zone {zone}: read with meridian "
        f"{zone * _ZONE_WIDTH}°",
    )
