"""Why did a place grow more or less than the nation? Shift-share by five models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.places import figures_of
from feidi.diagnose.shift_models import DYNAMIC, MODELS, Change, Model, Parts, dynamic
from feidi.diagnose.years import Years, comparable_years
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ShiftShare:
    """The change of a place between two years, in parts that add up to it.

    change, and each of `parts`: one figure an industry, in `unit`. part_words: what each part
    is called. joined_in: the edition both years were carried to. current_prices: the figures
    are money at current prices, so price and volume are mixed.
    """

    model: str
    title: Words
    literature: str
    place: str
    reference: str
    measure: str
    unit: str
    years: tuple[int, ...]
    joined_in: str
    codes: tuple[str, ...]
    names: tuple[Words, ...]
    start: Array
    change: Array
    parts: Parts
    part_words: dict[str, Words]
    reference_growth: float
    current_prices: bool
    dropped: tuple[Dropped, ...]

    def total(self, part: str) -> float:
        """Return a part summed over industries."""
        return float(self.parts[part].sum())

    @property
    def totals(self) -> dict[str, float]:
        """Every part summed over industries."""
        return {part: self.total(part) for part in self.parts}

    @property
    def total_change(self) -> float:
        """What the place gained over the industries compared."""
        return float(self.change.sum())

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "model": self.model,
            "literature": self.literature,
            "place": self.place,
            "reference": self.reference,
            "measure": self.measure,
            "unit": self.unit,
            "years": list(self.years),
            "classification": self.joined_in,
            "current_prices": self.current_prices,
            "change": self.total_change,
            "reference_growth": self.reference_growth,
            "parts": self.totals,
            "industries": [
                {
                    "code": code,
                    "name": self.names[i]._asdict(),
                    "start": float(self.start[i]),
                    "change": float(self.change[i]),
                    **{part: float(figures[i]) for part, figures in self.parts.items()},
                }
                for i, code in enumerate(self.codes)
            ],
            "dropped": listed(self.dropped),
        }


def shift_share(
    tables: Sequence[IndustryTable],
    place: str,
    reference: str = "",
    model: str = "classic",
    neighbours: Mapping[str, float] | None = None,
) -> ShiftShare | tuple[Problem, ...]:
    """Why did a place grow more or less than its reference ("" is all places of the tables)?

    tables: one measure in one unit, a year each; the first and the last are compared, and
    "dynamic" uses every year between. model: "classic", "esteban-marquillas", "arcelus",
    "dynamic", "spatial" (with `neighbours`: place -> weight). Editions are joined over a
    bridge or not at all. Industries unknown in any year, here or in the reference, are
    dropped and named; growth of the reference is then that of the industries compared.
    Problems: DI006, DI007 editions; DI008 a place absent from a year; DI009 nothing to
    compare; DI010 other measures, units or only one year.
    Source: as each model of `shift_models` states.

    >>> from feidi.records.classification import classification
    >>> from feidi.records.industry_table import Counted, industry_table
    >>> before, after = (industry_table(Counted("employment", "人", year, "Farhauer & Kröll"),
    ...     ["A", "B", "C"], classification("CN-IO-41"), ["01", "02", "03", "04"], rows)
    ...     for year, rows in ((2000, [[90, 20, 10, 60], [60, 30, 30, 40], [250, 100, 110, 300]]),
    ...                        (2010, [[100, 40, 10, 55], [85, 55, 40, 35], [255, 115, 85, 390]])))
    >>> why = shift_share([before, after], "A")
    >>> {part: round(amount, 9) for part, amount in why.totals.items()}
    {'national': 27.0, 'mix': 1.0, 'regional': -3.0, 'unmatched': 0.0}
    """
    years = comparable_years(tables, place, reference, neighbours or {})
    if not isinstance(years, Years):
        return years
    change = years.change(years.tables[0], years.tables[-1])
    if model == DYNAMIC.key:
        parts = dynamic([years.change(*pair) for pair in pairwise(years.tables)])
        return _result(years, DYNAMIC, change, parts)
    return _result(years, MODELS[model], change, MODELS[model].run(change))


def _result(years: Years, chosen: Model, change: Change, parts: Parts) -> ShiftShare:
    first = years.tables[0]
    kept = [code for code, known in zip(first.codes, years.known, strict=True) if known]
    unknown = Words("有的年份本地或参照的数未知", "unknown in some year, here or in the reference")
    return ShiftShare(
        model=chosen.key,
        title=chosen.title,
        literature=chosen.source,
        place=years.place,
        reference=years.reference or figures_of(first, years.place).reference_name.zh,
        measure=first.measure,
        unit=first.unit,
        years=tuple(table.year for table in years.tables),
        joined_in=first.classification.id,
        codes=tuple(kept),
        names=tuple(map(first.name, kept)),
        start=change.start,
        change=change.end - change.start,
        # a zero is written without a sign
        parts={key: part + 0.0 for key, part in parts.items()},
        part_words=chosen.parts,
        reference_growth=change.growth,
        current_prices=first.in_money,
        dropped=tuple(
            Dropped(code, first.name(code), unknown) for code in first.codes if code not in kept
        ),
    )
