"""Moves of a whole batch -> postings of one agreement, each with its reason in words."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from feidi.clauses.flow import Flow, Move
from feidi.clauses.posting import Posting
from feidi.quantities.exact import Ratios
from feidi.quantities.ratio import in_percent_about
from feidi.quantities.reasons import Chosen, Number, Phrase, in_number
from feidi.quantities.units import MONEY, Decimals, Quantity, in_decimals, in_unit, number_in
from feidi.quantities.words import Words, both


def postings(flow: Flow, agreement: int = 0) -> Iterator[Posting]:
    """Yield every posting of one agreement of a recorded flow, in the order it was made."""
    batch = flow.batch
    for move in flow.moves:
        if move.slot.grain == "park":
            lanes = [agreement]
        else:
            lanes = [int(i) for i in np.flatnonzero(batch.group == agreement)]
        for lane in lanes:
            if move.amount[lane]:
                firm = batch.subjects[lane] if move.slot.grain == "enterprise" else ""
                yield _told(flow, move, lane, agreement, firm)


def _told(flow: Flow, move: Move, lane: int, agreement: int, firm: str) -> Posting:
    timeline = flow.batch.timelines[agreement]
    facts = {name: shown(fact, lane, move.unit) for name, fact in move.facts.items()}
    return Posting(
        timeline.calendar_year(move.t),
        str(timeline.period(move.t)),
        move.slot.id,
        move.slot.clause.kind,
        move.source,
        move.target,
        int(move.amount[lane]),
        move.because.fill(**facts),
        move.unit,
        firm,
    )


def shown(fact: Any, lane: int, unit: str = MONEY) -> Words:
    """Return a fact of a reason as people read it: shares in percent, words, numbers.

    A bare array is in the posting's own unit, which the reason names; a `Quantity` says its own.
    """
    if isinstance(fact, Words):
        return fact
    if isinstance(fact, Phrase):
        return fact.words.fill(**{k: shown(v, lane, unit) for k, v in fact.facts.items()})
    if isinstance(fact, Chosen):
        return shown(fact.among[int(fact.which[lane])], lane, unit)
    if isinstance(fact, Quantity):
        return in_unit(int(fact.amounts[lane]), fact.unit)
    return both(_number(fact, lane, unit))


def _number(fact: Any, lane: int, unit: str) -> str:
    if isinstance(fact, Ratios):
        return in_percent_about(_fraction(fact, lane))
    if isinstance(fact, Number):
        return in_number(_fraction(fact.ratios, lane))
    if isinstance(fact, Decimals):
        return in_decimals(int(fact.amounts[lane]), int(fact.parts[lane]))
    return number_in(int(fact[lane]), unit) if isinstance(fact, np.ndarray) else str(fact)


def _fraction(ratios: Ratios, lane: int) -> Fraction:
    return Fraction(int(ratios.num[lane]), int(ratios.den[lane]))
