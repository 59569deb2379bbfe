"""Why did a place grow more or less than the nation? Shift-share by five models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.places import figures_of, not_in_table
from feidi.diagnose.shift_models import DYNAMIC, MODELS, Change, Model, Parts, dynamic
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable
from feidi.records.rebasing import in_one_edition

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


@dataclass(frozen=True, eq=False)
class _Years:
    """Tables of several years in one edition, the industries that are known in all of them."""

    tables: tuple[IndustryTable, ...]
    place: str
    reference: str
    neighbours: Mapping[str, float]
    known: npt.NDArray[np.bool_]

    def change(self, start: IndustryTable, end: IndustryTable) -> Change:
        before, after = (figures_of(t, self.place, self.reference) for t in (start, end))
        around = [around_of(t, self.neighbours) for t in (start, end)]
        figures = (before.place, after.place, before.reference, after.reference, *around)
        return Change(*(each[self.known] for each in figures))


def around_of(table: IndustryTable, weights: Mapping[str, float]) -> Array:
    """Return the weighted sum of some places; unknown where one of them is, zeros for none."""
    rows = [weight * table.row(name) for name, weight in weights.items()]
    return np.asarray(sum(rows, np.zeros(len(table.codes))))


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
    years = _comparable(tables, place, reference, neighbours or {})
    if not isinstance(years, _Years):
        return years
    change = years.change(years.tables[0], years.tables[-1])
    if model == DYNAMIC.key:
        parts = dynamic([years.change(*pair) for pair in pairwise(years.tables)])
        return _result(years, DYNAMIC, change, parts)
    return _result(years, MODELS[model], change, MODELS[model].run(change))


def _result(years: _Years, chosen: Model, change: Change, parts: Parts) -> ShiftShare:
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


def _comparable(
    tables: Sequence[IndustryTable], place: str, reference: str, neighbours: Mapping[str, float]
) -> _Years | tuple[Problem, ...]:
    ordered = sorted(tables, key=lambda table: table.year)
    problems = [*_unlike(ordered)]
    for table in ordered:
        problems += [
            not_in_table(table, name)
            for name in (place, reference, *neighbours)
            if name and name not in table.places
        ]
    if problems:
        return tuple(problems)
    joined = _in_one_edition(ordered)
    if isinstance(joined[0], Problem):
        return tuple(p for p in joined if isinstance(p, Problem))
    aligned = _aligned([t for t in joined if isinstance(t, IndustryTable)])
    found = [figures_of(table, place, reference) for table in aligned]
    problems = [problem for one in found for problem in one.problems]
    if problems:
        return tuple(problems)
    figures = [each for one in found for each in (one.place, one.reference)]
    figures += [around_of(table, neighbours) for table in aligned]
    unknown = np.logical_or.reduce([np.isnan(each) for each in figures])
    return _Years(aligned, place, reference, neighbours, ~unknown)


def _in_one_edition(ordered: list[IndustryTable]) -> tuple[IndustryTable | Problem, ...]:
    """Carry every table to an edition that all can reach; two editions at a time."""
    for _ in ordered:
        for i, j in pairwise(range(len(ordered))):
            moved = in_one_edition(ordered[i], ordered[j])
            if len(moved) != 2 or isinstance(moved[0], Problem):
                return moved
            ordered[i], ordered[j] = moved
    return tuple(ordered)


def _aligned(tables: list[IndustryTable]) -> tuple[IndustryTable, ...]:
    """Give every table the same columns; what a table does not list is unknown there."""
    order = tables[0].classification.positions
    codes = tuple(sorted({c for t in tables for c in t.codes}, key=order.__getitem__))
    done = []
    for table in tables:
        shape = (len(table.places), len(codes))
        values, status = np.full(shape, np.nan), np.ones(shape, dtype=np.uint8)
        at = [codes.index(code) for code in table.codes]
        values[:, at], status[:, at] = table.values, table.status
        done.append(replace(table, codes=codes, values=values, status=status))
    return tuple(done)


def _unlike(ordered: list[IndustryTable]) -> list[Problem]:
    years = [table.year for table in ordered]
    found = []
    if len(set(years)) < max(2, len(years)):
        said = "、".join(map(str, years))
        found.append(
            Problem(
                "DI010",
                ordered[0].at,
                Words(
                    f"偏离—份额需要至少两个不同年份，现有：{said}",
                    f"shift-share needs two years or more, each once; given: {said}",
                ),
                Words("每年一张表，至少两年", "give one table a year, two at least"),
            )
        )
    for one, other in pairwise(ordered):
        if (one.measure, one.unit) != (other.measure, other.unit):
            found.append(
                Problem(
                    "DI010",
                    other.at,
                    Words(
                        f"{one.year} 年是“{one.measure_words.zh}，{one.unit}”，"
                        f"{other.year} 年是“{other.measure_words.zh}，{other.unit}”",
                        f"{one.year} is in “{one.measure_words.en}, {one.unit}”, "
                        f"{other.year} in “{other.measure_words.en}, {other.unit}”",
                    ),
                    Words("换成同一指标、同一单位", "give one measure in one unit"),
                )
            )
    return found
