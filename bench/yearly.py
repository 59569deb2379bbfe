"""Settled once a year: a base is kept, the rest shared by year bands."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from bench.receipts import MONTHS
from bench.sketch import ROLES, Sketch, Table, down, part_of, shares

YEARS = MONTHS // 12


@dataclass(frozen=True)
class Yearly(Sketch):
    """change: the agreement year from which `late` shares hold in place of `early`."""

    early: tuple[Fraction, ...]
    late: tuple[Fraction, ...]
    change: int

    @classmethod
    def draw(cls, rng: np.random.Generator, **common: Any) -> "Yearly":
        """Return one agreement."""
        parties = len(common["parties"])
        base = int(rng.integers(1, 100_000)) * 10_000
        change = int(rng.integers(2, YEARS + 1))
        return cls(
            **common,
            base=base,
            early=shares(rng, parties),
            late=shares(rng, parties),
            change=change,
        )

    def of_year(self, year: int) -> tuple[Fraction, ...]:
        """Return the parties' shares in an agreement year, 1 the first."""
        return self.early if year < self.change else self.late

    def clauses(self) -> tuple[str, ...]:
        """Return base and shares as a document writes them."""
        return (
            self.base_kept(),
            "kind: shares\ntakes from: Article 4\n"
            f"years 1-{self.change - 1}: {self.split(self.early)}\n"
            f"from year {self.change}: {self.split(self.late)}",
        )

    def divided(self, local: list[int]) -> list[dict[str, int]]:
        """Return the same in plain whole numbers."""
        found = []
        for year, amount in enumerate(local, 1):
            left = amount - min(amount, self.base)
            pairs = zip(self.parties, self.of_year(year), strict=True)
            parts = {who: part_of(left, share) for who, share in pairs}
            parts["host"] += amount - sum(parts.values())
            found.append(parts)
        return found


class YearlyArrays:
    """The same in arrays: one row an agreement."""

    def __init__(self, sketches: list[Yearly]) -> None:
        self.base = np.array([s.base for s in sketches])
        self.num = np.zeros((len(sketches), YEARS, len(ROLES)), np.int64)
        self.den = np.ones_like(self.num)
        for i, sketch in enumerate(sketches):
            for year in range(YEARS):
                for k, share in enumerate(sketch.of_year(year + 1)):
                    self.num[i, year, k], self.den[i, year, k] = share.as_integer_ratio()

    def divided(self, local: Table) -> Table:
        """Return what parties get."""
        kept = np.minimum(local, self.base[:, None])
        parts = down((local - kept)[:, :, None], self.num, self.den)
        parts[:, :, 0] += local - parts.sum(axis=2)
        return parts
