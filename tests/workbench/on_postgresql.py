"""Runs tests on PostgreSQL, as a role that neither owns the tables nor is a superuser.

`python tests/workbench/on_postgresql.py -q tests/workbench` takes what pytest takes.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

from workbench.postgresql import server  # noqa: E402


def main() -> int:
    """Start a server, run pytest with its address, stop it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is stopped even then
    with server("park") as (address,):
        env = {**os.environ, "FEIDI_DATABASE": address}
        return subprocess.run(
            [sys.executable, "-m", "pytest", *sys.argv[1:]], env=env, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
