"""A relocation plan: the moves, what they cost part by part, and how good it can be at best."""

from dataclasses import dataclass
from math import inf
from typing import Any, Literal

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.site.relocate.shortage import Shortage

Status = Literal["optimal", "feasible", "infeasible", "stopped", "refused"]

PARTS: dict[str, Words] = {
    "building": Words("安置建设", "building"),
    "opening": Words("启用安置点", "opening of sites"),
    "grants": Words("补助", "grants"),
    "fields": Words("离原耕地（权重）", "distance to old fields (weight)"),
    "work": Words("离就业点（权重）", "distance to work (weight)"),
    "villages": Words("村分散（权重）", "villages split (weight)"),
    "kin": Words("亲缘分散（权重）", "kin groups split (weight)"),
}
# what is paid; the other parts are what the planners' weights make of distances and splits
MONEY = ("building", "opening", "grants")


@dataclass(frozen=True)
class Move:
    """One hamlet's move. site, phase: their ids."""

    hamlet: str
    site: str
    phase: str


@dataclass(frozen=True)
class RelocationPlan:
    """Who moves where and when.

    status: "optimal" is proven; "feasible" is the best found when stopped; "infeasible" comes
    with shortages; "refused" with problems, and no solver was started. parts: fen, by the keys
    of `PARTS`. bound: no plan that moves everybody as soon costs less, fen; None where unknown:
    the solver's word. prices: of the rows of the model; they prove a bound that anyone can
    recompute (`proven_bound`). waited: class of urgency -> person-phases its people wait;
    waited_bound: the least possible.
    """

    status: Status
    year: int
    moves: tuple[Move, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    bound: int | None = None
    waited: tuple[tuple[int, int], ...] = ()
    waited_bound: tuple[tuple[int, int], ...] = ()
    prices: tuple[float, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def value(self) -> int:
        """Return what the plan counts for in all, fen."""
        return sum(amount for _, amount in self.parts)

    @property
    def money(self) -> int:
        """Return what is paid, fen: the parts without the planners' weights."""
        return sum(amount for name, amount in self.parts if name in MONEY)

    @property
    def gap(self) -> float:
        """Return |bound - value| / |value|."""
        if not self.moves or self.bound is None:
            return inf
        away = abs(self.value - self.bound)
        return away / abs(self.value) if away else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain values, from which `from_json` makes an equal plan."""
        return {
            "status": self.status,
            "year": self.year,
            "moves": [[m.hamlet, m.site, m.phase] for m in self.moves],
            "parts_fen": dict(self.parts),
            "bound_fen": self.bound,
            "waited": [list(pair) for pair in self.waited],
            "waited_bound": [list(pair) for pair in self.waited_bound],
            "prices": list(self.prices),
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "RelocationPlan":
        """Return the plan that plain values tell; shortages and problems are not kept there."""
        return cls(
            said["status"],
            said["year"],
            tuple(Move(*move) for move in said["moves"]),
            tuple(said["parts_fen"].items()),
            said["bound_fen"],
            tuple((u, w) for u, w in said["waited"]),
            tuple((u, w) for u, w in said["waited_bound"]),
            tuple(said["prices"]),
        )
