"""Which parcels there are, by what is asked for; what the map draws; what stands at one parcel."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import shapely
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.urls import reverse
from markupsafe import Markup

from feidi.folder.land.coordinates import zone_epsg
from feidi.quantities.money import in_wan
from feidi.quantities.words import Words, both
from feidi.records.land_use import LAND_USES, UTILITIES
from feidi.report.siting.parcel_map import Drawn, bounds_of, parcel_map, steps
from feidi.workbench.land.actions import today
from feidi.workbench.land.models import Allocation, Area, Belonging, Note, Parcel, Place
from feidi.workbench.land.shaping import in_metres
from feidi.workbench.land.statuses import ASKED, HELD, STATUSES, WAY
from feidi.workbench.projects.models import Project
from feidi.workbench.projects.models.project import OPEN
from feidi.workbench.scope.acting import OWN

COLOURS = dict(
    zip(
        STATUSES,
        ("#8cc58c", "#f0d264", "#ee9a4d", "#7fb0de", "#4a7fb5", "#2f5a86", "#c65f5f"),
        strict=True,
    )
)
# the planners' colours: brown for industry, violet for storage, yellow for dwellings, red for trade
USE_COLOURS = dict(
    zip(
        LAND_USES,
        (
            "#e6cfa5", "#cfa26a", "#a06f3d", "#cdbfe0", "#a893c9", "#8368ad", "#f4e27c",
            "#ec9fbf", "#e0675f", "#b4bbc2", "#74b3c2", "#93c78f",
        ),
        strict=True,
    )
)  # fmt: skip
# classes of a measure, from little to much
SHADES = ("#e8f1d8", "#bddca9", "#83bd8b", "#4a9384", "#22646f")
UNKNOWN = "#e3e3e3"
MEASURES = {
    "mu": ("mu", Words("面积（亩）", "area (mu)")),
    "price": ("price_fen_mu", Words("地价（万元/亩）", "price (10,000 yuan per mu)")),
    "intensity": (
        "investment_fen_mu",
        Words("亩均投资强度要求（万元/亩）", "investment asked per mu (10,000 yuan)"),
    ),
    "ratio": ("plot_ratio_max", Words("容积率上限", "greatest plot ratio")),
}
SORTS = {
    "code": Words("编号", "id"),
    "-mu": Words("面积，大的在前", "area, large first"),
    "mu": Words("面积，小的在前", "area, small first"),
    "price_fen_mu": Words("地价，低的在前", "price, low first"),
    "-changed_at": Words("最近变动", "changed last"),
}


@dataclass(frozen=True)
class Asked:
    """What a list or map of parcels is asked for; empty means any. least, most: in mu."""

    q: str = ""
    status: str = ""
    use: str = ""
    area: str = ""
    least: float | None = None
    most: float | None = None
    utilities: tuple[str, ...] = ()
    sort: str = "code"


def parcels(asked: Asked) -> QuerySet[Parcel]:
    """Return the parcels that fit what is asked."""
    found: QuerySet[Parcel] = Parcel.objects.all()
    if asked.q:
        named = Q(code__icontains=asked.q) | Q(name__icontains=asked.q)
        found = found.filter(named | Q(holder__icontains=asked.q))
    exact = {"status": asked.status, "use": asked.use, "area__code": asked.area}
    found = found.filter(**{key: value for key, value in exact.items() if value})
    if asked.least is not None:
        found = found.filter(mu__gte=asked.least)
    if asked.most is not None:
        found = found.filter(mu__lte=asked.most)
    for utility in asked.utilities:
        found = found.filter(utilities__has_key=utility)
    sort = asked.sort if asked.sort in SORTS else "code"
    return found.order_by(sort, "code")


def feature_texts(found: QuerySet[Parcel]) -> Iterator[str]:
    """Yield each parcel as GeoJSON: its key, and what was made when the row was stored."""
    rows = found.order_by("code").values_list("pk", "feature")
    return (f'{{"type":"Feature","id":{key},{feature}' for key, feature in rows)


def geojson_of(found: QuerySet[Parcel]) -> str:
    """Return the parcels as one GeoJSON collection, in degrees."""
    return f'{{"type":"FeatureCollection","features":[{",".join(feature_texts(found))}]}}'


def context_features() -> list[dict[str, Any]]:
    """Return what stands around the parcels: borders of areas and protected places."""
    rows: list[dict[str, Any]] = [
        _feature("area", str(area), area.border, area.assumed)
        for area in Area.objects.exclude(border=None)
    ]
    return rows + [
        _feature("protected", f"{place} {place.kind_words.zh}", place.shape, place.assumed)
        for place in Place.objects.all()
    ]


def _feature(kind: str, name: str, shape: Any, invented: bool) -> dict[str, Any]:
    told = {"kind": kind, "name": name, "invented": invented}
    return {"type": "Feature", "properties": told, "geometry": shape}


@dataclass(frozen=True)
class Tally:
    """One entry of a legend. count, mu: of the parcels that fit, and their area."""

    key: str
    words: Words
    colour: str
    count: int = 0
    mu: float = 0.0


def tallies(found: QuerySet[Parcel], by: str) -> list[Tally]:
    """Return how many parcels there are in each state, or of each use, and their area."""
    names, colours = (STATUSES, COLOURS) if by == "status" else (LAND_USES, USE_COLOURS)
    rows = found.order_by().values(by).annotate(n=Count("pk"), mu=Sum("mu"))
    counted = {row[by]: (row["n"], row["mu"]) for row in rows}
    return [
        Tally(key, words, colours[key], *counted.get(key, (0, 0.0)))
        for key, words in names.items()
        if by == "status" or key in counted
    ]


@dataclass(frozen=True)
class Class:
    """One class of a measure on the map. least: of its values, None for the lowest class."""

    least: float | None
    colour: str
    words: Words


@dataclass(frozen=True)
class Scale:
    """The classes of a measure on the map, from little to much."""

    key: str
    words: Words
    steps: list[Class]


def scales() -> list[Scale]:
    """Return the classes of each measure that parcels have, over all parcels one may see."""
    rows = list(Parcel.objects.values_list(*[name for name, _ in MEASURES.values()]))
    found = []
    for (key, (name, words)), column in zip(
        MEASURES.items(), zip(*rows, strict=True), strict=False
    ):
        bounds = steps([float(value) for value in column if value is not None])
        if bounds:
            found.append(Scale(key, words, _classes(bounds, name.endswith("_fen_mu"))))
    return found


def _classes(bounds: list[float], money: bool) -> list[Class]:
    said = [in_wan(round(bound)) if money else f"{bound:,g}" for bound in bounds]
    shades = SHADES[-1 - len(bounds) :]
    names = [Words(f"低于 {said[0]}", f"below {said[0]}")]
    names += [both(f"{one}–{other}") for one, other in pairwise(said)]
    names += [Words(f"{said[-1]} 及以上", f"{said[-1]} and more")]
    return [
        Class(least, shade, words)
        for least, shade, words in zip([None, *bounds], shades, names, strict=True)
    ]


@dataclass(frozen=True)
class Extent:
    """Where an area's parcels lie: west, south, east, north."""

    area: str
    box: tuple[float, float, float, float]


