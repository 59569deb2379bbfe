"""A dashboard as data: figures, charts and short lists, all with the way to their rows."""

from dataclasses import dataclass, field

from feidi.quantities.words import Words
from feidi.workbench.dashboards.charts import Chart

GOOD, WAIT, BAD = "good", "wait", "bad"


@dataclass(frozen=True)
class Figure:
    """One number. note: what it is of. change: how it stands against before."""

    label: Words
    said: Words
    address: str = ""
    note: Words | None = None
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a list: what it is, what is to be said of it, where it is."""

    title: Words
    note: Words
    address: str
    tone: str = ""


@dataclass(frozen=True)
class Listing:
    """A short list. nothing: what is said where it is empty. more: the way to all of them."""

    heading: Words
    lines: tuple[Line, ...]
    nothing: Words
    more: str = ""


@dataclass(frozen=True)
class Board:
    """One dashboard. answer: what it says in one sentence. next: (words, address) where empty.

    urgent: on a desk, what stands above that which waits.
    """

    heading: Words
    answer: Words
    figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()
    lists: tuple[Listing, ...] = ()
    urgent: tuple[Listing, ...] = ()
    empty: tuple[Words, Words, str] | None = field(default=None)
