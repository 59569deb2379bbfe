"""Puts files on the shelf of a park, takes them off, and lays them out as a project folder."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import reduce
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import Q

from feidi.folder.opening import Root
from feidi.folder.write import make_folder, write_file
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.stored.models import StoredFile


def put(park: int, name: str, content: bytes, actor: Actor) -> StoredFile:
    """Make bytes the current file of a name; an earlier one is kept as no longer current."""
    take_off(park, name)
    file: StoredFile = StoredFile.objects.create(
        park_id=park,
        name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        added_by=str(actor),
    )
    return file


def take_off(park: int, name: str) -> None:
    """Make the current file of a name, if there is one, no longer part of the folder."""
    StoredFile.objects.filter(park=park, name=name, current=True).update(current=False)


def current_files(park: int, only: tuple[str, ...] = ()) -> Iterator[StoredFile]:
    """Yield the files of a park's folder, by name; of `only` those whose names begin so."""
    rows = StoredFile.objects.filter(park=park, current=True).order_by("name")
    if only:
        rows = rows.filter(reduce(or_, (Q(name__startswith=start) for start in only)))
    yield from rows.iterator(8)


def fingerprint(park: int) -> str:
    """Return what changes as soon as any file of a park's folder does: of all names and digests."""
    rows = StoredFile.objects.filter(park=park, current=True).order_by("name")
    said = "\n".join(f"{name} {sha256}" for name, sha256 in rows.values_list("name", "sha256"))
    return hashlib.sha256(said.encode()).hexdigest()


def lay_out(
    park: int, place: Path, instead: Mapping[str, bytes] | None = None, only: tuple[str, ...] = ()
) -> Root:
    """Write the current files into a folder, some of them other than stored; of `only` those."""
    root = make_folder(place)
    other = dict(instead or {})
    for file in current_files(park, only):
        if file.name not in other:
            write_file(root, file.name, bytes(file.content))
    for name, content in other.items():
        write_file(root, name, content)
    return root


@contextmanager
def as_folder(
    park: int, instead: Mapping[str, bytes] | None = None, only: tuple[str, ...] = ()
) -> Iterator[Path]:
    """Give a project folder with the park's files, or those of `only`, gone afterwards."""
    with TemporaryDirectory(prefix="feidi-park-") as place:
        yield lay_out(park, Path(place) / "park", instead, only).path
