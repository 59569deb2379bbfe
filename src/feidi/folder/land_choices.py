"""Cells that hold words of a closed list: land uses, utilities, hazard classes, yes and no."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from feidi.folder.choices import Choices, read_choice
from feidi.quantities.folding import split_list
from feidi.quantities.words import Words, both
from feidi.records.belonging import ADMINISTRATIVE, STATISTICAL
from feidi.records.land_use import HAZARDS, LAND_USES, PLACES, SENSITIVE, STATUSES, UTILITIES
from feidi.records.resource import resources

YES_NO = {"yes": Words("是", "yes"), "no": Words("否", "no")}
BELONGINGS = {
    ADMINISTRATIVE: Words("行政", "administrative"),
    STATISTICAL: Words("统计", "statistical"),
}
_UTILITIES = {code: (words, both(code)) for code, words in UTILITIES.items()}
NEIGHBOURS = {**HAZARDS, SENSITIVE: Words("敏感", "sensitive"), **PLACES}


def _choices(options: Mapping[str, Words]) -> Choices:
    return {code: (words, both(code)) for code, words in options.items()}


def read_utilities(text: str) -> frozenset[str]:
    """Return the utilities a cell lists.

    >>> sorted(read_utilities("供水、供电"))
    ['power', 'water']
    """
    return frozenset(read_choice(_UTILITIES, item) for item in split_list(text))


def _of(options: Mapping[str, Words]) -> Callable[[str], str]:
    return partial(read_choice, _choices(options))


LAND_READERS: dict[str, Callable[[str], Any]] = {
    "land-use": _of(LAND_USES),
    "utilities": read_utilities,
    "parcel-status": _of(STATUSES),
    "hazard": _of(HAZARDS),
    "place-kind": _of(PLACES),
    "neighbour": _of(NEIGHBOURS),
    "belonging": _of(BELONGINGS),
    "resource": _of({code: resource.words for code, resource in resources().items()}),
    "yes-no": lambda text: read_choice(_choices(YES_NO), text) == "yes",
}
