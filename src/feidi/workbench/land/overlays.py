"""What other parts of the workbench lay over the map of parcels: each adds its own source."""

from collections.abc import Callable
from typing import NamedTuple


class Overlay(NamedTuple):
    """A layer one may choose on the map.

    key: names it after the map's address, as in #plan-KEY. name: in the list of choices.
    features: the address of its GeoJSON, whose `kind` is "placed" or "tenant" and whose `label`
    is written on it. page: where the same is told in tables.
    """

    key: str
    name: str
    features: str
    page: str


SOURCES: list[Callable[[], list[Overlay]]] = []


def overlays() -> list[Overlay]:
    """Return what may be laid over the map now, by whom it is asked."""
    return [one for source in SOURCES for one in source()]
