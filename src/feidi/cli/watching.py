"""The clock of a long search, its progress on the error stream, and Ctrl-C that keeps the best."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from types import FrameType

from feidi.quantities.words import Words
from feidi.site.solve.watch import Progress

STEPS = {
    "bound": Words("算上界", "bound"),
    "first plan": Words("初始方案", "first plan"),
    "search": Words("搜索", "search"),
    "parcels": Words("落到地块", "parcels"),
    "proof": Words("证明", "proof"),
    "reasons": Words("查理由", "reasons"),
}
TOLD = Words(
    "{step}：值 {value}，界 {bound}，差距 {gap}", "{step}: value {value}, bound {bound}, gap {gap}"
)
COUNTED = Words("{step}：{value} / {bound}", "{step}: {value} of {bound}")
STOPPING = Words(
    "收到停止的要求：保留当前最好的方案，正在收尾；再按一次立即退出。\n",
    "Stopping: the best plan so far is kept; press again to leave at once.\n",
)


class Clock:
    """A watch with a limit in seconds and a wish to stop."""

    def __init__(self, limit: float | None, show: Callable[[str], None], lang: str) -> None:
        self.ends = inf if limit is None else time.monotonic() + limit
        self.show, self.lang = show, lang
        self.wanted = False

    def left(self) -> float:
        """Return the seconds left."""
        return self.ends - time.monotonic() if self.ends < inf else inf

    def stopped(self) -> bool:
        """Say whether to stop now."""
        return self.wanted or self.left() <= 0

    def tell(self, progress: Progress) -> None:
        """Show how far the search is."""
        step = STEPS.get(progress.where, Words(progress.where, progress.where))
        words = COUNTED if progress.where == "reasons" else TOLD
        value = "–" if progress.value is None else f"{progress.value:,.0f}"
        gap = f"{100 * progress.gap:.2f}%" if progress.gap < inf else "–"
        said = words.fill(step=step, value=value, bound=f"{progress.bound:,.0f}", gap=gap)
        self.show(said.say(self.lang))


@contextmanager
def watched(limit: float | None, show: Callable[[str], None], lang: str) -> Iterator[Clock]:
    """Give a clock; the first Ctrl-C asks the search to end, the second ends the program."""
    clock = Clock(limit, show, lang)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        clock.wanted = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.stderr.write(STOPPING.say(lang))
        sys.stderr.flush()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield clock
    finally:
        signal.signal(signal.SIGINT, before)
