"""A demo that stands ready: furnished once in a run of the tests, copied by each that changes it.

To make its tables, read its folder and settle it takes the better part of a minute.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
FURNISH = """
from pathlib import Path; import sys
from feidi.workbench.commands import furnish, prepare, set_up
set_up(); prepare(); furnish(Path(sys.argv[1]))
"""
# the folder that all workers of a run share; without one, a demo is furnished where it is needed
place: Path | None = None


def copy(example: str, into: Path) -> None:
    """Put the data of a furnished demo into a folder, on SQLite."""
    if place is None:
        return
    whole = place / f"demo-{example}"
    with (place / f"demo-{example}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            made = whole.with_suffix(".part")
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            clean = {k: v for k, v in os.environ.items() if not k.startswith("FEIDI_")}
            subprocess.run(
                [sys.executable, "-c", FURNISH, str(EXAMPLES / example)],
                env={**clean, "FEIDI_DEMO": "1", "FEIDI_DATA": str(made)},
                check=True,
            )
            made.rename(whole)
    shutil.copytree(whole, into, dirs_exist_ok=True)
