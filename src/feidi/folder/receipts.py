"""The files of receipts: rows streamed as records, and what is wrong with them."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from feidi.clauses.agreement import Agreement
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.opening import Refused, Root
from feidi.folder.table import Row, Table
from feidi.quantities.words import Words
from feidi.records.receipt import Receipt

_PIECE = 1 << 20


@dataclass(frozen=True)
class Extent:
    """What the rows of a file come to. total: fen. first, last: the days booked, if any."""

    count: int = 0
    total: int = 0
    first: date | None = None
    last: date | None = None

    def with_(self, receipt: Receipt) -> "Extent":
        """Return the extent with one row more."""
        day = receipt.booked_on
        return Extent(
            self.count + 1,
            self.total + receipt.amount,
            min(self.first or day, day),
            max(self.last or day, day),
        )


@dataclass(frozen=True)
class ReceiptFiles:
    """The receipts of a folder, each file once.

    root: the folder. names: relative to it, sorted. latest: the last day anything was booked.
    repeated: whether a row stands twice, so that ids must be looked at when rows are summed.
    extents: of the CSV files among them, by name, repeated rows and all.
    """

    root: Path
    names: tuple[str, ...] = ()
    latest: date | None = None
    repeated: bool = False
    extents: tuple[tuple[str, Extent], ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The real places of the files."""
        folder = Root(self.root)
        return tuple(folder.inside(name) for name in self.names)


def receipt_of(row: Row) -> Receipt:
    """Return the record of one row of a table of receipts."""
    v = row.values
    return Receipt(
        v["id"],
        v["enterprise"],
        v.get("park") or "",
        v["tax"],
        v["period"],
        v["booked_on"],
        v["amount"],
        v["kind"],
        v.get("source") or "",
        row.at,
    )


def receipts_in(root: Root, name: str) -> Iterator[Receipt]:
    """Yield the sound receipts of one CSV file, in its order."""
    for row in Table(root, name, "receipts").rows():
        yield receipt_of(row)


def once_each(root: Root, names: list[str]) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the files without byte-identical copies, and a warning for each copy.

    Only files of equal size are read through.
    """
    problems: list[Problem] = []
    by_size: defaultdict[int, list[str]] = defaultdict(list)
    for name in names:
        try:
            with root.open(name) as file:
                by_size[file.seek(0, os.SEEK_END)].append(name)
        except Refused as refused:
            problems.append(refused.problem)
    kept: list[str] = []
    for same_size in by_size.values():
        first_of: dict[str, str] = {}
        for name in same_size:
            first = first_of.setdefault(digest(root, name) if len(same_size) > 1 else "", name)
            if first is name:
                kept.append(name)
            else:
                problems.append(_copy(name, first))
    return tuple(sorted(kept)), problems


def digest(root: Root, name: str) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    sha = hashlib.sha256()
    with root.open(name) as file:
        while piece := file.read(_PIECE):
            sha.update(piece)
    return sha.hexdigest()


def _copy(name: str, first: str) -> Problem:
    return Problem(
        "FO020",
        At(name),
        Words(
            f"与 {first} 逐字节相同，只计一次", f"byte for byte the same as {first}; counted once"
        ),
        Words("删去其中一个", "delete one of them"),
    )


def receipt_names(root: Root) -> list[str]:
    """Return the files of receipts in 7-settle/, sorted."""
    return [
        name
        for name in root.names(layout.SETTLE)
        if layout.is_receipts(name.removeprefix(f"{layout.SETTLE}/"))
    ]


def without_receipts(agreement: Agreement) -> list[Problem]:
    """Return the problem of an agreement that divides receipts where there are none."""
    scopes = [clause for clause in agreement.clauses if clause.kind == "scope"]
    name = f"{layout.SETTLE}/{layout.RECEIPTS_PREFIX}.csv"
    what = Words(
        "{clause} 分享入库税款，文件夹里却没有入库数据",
        "{clause} divides receipts, but the folder has none",
    )
    fix = Words(f"补上 {name}", f"add {name}")
    return [Problem("FO002", At(name), what.fill(clause=c.id), fix) for c in scopes[:1]]
