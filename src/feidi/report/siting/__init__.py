"""Plans of land and of relocation told to people: pages, maps, layers."""

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
