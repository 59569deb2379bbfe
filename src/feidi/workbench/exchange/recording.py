"""Note that the whole database was backed up: what an administrator and an auditor ask for."""

import hashlib
from pathlib import Path

from feidi.evidence.chain import FIRST
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import HEALTH
from feidi.workbench.actions import action
from feidi.workbench.audit.models import ChainEnd
from feidi.workbench.audit.recording import Entry

# it begins as every verb of what leaves the site
BACKED_UP = "exports.backup"


@action(BACKED_UP, Words("备份了整个数据库", "backed up the whole database"), HEALTH)
def note_backup(entry: Entry, *, actor: Actor, archive: Path, rows: int) -> None:  # noqa: ARG001
    """Record a backup that was written: its name, size, rows and fingerprint, not where it lies."""
    entry.about, _ = ChainEnd.objects.get_or_create(
        pk=1, defaults={"number": 0, "link": FIRST, "sign": ""}
    )
    with archive.open("rb") as file:
        print_ = hashlib.file_digest(file, "sha256").hexdigest()
    size = archive.stat().st_size
    entry.after = {"file": archive.name, "rows": rows, "bytes": size, "sha256": print_}
