"""What is counted by place and industry in one year: employment, value added, output."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words, both
from feidi.records.classification import Classification

Values = npt.NDArray[np.float64]
Status = npt.NDArray[np.uint8]

PUBLISHED, MISSING, SUPPRESSED, ASSUMED = range(4)
# how the usual measures are called; a user's own is called as it is written
MEASURES = {
    "employment": Words("从业人员", "employment"),
    "output": Words("总产出", "output"),
    "value added": Words("增加值", "value added"),
    "pay": Words("劳动者报酬", "pay"),
    "firms": Words("企业数", "firms"),
    "revenue": Words("营业收入", "revenue"),
    "tax": Words("税收", "tax"),
}
_MULTIPLES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "thousand": 1000, "million": 10**6}
# losses and subsidies can exceed what a sector pays out
MAY_BE_NEGATIVE = ("value added",)
STATUS_WORDS = (
    Words("公布", "published"),
    Words("缺失", "missing"),
    Words("保密", "suppressed"),
    Words("假设", "assumed"),
)


@dataclass(frozen=True, eq=False)
class IndustryTable:
    """One measure of one year, a row a place and a column an industry.

    measure: "employment", "value added", "output" … unit: as published, one for the whole
    table. values: float64, NaN where nothing is known. status: uint8 of the same shape,
    PUBLISHED, MISSING, SUPPRESSED (withheld to protect a firm) or ASSUMED. A zero is a
    published zero; missing and suppressed cells are NaN and never zero.
    """

    measure: str
    unit: str
    year: int
    places: tuple[str, ...]
    classification: Classification
    codes: tuple[str, ...]
    values: Values
    status: Status
    source: str
    at: At = field(default=At("industries"))

    def row(self, place: str) -> Values:
        """Return the figures of one place."""
        found: Values = self.values[self.places.index(place)]
        return found

    @property
    def measure_words(self) -> Words:
        """The measure in both languages."""
        return MEASURES.get(self.measure, both(self.measure))

    @property
    def in_money(self) -> bool:
        """Whether the unit is money, at current prices unless the measure says otherwise."""
        return any(word in self.unit.lower() for word in ("元", "yuan", "usd", "eur"))

    @property
    def ones(self) -> int:
        """How many single persons, firms or yuan one of the unit is: 10 000 for 万人."""
        said = self.unit.strip().lower()
        return next((many for word, many in _MULTIPLES.items() if said.startswith(word)), 1)

    def name(self, code: str) -> Words:
        """Return the name of an industry."""
        return self.classification.name(code)

    @property
    def names(self) -> tuple[Words, ...]:
        """The names of the industries, in the order of the columns."""
        return tuple(map(self.name, self.codes))


class Counted(NamedTuple):
    """What a table counts: the measure, its unit, the year and who published it."""

    measure: str
    unit: str
    year: int
    source: str


def industry_table(
    counted: Counted,
    places: Sequence[str],
    classification: Classification,
    codes: Sequence[str],
    values: npt.ArrayLike,
) -> IndustryTable:
    """Return a table of published figures; NaN is a missing cell.

    >>> from feidi.records.classification import classification
    >>> counted = Counted("output", "万元", 2017, "统计年鉴")
    >>> table = industry_table(counted, ["甘肃"], classification("CN-IO-41"), ["01", "02"],
    ...                        [[5, float("nan")]])
    >>> table.status.tolist()
    [[0, 1]]
    """
    array = np.asarray(values, dtype=np.float64)
    return IndustryTable(
        measure=counted.measure,
        unit=counted.unit,
        year=counted.year,
        places=tuple(places),
        classification=classification,
        codes=tuple(codes),
        values=array,
        status=np.where(np.isnan(array), MISSING, PUBLISHED).astype(np.uint8),
        source=counted.source,
    )


def table_problems(table: IndustryTable) -> Iterator[Problem]:
    """Yield what makes a table unusable: repeated places or codes, unknown codes, negatives.

    DI001 repeated place, DI002 unknown code, DI003 repeated code or a code beside the one
    above it, DI004 negative figure, DI005 an industry without any figure above zero (warning),
    DI016 negative value added, which can be a fact (warning).
    """
    yield from _places(table)
    yield from _codes(table)
    yield from _negatives(table)
    yield from _empty(table)


def _negatives(table: IndustryTable) -> Iterator[Problem]:
    fact = table.measure in MAY_BE_NEGATIVE
    fix = (
        Words("核对该数；确为负数的行业不算区位商", "check it; it gets no location quotient")
        if fact
        else Words("核对该数；该指标不会是负数", "check it; this measure is never negative")
    )
    for row, column in np.argwhere(table.values < 0):
        place, code = table.places[row], table.codes[column]
        name = table.name(code) if code in table.classification else Words(code, code)
        amount = f"{table.values[row, column]:,.6g} {table.unit}"
        yield Problem(
            "DI016" if fact else "DI004",
            table.at,
            Words(
                f"{place}“{name.zh}”{table.year} 年为 {amount}，小于 0",
                f"{place}, “{name.en}”, {table.year}: {amount} is below 0",
            ),
            fix,
        )


def _places(table: IndustryTable) -> Iterator[Problem]:
    for place in sorted({p for p in table.places if table.places.count(p) > 1}):
        yield Problem(
            "DI001",
            table.at,
            Words(
                f"{table.year} 年“{place}”出现 {table.places.count(place)} 次",
                f"“{place}” stands {table.places.count(place)} times in {table.year}",
            ),
            Words("每个地区每年只留一行；下级不与上级并列", "keep one row a place and year"),
        )


def _codes(table: IndustryTable) -> Iterator[Problem]:
    edition = table.classification
    for code in table.codes:
        if code not in edition:
            yield unknown_code(code, edition, table.at)
    known = tuple(code for code in table.codes if code in edition)
    twice = [(c, c) for c in sorted({c for c in known if known.count(c) > 1})]
    for code, up in (*twice, *edition.nested(known)):
        yield Problem(
            "DI003",
            table.at,
            Words(
                f"“{code} {edition.name(code).zh}”与“{up} {edition.name(up).zh}”并列，会重复计算",
                f"“{code} {edition.name(code).en}” stands beside “{up} {edition.name(up).en}”: "
                "it would count twice",
            ),
            Words("只留一层、每个代码一列", "keep one level and one column a code"),
            code,
        )


def unknown_code(code: str, edition: Classification, at: At) -> Problem:
    """Return the problem of a code that is not in its edition."""
    return Problem(
        "DI002",
        at,
        Words(f"{edition.id} 没有代码“{code}”", f"{edition.id} has no code “{code}”"),
        Words(
            "核对代码，或写明数据所用的分类版本",
            "check the code, or state the edition the data are in",
        ),
        code,
    )


def _empty(table: IndustryTable) -> Iterator[Problem]:
    known = table.classification
    for column, code in enumerate(table.codes):
        if code in known and not np.any(table.values[:, column] > 0):
            yield Problem(
                "DI005",
                table.at,
                Words(
                    f"“{code} {known.name(code).zh}”在所有地区都没有大于 0 的数，不参加比较",
                    f"“{code} {known.name(code).en}” has no figure above 0 in any place: left out",
                ),
                Words("确无此行业则不必处理", "nothing to do if there is no such industry"),
            )
