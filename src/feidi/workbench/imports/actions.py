"""Bring a table in, import it, discard it, undo it: each whole or not at all."""

from feidi.folder import layout
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import FINANCE, IMPORT
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.actions import follow
from feidi.workbench.enterprises.roster import firms_of_file, take_roster
from feidi.workbench.imports.checking import Checked, check_table, receipts_of_file
from feidi.workbench.imports.models import (
    DISCARDED,
    IMPORTED,
    PENDING,
    RECEIPTS,
    REPLACED,
    UNDONE,
    Batch,
)
from feidi.workbench.imports.rows import index_receipts
from feidi.workbench.notifications.telling import notify, others
from feidi.workbench.scope.acting import JOINT, OWN
from feidi.workbench.stored.models import StoredFile
from feidi.workbench.stored.shelf import put, take_off


@action("imports.bring", Words("上传了数据表，待导入", "brought in a table"), IMPORT)
def bring(
    entry: Entry, *, actor: Actor, table: str, said_name: str, content: bytes, checked: Checked
) -> Batch:
    """Keep a clean table for the own side to look at; nothing of it counts yet."""
    batch = brought(actor, table, said_name, content, checked)
    entry.about, entry.after = batch, {"sha256": batch.sha256, "rows": batch.count}
    return batch


def brought(actor: Actor, table: str, said_name: str, content: bytes, checked: Checked) -> Batch:
    """Store a clean table as pending, the own side's; called by the actions that take one in."""
    park, party = actor.at
    if not checked.clean:
        raise Refusal(Words("表里还有错误，没有保存", "the table has errors; kept nothing"))
    batch: Batch = Batch.objects.create(
        park=park,
        owner=party,
        visibility=OWN,
        table=table,
        name=checked.name,
        said_name=said_name[:200],
        content=content,
        sha256=checked.sha256,
        count=checked.count,
        total=checked.total,
        first_day=checked.first_day,
        last_day=checked.last_day,
        warnings=[p.as_json() for p in checked.problems],
        by=actor.name[:120],
    )
    return batch


@action("imports.import", Words("导入了数据表", "imported a table"), IMPORT)
def bring_in(entry: Entry, *, actor: Actor, batch: Batch, version: int) -> Batch:
    """Make a pending table part of the park's folder, all of it, seen by both sides."""
    batch = take(batch, version)
    _must_be(batch, PENDING)
    checked = check_table(batch.park_id, batch.table, bytes(batch.content))
    if not checked.clean:
        what = Words(
            "别的数据已经变了，这张表现在不能导入", "other data have changed; it no longer fits"
        )
        raise Refusal(what, checked.problems)
    entry.about = batch
    same = Batch.objects.filter(park=batch.park_id, name=batch.name, state=IMPORTED)
    same.update(state=REPLACED)
    file = put(batch.park_id, batch.name, bytes(batch.content), actor)
    entry.change(batch, state=IMPORTED, owner=None, visibility=JOINT, file=file)
    entry.after |= {"sha256": batch.sha256, "rows": batch.count}
    batch.content = b""
    batch.save()
    follow(batch)
    if batch.table == RECEIPTS:
        index_receipts(batch, receipts_of_file(file))
    if batch.name == layout.ENTERPRISES:
        take_roster(batch.park_id, firms_of_file(file), batch.by)
    return batch


@action("imports.discard", Words("放弃了待导入的数据表", "discarded a table"), IMPORT)
def discard(entry: Entry, *, actor: Actor, batch: Batch, version: int) -> Batch:
    """Drop a pending table; its rows are not kept."""
    batch = take(batch, version)
    _must_be(batch, PENDING)
    entry.about = batch
    entry.change(batch, state=DISCARDED)
    batch.content = b""
    batch.save()
    return batch


@action("imports.undo", Words("撤销了一批导入", "undid an import"), IMPORT)
def undo(entry: Entry, *, actor: Actor, batch: Batch, version: int, reason: str) -> Batch:
    """Take a whole batch of receipts out again; refused once a posted settlement stands on it."""
    batch = take(batch, version)
    _must_be(batch, IMPORTED)
    if batch.table != RECEIPTS:
        what = Words(
            "这类表只有一张，请导入改正后的新表来替代",
            "there is one such table; import a corrected one to replace it",
        )
        raise Refusal(what)
    if not reason.strip():
        raise Refusal(Words("请写明撤销的原因", "say why it is undone"))
    posted = posted_with(batch)
    if posted:
        what = Words(
            "{years} 年已按这批数据过账，不能撤销；请导入更正行",
            "{years} is posted on these data: import correcting rows instead",
        )
        raise Refusal(what.fill(years="、".join(posted)))
    entry.about, entry.reason = batch, reason
    entry.change(batch, state=UNDONE)
    batch.rows.all().delete()
    take_off(batch.park_id, batch.name)
    batch.save()
    words = Words("对方撤销了导入“{batch}”：{reason}", "“{batch}” is undone: {reason}")
    said = words.fill(batch=batch, reason=reason)
    notify(batch, said, actor=actor, sides=others(actor), roles=(FINANCE,))
    return batch


def posted_with(batch: Batch) -> list[str]:
    """Return the years posted when this batch was part of the folder."""
    files = StoredFile.objects.filter(
        park=batch.park_id, current=True, name__startswith="7-settle/posted/"
    ).order_by("name")
    booked = batch.first_day
    known = [file.name.rpartition("/")[2].removesuffix(".csv") for file in files]
    return [k[:4] for k in known if booked is not None and k[5:] >= booked.isoformat()]


def _must_be(batch: Batch, state: str) -> None:
    if batch.state != state:
        what = Words("这批数据现在是“{now}”，不能这样做", "the batch is “{now}” now: not possible")
        raise Refusal(what.fill(now=batch.state_words))
