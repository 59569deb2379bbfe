"""What the operator of the machine takes out by a command: written, then recorded, or withdrawn."""

import shutil
from hashlib import file_digest
from pathlib import Path

from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.exchange.packing import take_archive
from feidi.workbench.exchange.taking import take_folder
from feidi.workbench.oversight.actions import note_command
from feidi.workbench.parks.models import Park, Party


def take_out(park: Park, to: Path, party: Party | None = None, *, packed: bool = False) -> None:
    """Write a park into a folder or an archive; what is not recorded does not stay written."""
    if packed:
        take_archive(park, to, party)
    else:
        take_folder(park, to, party)
    told = {"file": to.name, "for": party.name if party else ""}
    try:
        if packed:
            with to.open("rb") as written:
                told["sha256"] = file_digest(written, "sha256").hexdigest()
        note_command(actor=MACHINE, about=park, told=told)
    except BaseException:
        if packed:
            to.unlink(missing_ok=True)
        else:
            shutil.rmtree(to, ignore_errors=True)
        raise
