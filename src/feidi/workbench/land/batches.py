"""Bring a map in, import it, discard it, undo it: each whole or not at all."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ALLOCATE
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.land.bringing import store
from feidi.workbench.land.models import (
    DISCARDED,
    IMPORTED,
    PENDING,
    UNDONE,
    Allocation,
    Area,
    LandBatch,
    Parcel,
)
from feidi.workbench.land.shaping import records_of
from feidi.workbench.land.sides import at_land
from feidi.workbench.land.uploads import Read, against_park
from feidi.workbench.scope.acting import JOINT, OWN


@action("land.bring", Words("上传了宗地地图，待导入", "brought in a map of parcels"), ALLOCATE)
def bring(entry: Entry, *, actor: Actor, read: Read) -> LandBatch:
    """Keep a clean map for the own side to look at; nothing of it counts yet."""
    park, party = actor.at
    if not at_land(actor):
        raise Refusal(Words("宗地地图由飞入地一方导入", "the side the land lies at imports maps"))
    if not read.clean:
        raise Refusal(Words("地图里还有错误，没有保存", "the map has errors; kept nothing"))
    batch: LandBatch = LandBatch.objects.create(
        park=park,
        owner=party,
        visibility=OWN,
        said_name=read.said_name,
        sha256=read.sha256,
        content=read.content,
        crs=read.crs,
        converted=read.converted,
        rows=read.rows,
        count=len(read.rows),
        warnings=[p.as_json() for p in read.problems],
        by=str(actor.user),
    )
    entry.about, entry.after = batch, {"sha256": batch.sha256, "parcels": batch.count}
    return batch


@action("land.import", Words("导入了宗地地图", "imported a map of parcels"), ALLOCATE)
def bring_in(entry: Entry, *, actor: Actor, batch: LandBatch, version: int) -> LandBatch:
    """Make the parcels of a pending map part of the park, all of them, seen by both sides."""
    batch = take(batch, version)
    _must_be(batch, PENDING)
    areas = {area.code: area for area in Area.objects.filter(park=batch.park_id)}
    rows = [
        Parcel(park=batch.park, batch=batch, **{**told, "area": areas[told["area"]]})
        for told in batch.rows
    ]
    epsg = rows[0].epsg
    problems = tuple(
        p for p in against_park(batch.park_id, records_of(rows, epsg), epsg) if p.level == "error"
    )
    if problems:
        what = Words(
            "上传以后宗地变了，现在不能导入", "parcels have changed since; it no longer fits"
        )
        raise Refusal(what, problems)
    entry.about = batch
    entry.change(batch, state=IMPORTED, owner=None, visibility=JOINT)
    entry.after |= {"sha256": batch.sha256, "parcels": batch.count}
    batch.rows = []
    batch.save()
    store(rows, by=str(actor.user), side=str(actor.party or ""))
    return batch


@action("land.discard", Words("放弃了待导入的宗地地图", "discarded a map of parcels"), ALLOCATE)
def discard(entry: Entry, *, actor: Actor, batch: LandBatch, version: int) -> LandBatch:
    """Drop a pending map; nothing of it is kept but that it was there."""
    actor.must(ALLOCATE)
    batch = take(batch, version)
    _must_be(batch, PENDING)
    entry.about = batch
    entry.change(batch, state=DISCARDED)
    batch.rows, batch.content = [], b""
    batch.save()
    return batch


@action("land.undo", Words("撤销了一批宗地", "undid a map of parcels"), ALLOCATE)
def undo(entry: Entry, *, actor: Actor, batch: LandBatch, version: int, reason: str) -> LandBatch:
    """Take all parcels of a map out again; refused once one of them was asked for or changed."""
    if not at_land(actor):
        raise Refusal(Words("由飞入地一方撤销", "the side the land lies at undoes it"))
    batch = take(batch, version)
    _must_be(batch, IMPORTED)
    if not reason.strip():
        raise Refusal(Words("请写明撤销的原因", "say why it is undone"))
    used = Allocation.objects.filter(parcel__batch=batch).select_related("parcel")
    codes = {one.parcel.code for one in used}
    codes |= set(batch.parcels.filter(version__gt=1).values_list("code", flat=True))
    if codes:
        what = Words(
            "宗地 {codes} 已有申请、供地或改动，不能整批撤销",
            "parcels {codes} were asked for, given or changed: the map cannot be undone",
        )
        raise Refusal(what.fill(codes="、".join(sorted(codes)[:8])))
    entry.about, entry.reason = batch, reason
    entry.change(batch, state=UNDONE)
    batch.parcels.all().delete()
    batch.save()
    return batch


def _must_be(batch: LandBatch, state: str) -> None:
    if batch.state != state:
        what = Words("这批现在是“{now}”，不能这样做", "it is “{now}” now: not possible")
        raise Refusal(what.fill(now=batch.state_words))
