"""What holds the county back? Its figures beside those of the host and the province."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.indicator import FACTORS, HIGHER, LOWER, Indicator, Measure
from feidi.records.industry_table import MISSING, STATUS_WORDS

LEVEL = 0.1
BEHIND, AHEAD, EVEN, UNKNOWN = "behind", "ahead", "level", "unknown"
STANDINGS = {
    BEHIND: Words("落后", "behind"),
    AHEAD: Words("占优", "ahead"),
    EVEN: Words("相当", "level"),
    UNKNOWN: Words("无法比较", "cannot be compared"),
}


@dataclass(frozen=True)
class Cell:
    """One figure as it was given: value None where missing, status as in industry tables."""

    value: float | None
    unit: str
    year: int
    source: str
    status: int

    @property
    def status_words(self) -> Words:
        """Published, missing, suppressed or assumed."""
        return STATUS_WORDS[self.status]

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "value": self.value,
            "unit": self.unit,
            "year": self.year,
            "source": self.source,
            "status": self.status_words._asdict(),
        }


NOT_GIVEN = Cell(None, "", 0, "", MISSING)


@dataclass(frozen=True)
class Comparison:
    """The place against another. ratio: place / other, None where that says nothing.

    standing: "behind", "ahead", "level" (within a tenth) or "unknown". years_differ: the two
    figures are of different years.
    """

    ratio: float | None
    standing: str
    years_differ: bool

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {"ratio": self.ratio, "standing": self.standing, "years_differ": self.years_differ}


@dataclass(frozen=True)
class Bottleneck:
    """One measure: the figures of the place, the host and the province, and how they compare."""

    measure: Measure
    place: Cell
    host: Cell
    province: Cell
    to_host: Comparison
    to_province: Comparison

    @property
    def factor(self) -> Words:
        """The factor that the measure belongs to, such as land."""
        return FACTORS[self.measure.factor]

    @property
    def binding(self) -> bool:
        """Whether the place is behind the host or the province, and ahead of neither."""
        standings = {self.to_host.standing, self.to_province.standing}
        return BEHIND in standings and AHEAD not in standings

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "factor": self.measure.factor,
            "measure": self.measure.code,
            "name": self.measure.name._asdict(),
            "unit": self.measure.unit,
            "better": self.measure.better,
            "place": self.place.as_json(),
            "host": self.host.as_json(),
            "province": self.province.as_json(),
            "to_host": self.to_host.as_json(),
            "to_province": self.to_province.as_json(),
            "binding": self.binding,
        }


@dataclass(frozen=True)
class Bottlenecks:
    """The table: what binds first, by how far the place is behind.

    unanswered: factors for which the place has no figure at all.
    """

    rows: tuple[Bottleneck, ...]
    unanswered: tuple[Words, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "rows": [row.as_json() for row in self.rows],
            "unanswered": [words._asdict() for words in self.unanswered],
        }


def bottlenecks(
    indicators: Iterable[Indicator], place: str, host: str = "", province: str = ""
) -> Bottlenecks:
    """What limits the place: land, water, energy, labour, fiscal room, logistics, inputs?

    Every cell keeps its value, unit, year, source and status; a missing cell stays missing,
    is shown as missing and compares as "unknown" (§DI8). Rows: those where the place is
    behind first, by the size of the gap.
    Problems: DI020 figures of one measure in different units, DI021 a figure given twice.

    >>> from feidi.records.indicator import measures
    >>> own = measures()["self_sufficiency"]
    >>> table = bottlenecks([Indicator("甲县", own, 5.0, "%", 2023, "假设"),
    ...                      Indicator("某省", own, 25.0, "%", 2023, "假设")], "甲县", "", "某省")
    >>> row = table.rows[0]
    >>> row.to_province.ratio, row.to_province.standing, row.to_host.standing
    (0.2, 'behind', 'unknown')
    """
    given: dict[tuple[str, str], Indicator] = {}
    measures: dict[str, Measure] = {}
    problems: list[Problem] = []
    for one in indicators:
        key = (one.measure.code, one.place)
        if key in given:
            problems.append(_twice(given[key], one))
            continue
        given[key] = one
        measures.setdefault(one.measure.code, one.measure)
        if one.unit != one.measure.unit:
            problems.append(_units(one))
    rows = []
    for code, measure in measures.items():
        cells = [_cell(given.get((code, name))) for name in (place, host, province)]
        compared = [_compare(measure, cells[0], other) for other in cells[1:]]
        rows.append(Bottleneck(measure, cells[0], cells[1], cells[2], compared[0], compared[1]))
    answered = {row.measure.factor for row in rows if row.place.value is not None}
    return Bottlenecks(
        tuple(sorted(rows, key=_how_far_behind)),
        tuple(words for factor, words in FACTORS.items() if factor not in answered),
        tuple(problems),
    )


def _cell(one: Indicator | None) -> Cell:
    if one is None:
        return NOT_GIVEN
    return Cell(one.value, one.unit, one.year, one.source, one.status)


def _compare(measure: Measure, mine: Cell, other: Cell) -> Comparison:
    differ = bool(mine.year and other.year and mine.year != other.year)
    if mine.value is None or other.value is None or mine.unit != other.unit:
        return Comparison(None, UNKNOWN, differ)
    gap = mine.value - other.value
    sign = {HIGHER: 1.0, LOWER: -1.0}.get(measure.better, 0.0)
    # figures of different sign, or a zero, have no meaningful ratio; which is larger still counts
    ratio = mine.value / other.value if mine.value * other.value > 0 else None
    near = abs(gap) <= LEVEL * max(abs(mine.value), abs(other.value))
    standing = EVEN if near else AHEAD if sign * gap > 0 else BEHIND
    return Comparison(ratio, standing if sign else UNKNOWN, differ)


def _how_far_behind(row: Bottleneck) -> tuple[bool, float, int]:
    ratios = [c.ratio for c in (row.to_host, row.to_province) if c.standing == BEHIND and c.ratio]
    worst = min((r if row.measure.better == HIGHER else 1.0 / r for r in ratios), default=1.0)
    return not row.binding, worst, list(FACTORS).index(row.measure.factor)


def _units(one: Indicator) -> Problem:
    name = one.measure.name
    return Problem(
        "DI020",
        one.at,
        Words(
            f"{one.place}“{name.zh}”的单位是“{one.unit}”，该指标的单位是“{one.measure.unit}”",
            f"{one.place}, “{name.en}” is in “{one.unit}”, the measure in “{one.measure.unit}”",
        ),
        Words(f"换算成“{one.measure.unit}”", f"give it in “{one.measure.unit}”"),
        one.unit,
    )


def _twice(first: Indicator, second: Indicator) -> Problem:
    name = second.measure.name
    return Problem(
        "DI021",
        second.at,
        Words(
            f"{second.place}“{name.zh}”给了两次：{first.year} 年 {first.value}，"
            f"{second.year} 年 {second.value}",
            f"{second.place}, “{name.en}” is given twice: {first.value} of {first.year}, "
            f"{second.value} of {second.year}",
        ),
        Words("只留一个", "keep one"),
    )
