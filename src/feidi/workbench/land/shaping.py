"""Records of the core -> what rows hold, and rows -> records: degrees here, metres there."""

from collections.abc import Iterable, Sequence
from typing import Any

import shapely

from feidi.evidence.source import At
from feidi.folder.land import geometry_of
from feidi.folder.land.ground import Ground
from feidi.records.parcel import Parcel as Record
from feidi.workbench.land.models import Parcel
from feidi.workbench.land.statuses import FROM_FOLDER, for_folder


def fields_of(parcels: Sequence[Record], epsg: int, crs: str) -> list[dict[str, Any]]:
    """Return what the rows of some parcels hold, the area by its code.

    epsg: the zone their shapes are in. crs: the system their source was in.
    """
    if not parcels:
        return []
    lifted = Ground(epsg).lift([parcel.shape for parcel in parcels])
    return [
        {
            "area": one.park,
            "code": one.id,
            "name": one.name,
            "use": one.zone,
            "shape": geometry_of(shape),
            **dict(zip(("west", "south", "east", "north"), shape.bounds, strict=True)),
            "crs": crs,
            "epsg": epsg,
            "area_m2": one.area_m2,
            "mu": one.mu,
            "stated_m2": None if one.area_m2 == one.shape.area else one.area_m2,
            "plot_ratio_min": one.plot_ratio_min,
            "plot_ratio_max": one.plot_ratio_max,
            "utilities": dict.fromkeys(sorted(one.utilities)),
            "slope_deg": one.slope_deg,
            "hazard": one.hazard,
            "status": FROM_FOLDER[one.status],
            "raw": one.status == "raw",
            "price_fen_mu": one.price_fen_mu,
            "available_from": one.available_from,
            "source": one.source[:500],
            "assumed": one.assumed,
        }
        for one, shape in zip(parcels, lifted, strict=True)
        if shape is not None
    ]


def in_metres(shapes: Sequence[dict[str, Any]], epsg: int) -> list[Any]:
    """Return stored shapes laid out in metres of a zone."""
    drawn = [shapely.geometry.shape(shape) for shape in shapes]
    if not drawn:
        return []
    return [shape for shape in Ground(epsg).lay(drawn) if shape is not None]


def records_of(rows: Iterable[Parcel], epsg: int) -> list[Record]:
    """Return the rows as the core knows parcels, their shapes in metres of a zone."""
    kept = list(rows)
    shapes = in_metres([row.shape for row in kept], epsg) if kept else []
    return [
        Record(
            row.code,
            row.name,
            row.area.code,
            shape,
            row.area_m2,
            row.use,
            At("3-site/parcels", 0, row.code),
            status=for_folder(row.status, row.raw),
            plot_ratio_min=row.plot_ratio_min,
            plot_ratio_max=row.plot_ratio_max,
            utilities=frozenset(row.utilities),
            price_fen_mu=row.price_fen_mu,
            available_from=row.available_from,
            slope_deg=row.slope_deg,
            hazard=row.hazard,
            source=row.source,
            assumed=row.assumed,
        )
        for row, shape in zip(kept, shapes, strict=True)
    ]
