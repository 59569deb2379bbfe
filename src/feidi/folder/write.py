"""The only way anything is written into a project folder: whole files, atomically."""

import csv
import io
import os
import tempfile
from errno import ENOTDIR
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from feidi.evidence.problem import has_errors
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.columns import columns, template
from feidi.folder.folder import Folder
from feidi.folder.opening import Root, refuse, unwritable
from feidi.quantities.calendar import month_of, month_text, read_span
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.records.posted import PostedTotal
from feidi.settle import Settlement

# tables a new folder has with their header alone
_EMPTY_TABLES = ("facts", "events", "payments")


def write_file(root: Root, name: str, content: bytes, *, anew: bool = False) -> Path:
    """Put a file into the folder, whole or not at all; `Refused` where the system refuses.

    anew: refuse (`FileExistsError`) where the name is taken, instead of replacing the file.
    """
    target = root.inside(name)
    try:
        _put(target, content, anew=anew)
    except FileExistsError:
        raise
    except OSError as error:
        raise unwritable(name, error) from error
    return target


def make_folder(place: Path) -> Root:
    """Make a folder with those above it, if it does not exist; `Refused` where that fails."""
    try:
        str(place).encode()
        place.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(str(place), error) from error
    return Root(place)


def _put(target: Path, content: bytes, *, anew: bool) -> None:
    if target.parent.exists() and not target.parent.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".feidi-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        if anew:
            os.link(temporary, target)
        else:
            Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    _keep(target.parent)


def _keep(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def new_folder(path: str | os.PathLike[str], lang: str = "zh") -> Path:
    """Make a project folder to start from: a small agreement, its receipts, empty tables.

    It checks clean and settles. lang: zh or en. `Refused` where the folder is not empty.
    """
    place = Path(path)
    if _taken(place):
        raise refuse(
            str(place),
            "FO030",
            Words(
                "这里已有文件，不覆盖", "there is something here already; nothing is overwritten"
            ),
            Words("换一个名称，或先清空它", "choose another name, or empty it first"),
        )
    root = make_folder(place)
    for name, content in _start(files("feidi.folder") / "start" / lang):
        write_file(root, name, content, anew=True)
    for table in _EMPTY_TABLES:
        header = template(table, lang).encode()
        write_file(root, f"{layout.SETTLE}/{table}.csv", header, anew=True)
    return root.path


def _taken(place: Path) -> bool:
    """Say whether anything is where a folder shall be made; an empty folder is nothing."""
    try:
        return os.path.lexists(place) and (not place.is_dir() or any(place.iterdir()))
    except (OSError, ValueError) as error:
        raise unwritable(str(place), error) from error


def _start(folder: Traversable, under: str = "") -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _start(entry, f"{under}{entry.name}/")
        else:
            found.append((f"{under}{entry.name}", entry.read_bytes()))
    return found


def post(folder: Folder, year: int, settlement: Settlement) -> Path:
    """Write what a settlement gives for a year, as both sides have confirmed it.

    The file is 7-settle/posted/<year>-<known_at>.csv and is never rewritten: what changes
    later is posted with a later year (§R6). `Refused` where the settlement has errors or does
    not reach the year, or where the year is posted already.
    """
    name = f"{layout.POSTED}/{year}-{settlement.known_at.isoformat()}.csv"
    if has_errors(settlement.problems) or year not in settlement.years:
        raise refuse(
            name,
            "FO032",
            Words(
                f"结算有错误，或结算里没有 {year} 年（有 {_listed(settlement)}）",
                f"it has errors, or no year {year} (it has {_listed(settlement)})",
            ),
            Words("改正错误，或换一个年度", "mend the errors, or name another year"),
        )
    _ended(name, year, settlement)
    root = Root(folder.path)
    if any(row.year == year for row in folder.posted) or root.exists(name):
        raise _posted_already(name, year)
    rows = posted_rows(year, settlement, name)
    try:
        return write_file(root, name, _table(rows, folder.lang), anew=True)
    except FileExistsError as error:
        raise _posted_already(name, year) from error


def _listed(settlement: Settlement) -> str:
    return ", ".join(map(str, settlement.years)) or "0"


def _ended(name: str, year: int, settlement: Settlement) -> None:
    """Refuse a year whose last settlement period had not ended on the day it is known at."""
    last = max(read_span(p.period).last for p in settlement.postings if p.year == year)
    if last >= month_of(settlement.known_at):
        what = Words(
            f"{year} 年到 {settlement.known_at} 尚未结束（至 {month_text(last)}），过账后不能再改",
            f"{year} had not ended on {settlement.known_at} (it lasts until {month_text(last)}), "
            "and what is posted stays",
        )
        fix = Words(
            "期末之后再过账，用 --known-at 写期末之后的日期",
            "post after its end, with a later day as --known-at",
        )
        raise refuse(name, "FO034", what, fix)


def _posted_already(name: str, year: int) -> Exception:
    return refuse(
        name,
        "FO031",
        Words(f"{year} 年已经过账，不改写", f"{year} is posted already and is not rewritten"),
        Words("差额在下一年度结算时作为更正过账", "the difference is posted with the next year"),
    )


def posted_rows(year: int, settlement: Settlement, name: str) -> list[PostedTotal]:
    """Return what each account gets in a year: its own, then corrections of earlier years."""
    corrections = [c for c in settlement.corrections if c.settled_with == year]
    given: dict[tuple[int, str], int] = {}
    for total in settlement.totals:
        if total.year == year:
            later = sum(c.difference for c in corrections if c.party == total.party)
            given[year, total.party] = total.amount - later
    for c in corrections:
        given[c.year, c.party] = given.get((c.year, c.party), 0) + c.difference
    day, fingerprint = settlement.known_at, settlement.agreement.fingerprint
    return [
        PostedTotal(year, of_year, party, amount, day, fingerprint, At(name))
        for (of_year, party), amount in given.items()
    ]


def _table(rows: list[PostedTotal], lang: str) -> bytes:
    text = io.StringIO(newline="")
    text.write(template("posted", lang))
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        values = {
            "amount": in_yuan(row.amount).replace(",", ""),
            "known_at": row.known_at.isoformat(),
        }
        writer.writerow([values.get(c.field, getattr(row, c.field)) for c in columns("posted")])
    return text.getvalue().encode()
