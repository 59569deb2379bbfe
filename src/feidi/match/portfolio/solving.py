"""The choice as a mixed-integer program, solved by HiGHS."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# branch and bound stops here; what is then not proven is said by the gap
MOST_NODES = 200_000


class Quiet(highspy.Highs):
    """A solver that prints nothing: its banner would stand before the answer of a command."""

    def enableCallbacks(self) -> None:  # noqa: N802
        """Turn the output off before the first thing that prints."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Row:
    """low <= sum of coefficient x variable <= high."""

    low: float
    high: float
    terms: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Program:
    """Maximise benefit x y over y in {0, 1}, subject to rows; candidates come first."""

    benefit: tuple[float, ...]
    rows: tuple[Row, ...]

    def with_row(self, row: Row) -> "Program":
        """Return the program with one more row."""
        return Program(self.benefit, (*self.rows, row))


@dataclass(frozen=True)
class Solved:
    """chosen: which variables are 1. value: their benefit. bound: no choice is better."""

    chosen: tuple[bool, ...]
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """(bound - value) / |value|, 0 when the choice is proven best."""
        missing = self.bound - self.value
        return 0.0 if missing <= 0 else missing / max(abs(self.value), np.finfo(float).tiny)


def solve(program: Program) -> Solved | None:
    """Return the best choice with its bound; None where no choice satisfies the rows.

    One thread and one seed: the same program gives the same choice.
    """
    highs = Quiet()  # type: ignore[no-untyped-call]
    for option, value in (
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.0),
        ("mip_max_nodes", MOST_NODES),
    ):
        highs.setOptionValue(option, value)
    highs.passModel(_model(program))
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    taken = np.array(highs.getSolution().col_value[: len(program.benefit)]) > 1 / 2
    value = float(np.dot(taken, program.benefit))
    # the bound of a proven optimum differs from its value by rounding only
    proven = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = value if proven else max(value, float(highs.getInfo().mip_dual_bound))
    return Solved(tuple(map(bool, taken)), value, bound)


def _model(program: Program) -> highspy.HighsLp:
    model = highspy.HighsLp()
    count = len(program.benefit)
    model.num_col_, model.num_row_ = count, len(program.rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.array(program.benefit)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    model.row_lower_ = np.array([row.low for row in program.rows])
    model.row_upper_ = np.array([row.high for row in program.rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts, columns, figures = _packed(program.rows)
    model.a_matrix_.start_, model.a_matrix_.index_ = starts, columns
    model.a_matrix_.value_ = figures
    return model


def _packed(rows: Sequence[Row]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Floats]:
    starts = np.cumsum([0, *(len(row.terms) for row in rows)], dtype=np.int32)
    terms = [term for row in rows for term in row.terms]
    columns = np.array([column for column, _ in terms], dtype=np.int32)
    return starts, columns, np.array([figure for _, figure in terms], dtype=np.float64)
