"""How places and measures are called in a diagnosis, and which of its results are shown."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from feidi.quantities.words import Words, both
from feidi.report.briefing.amounts import ASSUMED

Call = Callable[[str], Words]

MEASURES = {
    "employment": Words("从业人员", "employment"),
    "value added": Words("增加值", "value added"),
    "output": Words("总产出", "output"),
    "pay": Words("劳动者报酬", "pay"),
    "revenue": Words("营业收入", "revenue"),
}
PLACE = Words("地区", "place")
INDUSTRY = Words("行业", "industry")
MEASURE = Words("指标", "measure")
YEAR = Words("年度", "year")
ALL_PLACES = Words("各地区合计", "all places")


class Measured(Protocol):
    """A result of one measure, place and year."""

    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int: ...  # noqa: D102


T = TypeVar("T", bound=Measured)


def measure_words(measure: str) -> Words:
    """Return how a measure is called.

    >>> measure_words("value added").zh
    '增加值'
    """
    return MEASURES.get(measure, both(measure))


def latest(results: Iterable[T]) -> list[T]:
    """Return the newest result of each place and measure, value added and jobs first."""
    kept: dict[tuple[str, str], T] = {}
    for one in results:
        key = (one.place, one.measure)
        if key not in kept or one.year > kept[key].year:
            kept[key] = one
    order = list(MEASURES)
    return sorted(
        kept.values(),
        key=lambda one: order.index(one.measure) if one.measure in order else len(order),
    )


def first_of(results: Iterable[T], places: Iterable[str]) -> T | None:
    """Return the newest result of the first place that has one."""
    newest = latest(results)
    for place in places:
        for one in newest:
            if one.place == place:
                return one
    return None


def marked(words: Words, *, assumed: bool) -> Words:
    """Return a figure or name, marked where it is an assumption."""
    return Words(words.zh + ASSUMED.zh, words.en + ASSUMED.en) if assumed else words
