"""Parcels against each other and against their park: overlaps, duplicates, gaps (§LA5)."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.records.parcel import Parcel
from feidi.records.park import Park

# two shapes that share more of their ground than this are one parcel twice
_THE_SAME = 0.98
_FIX = Words("在制图软件里对齐边线，只留一个", "align the edges, or keep one of them")


def parcel_at(parcel: Parcel) -> At:
    """Return the place of a parcel, named by its id."""
    return parcel.at._replace(clause=parcel.id)


def overlaps(parcels: Sequence[Parcel], sliver_m2: float) -> Iterator[Problem]:
    """Yield what ground belongs to two parcels, with its area.

    Up to `sliver_m2` edges merely cross, which is said once with the sum (LA036); more is an
    overlap (LA035), and two parcels that share nearly all are one parcel twice (LA037).
    """
    shapes = np.array([p.shape for p in parcels], dtype=object)
    if len(shapes) < 2:
        return
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    shared = shapely.area(shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]]))
    small = (shared > 0) & (shared <= sliver_m2)
    for (one, other), area in zip(pairs.tolist(), shared.tolist(), strict=True):
        if area > sliver_m2:
            yield _overlap(parcels[one], parcels[other], area)
    if small.any():
        yield _crossing(parcels[0], int(small.sum()), float(shared[small].sum()), sliver_m2)


def _overlap(one: Parcel, other: Parcel, area: float) -> Problem:
    same = area / float(shapely.union(one.shape, other.shape).area)
    numbers = Words(
        f"与宗地 {one.id} 重叠 {area:.1f} 平方米（{one.id} 共 {one.shape.area:.1f}，"
        f"{other.id} 共 {other.shape.area:.1f}）",
        f"it overlaps parcel {one.id} by {area:.1f} m2 ({one.id} has {one.shape.area:.1f}, "
        f"{other.id} {other.shape.area:.1f})",
    )
    return Problem("LA037" if same > _THE_SAME else "LA035", parcel_at(other), numbers, _FIX)


def _crossing(first: Parcel, count: int, total: float, most: float) -> Problem:
    what = Words(
        f"{count} 对宗地的边线交错，各不超过 {most:g} 平方米，共 {total:.2f} 平方米",
        f"the edges of {count} pairs of parcels cross, by {most:g} m2 at most, {total:.2f} in all",
    )
    return Problem("LA036", At(first.at.file), what, _FIX)


def gaps(parcels: Sequence[Parcel]) -> Iterator[Problem]:
    """Yield the ground that parcels enclose and none of them covers, with its area (LA038)."""
    if not parcels:
        return
    shapes = np.array([p.shape for p in parcels], dtype=object)
    tree, union = shapely.STRtree(shapes), shapely.union_all(shapes)
    for part in shapely.get_parts(union):
        for ring in part.interiors:
            hole = shapely.Polygon(ring)
            around = sorted(parcels[i].id for i in tree.query(hole, predicate="intersects"))
            where = hole.representative_point()
            yield Problem(
                "LA038",
                At(parcels[0].at.file),
                Words(
                    f"宗地 {'、'.join(around)} 之间有 {hole.area:.1f} 平方米没有划入，"
                    f"在（东 {where.x:.1f}，北 {where.y:.1f}）",
                    f"{hole.area:.1f} m2 between parcels {', '.join(around)} belong to none, "
                    f"at east {where.x:.1f}, north {where.y:.1f}",
                ),
                Words("是道路或公用地就不用改", "leave it where it is a road or public ground"),
            )


def outside(
    parcels: Sequence[Parcel], parks: Sequence[Park], sliver_m2: float
) -> Iterator[Problem]:
    """Yield the parcels that reach out of the border of their park, with the area (LA039)."""
    borders = {park.id: park for park in parks if park.shape is not None}
    for parcel in parcels:
        park = borders.get(parcel.park)
        if park is None or park.shape is None:
            continue
        out = float(parcel.shape.difference(park.shape).area)
        if out <= sliver_m2:
            continue
        whole = float(parcel.shape.area)
        yield Problem(
            "LA039",
            parcel_at(parcel),
            Words(
                f"{out:.1f} 平方米在园区 {park.id} {park.name}之外，占宗地的 {out / whole:.0%}",
                f"{out:.1f} m2, {out / whole:.0%} of it, lie outside park {park.id} {park.name}",
            ),
            Words("核对宗地的园区和坐标，或改园区边界", "check its park, its place, or the border"),
        )
