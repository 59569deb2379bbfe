"""What does a place buy outside that could be made here, how much of it, and who buys it?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from feidi.diagnose.local_use import COMPETITIVE, intermediate_by_origin, local_shares
from feidi.quantities.words import Words
from feidi.records.io_table import InputOutputTable

BUYERS = 3
# mining: what stands in the ground or does not, by edition
_MINING = ("02", "03", "04", "05")
DEPOSITS = {
    "CN-IO-41": _MINING,
    "CN-IO-42-2012": _MINING,
    "CN-IO-42-2017": _MINING,
    "CN-IO-153-2020": ("006", "007", "008", "009", "010", "011"),
}


@dataclass(frozen=True)
class Buyer:
    """A sector that buys a product outside: amount in the unit of the table."""

    code: str
    name: Words
    amount: float


@dataclass(frozen=True)
class Leak:
    """One product that is bought outside.

    by_sectors, by_residents: bought outside for production and for final use. share: of all
    use of the product here. made_here: output of the place over its use, 0 where it makes
    none. buyers: the sectors that buy most of it outside, largest first. could_be_made: what
    speaks for or against making it here; `feasible` says whether anything speaks for it.
    """

    code: str
    name: Words
    by_sectors: float
    by_residents: float
    share: float
    made_here: float
    buyers: tuple[Buyer, ...]
    feasible: bool
    could_be_made: Words

    @property
    def amount(self) -> float:
        """All that is bought outside."""
        return self.by_sectors + self.by_residents

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "code": self.code,
            "name": self.name._asdict(),
            "amount": self.amount,
            "by_sectors": self.by_sectors,
            "by_residents": self.by_residents,
            "share_of_use": self.share,
            "output_over_use": self.made_here,
            "buyers": [
                {"code": b.code, "name": b.name._asdict(), "amount": b.amount} for b in self.buyers
            ],
            "feasible": self.feasible,
            "could_be_made": self.could_be_made._asdict(),
        }


def leakage(
    table: InputOutputTable, known_how: float = 0.05, deposits: Collection[str] | None = None
) -> tuple[Leak, ...]:
    """What is bought outside and could be made here: how much, what share, and who buys it?

    Sorted by amount, those that could be made first. table: with its empty sectors. A product
    could be made where the place already makes at least `known_how` of what it uses of it;
    products of `deposits` (mining, in the bundled editions) depend on what is in the ground
    and are not proposed. Who buys outside is known only through the share of the product
    (§DI6), or, in a noncompetitive table, as published.
    """
    if deposits is None:
        deposits = DEPOSITS.get(table.classification.id, ())
    _, outside = intermediate_by_origin(table)
    share = 1.0 - local_shares(table).share
    final = table.final.sum(axis=1)
    residents = (
        share * np.maximum(final, 0.0) if table.kind == COMPETITIVE else np.zeros(len(table))
    )
    used = table.domestic_use + (0.0 if table.kind == COMPETITIVE else outside.sum(axis=1))
    leaks = []
    for i, code in enumerate(table.codes):
        made = float(table.output[i] / used[i]) if used[i] > 0 else 0.0
        feasible, words = _could_be_made(made, known_how, code in deposits)
        largest = [int(j) for j in np.argsort(-outside[i])[:BUYERS] if outside[i, j] > 0]
        leak = Leak(
            code=code,
            name=table.names[i],
            by_sectors=float(outside[i].sum()),
            by_residents=float(residents[i]),
            share=float((outside[i].sum() + residents[i]) / used[i]) if used[i] > 0 else 0.0,
            made_here=made,
            buyers=tuple(
                Buyer(table.codes[j], table.names[j], float(outside[i, j])) for j in largest
            ),
            feasible=feasible,
            could_be_made=words,
        )
        if leak.amount > 0:
            leaks.append(leak)
    return tuple(sorted(leaks, key=lambda leak: (not leak.feasible, -leak.amount)))


def _could_be_made(made: float, known_how: float, deposit: bool) -> tuple[bool, Words]:
    if deposit:
        return False, Words("取决于资源储量", "depends on deposits")
    if made >= known_how:
        return True, Words(
            f"已有生产基础：本地产出为用量的 {made:.0%}",
            f"made here already: output is {made:.0%} of use",
        )
    return False, Words(
        f"缺少生产基础：本地产出只有用量的 {made:.0%}",
        f"hardly made here: output is {made:.0%} of use",
    )
