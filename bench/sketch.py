"""What all made-up agreements share, and what a workload is: the same rules stated three times.

Once as a document that is read like any other, once in plain whole numbers of any size (the
oracle) and once in arrays (what a user of pandas would write).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bench.receipts import TAXES

Table = npt.NDArray[np.int64]
ROLES = ("host", "origin", "third", "fourth")
# what the centre takes of each tax: three rules
CENTRE = {tax: {"vat": 50, "cit": 60, "pit": 60}.get(tax, 0) for tax in TAXES}
PARTS = tuple(sorted(set(CENTRE.values())))


@dataclass(frozen=True)
class Sketch:
    """What one agreement says. taxes: covered. base: fen a year, kept by the host."""

    name: str
    parties: tuple[str, ...]
    taxes: tuple[str, ...]
    refunds: bool
    base: int

    def clauses(self) -> tuple[str, ...]:
        """Return what follows the scope, as rules of a document, from Article 4 on."""
        raise NotImplementedError

    def divided(self, local: list[int]) -> list[dict[str, int]]:
        """Return what each party gets of the local part of every settlement period."""
        raise NotImplementedError

    def base_kept(self) -> str:
        """Return the clause that leaves the base of the year to the host."""
        return (
            "kind: base kept\ntakes from: Article 3\nbase stays with: host\n"
            f"base: {yuan(self.base)}\n"
            "below the base: all to the base's owner, nothing is shared"
        )

    def split(self, shares: tuple[Fraction, ...]) -> str:
        """Return shares as a document writes them."""
        return "; ".join(f"{w} {s}" for w, s in zip(self.parties, shares, strict=True))


class Arrays(Protocol):
    """The rules of all agreements of a workload, compiled to arrays."""

    def divided(self, local: Table) -> Table:
        """Return what parties get, [agreements, periods, parties], of [agreements, periods]."""


def yuan(fen: int) -> str:
    """Return an amount as a document writes it."""
    return f"{fen // 100}.{fen % 100:02d} yuan"


def shares(rng: np.random.Generator, parties: int) -> tuple[Fraction, ...]:
    """Draw shares that add up to one."""
    weights = [int(w) for w in rng.integers(1, 12, parties)]
    return tuple(Fraction(w, sum(weights)) for w in weights)


def part_of(amount: int, share: Fraction) -> int:
    """Return the whole part of amount x share, towards zero."""
    whole = abs(amount) * share.numerator // share.denominator
    return -whole if amount < 0 else whole


def down(amount: Table, num: Table | int, den: Table | int) -> Table:
    """Return amount x num / den towards zero, exact while amounts x num stay within int64."""
    return np.asarray(np.sign(amount) * (np.abs(amount) * num // den))
