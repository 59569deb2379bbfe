"""A table of sums that grows: one line for each (tax, period, kind) met, one column a place."""

import numpy as np
import numpy.typing as npt

from feidi.folder.engines.enterprises import NotForScan
from feidi.folder.engines.scatter import Rows, Scatter, Sums

MOST_PLACES = 50_000_000
Places = npt.NDArray[np.intp]


class Cube:
    """Sums, int64[lines, columns], and which lines and columns some row went to.

    bound: no sum can be larger than this, so below 2**63 none has left int64.
    """

    def __init__(self, scatter: Scatter) -> None:
        self._scatter = scatter
        self.sums = np.zeros((0, 0), np.int64)
        self.lines = np.zeros(0, np.bool_)
        self.columns = np.zeros(0, np.bool_)
        self.bound = 0

    def make_room(self, lines: int, columns: int) -> None:
        """Grow to at least so many lines and columns; raise where that is too much to hold."""
        if lines * columns > MOST_PLACES:
            message = f"{lines} x {columns} cells are more than {MOST_PLACES}"
            raise NotForScan(message)
        before = self.sums.shape
        if lines > before[0] or columns > before[1]:
            lines, columns = (
                old if size <= old else max(size, 2 * old)
                for size, old in zip((lines, columns), before, strict=True)
            )
            sums = np.zeros((lines, columns), np.int64)
            for line in np.flatnonzero(self.lines):
                sums[line, : before[1]] = self.sums[line]
            self.sums = sums
            self.lines = np.append(self.lines, np.zeros(lines - before[0], np.bool_))
            self.columns = np.append(self.columns, np.zeros(columns - before[1], np.bool_))

    def take(self, rows: Rows) -> None:
        """Add rows to their places."""
        largest = self._scatter(rows, self.sums, self.lines, self.columns)
        self.bound += len(rows.amount) * (int(largest) + 1)

    def take_over(self, other: "Cube") -> None:
        """Move into this table what both have lines for, so that the two share no line."""
        self.make_room(*other.sums.shape)
        lines, columns = other.sums.shape
        for line in np.flatnonzero(self.lines[:lines] & other.lines):
            self.sums[line, :columns] += other.sums[line]
            other.lines[line] = False

    def line(self, line: int, columns: Places | None) -> tuple[Places, Sums]:
        """Return which sums of a line are not zero, and the sums.

        columns: the order to look at them; None: as they stand.
        """
        sums = self.sums[line] if columns is None else self.sums[line, columns]
        places = np.flatnonzero(sums)
        return places, sums[places]
