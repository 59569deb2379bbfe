"""What would a table of the county look like? National coefficients cut down, with the error."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from feidi.diagnose.calibration import (
    PROVINCES_2017,
    Calibrated,
    provinces_2017,
    regional_coefficients,
)
from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.inverse import per_column
from feidi.diagnose.local_use import without_empty
from feidi.diagnose.multipliers import multipliers
from feidi.diagnose.places import figures_of, not_in_table
from feidi.diagnose.quotients import slq
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.bridge import bridge
from feidi.records.industry_table import IndustryTable
from feidi.records.io_table import Array, InputOutputTable
from feidi.records.rebasing import rebased, unbridged

COVERED = (0.05, 0.95)


@dataclass(frozen=True, eq=False)
class Regionalised:
    """Estimated local output multipliers of a place, sector by sector, with their interval.

    An estimate, never a survey. multiplier, low, high: local, type I. delta: the mean of the
    calibrated ones. share: the place's part of the nation. bought_outside: what the place's
    sectors are expected to buy outside, by product, in the unit of `output`.
    extrapolated: the place is smaller than any that FLQ was calibrated on.
    """

    place: str
    measure: str
    unit: str
    year: int
    national: str
    delta: float
    share: float
    codes: tuple[str, ...]
    names: tuple[Words, ...]
    output: Array
    multiplier: Array
    low: Array
    high: Array
    bought_outside: Array
    local_input_share: float
    calibrated_on: Words
    extrapolated: bool
    dropped: tuple[Dropped, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "place": self.place,
            "measure": self.measure,
            "unit": self.unit,
            "year": self.year,
            "national": self.national,
            "method": "FLQ",
            "delta": self.delta,
            "share": self.share,
            "calibrated_on": self.calibrated_on._asdict(),
            "extrapolated": self.extrapolated,
            "local_input_share": self.local_input_share,
            "sectors": [
                {
                    "code": code,
                    "name": self.names[i]._asdict(),
                    "output": float(self.output[i]),
                    "multiplier": float(self.multiplier[i]),
                    "low": float(self.low[i]),
                    "high": float(self.high[i]),
                    "bought_outside": float(self.bought_outside[i]),
                }
                for i, code in enumerate(self.codes)
            ],
            "dropped": listed(self.dropped),
        }


def regionalised(
    table: IndustryTable, place: str, national: InputOutputTable, known: Sequence[Calibrated] = ()
) -> Regionalised | tuple[Problem, ...]:
    """What multipliers can a place without a table be expected to have, and how sure is that?

    National domestic coefficients times min(FLQ, 1). table: output of the place (value added
    stands in for it where it is what there is) in an edition with a bridge to the national
    one. known: calibrations, by default those of 31 provinces of 2017.
    The interval carries the calibration's error (§DI7): each surveyed table gives the
    multiplier at its best delta, less and plus the error FLQ had there even so; the limits
    are the 5 % and 95 % quantiles of all of them, not below 1.
    Problems: DI006, DI007, DI002 editions; DI008, DI009; DI010 another unit than the nation's.
    """
    if table.unit != national.unit:
        return (_units(table, national),)
    moved = _in_edition_of(table, national)
    if not isinstance(moved, IndustryTable):
        return moved
    if place not in moved.places:
        return (not_in_table(moved, place),)
    mine, reference, codes, dropped = _both_known(moved, place, national)
    if mine.sum() <= 0:
        return figures_of(moved, place).problems
    some = [national.codes.index(code) for code in codes]
    square = np.ix_(some, some)
    domestic = per_column(national.intermediate[square], national.output[some])
    bought = per_column(_all_inputs(national)[square], national.output[some])
    quotients, share = slq(mine, reference), float(mine.sum() / reference.sum())
    every = tuple(known) or provinces_2017()
    delta = float(np.mean([one.best_delta for one in every]))
    local = regional_coefficients(domestic, quotients, share, delta)
    low, high = _limits(domestic, quotients, share, every)
    return Regionalised(
        place=place,
        measure=table.measure,
        unit=table.unit,
        year=table.year,
        national=national.source,
        delta=delta,
        share=share,
        codes=codes,
        names=tuple(map(national.classification.name, codes)),
        output=mine,
        multiplier=multipliers(local, np.ones(len(codes))),
        low=low,
        high=high,
        bought_outside=(bought - local) @ mine,
        local_input_share=float((local @ mine).sum() / (bought @ mine).sum()),
        calibrated_on=PROVINCES_2017 if not known else _said(every),
        extrapolated=share < min(one.share for one in every),
        dropped=dropped,
    )


def _units(table: IndustryTable, national: InputOutputTable) -> Problem:
    return Problem(
        "DI010",
        table.at,
        Words(
            f"{table.year} 年“{table.measure_words.zh}”的单位是“{table.unit}”，"
            f"全国投入产出表是“{national.unit}”",
            f"“{table.measure_words.en}” of {table.year} is in “{table.unit}”, the national "
            f"table in “{national.unit}”",
        ),
        Words(f"换算成“{national.unit}”", f"give it in “{national.unit}”"),
        table.unit,
    )


def _said(known: tuple[Calibrated, ...]) -> Words:
    names = "、".join(one.place for one in known)
    return Words(f"按 {names} 的投入产出表校准", f"calibrated on the tables of {names}")


def _in_edition_of(
    table: IndustryTable, national: InputOutputTable
) -> IndustryTable | tuple[Problem, ...]:
    if table.classification == national.classification:
        return table
    over = bridge(table.classification.id, national.classification.id)
    if over is None:
        years = (table.year, national.year)
        editions = (table.classification, national.classification)
        return (unbridged(editions, years, len(set(table.codes) & set(national.codes)), table.at),)
    return rebased(table, over)


def _all_inputs(national: InputOutputTable) -> Array:
    imported = national.imported
    return national.intermediate if imported is None else national.intermediate + imported


def _both_known(
    table: IndustryTable, place: str, national: InputOutputTable
) -> tuple[Array, Array, tuple[str, ...], tuple[Dropped, ...]]:
    """Return figures of the place and the nation for the sectors the place has."""
    made, dropped = without_empty(national)
    whole = made.output if table.measure == "output" else made.value_added_sum
    figures = dict(zip(table.codes, table.row(place), strict=True))
    mine = np.array([figures.get(code, np.nan) for code in made.codes])
    has = mine > 0
    dropped += tuple(
        Dropped(code, made.names[i], _why_not(float(mine[i])))
        for i, code in enumerate(made.codes)
        if not has[i]
    )
    codes = tuple(code for code, kept in zip(made.codes, has, strict=True) if kept)
    return mine[has], whole[has], codes, dropped


def _why_not(figure: float) -> Words:
    if np.isnan(figure):
        return Words("本地的数未知，未当作零", "the figure of the place is unknown, not zero")
    if figure < 0:
        return Words("本地的数为负", "the figure of the place is negative")
    return Words("本地没有此部门", "the place has none of this sector")


def _limits(
    domestic: Array, quotients: Array, share: float, every: tuple[Calibrated, ...]
) -> tuple[Array, Array]:
    ones = np.ones(len(quotients))
    at = {
        delta: multipliers(regional_coefficients(domestic, quotients, share, delta), ones)
        for delta in {one.best_delta for one in every}
    }
    spread = np.vstack(
        [at[one.best_delta] + sign * one.error_at_best for one in every for sign in (-1.0, 1.0)]
    )
    low, high = np.quantile(spread, COVERED, axis=0)
    return np.maximum(low, 1.0), np.maximum(high, 1.0)
