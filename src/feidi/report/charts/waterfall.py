"""From one total to another by steps: what added, what took away."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from feidi.report.charts.rows import Axis, Bar, rows
from feidi.report.charts.theme import WIDE


class Step(NamedTuple):
    """One step: an amount added to those before it, or a total that stands from zero."""

    name: str
    amount: float
    said: str
    is_total: bool = False


def waterfall(
    steps: Sequence[Step], axis: Axis, described: str, width: int = WIDE
) -> dict[str, Any]:
    """Return the chart of some steps, each begun where the one before it ended."""
    bars, reached = [], 0.0
    for step in steps:
        start = 0.0 if step.is_total else reached
        reached = start + step.amount
        tone = "total" if step.is_total else "gain" if step.amount >= 0 else "loss"
        bars.append(Bar(step.name, start, reached, step.said, tone))
    return rows(bars, axis, described, width)
