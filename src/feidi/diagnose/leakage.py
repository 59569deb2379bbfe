"""What does a place buy outside that could be made here, how much of it, and who buys it?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from feidi.diagnose.local_use import COMPETITIVE, intermediate_by_origin, local_shares
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable

BUYERS = 3
# a place that makes so much of what it uses knows how, and has the trade that goes with it
KNOWN_HOW = 0.5
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
    """Who buys a product outside: amount in the unit of the table.

    code: of a sector, "" for a final use such as investment.
    """

    code: str
    name: Words
    amount: float


@dataclass(frozen=True)
class Leak:
    """One product that is bought outside.

    by_sectors, by_final_use: bought outside for production, and for consumption, investment
    and stocks. share: of all use of the product here. made_here: output of the place over its
    use, 0 where it makes none. buyers: the sectors and final uses that most of it goes to,
    largest first. could_be_made: what speaks for or against making it here; `feasible` says
    whether anything speaks for it.
    """

    code: str
    name: Words
    by_sectors: float
    by_final_use: float
    share: float
    made_here: float
    buyers: tuple[Buyer, ...]
    feasible: bool
    could_be_made: Words

    @property
    def amount(self) -> float:
        """All that is bought outside."""
        return self.by_sectors + self.by_final_use

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "code": self.code,
            "name": self.name._asdict(),
            "amount": self.amount,
            "by_sectors": self.by_sectors,
            "by_final_use": self.by_final_use,
            "share_of_use": self.share,
            "output_over_use": self.made_here,
            "buyers": [
                {"code": b.code, "name": b.name._asdict(), "amount": b.amount} for b in self.buyers
            ],
            "feasible": self.feasible,
            "could_be_made": self.could_be_made._asdict(),
        }


def leakage(
    table: InputOutputTable, known_how: float = KNOWN_HOW, deposits: Collection[str] | None = None
) -> tuple[Leak, ...]:
    """What is bought outside and could be made here: how much, what share, and who buys it?

    Sorted by amount, those that could be made first. table: with its empty sectors. A product
    could be made where the place already makes at least `known_how` of what it uses of it
    (§DI6); products of `deposits` (mining, in the bundled editions) depend on what is in the ground
    and are not proposed. Who buys outside is known only through the share of the product
    (§DI6), or, in a noncompetitive table, as published.
    """
    if deposits is None:
        deposits = DEPOSITS.get(table.classification.id, ())
    _, outside = intermediate_by_origin(table)
    share = 1.0 - local_shares(table).share
    final = np.zeros(len(table))
    if table.kind == COMPETITIVE:
        final = share * np.maximum(table.final.sum(axis=1), 0.0)
    used = table.domestic_use + (0.0 if table.kind == COMPETITIVE else outside.sum(axis=1))
    leaks = []
    for i, code in enumerate(table.codes):
        made = float(table.output[i] / used[i]) if used[i] > 0 else 0.0
        feasible, words = _could_be_made(made, known_how, code in deposits)
        leak = Leak(
            code=code,
            name=table.names[i],
            by_sectors=float(outside[i].sum()),
            by_final_use=float(final[i]),
            share=float((outside[i].sum() + final[i]) / used[i]) if used[i] > 0 else 0.0,
            made_here=made,
            buyers=_buyers(table, i, outside[i], float(share[i])),
            feasible=feasible,
            could_be_made=words,
        )
        if leak.amount > 0:
            leaks.append(leak)
    return tuple(sorted(leaks, key=lambda leak: (not leak.feasible, -leak.amount)))


def _buyers(
    table: InputOutputTable, product: int, sectors: Array, share: float
) -> tuple[Buyer, ...]:
    """Return who buys most of a product outside; final uses only where the table mixes origins."""
    every = [Buyer(*one) for one in zip(table.codes, table.names, map(float, sectors), strict=True)]
    if table.kind == COMPETITIVE:
        used = zip(table.final_names, table.final[product], strict=True)
        every += [Buyer("", name, share * float(amount)) for name, amount in used]
    every.sort(key=lambda buyer: -buyer.amount)
    return tuple(buyer for buyer in every[:BUYERS] if buyer.amount > 0)


def _could_be_made(made: float, known_how: float, deposit: bool) -> tuple[bool, Words]:
    if deposit:
        return False, Words("取决于资源储量", "depends on deposits")
    if made >= known_how:
        return True, Words(
            f"已有生产基础：本地产出为用量的 {made:.0%}",
            f"made here already: output is {made:.0%} of use",
        )
    return False, Words(
        f"基础不足：本地产出只有用量的 {made:.0%}",
        f"too little made here: output is {made:.0%} of use",
    )
