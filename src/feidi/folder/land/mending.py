"""Shapes made sound, or refused with the name of what they draw (§LA4)."""

from collections.abc import Iterator

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words

# a repaired shape whose area differs by more than this is not what was drawn
_MOST_CHANGE = 0.01
# less than this is a line that was closed, not ground
_LEAST_M2 = 1.0
# stated areas nearer to the shape's are the same; farther are another ground or another unit
SAME_AREA, MOST_AREA = 0.01, 0.10
MANY_VERTICES = 10_000
# a parcel thinner than this is no ground to build on, but a slip between two others
_THIN_M = 3.0
_REDRAW = Words("在制图软件里改正这个图形", "mend the shape in the mapping program")

Ground2D = Polygon | MultiPolygon


def mended(
    shape: BaseGeometry | None, at: At, simplify_m: float
) -> tuple[Ground2D | None, list[Problem]]:
    """Return a sound polygon in metres for one that was drawn, and what was done to it.

    A shape that is no polygon, has no area, or would change its area by more than 1 % in the
    mending is refused (LA006, LA031). One of more than 10,000 vertices loses those that move
    its edge by less than `simplify_m` (LA032).
    """
    if shape is None or shape.is_empty:
        return None, [Problem("LA031", at, Words("没有图形", "there is no shape"), _REDRAW)]
    if not shape.geom_type.endswith("Polygon"):
        what = Words(f"是 {shape.geom_type}，不是面", f"it is a {shape.geom_type}, no area")
        return None, [Problem("LA006", at, what, _REDRAW)]
    problems: list[Problem] = []
    sound = shape if shape.is_valid else _repaired(shape, at, problems)
    if sound is not None and sound.area < _LEAST_M2:
        what = Words(f"面积为 {sound.area:.3f} 平方米", f"its area is {sound.area:.3f} m2")
        return None, [*problems, Problem("LA031", at, what, _REDRAW)]
    if sound is not None and shapely.get_num_coordinates(sound) > MANY_VERTICES:
        sound = _simpler(sound, at, simplify_m, problems)
    if not isinstance(sound, Ground2D):
        return None, problems
    return shapely.orient_polygons(sound), problems


def _repaired(shape: BaseGeometry, at: At, problems: list[Problem]) -> BaseGeometry | None:
    why = shapely.is_valid_reason(shape)
    sound = _areas(shapely.make_valid(shape))
    drawn, now = _drawn_area(shape), sound.area
    numbers = Words(
        f"{why}；按画的圈 {drawn:.1f} 平方米，修补后 {now:.1f} 平方米",
        f"{why}; {drawn:.1f} m2 by the rings as drawn, {now:.1f} m2 when mended",
    )
    if now <= 0 or abs(now - drawn) > _MOST_CHANGE * max(now, drawn):
        problems.append(Problem("LA031", at, numbers, _REDRAW))
        return None
    problems.append(Problem("LA030", at, numbers, _REDRAW))
    return sound


def _areas(shape: BaseGeometry) -> BaseGeometry:
    """Return the areas of what mending left: lines and points that fall off are no ground."""
    parts = [p for p in shapely.get_parts(shape, return_index=False) if p.area > 0]
    return shapely.union_all(parts) if parts else Polygon()


def _drawn_area(shape: BaseGeometry) -> float:
    """Return the area of the outer rings less the holes, without looking at how they cross."""
    total = 0.0
    for part in shapely.get_parts(shape):
        outer = shapely.area(shapely.polygons(part.exterior))
        total += float(outer - sum(shapely.area(shapely.polygons(r)) for r in part.interiors))
    return abs(total)


def _simpler(
    shape: BaseGeometry, at: At, tolerance: float, problems: list[Problem]
) -> BaseGeometry:
    simple = shapely.simplify(shape, tolerance, preserve_topology=True)
    before, after = (int(shapely.get_num_coordinates(s)) for s in (shape, simple))
    problems.append(
        Problem(
            "LA032",
            at,
            Words(
                f"{before} 个顶点简化为 {after} 个，边线移动不超过 {tolerance:g} 米，"
                f"面积由 {shape.area:.1f} 变为 {simple.area:.1f} 平方米",
                f"{before} vertices became {after}; the edge moved by {tolerance:g} m at most, "
                f"the area from {shape.area:.1f} to {simple.area:.1f} m2",
            ),
            Words(
                "要更细就在 [land] 写更小的 simplify_m",
                "write a smaller simplify_m in [land] for more",
            ),
        )
    )
    return simple


def counted_area(stated: float | None, shape: Ground2D, at: At) -> tuple[float, list[Problem]]:
    """Return the area that counts: the stated one where the shape agrees with it within 1 %.

    Between 1 % and 10 % the stated area counts and both are said (LA033); beyond, one of the two
    is wrong, and nobody may choose (LA034). A stated area that is not positive is no area.
    """
    drawn = float(shape.area)
    if stated is None:
        return drawn, []
    if stated <= 0:
        what = Words(f"面积写作 {stated:g} 平方米", f"the area is stated as {stated:g} m2")
        fix = Words("写正数，或不写而用图形的面积", "write a positive area, or none")
        return drawn, [Problem("LA051", at, what, fix)]
    off = abs(stated - drawn) / drawn
    if off <= SAME_AREA:
        return stated, []
    what = Words(
        f"写的面积 {stated:.1f} 平方米，图形 {drawn:.1f} 平方米，相差 {off:.1%}",
        f"stated {stated:.1f} m2, drawn {drawn:.1f} m2: {off:.1%} apart",
    )
    fix = Words("核对出让文件、单位（平方米还是亩）和图形", "check document, unit and shape")
    return stated, [Problem("LA033" if off <= MOST_AREA else "LA034", at, what, fix)]


def slivers(shape: Ground2D, at: At) -> Iterator[Problem]:
    """Yield a warning where a parcel is a strip too thin to build on (LA040)."""
    width = 2 * shape.area / shape.length
    if width < _THIN_M:
        what = Words(
            f"平均宽度约 {width:.2f} 米（面积 {shape.area:.1f} 平方米）",
            f"about {width:.2f} m wide ({shape.area:.1f} m2)",
        )
        fix = Words("并入相邻宗地，或删去", "join it to its neighbour, or delete it")
        yield Problem("LA040", at, what, fix)
