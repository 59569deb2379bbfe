"""Drawing a claim from a pot through an agreement year, and giving back when refunds come."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from feidi.quantities.exact import Amounts, Ratios, add, subtract

if TYPE_CHECKING:
    from feidi.clauses.step import Step


class Drawn(NamedTuple):
    """What a clause drew: in this period (negative: gave back), and in the year so far.

    before: what it had drawn in the year before this period.
    """

    now: Amounts
    year: Amounts
    before: Amounts


def this_year(step: "Step", name: str) -> Amounts:
    """Return a carried balance of the agreement year; nothing where the period opens a year."""
    return np.where(step.first_of_year, 0, step.balance(name))


def draw(step: "Step", due: Amounts, most: Amounts | None = None) -> Drawn:
    """Draw from the pot what is due, as far as the pot reaches (§K3, §K4, §K21).

    due: what may be drawn in the agreement year so far, in all. most: a ceiling on that.
    A period draws no more than came in; what earlier periods passed on is not fetched back.
    A refund lowers what is passed on first; what was drawn goes back only where the pot of the
    year falls below it. Below zero nothing is drawn, and the negative pot is passed on.
    """
    whole = add(this_year(step, "pot of the year"), step.pot)
    before = this_year(step, "drawn in the year")
    reached = np.minimum(add(before, np.maximum(step.pot, 0)), np.maximum(whole, 0))
    if most is not None:
        reached = np.minimum(reached, np.maximum(most, 0))
    drawn = np.minimum(reached, np.maximum(due, 0))
    step.carry("pot of the year", whole)
    step.carry("drawn in the year", drawn)
    return Drawn(subtract(drawn, before), drawn, before)


def due_so_far(step: "Step", name: str, arising: Amounts, opening: Amounts) -> Amounts:
    """Return what is due in the agreement year so far, and carry it.

    arising: what became due in this period. opening: what an earlier year left due; counted
    where the period opens a year.
    """
    due = add(np.where(step.first_of_year, opening, step.balance(name)), arising)
    step.carry(name, due)
    return due


def fraction_of(step: "Step", amount: Amounts, share: Ratios, key: str) -> Amounts:
    """Return a share of an amount, rounded at the stage and in the way the agreement states."""
    rest = Ratios(share.den - share.num, share.den)
    return step.parts(amount, {key: share, f"without {key}": rest}, key)[key]
