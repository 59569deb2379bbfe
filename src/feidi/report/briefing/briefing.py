"""What a briefing is made of: the same for the page, the terminal and both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words

# how wide -> language -> the description of a chart
Draw = Callable[[int, str], dict[str, Any]]
# how wide -> language -> a picture that is no chart, such as a map, as SVG
Picture = Callable[[int, str], Markup]


@dataclass(frozen=True)
class Grid:
    """A table. left: how many columns hold words. at_first: rows shown where room is short.

    faint: numbers of rows that say little, such as those that cannot be compared.
    """

    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    left: int = 1
    at_first: int = 12
    faint: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class Section:
    """One question with its answer.

    reading: one sentence that says what the picture or table shows. how: how to look at it.
    notes: method, source, year, and what must not be concluded. left_out: what it does not
    use, and why. evidence: kept apart below the answers. key: numbers of marks -> names.
    picture: instead of a chart. told: names with a paragraph each, where a table is too narrow.
    """

    key: str
    title: Words
    reading: Words
    grid: Grid | None = None
    draw: Draw | None = None
    how: Words | None = None
    notes: tuple[Words, ...] = ()
    left_out: tuple[tuple[Words, Words], ...] = ()
    names: tuple[Words, ...] = ()
    evidence: bool = False
    picture: Picture | None = None
    told: tuple[tuple[Words, Words], ...] = ()

    @property
    def drawn(self) -> bool:
        """Say whether there is anything to look at but words."""
        return self.draw is not None or self.picture is not None


@dataclass(frozen=True, eq=False)
class Briefing:
    """A result told: who and what, the sentences a leader needs, then the sections.

    kind: what sort of paper it is. note: what must be known first. absent: sections without
    data, and why. problems: warnings about the data.
    """

    kind: Words
    title: Words
    facts: tuple[tuple[Words, Words], ...]
    lead: tuple[Words, ...]
    sections: tuple[Section, ...]
    absent: tuple[tuple[Words, Words], ...] = ()
    problems: tuple[Problem, ...] = ()
    note: str = ""

    @property
    def answers(self) -> tuple[Section, ...]:
        """The sections that answer something."""
        return tuple(s for s in self.sections if not s.evidence)

    @property
    def evidence(self) -> tuple[Section, ...]:
        """The sections that show on what the answers stand."""
        return tuple(s for s in self.sections if s.evidence)
