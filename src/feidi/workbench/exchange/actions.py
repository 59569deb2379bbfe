"""Ask for the archive of one's side, keep what the job packed, give it out, remove it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import LEADER, LEAVE
from feidi.workbench.actions import Refusal, action
from feidi.workbench.audit.recording import Entry
from feidi.workbench.exchange.models import FAILED, GONE, READY, Archive
from feidi.workbench.jobs import QUEUED, RUNNING
from feidi.workbench.notifications.telling import notify
from feidi.workbench.scope.acting import OWN

# days for which a packed archive is kept to be fetched
KEPT_DAYS = 7
OVERTAKEN = Words("已由别处接手", "another worker has taken it over")


@dataclass(frozen=True)
class Packed:
    """A file that is packed: its name among the site's archives, its digest, its bytes counted."""

    file: str
    sha256: str
    size: int


def archives() -> Path:
    """Return where packed archives lie: beside the database, under no address of the site."""
    folder: Path = settings.ENVIRONMENT.data / "archives"
    return folder


@action(
    "archives.ask", Words("要求离场导出", "asked for the archive of leaving"), LEAVE, fresh=True
)
def ask(entry: Entry, *, actor: Actor, why: str) -> Archive:
    """Have the archive of the own side packed; one at a time."""
    park, party = actor.at
    if not why.strip():
        raise Refusal(Words("请写明为什么要带走", "say what it is taken for"))
    if Archive.objects.filter(owner=party, state__in=(QUEUED, RUNNING)).exists():
        raise Refusal(Words("本方的存档正在打包，请等它做完", "one is being packed already"))
    archive: Archive = Archive.objects.create(
        park=park, owner=party, visibility=OWN, why=why.strip()[:300], by=actor.name
    )
    entry.about, entry.reason = archive, archive.why
    return archive


@action("archives.keep", Words("离场存档已打包", "packed the archive of leaving"), LEAVE)
def keep(entry: Entry, *, actor: Actor, archive: Archive, mark: str, packed: Packed) -> Archive:
    """Keep what a job has packed, if the job is still its own."""
    own = Archive.objects.filter(pk=archive.pk, claim=mark, state=RUNNING)
    until = timezone.localdate() + timedelta(KEPT_DAYS)
    if not own.update(state=READY, until=until, **vars(packed)):
        raise Refusal(OVERTAKEN)
    archive.refresh_from_db()
    entry.about = archive
    entry.after = {"sha256": packed.sha256, "size": packed.size, "until": str(until)}
    said = Words("离场存档已打包，可以下载", "the archive of leaving is ready")
    notify(archive, said, actor=actor, roles=(LEADER,))
    return archive


@action("archives.fail", Words("离场存档没有做成", "failed to pack an archive"), LEAVE)
def fail(entry: Entry, *, actor: Actor, archive: Archive, mark: str, what: str) -> None:
    """Say that an archive could not be packed."""
    own = Archive.objects.filter(pk=archive.pk, claim=mark, state=RUNNING)
    if not own.update(state=FAILED):
        raise Refusal(OVERTAKEN)
    entry.about, entry.reason = archive, what[:300]
    said = Words("离场存档没有做成，请再要求一次", "the archive was not packed; ask once more")
    notify(archive, said, actor=actor, roles=(LEADER,))


@action(
    "exports.leaving", Words("下载了离场存档", "took the archive of leaving"), LEAVE, fresh=True
)
def give(entry: Entry, *, actor: Actor, archive: Archive) -> Path:
    """Give a packed archive out; return where it lies."""
    place = archives() / archive.file
    if archive.state != READY or not place.is_file():
        raise Refusal(Words("存档已不在，请重新要求", "the archive is gone; ask once more"))
    entry.about = archive
    entry.after = {"file": archive.name, "sha256": archive.sha256, "size": archive.size}
    return place


@action("archives.remove", Words("删除了离场存档", "removed an archive of leaving"), LEAVE)
def remove(entry: Entry, *, actor: Actor, archive: Archive) -> None:
    """Remove a packed archive from the site before its day; the row and its digest stay."""
    if not Archive.objects.filter(pk=archive.pk, state=READY).update(state=GONE):
        raise Refusal(Words("已经删除", "it is removed already"))
    entry.about, entry.after = archive, {"sha256": archive.sha256}
    (archives() / archive.file).unlink(missing_ok=True)
