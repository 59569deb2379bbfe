"""What a diagnosis is made from: tables, figures, and how their uncertainty is stated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from feidi.diagnose.uncertainty import Counting, Revision
from feidi.records.indicator import Indicator
from feidi.records.industry_table import IndustryTable
from feidi.records.io_table import InputOutputTable


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything `diagnose` may use; what is left out leaves its section empty, with a reason.

    place: the county. host, province: what it is compared with, "" where not given.
    reference: the row the shares are measured against, usually the nation; "" for the sum of
    all places of a table. tables: industry tables, any measures and years. io_tables: of the
    place, the host or the province. national: the nation's noncompetitive table, for the
    county's estimate. neighbours: place -> weight, for the spatial shift-share model.
    assigned: codes that sell outside all they make. peers: comparable places, () for all.
    plant_herfindahls: (edition, code) -> Herfindahl index of plants' sizes, for Ellison-Glaeser.
    counting: how intervals of counts are made. revision: how those of money are made; None
    where nobody states the error of the figures, and there is then no interval.
    """

    place: str
    host: str = ""
    province: str = ""
    reference: str = ""
    tables: tuple[IndustryTable, ...] = ()
    io_tables: tuple[InputOutputTable, ...] = ()
    national: InputOutputTable | None = None
    indicators: tuple[Indicator, ...] = ()
    neighbours: Mapping[str, float] = field(default_factory=dict)
    assigned: frozenset[str] = frozenset()
    peers: tuple[str, ...] = ()
    plant_herfindahls: Mapping[tuple[str, str], float] = field(default_factory=dict)
    counting: Counting | None = field(default_factory=Counting)
    revision: Revision | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """The places that are diagnosed: the county, the host, the province."""
        return tuple(dict.fromkeys(filter(None, (self.place, self.host, self.province))))

    def references(self, table: IndustryTable, place: str) -> tuple[str, ...]:
        """Return what a place of a table can be measured against, best first; () for nothing.

        The reference where the table has it; the province, for what lies in it; "", the sum
        of all places, where the table holds none that lies within another.
        """
        rows = [
            other
            for other in dict.fromkeys((self.reference, self.province))
            if other and other in table.places and other != place
        ]
        wholes = {self.reference, self.province} & set(table.places) - {""}
        parts = {self.place, self.host} & set(table.places) - {self.province}
        nested = bool(wholes and parts) or self.reference in table.places
        return (*rows, *(() if nested or len(table.places) == 1 else ("",)))

    def reference_of_all(self, tables: Sequence[IndustryTable], place: str) -> str | None:
        """Return the best reference that every table has, else the best of the last one."""
        every = [self.references(table, place) for table in tables]
        common = [one for one in every[-1] if all(one in others for others in every)]
        return next(iter((*common, *every[-1])), None)

    def side_by_side(self, table: IndustryTable) -> tuple[str, ...]:
        """Return the places of a table of which none lies within another.

        The reference holds all. Beside the county, the host and the province there may be
        others: if they add up to more than the province, they stand beside it, and the county
        and the host lie within one of them; else they stand beside the county.
        """
        mine = {self.place, self.host} - {self.province}
        others = [p for p in table.places if p not in {*mine, self.province, self.reference}]
        left_out = {self.reference}
        if self.province in table.places:
            total = {p: float(np.nansum(table.row(p))) for p in (*others, self.province)}
            above = sum(total[p] for p in others) > total[self.province]
            left_out |= mine if above or not mine & set(table.places) else {self.province}
        return tuple(p for p in table.places if p not in left_out)
