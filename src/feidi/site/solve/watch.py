"""Time and stop wishes come from outside: no solver of ours reads a clock."""

from dataclasses import dataclass
from math import inf
from typing import Protocol


@dataclass(frozen=True)
class Progress:
    """How far a solve is. value: of the best plan, None before there is one. bound: certified.

    where: the step that runs, such as "bound", "search", "parcels".
    """

    where: str
    value: float | None
    bound: float

    @property
    def gap(self) -> float:
        """Return the distance of value and bound over the value; infinite without a plan."""
        return gap_of(self.value, self.bound)


class Watch(Protocol):
    """What a solve asks of the one who started it."""

    def left(self) -> float:
        """Return the seconds still granted; infinite where there is no limit."""

    def stopped(self) -> bool:
        """Say whether to stop now with the best plan found."""

    def tell(self, progress: Progress) -> None:
        """Take note of progress."""


class Unwatched:
    """No limit, never stopped, told to nobody."""

    def left(self) -> float:
        """Return that there is no limit."""
        return inf

    def stopped(self) -> bool:
        """Return that nobody asks to stop."""
        return False

    def tell(self, progress: Progress) -> None:
        """Say nothing."""


UNWATCHED: Watch = Unwatched()


@dataclass(frozen=True)
class Slice:
    """A part of a watch's time: it ends when the whole has `until` seconds left."""

    whole: Watch
    until: float

    def left(self) -> float:
        """Return the seconds left before the whole has `until` seconds left."""
        return self.whole.left() - self.until

    def stopped(self) -> bool:
        """Say whether the whole is stopped or the part used up."""
        return self.whole.stopped() or self.left() <= 0

    def tell(self, progress: Progress) -> None:
        """Pass progress on."""
        self.whole.tell(progress)


def part_of(watch: Watch, seconds: float) -> Watch:
    """Return a watch that grants at most `seconds` of what is left now.

    >>> part_of(UNWATCHED, 5.0) is UNWATCHED
    True
    """
    left = watch.left()
    return watch if left == inf else Slice(watch, max(0.0, left - seconds))


@dataclass(frozen=True)
class Quiet:
    """A watch that is told nothing: what a part of a solve finds is no news of the whole."""

    whole: Watch

    def left(self) -> float:
        """Return the seconds left."""
        return self.whole.left()

    def stopped(self) -> bool:
        """Say whether to stop."""
        return self.whole.stopped()

    def tell(self, progress: Progress) -> None:
        """Keep it."""


@dataclass
class Patient:
    """A part of a watch's time that is longer where value and bound come close.

    short, long: seconds that the whole has left at the end. near: the gap from which the longer
    part is granted. close: whether that was told.
    """

    whole: Watch
    short: float
    long: float
    near: float
    close: bool = False

    def left(self) -> float:
        """Return the seconds left of the part granted."""
        return self.whole.left() - (self.long if self.close else self.short)

    def stopped(self) -> bool:
        """Say whether the whole is stopped or the part used up."""
        return self.whole.stopped() or self.left() <= 0

    def tell(self, progress: Progress) -> None:
        """Pass progress on, and grant more where it is close to an end."""
        self.close = progress.gap <= self.near
        self.whole.tell(progress)


def patient(watch: Watch, shares: tuple[float, float], near: float) -> Watch:
    """Return a watch that grants the first share of what is left, the second where it is close.

    >>> patient(UNWATCHED, (0.2, 0.7), 0.003) is UNWATCHED
    True
    """
    left = watch.left()
    if left == inf:
        return watch
    short, long = ((1 - share) * left for share in shares)
    return Patient(watch, short, long, near)


def quiet(watch: Watch) -> Watch:
    """Return a watch that grants the same and is told nothing."""
    return watch if watch is UNWATCHED else Quiet(watch)


def gap_of(value: float | None, bound: float) -> float:
    """Return |bound - value| / |value|: 0 where they meet, infinite where nothing is known."""
    if value is None or abs(bound) == inf:
        return inf
    if bound == value:
        return 0.0
    return abs(bound - value) / abs(value) if value else inf
