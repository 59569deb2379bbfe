"""How much does FLQ miss? Its delta against tables that were surveyed, and the error left."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from feidi.diagnose.inverse import per_column
from feidi.diagnose.local_use import intermediate_by_origin, only
from feidi.diagnose.multipliers import multipliers
from feidi.diagnose.quotients import flq, slq
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable
from feidi.records.rebasing import unbridged

GRID = tuple(round(0.02 * step, 2) for step in range(21))
PROVINCES_2017 = Words(
    "31 个省 2017 年投入产出表的校准结果；其中甘肃可用附表重算，其余各省的全表未随本程序提供",
    "calibration on the tables of 31 provinces, 2017; Gansu's can be recomputed from the table "
    "shipped with the tests, the tables of the others are not shipped",
)


class Calibrated(NamedTuple):
    """What one surveyed table says about FLQ.

    share: the place's part of the nation's output. best_delta: with the smallest error on
    the grid. error_at_best: output-weighted mean absolute error of output multipliers.
    """

    place: str
    share: float
    best_delta: float
    error_at_best: float


@dataclass(frozen=True, eq=False)
class Calibration:
    """Errors of one place's multipliers by delta. bias: mean error, negative where too low."""

    place: str
    year: int
    share: float
    deltas: tuple[float, ...]
    error: tuple[float, ...]
    bias: tuple[float, ...]
    error_slq: float

    @property
    def best(self) -> Calibrated:
        """The delta with the smallest error, the first where several have it."""
        at = int(np.argmin(self.error))
        return Calibrated(self.place, self.share, self.deltas[at], self.error[at])


def regional_coefficients(
    national: Array, quotients: Array, share: float, delta: float | None
) -> Array:
    """Return national domestic coefficients cut down to a place: A * min(FLQ, 1).

    quotients: SLQ by sector. delta None is plain SLQ: A[i, j] * min(SLQ[i], 1). A sector the
    place has none of supplies nothing, and as a buyer is left at zero.
    """
    if delta is None:
        return np.minimum(quotients, 1.0)[:, None] * national
    kept = np.minimum(np.nan_to_num(flq(quotients, share, delta)), 1.0)
    return np.asarray(kept * national)


def calibrate(
    table: InputOutputTable, national: InputOutputTable, deltas: Sequence[float] = GRID
) -> Calibration | tuple[Problem, ...]:
    """Which delta makes FLQ agree best with a surveyed table, and how wrong is it even then?

    Compared are type I output multipliers: local ones of `table` (imports and inflows taken
    out, §DI6) and those of the nation's domestic coefficients cut down by FLQ, diagonal
    SLQ * lambda. Errors are weighted by output. Sectors that either place does not make are
    left out. `national` is noncompetitive. Problem: DI006 two editions, never joined by code.
    Source: Flegg & Tohmo (2013), Regional Studies 47(5); limits in docs/methods/regionalisation.md.
    """
    if table.classification != national.classification:
        editions = (table.classification, national.classification)
        shared = len(set(table.codes) & set(national.codes))
        return (unbridged(editions, (table.year, national.year), shared, table.at),)
    table, national = _both_made(table, national)
    here, _ = intermediate_by_origin(table)
    ones = np.ones(len(table))
    surveyed = multipliers(per_column(here, table.output), ones)
    domestic = per_column(national.intermediate, national.output)
    quotients = slq(table.output, national.output)
    share = float(table.output.sum() / national.output.sum())
    weights = table.output / table.output.sum()

    def missed(delta: float | None) -> Array:
        a = regional_coefficients(domestic, quotients, share, delta)
        return np.asarray(multipliers(a, ones) - surveyed)

    errors = [missed(delta) for delta in deltas]
    return Calibration(
        table.place,
        table.year,
        share,
        tuple(deltas),
        tuple(float((np.abs(e) * weights).sum()) for e in errors),
        tuple(float((e * weights).sum()) for e in errors),
        float((np.abs(missed(None)) * weights).sum()),
    )


def _both_made(
    table: InputOutputTable, national: InputOutputTable
) -> tuple[InputOutputTable, InputOutputTable]:
    made = [{c for c, x in zip(t.codes, t.output, strict=True) if x > 0} for t in (table, national)]
    both = made[0] & made[1]
    kept = [np.array([code in both for code in t.codes]) for t in (table, national)]
    return only(table, kept[0]), only(national, kept[1])


@cache
def provinces_2017() -> tuple[Calibrated, ...]:
    """Return what the tables of 31 provinces of 2017 say about FLQ (§DI7).

    >>> known = provinces_2017()
    >>> len(known), round(sum(one.best_delta for one in known) / len(known), 2)
    (31, 0.1)
    """
    text = files("feidi.diagnose").joinpath("flq_calibration_2017.csv").read_text(encoding="utf-8")
    return tuple(
        Calibrated(
            row["province"],
            float(row["output_share"]),
            float(row["best_delta"]),
            float(row["error_at_best"]),
        )
        for row in csv.DictReader(text.splitlines())
    )