def extents() -> list[Extent]:
    """Return where the parcels of each area lie."""
    rows = Parcel.objects.order_by("area__code").values_list("area__name")
    ends = rows.annotate(Min("west"), Min("south"), Max("east"), Max("north"))
    return [Extent(name, (west, south, east, north)) for name, west, south, east, north in ends]


def view_of_all() -> tuple[float, float, float, float] | None:
    """Return west, south, east, north of all parcels, None where there are none."""
    ends = Parcel.objects.order_by().aggregate(Min("west"), Min("south"), Max("east"), Max("north"))
    found = tuple(ends.values())
    return None if None in found else (found[0], found[1], found[2], found[3])


def areas() -> list[Area]:
    """Return the areas, each with what it may use."""
    return list(Area.objects.prefetch_related("limits"))


@dataclass(frozen=True)
class Standing:
    """What stands at one parcel. held: who holds it; asked: who asks for it; passed: ended ones."""

    parcel: Parcel
    held: Allocation | None
    asked: list[Allocation]
    passed: list[Allocation]
    steps: list[Any]
    belongings: list[Belonging]
    notes: list[Note]
    way: list[tuple[str, Words, str]] = field(default_factory=list)


def standing(parcel: Parcel) -> Standing:
    """Return all that is kept of a parcel."""
    rows = list(Allocation.objects.filter(parcel=parcel).select_related("side", "parcel"))
    holding = [row for row in rows if row.state in ("held", "talked", "given")]
    named = Belonging.objects.filter(subject__in=(parcel.code, parcel.area.code))
    return Standing(
        parcel,
        holding[0] if holding else None,
        [row for row in rows if row.state == ASKED],
        [row for row in rows if row.state in ("released", "declined")],
        list(parcel.steps.select_related("allocation")),
        list(named),
        list(Note.objects.filter(parcel=parcel)),
        _way(parcel.status),
    )


