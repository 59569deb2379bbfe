"""From one edition of a classification to another, where whole codes go into whole codes."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from feidi.records.classification import Classification, classification


@dataclass(frozen=True)
class Bridge:
    """Which codes of `target` a code of `source` stands for.

    targets: code of the source -> codes of the target. One code is an exact aggregation;
    several mean that the old code was split, and a figure of it cannot be carried over.
    """

    source: Classification
    target: Classification
    targets: dict[str, tuple[str, ...]]

    def targets_of(self, code: str) -> tuple[str, ...]:
        """Return where a code goes: by itself, or with the code above it; () where nowhere.

        >>> bridge("GB/T 4754-2011", "GB/T 4754-2017").targets_of("83")
        ('84',)
        """
        for one in (code, *self.source.above(code)):
            if one in self.targets:
                return self.targets[one]
        return ()


@cache
def _direct() -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    place = files("feidi.records").joinpath("classifications").joinpath("bridges.csv")
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for row in csv.DictReader(place.read_text(encoding="utf-8").splitlines()):
        pairs = found.setdefault((row["from_edition"], row["to_edition"]), {})
        pairs[row["from_code"]] = (*pairs.get(row["from_code"], ()), row["to_code"])
    return found


@cache
def bridge(source: str, target: str) -> Bridge | None:
    """Return the bundled bridge between two editions, by one edition between them if need be.

    None where there is none: tables of the two editions must then not be joined. A code that
    was split may still be carried to a list in which its parts are together again.

    >>> two = bridge("GB/T 4754-2011", "CN-IO-42-2017")
    >>> two.targets_of("58"), bridge("CN-IO-42-2017", "CN-IO-42-2012")
    (('29',), None)
    """
    direct = _direct()
    if (source, target) in direct:
        return Bridge(classification(source), classification(target), direct[source, target])
    for (first, middle), pairs in direct.items():
        if first == source and (middle, target) in direct:
            onward = Bridge(classification(middle), classification(target), direct[middle, target])
            joined = {
                code: tuple(sorted({t for mid in mids for t in onward.targets_of(mid)}))
                for code, mids in pairs.items()
            }
            return Bridge(classification(source), classification(target), joined)
    return None


def common_edition(one: str, other: str) -> str | None:
    """Return the edition in which tables of two editions can be compared, or None.

    >>> common_edition("CN-IO-42-2012", "CN-IO-42-2017")
    'CN-IO-41'
    """
    if one == other:
        return one
    if bridge(one, other):
        return other
    if bridge(other, one):
        return one
    reached = [
        target
        for _, target in _direct()
        if bridge(one, target) is not None and bridge(other, target) is not None
    ]
    return reached[0] if reached else None
