"""What is wrong with the rows of one Parquet file: asked of its distinct values, then located."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.cell_values import CODES, READERS, read_text
from feidi.folder.columns import Column, columns
from feidi.folder.findings import Findings
from feidi.folder.opening import damaged
from feidi.folder.parquet_rows import ParquetFile, said
from feidi.folder.receipt_rules import Outside, Rules, Told, wrong_sign
from feidi.folder.table import empty, named
from feidi.quantities.calendar import FIRST_YEAR, LAST_YEAR, read_period
from feidi.quantities.money import LARGEST_FEN
from feidi.quantities.words import Unreadable, Words

_FIELDS = ", ".join([*(column.field for column in columns("receipts")), "line"])
_READ_BY_VALUE = ("tax", "period", "kind")
_TOO_LARGE = (
    Words(
        f"金额超出可计算的范围：至多 {LARGEST_FEN} 分",
        f"the amount is beyond what can be computed: {LARGEST_FEN} fen at most",
    ),
    Words("核对金额和单位", "check the amount and its unit"),
)
_REACHED = f"booked_on BETWEEN DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"
_OUT_OF_REACH = (
    Words(
        f"“入库日期”的年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 年之间",
        f"the year it was booked in is not between {FIRST_YEAR} and {LAST_YEAR}",
    ),
    Words("核对年份", "check the year"),
)


class ParquetCheck:
    """Checks one file of which the columns are sound.

    Once `problems` has run: booked is the last day and the number of rows, readable whether
    SQL can read the file at all.
    """

    def __init__(self, file: ParquetFile, connection: Any, rules: Rules) -> None:
        self.file, self.connection, self.rules = file, connection, rules
        self.findings = Findings(file.name)
        self.booked: tuple[date | None, int] = (None, 0)
        self.readable = True

    def problems(self) -> list[Problem]:
        """Return what is wrong with the rows."""
        import duckdb

        outside = Outside(self.file.name)
        try:
            self._report(f"NOT ({_REACHED})", "RE002", _OUT_OF_REACH)
            day = f"max(booked_on) FILTER ({_REACHED})"
            self.booked = next(self._select(f"{day}, count(*)"))
            for column in columns("receipts"):
                if column.required:
                    self._report(
                        f"coalesce(trim({column.field}::VARCHAR), '') = ''", "RE001", empty(column)
                    )
                if column.field in _READ_BY_VALUE:
                    self._values(column)
            self._ids()
            self._report(f"abs(amount) > {LARGEST_FEN}", "RE015", _TOO_LARGE)
            if not self.findings.all():
                self._signs()
                self._enterprises()
                self._term(outside)
        except duckdb.Error as error:
            self.readable = False
            reason = str(error).splitlines()[0]
            self.findings.add(damaged(self.file.name, Words(reason, reason)).problem)
        return self.findings.all() + outside.problems()

    def _values(self, column: Column) -> None:
        for (value,) in self._select(f"DISTINCT {column.field}"):
            try:
                READERS[column.type](value or "")
            except Unreadable as error:
                if value and value.strip():
                    where = f"{column.field} = {_text(value)}"
                    self._report(where, CODES.get(column.type, "RE002"), named(column, error))

    def _ids(self) -> None:
        """Report ids that another reader would compare differently."""
        column = columns("receipts")[0]
        odd = f"NOT regexp_full_match(id, '[!-~]+') LIMIT {layout.MOST_PROBLEMS}"
        for (value,) in self._select("DISTINCT id", odd):
            try:
                READERS[column.type](value)
            except Unreadable as error:
                if value.strip():
                    self._report(f"id = {_text(value)}", "RE002", named(column, error))

    def _signs(self) -> None:
        for kind, negative, amount in self._select(
            "kind, amount < 0 AS negative, any_value(amount)", "amount <> 0 GROUP BY kind, negative"
        ):
            told = wrong_sign(READERS["receipt-kind"](kind), int(amount))
            if told:
                where = f"kind = {_text(kind)} AND amount {'<' if negative else '>'} 0"
                self._report(where, "RE006", told)

    def _enterprises(self) -> None:
        if not self.rules.park_of:
            return
        for enterprise, park in self._select("DISTINCT enterprise, park"):
            told = self.rules.enterprise(read_text(enterprise), read_text(park or ""))
            if told:
                where = (
                    f"enterprise = {_text(enterprise)} AND park IS NOT DISTINCT FROM {_text(park)}"
                )
                self._report(where, *told)

    def _term(self, outside: Outside) -> None:
        firm = "enterprise" if self.rules.by_enterprise else "''"
        what = f"{firm} AS firm, period, count(*)"
        for enterprise, period, rows in self._select(what, "true GROUP BY firm, period"):
            if not self.rules.in_term(read_text(enterprise), read_period(period)):
                outside.take(read_period(period), rows)

    def _report(self, where: str, code: str, words: Told) -> None:
        shown = 0
        for values in self._select(_FIELDS, f"{where} ORDER BY line LIMIT {layout.MOST_PROBLEMS}"):
            self.findings.row(code, At(self.file.name, int(values[-1])), said(values), words)
            shown += 1
        if shown == layout.MOST_PROBLEMS:
            self.findings.rest += next(self._select("count(*)", where))[0] - shown

    def _select(self, what: str, where: str = "true") -> Iterator[tuple[Any, ...]]:
        yield from list(self.file.select(self.connection, what, where))


def _text(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"
