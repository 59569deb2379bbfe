"""Settled every month: a yearly base, marginal tiers on the year so far, a yearly cap."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from bench.sketch import ROLES, Sketch, Table, down, part_of, shares, yuan

TIERS = 3


@dataclass(frozen=True)
class Monthly(Sketch):
    """edges: fen of the year at which the next tier starts. cap: fen a year for the origin."""

    edges: tuple[int, ...]
    tiers: tuple[tuple[Fraction, ...], ...]
    cap: int

    @classmethod
    def draw(cls, rng: np.random.Generator, **common: Any) -> "Monthly":
        """Return one agreement; amounts spread evenly over magnitudes."""
        first = int(10 ** rng.uniform(6, 8))
        return cls(
            **common,
            base=int(10 ** rng.uniform(5, 7.5)),
            edges=(first, first * int(rng.integers(2, 7))),
            tiers=tuple(shares(rng, len(common["parties"])) for _ in range(TIERS)),
            cap=int(10 ** rng.uniform(6, 8.5)),
        )

    def clauses(self) -> tuple[str, ...]:
        """Return base, tiers and cap as a document writes them."""
        first, second = map(yuan, self.edges)
        bands = (f"0 yuan to {first}", f"{first} to {second}", f"above {second}")
        tiers = "\n".join(
            f"{band}: {self.split(split)}" for band, split in zip(bands, self.tiers, strict=True)
        )
        return (
            self.base_kept(),
            "kind: tiers\ntakes from: Article 4\nmeasured on: this clause's pot\n"
            f"measured over: the agreement year so far\nmode: marginal\n{tiers}",
            "kind: cap\napplies to: Article 5\ncapped party: origin\ncap of: each agreement year\n"
            f"capped amount: what it gets\nexcess to: host\ncap amount: {yuan(self.cap)}",
        )

    def divided(self, local: list[int]) -> list[dict[str, int]]:
        """Return the same in plain whole numbers."""
        return [
            parts for start in range(0, len(local), 12) for parts in self._year(local[start:][:12])
        ]

    def _year(self, local: list[int]) -> list[dict[str, int]]:
        total = shared = got = over = 0
        found = []
        for amount in local:
            pot = max(total + amount, self.base) - max(total, self.base)
            parts = self._tiered(shared, shared + pot)
            total, shared, got = total + amount, shared + pot, got + parts["origin"]
            excess = max(got - self.cap, 0)
            parts["origin"] -= excess - over
            parts["host"] += excess - over + amount - pot
            over = excess
            found.append(parts)
        return found

    def _tiered(self, before: int, after: int) -> dict[str, int]:
        """Return what parties get of a year's amount between two running totals."""
        parts = dict.fromkeys(self.parties, 0)
        for i, split in enumerate(self.tiers):
            whole = self._within(i, after) - self._within(i, before)
            parts["host"] += whole
            for who, share in zip(self.parties, split, strict=True):
                part = part_of(whole, share)
                parts[who] += part
                parts["host"] -= part
        return parts

    def _within(self, tier: int, amount: int) -> int:
        """Return the part of a running total in a tier; the lowest reaches below zero."""
        if tier < len(self.edges):
            amount = min(amount, self.edges[tier])
        return max(amount - self.edges[tier - 1], 0) if tier else amount


class MonthlyArrays:
    """The same in arrays: one row an agreement."""

    def __init__(self, sketches: list[Monthly]) -> None:
        self.base = np.array([s.base for s in sketches])[:, None, None]
        self.cap = np.array([s.cap for s in sketches])[:, None, None]
        self.edges = np.array([s.edges for s in sketches])[:, :, None, None]
        self.num = np.zeros((len(sketches), TIERS, len(ROLES)), np.int64)
        self.den = np.ones_like(self.num)
        for i, sketch in enumerate(sketches):
            for tier, split in enumerate(sketch.tiers):
                for k, share in enumerate(split):
                    self.num[i, tier, k], self.den[i, tier, k] = share.as_integer_ratio()

    def divided(self, local: Table) -> Table:
        """Return what parties get."""
        by_year = local.reshape(len(local), -1, 12)
        pot = _steps(np.maximum(np.cumsum(by_year, axis=2), self.base), self.base)
        total = np.cumsum(pot, axis=2)
        parts = np.zeros((*by_year.shape, len(ROLES)), np.int64)
        for tier in range(TIERS):
            whole = _steps(self._within(tier, total))
            num, den = (part[:, tier, :][:, None, None, :] for part in (self.num, self.den))
            parts += down(whole[..., None], num, den)
        moved = _steps(np.maximum(np.cumsum(parts[..., 1], axis=2) - self.cap, 0))
        parts[..., 1] -= moved
        parts[..., 0] += by_year - parts.sum(axis=3)
        return parts.reshape(*local.shape, len(ROLES))

    def _within(self, tier: int, amount: Table) -> Table:
        if tier < TIERS - 1:
            amount = np.minimum(amount, self.edges[:, tier])
        return np.maximum(amount - self.edges[:, tier - 1], 0) if tier else amount


def _steps(totals: Table, start: Table | int = 0) -> Table:
    """Return by how much a running total grows from one period to the next."""
    before = np.empty_like(totals)
    before[:, :, :1] = start
    before[:, :, 1:] = totals[:, :, :-1]
    return totals - before
