"""A demo that stands ready: furnished once in a run of the tests, copied by each that changes it.

To make its tables, read its folder and settle it takes the better part of a minute.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql

EXAMPLES = Path(__file__).parents[2] / "examples"
FURNISH = """
from pathlib import Path; import sys
from feidi.workbench.commands import furnish, prepare, set_up
set_up(); prepare(); furnish(Path(sys.argv[1]))
"""
# the folder that all workers of a run share; without one, a demo is furnished where it is needed
place: Path | None = None


def clone(example: str, address: str) -> None:
    """Put a furnished demo into an empty database of PostgreSQL."""
    head, _, name = address.rpartition("/")
    whole = f"ready-{example}"
    with psycopg.connect(f"{head}/postgres", autocommit=True) as door:
        if not door.execute("SELECT 1 FROM pg_database WHERE datname = %s", [whole]).fetchone():
            door.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(whole)))
            with TemporaryDirectory() as data:
                _furnish(example, Path(data), f"{head}/{whole}")
        made = sql.Identifier(name)
        door.execute(sql.SQL("DROP DATABASE {}").format(made))
        of = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        door.execute(of.format(made, sql.Identifier(whole)))


def _furnish(example: str, data: Path, database: str = "") -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("FEIDI_")}
    said = {"FEIDI_DEMO": "1", "FEIDI_DATA": str(data), "FEIDI_DATABASE": database}
    folder = str(EXAMPLES / example)
    subprocess.run([sys.executable, "-c", FURNISH, folder], env={**clean, **said}, check=True)


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
            _furnish(example, made)
            made.rename(whole)
    shutil.copytree(whole, into, dirs_exist_ok=True)
