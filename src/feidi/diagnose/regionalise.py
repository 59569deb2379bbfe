"""What would a table of the county look like? National coefficients cut down, with the error."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from feidi.diagnose.calibration import PROVINCES_2017, Calibrated, provinces_2017
from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.local_use import without_empty
from feidi.diagnose.multipliers import multipliers
from feidi.diagnose.places import figures_of, not_in_table
from feidi.diagnose.unknown_sectors import Sectors
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

    An estimate, never a survey. multiplier: local, type I, if the place has nothing of the
    sectors without a figure; most: if they supply all that is needed. low, high: limits of
    both. delta: the mean of the calibrated ones. share: the place's part of the nation.
    covered: what part of the inputs comes from sectors with a figure. local_inputs_least,
    local_inputs_most: part of the inputs bought in the place, without and with the others.
    bought_outside: what the place's sectors are expected to buy outside of the products of
    `codes`, in the unit of `output`. extrapolated: the place is smaller than any that FLQ was
    calibrated on.
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
    most: Array
    low: Array
    high: Array
    bought_outside: Array
    local_inputs_least: float
    local_inputs_most: float
    covered: float
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
            "local_inputs_least": self.local_inputs_least,
            "local_inputs_most": self.local_inputs_most,
            "inputs_covered": self.covered,
            "sectors": [
                {
                    "code": code,
                    "name": self.names[i]._asdict(),
                    "output": float(self.output[i]),
                    "multiplier": float(self.multiplier[i]),
                    "most": float(self.most[i]),
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
    are the 5 % and 95 % quantiles of all of them, not below 1. Of sectors without a figure
    the place has none at the lower end and all that is needed at the upper one.
    Problems: DI006, DI007, DI002 editions; DI008, DI009; DI010 another unit than the nation's.
    """
    if table.unit != national.unit:
        return (_units(table, national),)
    moved = _in_edition_of(table, national)
    if not isinstance(moved, IndustryTable):
        return moved
    if place not in moved.places:
        return (not_in_table(moved, place),)
    sectors, dropped = _both_known(moved, place, national)
    if not sectors.known.any():
        return figures_of(moved, place).problems
    every = tuple(known) or provinces_2017()
    delta = float(np.mean([one.best_delta for one in every]))
    local, most = (sectors.coefficients(delta, sufficient=full) for full in (False, True))
    here, at_most, inputs = sectors.supplied(local), sectors.supplied(most), sectors.inputs
    low, high = _limits(sectors, every)
    has = sectors.known
    codes = tuple(c for c, kept in zip(sectors.national.codes, has, strict=True) if kept)
    return Regionalised(
        place=place,
        measure=table.measure,
        unit=table.unit,
        year=table.year,
        national=national.source,
        delta=delta,
        share=sectors.share,
        codes=codes,
        names=tuple(map(national.classification.name, codes)),
        output=sectors.mine[has],
        multiplier=_multipliers(local)[has],
        most=_multipliers(most)[has],
        low=low[has],
        high=high[has],
        bought_outside=(inputs - here)[has],
        local_inputs_least=float(here.sum() / inputs.sum()),
        local_inputs_most=float(at_most.sum() / inputs.sum()),
        covered=sectors.covered,
        calibrated_on=PROVINCES_2017 if not known else _said(every),
        extrapolated=sectors.share < min(one.share for one in every),
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


def _both_known(
    table: IndustryTable, place: str, national: InputOutputTable
) -> tuple[Sectors, tuple[Dropped, ...]]:
    """Return what the place and the nation have of the nation's sectors, and what is left out."""
    made, dropped = without_empty(national)
    whole = made.output if table.measure == "output" else made.value_added_sum
    figures = dict(zip(table.codes, table.row(place), strict=True))
    mine = np.array([figures.get(code, np.nan) for code in made.codes])
    sectors = Sectors(made, mine, whole)
    others = [i for i, known in enumerate(sectors.known) if not known]
    dropped += tuple(Dropped(made.codes[i], made.names[i], sectors.why_not(i)) for i in others)
    return sectors, dropped


def _multipliers(local: Array) -> Array:
    return multipliers(local, np.ones(len(local)))


def _limits(sectors: Sectors, every: tuple[Calibrated, ...]) -> tuple[Array, Array]:
    """Return the lower limits without the unknown sectors, the upper ones with all of them."""
    deltas = {one.best_delta for one in every}
    limits = []
    for part, full in zip(COVERED, (False, True), strict=True):
        at = {d: _multipliers(sectors.coefficients(d, sufficient=full)) for d in deltas}
        spread = [
            at[one.best_delta] + sign * one.error_at_best for one in every for sign in (-1.0, 1.0)
        ]
        limits.append(np.maximum(np.quantile(np.vstack(spread), part, axis=0), 1.0))
    return limits[0], limits[1]
