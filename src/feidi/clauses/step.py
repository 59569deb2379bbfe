"""One clause in one period, for all lanes of a batch: what an effect may see and do."""

from typing import TYPE_CHECKING, Any

import numpy as np

from feidi.clauses.batch import Inflow
from feidi.clauses.posting import LAPSED, RETAINED
from feidi.quantities.apportion import by_largest_remainder
from feidi.quantities.exact import Amounts, Ratios, add, portion, subtract
from feidi.quantities.units import MONEY
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.batch import Slot
    from feidi.clauses.flow import Flow
    from feidi.clauses.kinds.rounding import Rounding


class Step:
    """The hands of an effect. Arrays have one entry a lane: int64 amounts in the unit's fen.

    pot: what the clause has to post in this period; all of it must be posted or left.
    active: which lanes are within their term. year: the agreement year of each lane.
    """

    def __init__(self, flow: "Flow", slot: "Slot", t: int) -> None:
        self._flow, self.slot, self.t = flow, slot, t
        self.grain = slot.grain
        self.active = flow.active(slot.grain)
        self.year = flow.years(slot.grain)[:, t]
        self.pot: Amounts = flow.take(slot, t)
        self._left: Amounts = self.pot.copy()
        self.unit = MONEY

    # ---- what it sees -------------------------------------------------------------------

    @property
    def zeros(self) -> Amounts:
        """Nothing, for every lane."""
        return np.zeros(len(self.pot), np.int64)

    def number(self, name: str) -> Amounts:
        """Return this period's value of a term, one a lane."""
        return self._flow.number(self.slot, name, self.t)

    def has(self, name: str) -> bool:
        """Say whether any lane of the batch stated this whole-number term."""
        return (self.slot.key, name) in self._flow.batch.numbers

    def ratios(self, name: str) -> Ratios:
        """Return this period's fractions of a term, one a lane."""
        return self._flow.ratios(self.slot, name, self.t)

    def balance(self, name: str) -> Amounts:
        """Return a balance the clause carried here from the period before (0 at first)."""
        return self._flow.state.get((self.slot.id, name), self.zeros)

    def still_owed(self, number: str) -> Amounts:
        """Return what another clause of the same grain still owes to its party (§R3)."""
        return self._flow.still_owed(number, self.grain)

    def carry(self, name: str, amount: Amounts) -> None:
        """Carry a balance into the next period."""
        self._flow.state[self.slot.id, name] = amount

    def received(self, role: str, clauses: tuple[str, ...], span: str = "period") -> Amounts:
        """Return what a party got from some clauses: in the "period", "year" or "term" so far."""
        return self._flow.received(role, clauses, self.t, span, self.grain)

    def inflow_of(self, clause: str) -> Amounts:
        """Return what came into a clause's pot in this period ("" for this clause's own)."""
        return self._flow.inflow_of(clause, self.grain) if clause else self.pot

    def measured(self, first: Amounts, last: Amounts) -> Amounts:
        """Return what this clause's scope measured in months first..last, term or not."""
        return self._flow.measured(self.slot, first, last)

    @property
    def inflow(self) -> "Inflow":
        """Return what a scope measured in this period, lane by lane."""
        whole = self._flow.batch.inflow[self.slot.id]
        return Inflow(
            whole.gross[:, self.t],
            {level: amount[:, self.t] for level, amount in whole.upper.items()},
            whole.local[:, self.t],
        )

    def where_active(self, amount: Amounts) -> Amounts:
        """Return the amount in lanes within their term, 0 elsewhere."""
        return np.where(self.active, amount, 0)

    @property
    def first_of_year(self) -> "np.typing.NDArray[np.bool_]":
        """Whether the period opens an agreement year, lane by lane."""
        if self.t == 0:
            return np.ones(len(self.pot), np.bool_)
        return np.asarray(self._flow.years(self.grain)[:, self.t - 1] != self.year)

    @property
    def last_of_year(self) -> "np.typing.NDArray[np.bool_]":
        """Whether the period closes an agreement year, lane by lane."""
        return self._flow.last_of_year(self.grain, self.t)

    @property
    def closes_term(self) -> "np.typing.NDArray[np.bool_]":
        """Whether the term ends with the period, lane by lane; call it after caps have run."""
        return self._flow.closes_term(self.grain, self.t)

    @property
    def rounding(self) -> "Rounding":
        """The rounding the agreement states for this clause."""
        return self._flow.rounding(self.slot, self.t)

    @property
    def unposted(self) -> Amounts:
        """Return what of the pot is still to be posted or left."""
        return self._left

    # ---- what it does -------------------------------------------------------------------

    def pay(self, account: str, amount: Amounts, because: Words, **facts: Any) -> None:
        """Post from the pot to an account."""
        self._left = subtract(self._left, amount)
        self._flow.post(self, self.slot.id, account, amount, because, facts)

    def leave(self, amount: Amounts, because: Words, into: str = "", **facts: Any) -> None:
        """Leave an amount in the clause's pot, or a named part of it, for a later clause."""
        self._left = subtract(self._left, amount)
        self._flow.leave(self, into, amount, because, facts)

    def transfer(
        self, payer: str, payee: str, amount: Amounts, because: Words, **facts: Any
    ) -> None:
        """Post between two accounts outside the pot, in lanes that are within their term."""
        self._flow.post(self, payer, payee, np.where(self.active, amount, 0), because, facts)

    def outside(self, payer: str, payee: str, amount: Amounts, because: Words) -> None:
        """Post between two accounts in the lanes that are outside their term."""
        self._flow.post(self, payer, payee, np.where(self.active, 0, amount), because)

    def bring(self, payer: str, amount: Amounts, because: Words, **facts: Any) -> Amounts:
        """Post from an account into the pot, in active lanes; return what came in."""
        came = np.where(self.active, amount, 0)
        self._flow.post(self, payer, self.slot.id, came, because, facts)
        self._left = add(self._left, came)
        self.pot = add(self.pot, came)
        return came

    def part(self, amount: Amounts, ratios: Ratios) -> Amounts:
        """Return amount x ratio in the mode and grain the agreement states."""
        return portion(amount, ratios, self.rounding.mode_of, self.rounding.grain_fen)

    def divide(
        self,
        amount: Amounts,
        shares: dict[str, Ratios],
        because: Words,
        key: str = "",
        **facts: Any,
    ) -> None:
        """Post all of `amount` to parties by shares that add up to one; the odd fen as agreed.

        The stage, mode, grain and owner of the remainder are the agreement's (§R2). `because`
        may name {share} and {whole}. `key` tells apart several divisions of one clause.
        """
        each = {who: {"share": share} for who, share in shares.items()}
        parts = self.parts(amount, shares, key)
        self.hand_out(amount, parts, because, each, whole=amount, **facts)

    def hand_out(
        self,
        amount: Amounts,
        parts: dict[str, Amounts],
        because: Words,
        each: dict[str, dict[str, Any]],
        **facts: Any,
    ) -> None:
        """Post rounded parts of `amount` to parties, and what rounding left as agreed (§R2).

        each: the facts of a reason that differ by party; facts: those that are common.
        """
        rounding = self.rounding
        rest = amount
        for part in parts.values():
            rest = subtract(rest, part)
        owner = {"lapse": LAPSED.zh, "retain": RETAINED.zh}.get(rounding.owner, rounding.owner)
        for who, part in parts.items():
            self.pay(who, part, because, **each.get(who, {}), **facts)
        self.pay(owner, rest, rounding.because_rest, rest=rest)

    def parts(
        self, amount: Amounts, shares: dict[str, Ratios], key: str = ""
    ) -> dict[str, Amounts]:
        """Return the rounded parts of an amount by shares, at the stage the agreement states.

        A running total holds as long as its shares do: where they change within a year, it
        starts anew, so that what earlier periods gave stays divided as it was.
        """
        if self.rounding.stage == "period":
            return self.rounded(amount, shares)
        key = f"{self.slot.key}:{key}"
        fresh = self.first_of_year | self._differ_from_before(shares, key)
        after = add(np.where(fresh, 0, self.balance(f"running:{key}")), amount)
        self.carry(f"running:{key}", after)
        parts = {}
        for who, due in self.rounded(after, shares).items():
            given = np.where(fresh, 0, self.balance(f"given:{key}:{who}"))
            parts[who] = subtract(due, given)
            self.carry(f"given:{key}:{who}", due)
        return parts

    def _differ_from_before(
        self, shares: dict[str, Ratios], key: str
    ) -> "np.typing.NDArray[np.bool_]":
        """Say in which lanes the shares are not those of the period before."""
        differ = np.zeros(len(self.pot), np.bool_)
        for who, share in shares.items():
            for part, value in zip(Ratios._fields, share, strict=True):
                name = f"{part}:{key}:{who}"
                differ |= np.asarray(self.balance(name) != value, np.bool_)
                self.carry(name, value)
        return differ

    def rounded(self, amount: Amounts, shares: dict[str, Ratios]) -> dict[str, Amounts]:
        """Return the parts of an amount by shares, rounded as the agreement states (§R2)."""
        if self.rounding.owner == "largest":
            parts = by_largest_remainder(amount, list(shares.values()), self.rounding.grain_fen)
            return dict(zip(shares, parts, strict=True))
        return {who: self.part(amount, share) for who, share in shares.items()}

    def close(self) -> None:
        """Check that nothing of the pot was forgotten: a bug of the kind, not of the user."""
        if bool(np.any(self._left)):
            message = f"{self.slot.id}: {self._left[self._left != 0][:3]} of the pot unposted"
            raise AssertionError(message)
