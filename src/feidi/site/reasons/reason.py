"""Why a project was not placed, as values: filters, a conflict of facts, or a price."""

from dataclasses import dataclass

from feidi.site.model import Fact
from feidi.site.problem import Filter


@dataclass(frozen=True)
class Price:
    """What it costs to force a project in: the best plan found that has it.

    park, parcels: where it would stand. loss: value the plan loses, in the unit of values; of:
    the value of the plan. out: projects that would leave the plan; moved: those that would
    stand elsewhere. exact: the loss is proven to be the least, otherwise it is at most this.
    """

    park: str
    parcels: tuple[str, ...]
    loss: float
    of: float
    out: tuple[str, ...]
    moved: tuple[str, ...]
    exact: bool

    @property
    def share(self) -> float:
        """Return the loss as a share of the plan's value."""
        return self.loss / self.of if self.of else 0.0


@dataclass(frozen=True)
class Ask:
    """What a park would have to grant so that a project fits and nobody moves.

    more: (resource, year, amount) beyond the limit, empty where room is left already. gain:
    what the plan's value would gain.
    """

    park: str
    parcels: tuple[str, ...]
    more: tuple[tuple[str, int, float], ...]
    gain: float


@dataclass(frozen=True)
class Reason:
    """Why one project is not in the plan (§SI20).

    lots: how many admissible lots it has. filters: the rules that took lots from it, in their
    order; the last one that removed any decides where no lot is left. conflict: a least set of
    facts that cannot all hold with the project in the plan, at most `reasons.FEW`, else empty.
    price, ask: None where nothing short of another plan would let it in, or where it has no lot.
    """

    project: str
    lots: int
    filters: tuple[Filter, ...] = ()
    conflict: tuple[Fact, ...] = ()
    price: Price | None = None
    ask: Ask | None = None

    @property
    def kind(self) -> str:
        """Return "filter", "conflict", "price", "gain" or "open": the answer that is shown first.

        gain: forcing it in costs nothing, so the plan was not the best one. open: no answer in
        the time that was given.
        """
        if not self.lots:
            return "filter"
        if self.conflict:
            return "conflict"
        if self.price is None:
            return "open"
        return "price" if self.price.loss >= 0 else "gain"

    @property
    def last(self) -> Filter | None:
        """Return the filter that removed the last lot: the latest one that removed any."""
        return next((f for f in reversed(self.filters) if f.removed), None)
