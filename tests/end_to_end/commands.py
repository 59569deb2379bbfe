"""The commands and files of a project folder, as a user and the csv module meet them."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from feidi.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = tuple(sorted(path.parent for path in EXAMPLES.glob("*/agreement.md")))


def feidi(*command: str | Path) -> str:
    """Return what a command prints on its output; it must end with code 0."""
    result = CliRunner().invoke(main, [str(word) for word in command])
    assert result.exit_code == 0, result.output
    return result.stdout


def settled(folder: Path, *options: str) -> dict[str, Any]:
    """Return the settlement of a folder as its JSON says it."""
    found: dict[str, Any] = json.loads(feidi("settle", folder, "--json", *options))
    return found


def receipts(folder: Path, known_at: str = "9999-12-31") -> Iterator[dict[str, str]]:
    """Return the rows of all receipts booked by a day, read with the csv module alone."""
    for path in sorted((folder / "7-settle").glob("receipts*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from (row for row in csv.DictReader(file) if row["入库日期"] <= known_at)


def fen(yuan: str) -> int:
    """Return an amount written in yuan, in fen."""
    return int(Decimal(yuan) * 100)


def booked(folder: Path, known_at: str = "9999-12-31") -> int:
    """Return the sum of all receipts booked by a day."""
    return sum(fen(row["金额"]) for row in receipts(folder, known_at))
