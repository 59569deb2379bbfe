"""Worked examples both sides agreed: read, settle, compare to the last fen (§D7).

One example block is one scenario. Its rows are settled together, in time order, by the rules
of the agreement; every expected figure that differs is a problem with both numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import numpy as np

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import Block, Line
from feidi.clauses.measure import Poured
from feidi.clauses.plan import Case
from feidi.clauses.posting import account_words, accounts_of
from feidi.clauses.setting import Book
from feidi.clauses.values import unknown
from feidi.evidence.problem import Problem, has_errors
from feidi.quantities.calendar import Period, printed_span, read_span
from feidi.quantities.exact import AmountTooLarge
from feidi.quantities.folding import fold
from feidi.quantities.units import MONEY, STATISTICAL_YUAN, in_parts, number_in, read_unit
from feidi.quantities.words import Unreadable, Words
from feidi.records.cells import Cells
from feidi.records.fact import Fact
from feidi.records.tax import tax_names
from feidi.settle.example_text import Directives, read_figure, split_row
from feidi.settle.settle import settle_case
from feidi.settle.settlement import Settlement

NOT_SAID = ("", "-", "—")
NOBODY = "算例企业"


@dataclass(frozen=True)
class Column:
    """What the header of one column asks for.

    use: "tax", "refund", "pour", "fact" (inputs), "due", "flow" (expected).
    name, subject: tax and enterprise; scope and enterprise; fact and subject; "" and account;
    clause and account.
    """

    use: str
    name: str
    subject: str


@dataclass(frozen=True)
class Expected:
    """One figure the example states, in the smallest parts of its unit."""

    line: Line
    column: Column
    header: str
    period: Period
    amount: Fraction
    unit: str


@dataclass
class Scenario:
    """The inputs and expectations of one block."""

    directives: Directives
    receipts: list[tuple[str, str, str, Period, int]] = field(default_factory=list)
    poured: list[Poured] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)

    @property
    def enterprises(self) -> tuple[str, ...]:
        """Every enterprise the scenario names; a nameless one where it names none."""
        named = [e.id for e in self.directives.enterprises]
        named += [r[0] for r in self.receipts] + [p.enterprise for p in self.poured]
        return tuple(dict.fromkeys(named)) or (NOBODY,)

    def cells(self) -> Cells:
        """The receipts as cells, one a row."""
        columns = list(zip(*self.receipts, strict=True)) or [(), (), (), (), ()]
        names = [tuple(dict.fromkeys(column)) for column in columns[:4]]
        codes = [
            np.array([known.index(v) for v in column], np.int32)
            for known, column in zip(names, columns[:4], strict=True)
        ]
        firms, taxes, kinds, periods = names
        return Cells(
            codes[0],
            codes[1],
            codes[3],
            codes[2],
            np.array(columns[4], np.int64),
            firms,
            taxes,
            periods,
            kinds,
        )


def check_examples(agreement: Agreement) -> list[Problem]:
    """Return every figure of the worked examples that the rules do not reproduce."""
    problems: list[Problem] = []
    for block in agreement.examples:
        scenario, found = read_scenario(agreement, block)
        problems += found
        if not found:
            problems += _compare(agreement, block, scenario)
    return problems


def read_scenario(agreement: Agreement, block: Block) -> tuple[Scenario, list[Problem]]:
    """Return what an example block puts in and expects, or what is wrong with how it is written."""
    reader = _Reader(agreement, block.lang)
    lines = [line for line in block.lines if line.text.strip()]
    for line in lines:
        try:
            reader.take(line)
        except Unreadable as error:
            reader.problems.append(Problem("AG071", line.at, error.what, error.fix, line.text))
    reader.problems += _no_parties(agreement, scenario := reader.scenario)
    if not scenario.expected and not reader.problems:
        reader.problems.append(
            Problem(
                "AG071",
                block.at,
                Words(
                    "算例没有任何可核对的结果", "the example states nothing that could be compared"
                ),
                Words(
                    "写表头和至少一行，例如“年度, 第三条入池, 飞入地应得”",
                    "write a header and at least one row, as “year, into Article 3, due to host”",
                ),
            )
        )
    return scenario, reader.problems


def _no_parties(agreement: Agreement, scenario: Scenario) -> Iterator[Problem]:
    """Payments are made between parties of the agreement."""
    for payment in scenario.directives.payments:
        for said in (payment.payer, payment.payee):
            if said not in agreement.roles:
                error = unknown(said, Words("一方", "party"), agreement.roles)
                yield Problem("AG071", payment.at, error.what, error.fix)


class _Reader:
    """Reads an example block line by line."""

    def __init__(self, agreement: Agreement, lang: str) -> None:
        self.agreement, self.lang = agreement, lang
        self.scenario = Scenario(Directives())
        self.problems: list[Problem] = []
        self._header: list[str] = []
        self._columns: list[Column] = []

    def take(self, line: Line) -> None:
        if not self._header and self.scenario.directives.take(line):
            return
        cells = split_row(line.text)
        if cells is None:
            return
        if not self._header:
            self._header = cells
            self._columns = [self._column(cell) for cell in cells[1:]]
            return
        if len(self._columns) < len(self._header) - 1:
            return  # the header could not be read, so nothing can be said of the rows
        if len(cells) != len(self._header):
            raise Unreadable(
                Words(
                    f"这一行有 {len(cells)} 格，表头有 {len(self._header)} 格",
                    f"this row has {len(cells)} cells, the header {len(self._header)}",
                ),
                Words("每格以“, ”分开；不写的格填 -", "separate cells by “, ”; write - for none"),
            )
        period = read_span(cells[0].removesuffix("年度"))
        self.scenario.periods.append(period)
        for column, header, cell in zip(self._columns, self._header[1:], cells[1:], strict=True):
            if fold(cell) not in NOT_SAID:
                self._fill(line, column, header, period, cell)

    def _column(self, header: str) -> Column:
        said = fold(header)
        name, _, subject = said.partition("/")
        if match := re.fullmatch(r"(?:(.+)入池|into (.+))", name, re.I):
            number = self._scope(match.group(1) or match.group(2))
            return Column("pour", number, subject or NOBODY)
        if match := re.fullmatch(r"(.+?) ?(?:→|->) ?(.+)", said):
            return Column("flow", self._clause(match.group(1)), self._account(match.group(2)))
        if match := re.fullmatch(r"(?:(.+)应得|due to (.+))", said, re.I):
            return Column("due", "", self._account(match.group(1) or match.group(2)))
        use, tax = _tax(name)
        if tax and subject not in self.agreement.roles:  # a party's “property” is a figure
            return Column(use, tax, subject or NOBODY)
        if subject:
            return Column("fact", name, "" if subject in ("园区", "park") else subject)
        raise Unreadable(
            Words(f"不认识的表头“{said}”", f"unknown header “{said}”"),
            Words(
                "表头写：税种、第…条入池、事项/对象、某方应得、第…条→某方",
                "headers: a tax, into Article n, figure/subject, due to party, Article n -> party",
            ),
        )

    def _clause(self, number: str) -> str:
        for clause in self.agreement.clauses:
            if clause.id.lower() == number.strip().lower():
                return clause.id
        raise Unreadable(
            Words(f"没有“{number}”这一条", f"there is no clause “{number}”"),
            Words("核对条号", "check the number"),
        )

    def _account(self, said: str) -> str:
        roles = self.agreement.roles
        accounts = (*accounts_of(roles), *(clause.id for clause in self.agreement.clauses))
        for account in accounts:
            if said.lower() in {fold(name).lower() for name in account_words(account)}:
                return account
        raise unknown(said, Words("账户", "account"), roles)

    def _scope(self, number: str) -> str:
        found = self._clause(number)
        clause = self.agreement.clause(found)
        if clause.kind != "scope":
            raise Unreadable(
                Words(
                    f"{found} 是“{clause.title.zh}”，不能直接放入金额",
                    f"{found} is of kind “{clause.title.en}”; nothing can be put into its pot",
                ),
                Words(
                    "写范围条款的条号，或写该条所用的数据", "name a scope clause, or state facts"
                ),
            )
        return found

    def _fill(self, line: Line, column: Column, header: str, period: Period, cell: str) -> None:
        value, unit = read_figure(cell)
        scenario = self.scenario
        if column.use in ("due", "flow"):
            parts, unit = _in_parts(value, unit)
            scenario.expected.append(Expected(line, column, header, period, parts, unit))
        elif column.use == "fact":
            scenario.facts.append(
                Fact(column.name, column.subject, period, value, unit, "", line.at)
            )
        elif unit != "fen" or value.denominator != 1:
            raise Unreadable(
                Words(
                    f"“{fold(cell)}”不是写明单位的金额",
                    f"“{fold(cell)}” is not an amount with its unit",
                ),
                Words("写成 5,000.00 元", "write 5,000.00 yuan"),
            )
        elif column.use == "pour":
            scenario.poured.append(Poured(column.name, column.subject, period, int(value)))
        else:
            kind = "refund" if column.use == "refund" else "collection"
            scenario.receipts.append((column.subject, column.name, kind, period, int(value)))


def _tax(name: str) -> tuple[str, str]:
    """Return what a header asks of a tax, and its code; no code where it names none."""
    said, known = name.lower(), tax_names()
    if said in known:
        return "tax", known[said]
    return "refund", known.get(said.removesuffix("refunds").removesuffix("退税").strip(), "")


def _in_parts(value: Fraction, written: str) -> tuple[Fraction, str]:
    """Return an expected figure in smallest parts and its unit; a bare number is left in fen."""
    if written in ("", MONEY):
        return value, MONEY
    unit = read_unit(written)[0]
    return Fraction(in_parts(value, written, unit)), unit


def _compare(agreement: Agreement, block: Block, scenario: Scenario) -> Iterator[Problem]:
    months = (min(p.first for p in scenario.periods), max(p.last for p in scenario.periods))
    start = agreement.term.start_month
    if start is not None:
        months = (min(start, months[0]), max(months))
    told = scenario.directives
    book = Book(
        tuple(scenario.facts), tuple(told.events), tuple(told.enterprises), tuple(told.payments)
    )
    known_at = told.known_at or date.max
    case = Case(agreement, book, scenario.enterprises, months, known_at=told.known_at)
    misplaced = [p for one in scenario.poured for p in _misplaced(block, case, one)]
    if misplaced:
        yield from misplaced
        return
    try:
        settlement = settle_case(case, scenario.cells(), known_at, tuple(scenario.poured))
    except AmountTooLarge as error:
        yield Problem(
            "SE001",
            block.at,
            Words(f"金额超出可计算的范围：{error}", f"too large: {error}"),
            Words("核对金额和单位", "check the amounts and units"),
        )
        return
    yield from settlement.problems
    if has_errors(settlement.problems):
        return
    for expected in scenario.expected:
        actual = _figure(settlement, expected)
        if actual != expected.amount:
            yield _mismatch(expected, actual)


def _misplaced(block: Block, case: Case, poured: Poured) -> Iterator[Problem]:
    """An amount put into a pot belongs to one settlement period."""
    timeline = case.timeline()
    if timeline.index_of(poured.period) is not None:
        return
    near = timeline.period(timeline.holding(poured.period.last) or 0)
    what = Words(
        f"{poured.period} 不在一个结算期之内，放入 {poured.scope} 的金额没有归属",
        f"{poured.period} lies in no settlement period: {poured.scope} has no place for it",
    )
    fix = Words(f"按结算期写行，如 {near}", f"write rows by settlement period, as {near}")
    yield Problem("AG071", block.at, what, fix)


def _figure(settlement: Settlement, expected: Expected) -> int:
    """Return what the rules give for an expected figure: net of all postings to an account."""
    column, total, units = expected.column, 0, {expected.unit}
    if column.use == "flow" and expected.unit == MONEY:
        units.add(STATISTICAL_YUAN)
    for posting in settlement.postings:
        period = printed_span(posting.period)
        if not (expected.period.first <= period.first and period.last <= expected.period.last):
            continue
        if column.use == "flow" and posting.clause != column.name:
            continue
        if posting.unit not in units:
            continue
        total += posting.amount * (
            (posting.target == column.subject) - (posting.source == column.subject)
        )
    return total


def _mismatch(expected: Expected, actual: int) -> Problem:
    stated = int(expected.amount)
    said, found, gap = (
        number_in(amount, expected.unit) for amount in (stated, actual, actual - stated)
    )
    return Problem(
        "AG070",
        expected.line.at,
        Words(
            f"{expected.period}“{expected.header}”算例写 {said}，按规则为 {found}，相差 {gap}",
            f"{expected.period} “{expected.header}”: the example says {said}, "
            f"the rules give {found}, a difference of {gap}",
        ),
        Words("核对规则和算例，改正其中一个", "check rule and example; correct one of them"),
        expected.line.text,
    )
