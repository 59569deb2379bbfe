"""A second opinion: fitness of places and complexity of industries, by iteration."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.match.complexity.part import column, part
from feidi.match.complexity.value_table import Flags, Floats, ValueTable, told
from feidi.quantities.words import Words

Column = npt.NDArray[np.object_]
# ranks must hold for this many rounds; fitness below this part of the mean is vanishing
_STEADY, _MOST, _VANISHING, _SMALLEST = 50, 5000, 1e-6, 1e-250


@dataclass(frozen=True, eq=False)
class Fitness:
    """Fitness of places and complexity of industries, each with mean 1; NaN where empty.

    rounds: how often they were computed. settled: whether the ranks of both had held for 50
    rounds. vanishing: places whose fitness goes to zero, so that only their rank means anything.
    """

    places: tuple[str, ...]
    industries: tuple[str, ...]
    fitness: Floats
    complexity: Floats
    rounds: int
    settled: bool
    vanishing: tuple[str, ...]
    problems: tuple[Problem, ...]

    def by_place(self) -> dict[str, Column | Floats]:
        """Return one row for every place."""
        return {"place": np.array(self.places, np.object_), "fitness": self.fitness}

    def by_industry(self) -> dict[str, Column | Floats]:
        """Return one row for every industry."""
        return {"industry": np.array(self.industries, np.object_), "complexity": self.complexity}


def fitness(table: ValueTable, presence: Flags, rounds: int | None = None) -> Fitness:
    """How fit are places, if an industry is only as complex as the least fit place that has it?

    F[c] = sum_i M[c, i] Q[i]; Q[i] = 1 / sum_c M[c, i] / F[c], both from the round before and both
    divided by their mean, starting from 1. presence: M, places x industries, of the table's labels.
    rounds: so many and no more, as published tables are; without it until the ranks hold (§M7).
    Problem MA014 where they did not.
    Source: Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero (2012), Scientific Reports
    2, 723; on stopping, Pugliese, Zaccaria and Pietronero (2016), EPJ Special Topics 225.

    >>> have = np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [0.0, 0.0, 1.0]])
    >>> nested = ValueTable(have, ("A", "B", "C"), ("x", "y", "z"))
    >>> found = fitness(nested, have > 0, rounds=2)
    >>> found.fitness.round(3), found.settled, found.rounds
    (array([1.833, 0.833, 0.333]), False, 2)
    """
    every = (np.ones(size, np.bool_) for size in presence.shape)
    solvable = part(presence, *every)
    links = solvable.presence.astype(np.float64)
    run = _Run(links)
    run.go(rounds)
    weak = solvable.names(table.places, solvable.places)
    vanishing = tuple(name for name, value in zip(weak, run.fit, strict=True) if value < _VANISHING)
    settled = run.steady >= _STEADY
    problems = [] if settled or rounds is not None else [_unsettled(table, run.rounds, vanishing)]
    return Fitness(
        table.places,
        table.industries,
        column(run.fit, solvable.places),
        column(run.complex, solvable.industries),
        run.rounds,
        settled,
        vanishing,
        tuple(problems),
    )


class _Run:
    """The iteration: numbers of both sides, rounds done, rounds for which ranks have held."""

    def __init__(self, links: Floats) -> None:
        self.links = links
        self.fit, self.complex = (np.ones(size) for size in links.shape)
        self.rounds = self.steady = 0
        self._ranks: tuple[bytes, bytes] = (b"", b"")

    def go(self, rounds: int | None) -> None:
        """Run so many rounds, or until the ranks hold or a number gets too small to divide by."""
        most = _MOST if rounds is None else rounds
        while self.rounds < most and (rounds is not None or self.steady < _STEADY):
            fit = self.links @ self.complex
            complex_ = 1.0 / ((1.0 / self.fit) @ self.links)
            fit /= fit.mean()
            complex_ /= complex_.mean()
            if min(fit.min(), complex_.min()) < _SMALLEST:
                return
            self.fit, self.complex = fit, complex_
            self.rounds += 1
            ranks = (_ranks(fit), _ranks(complex_))
            self.steady = self.steady + 1 if ranks == self._ranks else 0
            self._ranks = ranks


def _ranks(numbers: Floats) -> bytes:
    return np.argsort(numbers, kind="stable").tobytes()


def _unsettled(table: ValueTable, rounds: int, vanishing: tuple[str, ...]) -> Problem:
    what = Words(
        f"{rounds} 轮后名次仍在变动；趋于零的地方：{told(vanishing) or '无'}",
        f"ranks still moved after {rounds} rounds; going to zero: {told(vanishing) or 'none'}",
    )
    fix = Words(
        "剔除很小的地方（SizeFilter）再算，名次只作参考",
        "leave very small places out (SizeFilter); take the ranks as a hint",
    )
    return Problem("MA014", table.at, what, fix)
