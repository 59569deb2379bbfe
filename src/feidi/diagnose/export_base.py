"""How much of a place's living is earned outside, and what does one job of it carry?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.diagnose.concentration import shares
from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.places import figures_of
from feidi.diagnose.quotients import slq
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ExportBase:
    """What a place sells outside by one method, and total over basic.

    basic: by industry, in the table's unit. multiplier: total / basic, NaN where nothing is
    basic. An average ratio, not an effect of one more job.
    """

    method: str
    title: Words
    literature: str
    place: str
    reference: str
    measure: str
    unit: str
    year: int
    codes: tuple[str, ...]
    names: tuple[Words, ...]
    amount: Array
    basic: Array
    dropped: tuple[Dropped, ...]

    @property
    def multiplier(self) -> float:
        """Total over basic."""
        basic = float(self.basic.sum())
        return float(self.amount.sum()) / basic if basic > 0 else float("nan")

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        multiplier = self.multiplier
        return {
            "method": self.method,
            "literature": self.literature,
            "place": self.place,
            "reference": self.reference,
            "measure": self.measure,
            "unit": self.unit,
            "year": self.year,
            "total": float(self.amount.sum()),
            "basic": float(self.basic.sum()),
            "multiplier": None if np.isnan(multiplier) else multiplier,
            "industries": [
                {
                    "code": code,
                    "name": self.names[i]._asdict(),
                    "amount": float(self.amount[i]),
                    "basic": float(self.basic[i]),
                }
                for i, code in enumerate(self.codes)
            ],
            "dropped": listed(self.dropped),
        }


def by_location_quotient(place: npt.ArrayLike, reference: npt.ArrayLike) -> Array:
    """Return what exceeds the reference's share: x max(0, 1 - 1 / LQ).

    Source: Hildebrand & Mace (1950), Review of Economics and Statistics 32; a lower bound, for
    it assumes that the reference sells nothing outside and that tastes are the same.

    >>> by_location_quotient([30, 70], [50, 50])
    array([ 0., 20.])
    """
    x = np.asarray(place, dtype=np.float64)
    quotient = slq(x, reference)
    excess = 1.0 - np.divide(1.0, quotient, out=np.ones(x.shape), where=quotient > 1.0)
    return x * excess


def by_minimum_requirements(place: npt.ArrayLike, peers: npt.ArrayLike) -> Array:
    """Return what exceeds the smallest share any peer makes do with: x - min share * total.

    peers: comparable places (m x n), the place itself among them or not.
    Source: Ullman & Dacey (1960), Papers of the Regional Science Association 6.

    >>> by_minimum_requirements([30, 70], [[50, 50], [40, 60]])
    array([ 0., 20.])
    """
    x = np.asarray(place, dtype=np.float64)
    least = np.vstack([shares(peers), shares(x)]).min(axis=0)
    return np.asarray(x - least * x.sum())


def export_bases(
    table: IndustryTable,
    place: str,
    reference: str = "",
    assigned: Collection[str] = (),
    peers: Collection[str] | None = None,
) -> tuple[ExportBase, ...] | tuple[Problem, ...]:
    """How much of what a place does is for others? By each method that the data allow.

    assigned: codes that are taken to sell all they make outside (assignment method), none
    for leaving that method out. peers: comparable places for minimum requirements, by default
    every other place of the table but the reference; two or more without unknown cells are
    needed. Problems and
    unknown cells as in `location_quotients`.
    """
    found = figures_of(table, place, reference)
    if not found.ok:
        return found.problems
    known = found.shared
    mine, whole = found.place[known], found.reference[known]
    codes = tuple(code for code, kept in zip(table.codes, known, strict=True) if kept)
    others = set(table.places if peers is None else peers) - {place, reference}
    rows = [
        i
        for i, name in enumerate(table.places)
        if name in others and (table.values[i, known] >= 0).all()
    ]
    basics = {"location-quotient": by_location_quotient(mine, whole)}
    if len(rows) > 1:
        basics["minimum-requirements"] = by_minimum_requirements(mine, table.values[rows][:, known])
    if assigned:
        basics["assignment"] = np.where(np.isin(codes, list(assigned)), mine, 0.0)
    dropped = tuple(
        Dropped(code, table.name(code), found.why_not(i))
        for i, code in enumerate(table.codes)
        if not known[i]
    )
    return tuple(
        ExportBase(
            method=method,
            title=_TITLES[method][0],
            literature=_TITLES[method][1],
            place=place,
            reference=reference or found.reference_name.zh,
            measure=table.measure,
            unit=table.unit,
            year=table.year,
            codes=codes,
            names=tuple(map(table.name, codes)),
            amount=mine,
            basic=basic,
            dropped=dropped,
        )
        for method, basic in basics.items()
    )


_TITLES = {
    "location-quotient": (Words("区位商法", "location quotient"), "Hildebrand & Mace (1950)"),
    "minimum-requirements": (Words("最低需求法", "minimum requirements"), "Ullman & Dacey (1960)"),
    "assignment": (Words("指定法", "assignment"), "Hoyt (1954)"),
}
