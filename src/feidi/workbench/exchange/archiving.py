"""The job that packs the archive of a side, outside any request; and the sweeping of old ones."""

from hashlib import file_digest
from pathlib import Path

from django.utils import timezone
from django_tasks import task

from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.actions import Refusal
from feidi.workbench.exchange import actions
from feidi.workbench.exchange.models import READY, Archive
from feidi.workbench.exchange.packing import take_archive
from feidi.workbench.jobs import FOR_BOTH, RUNNING, beating, claim, taken_up
from feidi.workbench.scope.acting import everything


@task()
def pack(key: int) -> str:
    """Pack an archive that waits; whatever happens, it ends ready, failed, or waiting again."""
    with everything(FOR_BOTH):
        mark = claim(Archive.objects, key)
        if not mark:
            return "nothing to do"
        with beating(Archive.objects, key, mark):
            rows = Archive.objects.select_related("park", "owner")
            return _packed(rows.get(pk=key), mark)


def _packed(archive: Archive, mark: str) -> str:
    place = actions.archives() / name_of(archive.pk, mark)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        take_archive(archive.park, place, archive.owner)
        place.chmod(0o600)
        actions.keep(actor=MACHINE, archive=archive, mark=mark, packed=_measured(place))
    except Refusal:
        place.unlink(missing_ok=True)
        return "overtaken"
    except Exception as error:
        place.unlink(missing_ok=True)
        try:
            actions.fail(actor=MACHINE, archive=archive, mark=mark, what=type(error).__name__)
        except Refusal:
            return "overtaken"
        raise
    return "done"


def name_of(key: int, mark: str) -> str:
    """Return the name of the file that one worker packs."""
    return f"{key}-{mark}.zip"


def _measured(place: Path) -> actions.Packed:
    with place.open("rb") as packed:
        digest = file_digest(packed, "sha256").hexdigest()
    return actions.Packed(place.name, digest, place.stat().st_size)


def resume() -> int:
    """Queue again every archive nobody has worked on for too long; return how many."""
    return taken_up(Archive.objects, pack.enqueue)


def sweep() -> int:
    """Remove the archives whose day has passed, and what dead workers left; return how many."""
    with everything("what was packed is not kept for ever"):
        lying = list(actions.archives().glob("*.zip"))
        count = 0
        for one in Archive.objects.filter(state=READY, until__lt=timezone.localdate()):
            try:
                actions.remove(actor=MACHINE, archive=one)
            except Refusal:
                continue  # another process was first
            count += 1
        ready = Archive.objects.filter(state=READY).values_list("file", flat=True)
        packing = Archive.objects.filter(state=RUNNING).values_list("pk", "claim")
        wanted = {*ready, *(name_of(*one) for one in packing)}
        for place in lying:
            if place.name not in wanted:
                place.unlink(missing_ok=True)
        return count
