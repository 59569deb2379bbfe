"""Renew the lock files from pyproject.toml: exact versions and hashes, no host names."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCKS = {"dev.txt": ["workbench", "dev"], "bench.txt": ["workbench", "dev", "bench"]}
OPTIONS = [
    "--quiet",
    "--strip-extras",
    "--generate-hashes",
    "--allow-unsafe",
    "--upgrade",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
]


def main() -> int:
    """Write every lock file; return the first failure's exit code."""
    for name, extras in LOCKS.items():
        chosen = [part for extra in extras for part in ("--extra", extra)]
        command = [
            sys.executable,
            "-m",
            "piptools",
            "compile",
            *OPTIONS,
            *chosen,
            "pyproject.toml",
            "--output-file",
            f"requirements/{name}",
        ]
        done = subprocess.run(command, cwd=HERE.parent, check=False)  # noqa: S603 - our own words
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
