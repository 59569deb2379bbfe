"""All evidence side by side: industries by criteria, the user's own figures before computed."""

from collections.abc import Sequence

import numpy as np

from feidi.match.absent import Absent
from feidi.match.given import LAYERS, Given
from feidi.match.ranking.layers import BUILT_IN, Layers
from feidi.match.ranking.scale import Measured
from feidi.quantities.words import Words, both
from feidi.records.industry_table import ASSUMED

UNSTATED = Absent(
    Words(
        "没有这项依据的数据；逐个行业写出数来（evidence 表）",
        "there are no figures for this criterion: state one an industry (table evidence)",
    )
)


class EvidenceTable:
    """Figures of industries by the criteria that have any.

    criteria: sorted by layer and key, so that no draw depends on the order of rows. without: the
    others; absent: their reasons. codes: the industries to choose among, sorted.
    """

    def __init__(self, given: Given, computed: Layers) -> None:
        self._given = given
        self._computed = computed
        self._stated = {(e.industry, e.criterion): e for e in given.evidence}
        self._spots = {code: i for i, code in enumerate(computed.codes)}
        wanted = sorted(
            given.criteria or BUILT_IN, key=lambda c: (list(LAYERS).index(c.layer), c.key)
        )
        tables = [t for t in (given.industries, given.outside) if t is not None]
        self._tables_assumed = any(bool((t.status == ASSUMED).any()) for t in tables)
        stated = {e.criterion for e in given.evidence}
        self.criteria = tuple(c for c in wanted if c.key in computed.found or c.key in stated)
        self.without = tuple(c for c in wanted if c not in self.criteria)
        self.absent = {c.key: computed.absent.get(c.key, UNSTATED) for c in self.without}
        every = given.options or (*computed.codes, *(e.industry for e in given.evidence))
        self.codes = tuple(sorted(set(every)))

    def name(self, code: str) -> Words:
        """Return the industry's name."""
        table = self._given.industries
        known = table is not None and code in table.classification
        return table.name(code) if known and table else both(code)

    def cell(self, code: str, key: str) -> tuple[float, float, float]:
        """Return low, value and high; NaN where nothing is known."""
        stated = self._stated.get((code, key))
        if stated is not None:
            return stated.low, stated.value, stated.high
        spot, found = self._spots.get(code), self._computed.found.get(key)
        if spot is None or found is None or np.isnan(found.value[spot]):
            return (np.nan, np.nan, np.nan)
        return float(found.low[spot]), float(found.value[spot]), float(found.high[spot])

    def known(self, code: str) -> bool:
        """Say whether anything at all is known about an industry."""
        return any(not np.isnan(self.cell(code, c.key)[1]) for c in self.criteria)

    def measured(self, codes: Sequence[str]) -> Measured:
        """Return the figures of some industries."""
        cells = np.array([[self.cell(code, c.key) for c in self.criteria] for code in codes])
        return Measured(cells[:, :, 0], cells[:, :, 1], cells[:, :, 2])

    def assumed(self, code: str) -> bool:
        """Say whether any figure of the industry rests on an assumed one.

        A computed figure does where any figure of the tables it is computed from is assumed:
        quotients, density and cover take in all of a table.
        """
        cells = [c.key for c in self.criteria if not np.isnan(self.cell(code, c.key)[1])]
        stated = [self._stated.get((code, key)) for key in cells]
        return any(self._tables_assumed if e is None else e.assumed for e in stated)

    def source(self, key: str) -> str:
        """Return where the figures of a criterion come from."""
        own = sorted({e.source for e in self._given.evidence if e.criterion == key})
        computed = self._computed.sources.get(key)
        return "；".join([*([computed] if computed else []), *own])