def _way(status: str) -> list[tuple[str, Words, str]]:
    """Return the steps of the way with what each is to a parcel: done, here or ahead."""
    at = WAY.index(status) if status in WAY else len(WAY)
    return [
        (key, STATUSES[key], "done" if place < at else "here" if place == at else "ahead")
        for place, key in enumerate(WAY)
    ]


def expired(held: Allocation) -> bool:
    """Say whether a reservation has run out."""
    return held.state == HELD and held.until is not None and held.until < today()


def picture_of(parcel: Parcel, lang: str) -> Markup:
    """Return a small picture of a parcel among those around it."""
    wide, high = parcel.east - parcel.west, parcel.north - parcel.south
    around = Parcel.objects.filter(
        area=parcel.area,
        west__lt=parcel.east + wide,
        east__gt=parcel.west - wide,
        south__lt=parcel.north + high,
        north__gt=parcel.south - high,
    )
    return picture(list(around), parcel.area, lang, 560, strong=parcel.pk)


def picture(rows: list[Parcel], area: Area, lang: str, width: int, strong: int = 0) -> Markup:
    """Return a picture of the parcels of an area, coloured by state, each a link to its page."""
    epsg = rows[0].epsg if rows else _zone_of(area)
    shapes = in_metres([row.shape for row in rows], epsg)
    drawn = [
        Drawn(
            row.code,
            shape,
            COLOURS[row.status],
            f"{row.code} {row.status_words.say(lang)} {row.holder}".strip(),
            "" if row._state.adding else reverse("parcel", args=[row.pk]),
            strong=row._state.adding or row.pk == strong,
        )
        for row, shape in zip(rows, shapes, strict=True)
    ]
    borders = in_metres([area.border], epsg) if area.border and not strong else []
    places = list(Place.objects.all())
    named = list(
        zip([p.name for p in places], in_metres([p.shape for p in places], epsg), strict=True)
    )
    return parcel_map(drawn, borders, named if places else [], width, (area.name, lang))


def _zone_of(area: Area) -> int:
    """Return the zone of an area that is drawn and has no parcels."""
    if area.border is None:
        return 0
    west, _, east, _ = bounds_of([shapely.geometry.shape(area.border)])
    return zone_epsg((west + east) / 2)


def shown_utilities() -> list[tuple[str, Words]]:
    """Return the utilities one may ask for."""
    return list(UTILITIES.items())


def known_projects() -> list[str]:
    """Return the open projects that may be given land, as one types them: number and name."""
    rows = Project.objects.filter(state=OPEN).exclude(visibility=OWN).order_by("code")
    return [f"{code} {name}" for code, name in rows.values_list("code", "name")[:200]]


def batch_pictures(rows: list[dict[str, Any]], lang: str) -> list[tuple[Area, Markup]]:
    """Return a picture of each area with the parcels a map would bring, in bold, among its own."""
    found = []
    for area in Area.objects.filter(code__in={row["area"] for row in rows}):
        new = [Parcel(**{**row, "area": area}) for row in rows if row["area"] == area.code]
        there = list(Parcel.objects.filter(area=area)[:500])
        found.append((area, picture([*new, *there], area, lang, 560)))
    return found
