"""What an input-output table says of a place: multipliers, links, and what is bought outside."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.inverse import Unsolvable
from feidi.diagnose.io_balance import io_problems
from feidi.diagnose.leakage import Leak, leakage
from feidi.diagnose.linkages import Linkages, linkages
from feidi.diagnose.local_use import (
    LocalShares,
    intermediate_by_origin,
    local_shares,
    without_empty,
)
from feidi.diagnose.multipliers import LOCAL, TOTAL, Multipliers, all_multipliers
from feidi.evidence.problem import Problem, has_errors
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable


@dataclass(frozen=True, eq=False)
class ChainDiagnosis:
    """The chains of a place in one year.

    multipliers: see `of`. linkages: "local" and "total". leakage: what could be made here
    first. local_input_share: part of all intermediate inputs bought in the place.
    """

    place: str
    year: int
    unit: str
    edition: str
    kind: str
    source: str
    codes: tuple[str, ...]
    names: tuple[Words, ...]
    output: Array
    shares: LocalShares
    multipliers: tuple[Multipliers, ...]
    linkages: dict[str, Linkages]
    leakage: tuple[Leak, ...]
    local_input_share: float
    dropped: tuple[Dropped, ...]

    def of(self, measure: str, scope: str = LOCAL, kind: str = "I") -> Multipliers | None:
        """Return one set of multipliers, None where the table does not allow it."""
        wanted = (measure, scope, kind)
        found = [m for m in self.multipliers if (m.measure, m.scope, m.kind) == wanted]
        return found[0] if found else None

    def weighted(self, scope: str) -> float:
        """Return the output multiplier of the place as a whole, weighted by output."""
        of_sectors = self.of("output", scope)
        return float("nan") if of_sectors is None else of_sectors.weighted(self.output)

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "place": self.place,
            "year": self.year,
            "unit": self.unit,
            "classification": self.edition,
            "kind": self.kind,
            "source": self.source,
            "output_multiplier": {LOCAL: self.weighted(LOCAL), TOTAL: self.weighted(TOTAL)},
            "local_input_share": self.local_input_share,
            "local_shares": self.shares.as_json(),
            "multipliers": [one.as_json() for one in self.multipliers],
            "linkages": [one.as_json() for one in self.linkages.values()],
            "leakage": [leak.as_json() for leak in self.leakage],
            "dropped": listed(self.dropped),
        }


def chain_diagnosis(
    table: InputOutputTable, employment: Array | None = None
) -> ChainDiagnosis | tuple[Problem, ...]:
    """What do the chains of a place do for it, and what do they let go?

    employment: persons by sector of the table, or None. Sectors without output are dropped
    and named; they stay in the leakage table. Problems: DI011 to DI014 of a table that does
    not hold together, DI015 where its coefficients have no inverse.
    """
    problems = tuple(io_problems(table))
    if has_errors(problems):
        return problems
    made, dropped = without_empty(table)
    if employment is not None:
        employment = employment[[table.codes.index(code) for code in made.codes]]
    here, outside = intermediate_by_origin(made)
    try:
        every = all_multipliers(made, employment)
        links = {scope: linkages(made, scope) for scope in (LOCAL, TOTAL)}
    except Unsolvable as wrong:
        where = Words(
            f"{table.place} {table.year} 年：{wrong.what.zh}",
            f"{table.place} {table.year}: {wrong.what.en}",
        )
        return (Problem("DI015", table.at, where, wrong.fix),)
    return ChainDiagnosis(
        place=table.place,
        year=table.year,
        unit=table.unit,
        edition=table.classification.id,
        kind=table.kind,
        source=table.source,
        codes=made.codes,
        names=made.names,
        output=made.output,
        shares=local_shares(made),
        multipliers=every,
        linkages=links,
        leakage=leakage(table),
        local_input_share=_part(here, outside),
        dropped=dropped,
    )


def _part(here: Array, outside: Array) -> float:
    everything = float(np.sum(here) + np.sum(outside))
    return float(np.sum(here)) / everything if everything else float("nan")
