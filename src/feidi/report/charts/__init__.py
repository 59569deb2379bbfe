"""Charts of the reports: static SVG in one look. The library draws; numbers come from above."""

from feidi.report.charts.bubbles import Bubble, Scales, bubbles
from feidi.report.charts.drawing import svg
from feidi.report.charts.heat import heat
from feidi.report.charts.network import Link, Node, network
from feidi.report.charts.rows import Axis, Bar, rows
from feidi.report.charts.stages import Stage, staged
from feidi.report.charts.theme import NARROW, WIDE
from feidi.report.charts.waterfall import Step, waterfall

__all__ = [
    "NARROW",
    "WIDE",
    "Axis",
    "Bar",
    "Bubble",
    "Link",
    "Node",
    "Scales",
    "Stage",
    "Step",
    "bubbles",
    "heat",
    "network",
    "rows",
    "staged",
    "svg",
    "waterfall",
]
