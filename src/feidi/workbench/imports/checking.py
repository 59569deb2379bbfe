"""Is a table fit to join the park's folder? Read by the core as if it were there already."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.cache import cache

from feidi.evidence.problem import Problem
from feidi.folder import Folder, layout, read_folder
from feidi.folder.cells import cells_of
from feidi.folder.opening import Root
from feidi.folder.receipts import Extent, receipts_in
from feidi.folder.table import Table
from feidi.folder.write import write_file
from feidi.records.receipt import Receipt
from feidi.workbench.imports.models import IMPORTED, RECEIPTS, Batch
from feidi.workbench.stored.models import StoredFile
from feidi.workbench.stored.shelf import as_folder, fingerprint

# receipts that do not meet what the treasury reports
CONTROL = "RE010"
A_DAY = 24 * 3600


@dataclass(frozen=True)
class Checked:
    """What a table would bring. problems: located in it; elsewhere: what the folder has besides.

    twin: an imported batch with the very same bytes. count, total (fen), days: of its rows.
    """

    name: str
    sha256: str
    problems: tuple[Problem, ...]
    elsewhere: tuple[Problem, ...]
    twin: Batch | None
    count: int
    total: int
    first_day: date | None
    last_day: date | None
    sample: tuple[dict[str, str], ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands in the way of importing it."""
        return tuple(p for p in self.problems if p.level == "error")

    @property
    def clean(self) -> bool:
        """Whether it may be imported."""
        return not self.errors and self.twin is None and self.count > 0


def name_of(table: str, content: bytes) -> str:
    """Return the file name a table gets: its own; for receipts one by content."""
    if table != RECEIPTS:
        return f"{layout.SETTLE}/{table}.csv"
    ends = hashlib.sha256(content).hexdigest()[:8]
    return f"{layout.SETTLE}/{layout.RECEIPTS_PREFIX}-{ends}.csv"


def check_table(park: int, table: str, content: bytes) -> Checked:
    """Return what is wrong with a table, and what it would bring.

    What was found is kept for a day: it holds for these bytes as long as the park's folder has
    the very same files, so looking at a table again and importing it need not read it again.
    """
    name = name_of(table, content)
    sha256 = hashlib.sha256(content).hexdigest()
    twin = Batch.objects.filter(park=park, sha256=sha256, state=IMPORTED).first()
    key = f"checked-{park}-{table}-{sha256}-{fingerprint(park)}"
    checked: Checked | None = None if twin else cache.get(key)
    if checked is None:
        checked = _checked(park, table, content, name, sha256, twin)
        if twin is None:
            cache.set(key, checked, A_DAY)
    return checked


def _checked(
    park: int, table: str, content: bytes, name: str, sha256: str, twin: Batch | None
) -> Checked:
    with as_folder(park, {} if twin else {name: content}) as place:
        folder = read_folder(place)
        found = folder.problems
        if twin:
            name = twin.name
        own = tuple(p for p in found if p.at.file == name)
        own += _caused(park, tuple(p for p in found if p.at.file != name))
        rest = tuple(p for p in found if p not in own)
        sound = not any(p.level == "error" for p in own)
        extent = _extent(folder, place, name, table) if sound else Extent()
        sample = tuple(_sample(place, name, table))
    days = extent.first, extent.last
    return Checked(name, sha256, own, rest, twin, extent.count, extent.total, *days, sample)


def _caused(park: int, elsewhere: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the errors in other files that are there only because of this one, as a repeated id.

    Control totals apart: they are met when all tables of their time are in, not before.
    """
    errors = tuple(p for p in elsewhere if p.level == "error" and p.code != CONTROL)
    if not errors:
        return ()
    with as_folder(park) as place:
        before = set(read_folder(place).problems)
    return tuple(p for p in errors if p not in before)


def _extent(folder: Folder, place: Path, name: str, table: str) -> Extent:
    root = Root(place)
    if table != RECEIPTS:
        return Extent(sum(1 for _ in Table(root, name, table).rows()))
    extent = dict(folder.receipts.extents).get(name)
    if extent is None:  # the same bytes stand under another name, and are read there
        extent = reduce(Extent.with_, receipts_in(root, name), Extent())
    if folder.receipts.repeated:  # one id counts once
        total = sum(cells_of((root.inside(name),), None).amount.tolist())
        extent = replace(extent, total=total)
    return extent


def _sample(place: Path, name: str, table: str, most: int = 8) -> Iterator[dict[str, str]]:
    for number, row in enumerate(Table(Root(place), name, table).rows()):
        if number == most:
            return
        yield {field: _cell(value) for field, value in row.values.items()}


def _cell(value: object) -> str:
    return "" if value is None else str(getattr(value, "value", value))


def receipts_of_file(file: StoredFile) -> Iterator[Receipt]:
    """Yield the receipts of a stored file, each with its line."""
    with TemporaryDirectory(prefix="feidi-file-") as place:
        root = Root(place)
        write_file(root, file.name, bytes(file.content))
        yield from receipts_in(root, file.name)
