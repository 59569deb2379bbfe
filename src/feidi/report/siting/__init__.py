"""Plans of land and of relocation told to people: pages, maps, layers.

Each is loaded when it is asked for: who only writes figures or draws a map waits for no solver.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feidi.report.siting.briefing import About, site_briefing
    from feidi.report.siting.layers import Layer, relocation_layers, site_layers
    from feidi.report.siting.relocation import AboutMoves, relocation_briefing

__all__ = [
    "About",
    "AboutMoves",
    "Layer",
    "relocation_briefing",
    "relocation_layers",
    "site_briefing",
    "site_layers",
]
_LIES_IN = {
    "About": "briefing",
    "AboutMoves": "relocation",
    "Layer": "layers",
    "relocation_briefing": "relocation",
    "relocation_layers": "layers",
    "site_briefing": "briefing",
    "site_layers": "layers",
}


def __getattr__(name: str) -> object:
    """Return what tells of a plan, by its name."""
    if name in _LIES_IN:
        return getattr(import_module(f"{__name__}.{_LIES_IN[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
