"""What is a place unusually strong in? RCA, RPOP and the presence drawn from them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from feidi.match.complexity.conventions import Convention
from feidi.match.complexity.value_table import Flags, Floats, ValueTable

Presence = Literal["rca", "rpop", "both", "given"]


@dataclass(frozen=True, eq=False)
class Reference:
    """What places are compared with: sums of all by industry, and how many people they have."""

    by_industry: Floats
    people: float = float("nan")

    @classmethod
    def of(cls, table: ValueTable) -> "Reference":
        """Return the sums of a table."""
        people = float("nan") if table.population is None else float(table.population.sum())
        return cls(table.values.sum(axis=0), people)


def rca(values: Floats, by_industry: Floats | None = None) -> Floats:
    """How much more of a place's total is an industry than it is of all places' total?

    RCA[c, i] = (x[c, i] / x[c]) / (X[i] / X), a pure number. values: places x industries, not
    negative. by_industry: X[i], the sums compared with; without it those of `values`.
    Where a place or an industry adds up to zero it is NaN: nothing can be said of it.
    Changing the unit of a place or of the whole table changes nothing.
    Source: Balassa (1965), Manchester School 33; for jobs the same is the location quotient.

    >>> rca(np.array([[30.0, 70.0], [70.0, 30.0]]))
    array([[0.6, 1.4],
           [1.4, 0.6]])
    """
    sums = values.sum(axis=0) if by_industry is None else by_industry
    return _over(values, values.sum(axis=1), sums / (sums.sum() or np.nan))


def rpop(values: Floats, population: Floats, reference: Reference | None = None) -> Floats:
    """How much more of an industry has a place per head than all places have?

    RPOP[c, i] = (x[c, i] / n[c]) / (X[i] / N). population: persons, n, one a place, positive.
    Source: Bustos, Gomez, Hausmann and Hidalgo (2012), PLoS ONE 7(11).

    >>> rpop(np.array([[30.0, 70.0], [70.0, 30.0]]), np.array([100.0, 300.0]))
    array([[1.2       , 2.8       ],
           [0.93333333, 0.4       ]])
    """
    compared = reference or Reference(values.sum(axis=0), float(population.sum()))
    return _over(values, population, compared.by_industry / compared.people)


def _over(values: Floats, by_place: Floats, by_industry: Floats) -> Floats:
    """Return values over what is expected of place and industry; NaN where nothing is."""
    rows = np.where(by_place > 0, by_place, np.nan)
    columns = np.where(by_industry > 0, by_industry, np.nan)
    found: Floats = values / rows[:, None]
    found /= columns
    return found


def present(quotient: Floats, convention: Convention) -> Flags:
    """Return where a quotient passes the convention's threshold; NaN never does.

    >>> from feidi.match.complexity.conventions import PYTHON, STATA
    >>> present(np.array([0.9, 1.0, np.nan]), PYTHON), present(np.array([1.0, 1.1]), STATA)
    (array([False,  True, False]), array([False,  True]))
    """
    if convention.strict:
        return quotient > convention.threshold
    return quotient >= convention.threshold


@dataclass(frozen=True, eq=False)
class Advantage:
    """RCA, RPOP and presence of a table's places against a reference."""

    rca: Floats
    rpop: Floats | None
    presence: Flags


def advantage(
    table: ValueTable, reference: Reference, by: Presence, convention: Convention
) -> Advantage:
    """Return what the table's places are strong in, compared with a reference.

    by: "rca"; "rpop"; "both", present where both say so; "given", the values are the presence.
    RPOP needs the population of the table (see `no_people`).
    """
    if by == "given":
        return Advantage(np.full(table.values.shape, np.nan), None, table.values > 0)
    share = rca(table.values, reference.by_industry)
    if by == "rca" or table.population is None:
        return Advantage(share, None, present(share, convention))
    head = rpop(table.values, table.population, reference)
    found = present(head, convention)
    if by == "both":
        found &= present(share, convention)
    return Advantage(share, head, found)
