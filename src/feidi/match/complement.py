"""Complementary strengths 优势互补: what one place makes, the other uses and cannot find nearer."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.match.given import OtherSource, Pair
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable
from feidi.records.supply_edges import SupplyGraph

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Offer:
    """One product that one place could supply to the other, a year, in the table's unit.

    use: what the buyer's industries use of it. spare: what the seller makes beyond the use of
    its own (known) industries; None where not known. own: what the buyer makes itself; other: what
    other sources within reach could supply. buyers: the industries that use most of it, with
    their use. unknown_buyers: industries of the buyer without a figure: `use` is then a lower
    bound. weight: the part of the buyer's whole input bill.
    """

    industry: str
    name: Words
    use: float
    weight: float
    spare: float | None
    own: float | None
    other: float
    buyers: tuple[tuple[str, float], ...]
    unknown_buyers: int

    @property
    def supply(self) -> float | None:
        """Factor 1: the part of the use that the seller could cover, 0 to 1."""
        return None if self.spare is None else min(1.0, self.spare / self.use)

    @property
    def absence(self) -> float | None:
        """Factor 3: the part of the use that neither the buyer nor others cover, 0 to 1."""
        return None if self.own is None else max(0.0, 1 - (self.own + self.other) / self.use)

    @property
    def score(self) -> float | None:
        """Supply x use x absence, use as the part of the buyer's input bill."""
        if self.supply is None or self.absence is None:
            return None
        return self.supply * self.weight * self.absence

    @property
    def flow(self) -> float | None:
        """The score in the table's unit: supply x absence x use."""
        if self.supply is None or self.absence is None:
            return None
        return self.supply * self.absence * self.use


@dataclass(frozen=True)
class Complement:
    """What the sender could supply to the host, and the host to the sender, best first.

    Offers whose factors are not all known stand last, by use. unit, year: of all amounts.
    other_sources_known: False where no better source outside the pair was stated: absence is
    then about the buyer alone.
    """

    to_host: tuple[Offer, ...]
    to_sender: tuple[Offer, ...]
    unit: str
    year: int
    source: str
    other_sources_known: bool


def complement(
    table: IndustryTable, pair: Pair, graph: SupplyGraph, others: Iterable[OtherSource] = ()
) -> Complement:
    """Which products does one place make that the other uses and has no better source of? §M14.

    use[i] = sum_j a[i, j] x_buyer[j]; spare[i] = x_seller[i] - sum_j a[i, j] x_seller[j];
    score = min(1, spare / use) x (use / total use) x max(0, 1 - (own + other) / use).
    Coefficients are national and include imports: use is what the industry would use at
    national technique. Table and graph are in one classification (else a ValueError).
    Source: the product form follows regional supply and use in Miller & Blair (2009), ch. 3.
    """
    if table.classification != graph.classification:
        message = f"table in {table.classification.id}, graph in {graph.classification.id}"
        raise ValueError(message)
    places = [graph.classification.positions[code] for code in table.codes]
    whole = graph.matrix()[places]
    inputs = whole[:, places]
    # users of the graph that the table does not list are buyers without a figure
    unlisted = (whole > 0).sum(axis=1) - (inputs > 0).sum(axis=1)
    beyond = tuple(others)
    reach: dict[str, float] = {}
    for other in beyond:
        reach[other.industry] = reach.get(other.industry, 0.0) + other.supply
    sender, host = table.row(pair.sender), table.row(pair.host)
    return Complement(
        _offers(table, (inputs, unlisted), (sender, host), reach),
        _offers(table, (inputs, unlisted), (host, sender), reach),
        table.unit,
        table.year,
        f"{table.source}；{graph.source}",
        bool(beyond),
    )


def _offers(
    table: IndustryTable,
    uses: tuple[Floats, npt.NDArray[np.int64]],
    rows: tuple[Floats, Floats],
    reach: dict[str, float],
) -> tuple[Offer, ...]:
    seller, buyer = rows
    inputs, unlisted = uses
    flows = inputs * np.nan_to_num(buyer)
    use = flows.sum(axis=1)
    spare = seller - inputs @ np.nan_to_num(seller)
    offers = [
        Offer(
            code,
            table.name(code),
            float(use[i]),
            float(use[i] / use.sum()),
            None if np.isnan(spare[i]) else max(0.0, float(spare[i])),
            None if np.isnan(buyer[i]) else float(buyer[i]),
            reach.get(code, 0.0),
            _largest(table, flows[i]),
            int((np.isnan(buyer) & (inputs[i] > 0)).sum() + unlisted[i]),
        )
        for i, code in enumerate(table.codes)
        if use[i] > 0
    ]
    return tuple(sorted(offers, key=_best_first))


def _largest(table: IndustryTable, flows: Floats, count: int = 3) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-flows, kind="stable")[:count]
    return tuple((table.codes[j], float(flows[j])) for j in order if flows[j] > 0)


def _best_first(offer: Offer) -> tuple[bool, float, float, str]:
    score = offer.score
    return (score is None, -(score or 0.0), -offer.use, offer.industry)
