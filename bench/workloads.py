"""The two workloads that are timed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.monthly import Monthly, MonthlyArrays
from bench.receipts import MONTHS
from bench.sketch import Arrays, Sketch
from bench.yearly import Yearly, YearlyArrays


@dataclass(frozen=True)
class Workload:
    """Agreements of one make. cycle: months of a settlement period.

    settled: how a document says so. cells: lengths of the cells' periods that do for it.
    draw: makes one agreement. arrays: the rules for pandas.
    """

    name: str
    title: str
    cycle: int
    settled: str
    cells: tuple[str, ...]
    draw: Callable[..., Sketch]
    arrays: Callable[[list[Any]], Arrays]

    @property
    def periods(self) -> int:
        """How many settlement periods there are."""
        return MONTHS // self.cycle


WORKLOADS = {
    one.name: one
    for one in (
        Workload(
            "yearly",
            "settled yearly: a base kept, the rest shared by year bands",
            12,
            "yearly",
            ("month", "year"),
            Yearly.draw,
            YearlyArrays,
        ),
        Workload(
            "monthly",
            "settled monthly: a yearly base, tiers on the year so far, a yearly cap",
            1,
            "monthly",
            ("month",),
            Monthly.draw,
            MonthlyArrays,
        ),
    )
}
