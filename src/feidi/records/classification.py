"""Lists of industries: a code means something only together with the edition it comes from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from feidi.quantities.words import Words, both


@dataclass(frozen=True)
class Classification:
    """One edition of a list of industries.

    id: "GB/T 4754-2017", "CN-IO-42-2012" …, or a user's own. codes: in the order of the
    list. names, parents: one a code; a parent is "" at the top. office: who publishes it.
    tables_from: the first year whose input-output tables are in it, 0 where none are.
    Two editions are the same list only if they are equal: sharing codes proves nothing.
    """

    id: str
    codes: tuple[str, ...]
    names: tuple[Words, ...]
    parents: tuple[str, ...] = ()
    title: Words = field(default=both(""), compare=False)
    office: str = field(default="", compare=False)
    tables_from: int = field(default=0, compare=False)

    @cached_property
    def positions(self) -> dict[str, int]:
        """Return code -> place in the list."""
        return {code: i for i, code in enumerate(self.codes)}

    def __contains__(self, code: object) -> bool:
        return code in self.positions

    def name(self, code: str) -> Words:
        """Return the name of a code.

        >>> classification("GB/T 4754-2017").name("27").zh
        '医药制造业'
        """
        return self.names[self.positions[code]]

    def parent(self, code: str) -> str:
        """Return the code above, "" at the top."""
        return self.parents[self.positions[code]] if self.parents else ""

    def above(self, code: str) -> Iterator[str]:
        """Yield the codes above a code, nearest first.

        >>> list(classification("GB/T 4754-2017").above("3091"))
        ['309', '30', 'C']
        """
        while code := self.parent(code):
            yield code

    def level(self, code: str) -> int:
        """Return 1 at the top, 2 below it, and so on."""
        return 1 + sum(1 for _ in self.above(code))

    def at_level(self, level: int) -> tuple[str, ...]:
        """Return the codes of one level, in order.

        GB/T 4754-2017: 20 sections, 97 divisions, 473 groups, 1 381 classes.

        >>> [len(classification("GB/T 4754-2017").at_level(n)) for n in (1, 2, 3, 4)]
        [20, 97, 473, 1381]
        """
        return tuple(code for code in self.codes if self.level(code) == level)

    def nested(self, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return (code, code above it) where both are among `codes`: they would count twice."""
        chosen = set(codes)
        return tuple((c, up) for c in codes for up in self.above(c) if up in chosen)


@cache
def _editions() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in _rows("editions.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    place = files("feidi.records").joinpath("classifications").joinpath(name)
    yield from csv.DictReader(place.read_text(encoding="utf-8").splitlines())


def editions() -> tuple[str, ...]:
    """Return the ids of the bundled editions."""
    return tuple(_editions())


@cache
def classification(edition: str) -> Classification:
    """Return a bundled edition; a KeyError names those there are.

    Groups and classes of GB/T 4754-2017 have no English name: their Chinese one stands twice.

    >>> len(classification("CN-IO-42-2012").codes), len(classification("CN-IO-153-2020").codes)
    (42, 153)
    """
    if edition not in _editions():
        message = f"{edition} is not bundled; known: {', '.join(editions())}"
        raise KeyError(message)
    about = _editions()[edition]
    rows = list(_rows(about["file"]))
    return Classification(
        id=edition,
        codes=tuple(row["code"] for row in rows),
        names=tuple(Words(row["zh"], row["en"] or row["zh"]) for row in rows),
        parents=tuple(row["parent"] for row in rows) if any(r["parent"] for r in rows) else (),
        title=Words(about["zh"], about["en"]),
        office=about["office"],
        tables_from=int(about["tables_from"] or 0),
    )
