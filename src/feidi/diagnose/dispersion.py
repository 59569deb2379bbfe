"""Is an industry spread over places like everything else, or gathered in a few?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from feidi.diagnose.concentration import ellison_glaeser, gini, herfindahl
from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.places import not_in_table
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable


@dataclass(frozen=True)
class Gathered:
    """One industry over the places. gini: locational, 0 to 1. herfindahl: of places' shares.

    ellison_glaeser: None where the sizes of the plants are not known.
    """

    code: str
    name: Words
    gini: float
    herfindahl: float
    ellison_glaeser: float | None

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "code": self.code,
            "name": self.name._asdict(),
            "gini": self.gini,
            "herfindahl": self.herfindahl,
            "ellison_glaeser": self.ellison_glaeser,
        }


@dataclass(frozen=True)
class Concentration:
    """Every industry over places that lie side by side, most gathered first."""

    places: tuple[str, ...]
    measure: str
    year: int
    edition: str
    rows: tuple[Gathered, ...]
    dropped: tuple[Dropped, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "places": list(self.places),
            "measure": self.measure,
            "year": self.year,
            "classification": self.edition,
            "rows": [row.as_json() for row in self.rows],
            "dropped": listed(self.dropped),
        }


def plant_herfindahl(sizes: Sequence[float]) -> float:
    """How large are the plants of an industry against each other? The sum of squared shares.

    >>> plant_herfindahl([50, 50])
    0.5
    """
    return herfindahl(sizes)


def concentration(
    table: IndustryTable,
    places: Sequence[str] = (),
    plant_herfindahls: Mapping[str, float] | None = None,
) -> Concentration | tuple[Problem, ...]:
    """Which industries are gathered in few places, against all industries of those places?

    places: rows that lie side by side, by default all. plant_herfindahls: code -> Herfindahl
    of its plants, without which the Ellison-Glaeser index is not computed. An industry with
    an unknown or negative cell is dropped and named; totals run over the industries kept.
    Problems: DI008 a place that is not in the table.
    Source: Krugman (1991); Ellison & Glaeser (1997).

    >>> from feidi.records.classification import classification
    >>> from feidi.records.industry_table import Counted, industry_table
    >>> table = industry_table(Counted("employment", "人", 2024, "假设"), ["甲", "乙"],
    ...     classification("CN-IO-41"), ["01", "02"], [[80, 20], [20, 80]])
    >>> found = concentration(table, plant_herfindahls={"01": 0.1})
    >>> [(row.code, round(row.gini, 2), row.ellison_glaeser) for row in found.rows][1]
    ('02', 0.3, None)
    """
    chosen = tuple(places) or table.places
    problems = tuple(not_in_table(table, name) for name in chosen if name not in table.places)
    if problems:
        return problems
    values = table.values[[table.places.index(name) for name in chosen]]
    kept = (values >= 0).all(axis=0) & (values.sum(axis=0) > 0)
    everything = values[:, kept].sum(axis=1)
    known = plant_herfindahls or {}
    rows = []
    for i in np.flatnonzero(kept):
        code, figures = table.codes[i], values[:, i]
        rows.append(
            Gathered(
                code=code,
                name=table.name(code),
                gini=gini(figures, everything),
                herfindahl=herfindahl(figures),
                ellison_glaeser=_index(figures, everything, known.get(code)),
            )
        )
    why = Words("有的地区未知、为负，或全为零", "unknown or negative somewhere, or zero everywhere")
    return Concentration(
        places=chosen,
        measure=table.measure,
        year=table.year,
        edition=table.classification.id,
        rows=tuple(sorted(rows, key=lambda row: -row.gini)),
        dropped=tuple(
            Dropped(code, table.name(code), why)
            for i, code in enumerate(table.codes)
            if not kept[i]
        ),
    )


def _index(
    figures: np.ndarray[Any, np.dtype[np.float64]],
    everything: np.ndarray[Any, np.dtype[np.float64]],
    plants: float | None,
) -> float | None:
    if plants is None:
        return None
    index = ellison_glaeser(figures, everything, plants)
    return None if np.isnan(index) else index
