"""Parcels against the borders of their parks: were they drawn on a web map (§LA3)?"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.gcj import from_gcj02
from feidi.folder.land.ground import Ground, Points
from feidi.quantities.words import Words
from feidi.records.land import Land
from feidi.records.parcel import Parcel

# of this share of the ground inside, edges drawn a little differently are all that is outside
_ALL_BUT = 0.98


def shifted(land: Land, name: str) -> Iterator[Problem]:
    """Yield a refusal where converting parcels from GCJ-02 brings them into their parks (LA020).

    Only parcels whose park has a border tell. A map of which nearly all lies inside as it stands
    is believed; one of which more does only when converted was drawn on a web map.
    """
    borders = {park.id: park.shape for park in land.parks if park.shape is not None}
    told = [parcel for parcel in land.parcels if parcel.park in borders]
    if not told:
        return
    ground = Ground(land.epsg)

    def convert(metres: Points) -> Points:
        lon, lat = ground.degrees(metres).T
        return ground.metres(np.column_stack(from_gcj02(lon, lat)))

    moved = list(shapely.transform(np.array([p.shape for p in told], dtype=object), convert))
    before = _inside(told, [p.shape for p in told], borders)
    after = _inside(told, moved, borders)
    if before < _ALL_BUT <= after:
        yield Problem(
            "LA020",
            At(name),
            Words(
                f"照原样只有 {before:.0%} 在园区边界之内，由 GCJ-02 换算后有 {after:.0%}",
                f"{before:.0%} lies inside the parks' borders as it stands, {after:.0%} when "
                "converted from GCJ-02",
            ),
            Words(
                "换成测绘成果；或选“网络地图（GCJ-02），请换算”再上传",
                "give survey data; or say that it was drawn on a web map, to have it converted",
            ),
        )


def _inside(
    parcels: Sequence[Parcel], shapes: Sequence[object], borders: Mapping[str, object]
) -> float:
    """Return which share of the ground of some parcels lies inside the borders of their parks."""
    ground = np.array(shapes, dtype=object)
    around = np.array([borders[parcel.park] for parcel in parcels], dtype=object)
    inside = shapely.area(shapely.intersection(ground, around)).sum()
    return float(inside / shapely.area(ground).sum())
