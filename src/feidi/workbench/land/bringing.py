"""3-site/ of a project folder -> areas, parcels, protected places and belongings of a park."""

from feidi.folder.land import LandRead, geometry_of, read_land
from feidi.folder.land.ground import Ground
from feidi.folder.opening import Root
from feidi.records.land import Land
from feidi.workbench.land.models import Allocation, Area, Belonging, Limit, Parcel, Place, Step
from feidi.workbench.land.shaping import fields_of
from feidi.workbench.land.sides import land_seat
from feidi.workbench.land.statuses import GIVEN, PLANNED
from feidi.workbench.parks.models import Park

FOLDER = "项目文件夹 folder"


def bring_land(park: Park, root: Root) -> int:
    """Store the land of a folder that checks clean; return how many parcels it has."""
    read = read_land(root)
    land = read.land
    if any(problem.level == "error" for problem in read.problems):
        return 0
    areas = _areas(park, land)
    _places(park, land)
    _belongings(park, land)
    return _parcels(park, read, areas)


def _areas(park: Park, land: Land) -> dict[str, Area]:
    drawn = [area for area in land.parks if area.shape is not None]
    lifted = Ground(land.epsg).lift([area.shape for area in drawn]) if drawn else []
    borders = {a.id: geometry_of(shape) for a, shape in zip(drawn, lifted, strict=True)}
    found = {}
    for one in land.parks:
        area = Area.objects.create(
            park=park,
            code=one.id,
            name=one.name,
            chemical=one.chemical,
            area_m2=one.area_m2,
            border=borders.get(one.id),
            source=one.source[:500],
            assumed=one.assumed,
        )
        Limit.objects.bulk_create(
            Limit(
                area=area,
                resource=q.resource,
                amount=q.amount,
                first=q.first,
                last=q.last,
                source=q.source[:500],
                assumed=q.assumed,
            )
            for q in one.quotas
        )
        found[one.id] = area
    return found


def _places(park: Park, land: Land) -> None:
    lifted = Ground(land.epsg).lift([place.shape for place in land.places]) if land.places else []
    Place.objects.bulk_create(
        Place(
            park=park,
            code=one.id,
            name=one.name,
            kind=one.kind,
            shape=geometry_of(shape),
            keep_m=one.keep_m,
            source=one.source[:500],
            assumed=one.assumed,
        )
        for one, shape in zip(land.places, lifted, strict=True)
    )


def _belongings(park: Park, land: Land) -> None:
    Belonging.objects.bulk_create(
        Belonging(
            park=park,
            subject=one.subject,
            kind=one.kind,
            code=one.code,
            name=one.name,
            since=one.since,
            until=one.until,
            source=one.source[:500],
        )
        for one in land.belongings
    )


def _parcels(park: Park, read: LandRead, areas: dict[str, Area]) -> int:
    """Store the parcels, each with the project of the folder that stands on it already."""
    land = read.land
    standing = {code: project for project in land.projects for code in project.fixed_on}
    rows = []
    for told in fields_of(land.parcels, land.epsg, read.systems.get("parcels", "")):
        project = standing.get(told["code"])
        told |= {"area": areas[told["area"]], "holder": project.name if project else ""}
        rows.append(Parcel(park=park, **told))
    store(rows, by=FOLDER)
    giver = land_seat(park.pk)
    Allocation.objects.bulk_create(
        Allocation(
            park=park,
            parcel=row,
            project_code=standing[row.code].id,
            project_name=standing[row.code].name,
            state=GIVEN,
            side=giver.party,
            by=FOLDER,
        )
        for row in rows
        if row.code in standing and giver is not None
    )
    return len(rows)


def store(rows: list[Parcel], by: str, side: str = "") -> None:
    """Store new parcels, each with the first row of its history."""
    for row in rows:
        row.feature = row.drawn()
    Parcel.objects.bulk_create(rows, batch_size=200)
    Step.objects.bulk_create(
        (Step(parcel=row, was="", now=row.status or PLANNED, by=by, side=side) for row in rows),
        batch_size=500,
    )
