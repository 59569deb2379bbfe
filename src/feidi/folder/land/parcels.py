"""Layers and tables -> parks, parcels and protected places, each shape made sound (§LA7)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.attributes import Described, described, once_each
from feidi.folder.land.feature import Layer
from feidi.folder.land.map_files import PARCELS, PARKS, PROTECTED, table_name
from feidi.folder.land.mending import counted_area, mended, slivers
from feidi.folder.land.tables import SiteTables, unknown_id
from feidi.folder.table import Row
from feidi.quantities.words import Words
from feidi.records.parcel import Parcel
from feidi.records.park import Park, Quota
from feidi.records.protected_place import ProtectedPlace

_M2_A_KM2 = 1_000_000


class Places:
    """Builds the places of one folder; problems are collected in `problems`."""

    def __init__(self, layers: Mapping[str, Layer], tables: SiteTables, simplify_m: float) -> None:
        self.layers, self.tables, self.simplify_m = layers, tables, simplify_m
        self.problems: list[Problem] = []

    def parks(self, quotas: Sequence[Quota]) -> tuple[Park, ...]:
        """Return the parks by id, with their quotas and, where drawn, their borders."""
        drawn = {d.values["id"]: d for d in self._rows(PARKS, ids_only=True)}
        found = []
        for row in self.tables.rows("parks"):
            v = row.values
            border = drawn.pop(v["id"], None)
            shape = None
            if border is not None:
                shape, problems = mended(border.feature.shape, border.at, self.simplify_m)
                self.problems += problems
            area = v.get("area_km2")
            if area is not None and area <= 0:
                self.problems.append(_no_area(row.at, area))
            found.append(
                Park(
                    v["id"],
                    v["name"],
                    area * _M2_A_KM2 if area else None,
                    bool(v.get("chemical")),
                    shape,
                    tuple(q for q in quotas if q.park == v["id"]),
                    v.get("source") or "",
                    bool(v.get("assumed")),
                    row.at,
                )
            )
        known = [park.id for park in found]
        self.problems += [unknown_id(d.at, key, known) for key, d in drawn.items()]
        self.problems += [unknown_id(q.at, q.park, known) for q in quotas if q.park not in known]
        return tuple(sorted(found, key=lambda park: park.id))

    def parcels(self, parks: Sequence[Park]) -> tuple[Parcel, ...]:
        """Return the sound parcels by id. Attributes stand in the map, or in parcels.csv."""
        table = {row.values["id"]: row for row in self.tables.rows(PARCELS)}
        apart = self.tables.root.exists(table_name(PARCELS))
        known = [park.id for park in parks]
        found = []
        for row in self._rows(PARCELS, ids_only=apart):
            stated = table.pop(row.values["id"], None) if apart else row
            if stated is None:
                self.problems.append(_no_attributes(row))
                continue
            shape, problems = mended(row.feature.shape, row.at, self.simplify_m)
            self.problems += problems
            if stated.values["park"] not in known:
                self.problems.append(unknown_id(stated.at, stated.values["park"], known))
            if shape is not None:
                self.problems += slivers(shape, row.at)
                area, problems = counted_area(stated.values.get("area_m2"), shape, stated.at)
                self.problems += problems
                found.append(_parcel(stated.values, shape, area, row.at))
        self.problems += [_no_shape(row) for row in table.values()]
        return tuple(sorted(found, key=lambda parcel: parcel.id))

    def protected(self) -> tuple[ProtectedPlace, ...]:
        """Return the protected places by id: points, lines or areas."""
        found = []
        for row in self._rows(PROTECTED):
            v, shape = row.values, row.feature.shape
            if shape is None or shape.is_empty:
                what = Words("没有图形", "there is no shape")
                fix = Words("画出它的位置", "draw where it is")
                self.problems.append(Problem("LA031", row.at, what, fix))
                continue
            if shape.geom_type.endswith("Polygon"):
                shape, problems = mended(shape, row.at, self.simplify_m)
                self.problems += problems
            if shape is not None:
                place = ProtectedPlace(
                    v["id"],
                    v["name"] or "",
                    v["kind"],
                    shape,
                    v["keep_m"],
                    v["source"] or "",
                    bool(v["assumed"]),
                    row.at,
                )
                found.append(place)
        return tuple(sorted(found, key=lambda place: place.id))

    def _rows(self, stem: str, *, ids_only: bool = False) -> list[Described]:
        layer = self.layers.get(stem)
        if layer is None:
            return []
        rows, problems = described(layer, stem, ids_only=ids_only)
        kept, more = once_each(rows)
        self.problems += [*problems, *more]
        return kept


def _parcel(v: Mapping[str, Any], shape: Any, area: float, at: At) -> Parcel:
    return Parcel(
        v["id"],
        v.get("name") or "",
        v["park"],
        shape,
        area,
        v["zone"],
        at,
        status=v.get("status") or "vacant",
        plot_ratio_min=v.get("plot_ratio_min"),
        plot_ratio_max=v.get("plot_ratio_max"),
        utilities=v.get("utilities") or frozenset(),
        price_fen_mu=v.get("price"),
        available_from=v.get("available_from") or 0,
        source=v.get("source") or "",
        assumed=bool(v.get("assumed")),
    )


def sampled(
    parcels: Sequence[Parcel], values: Sequence[tuple[float | None, int | None]]
) -> tuple[Parcel, ...]:
    """Return parcels with the slope and hazard that rasters say of them."""
    return tuple(
        replace(parcel, slope_deg=slope, hazard=hazard)
        for parcel, (slope, hazard) in zip(parcels, values, strict=True)
    )


def _no_attributes(row: Described) -> Problem:
    known_as = row.values["id"]
    what = Words(
        f"宗地 {known_as} 有图形，parcels.csv 里没有它",
        f"parcel {known_as} has a shape but no row in parcels.csv",
    )
    return Problem("LA005", row.at, what, Words("补上这一行", "add the row"))


def _no_shape(row: Row) -> Problem:
    known_as = row.values["id"]
    what = Words(
        f"宗地 {known_as} 没有图形", f"parcel {known_as} has no shape in any map of 3-site/"
    )
    fix = Words("核对编号，补上图形或删去这一行", "check its id; draw it, or delete the row")
    return Problem("LA005", row.at, what, fix, row.said.rstrip())


def _no_area(at: At, area: float) -> Problem:
    what = Words(f"面积 {area:g} 平方公里", f"an area of {area:g} km2")
    return Problem("LA051", at, what, Words("写正数，或不写", "write a positive area, or none"))
