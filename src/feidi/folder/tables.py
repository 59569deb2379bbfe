"""The small tables of a folder: roster, figures, events, payments, control and posted totals."""

from collections.abc import Iterator
from fractions import Fraction

from feidi.clauses.agreement import Agreement
from feidi.clauses.measures import PARK
from feidi.clauses.values import nearest
from feidi.evidence.currency import another_currency
from feidi.evidence.problem import Problem
from feidi.folder import layout
from feidi.folder.opening import Refused, Root
from feidi.folder.table import Row, Table
from feidi.quantities.currency import currency_of
from feidi.quantities.money import FEN_IN
from feidi.quantities.words import Words
from feidi.records.enterprise import Enterprise
from feidi.records.event import Event
from feidi.records.fact import Fact
from feidi.records.payment import Payment
from feidi.records.posted import PostedTotal


class Tables:
    """Reads the small tables of one folder; problems are collected in `problems`.

    agreement: None where it could not be read; then no role and no currency is checked.
    """

    def __init__(self, root: Root, agreement: Agreement | None) -> None:
        self.root = root
        self.roles = agreement.roles if agreement else ()
        self.currency = agreement.currency if agreement else None
        self.statistics = agreement.statistics if agreement else frozenset()
        self.problems: list[Problem] = []

    def _rows(self, name: str, table: str) -> Iterator[tuple[Row, Table]]:
        if not self.root.exists(name):
            return
        reader = Table(self.root, name, table)
        for row in reader.rows():
            yield row, reader
        self.problems += reader.findings.all()

    def enterprises(self) -> tuple[Enterprise, ...]:
        """Return the roster: each id once."""
        found: dict[str, Enterprise] = {}
        rows: dict[str, Row] = {}
        for row, table in self._rows(layout.ENTERPRISES, "enterprises"):
            v = row.values
            if v["id"] in found:
                _again(table, row, rows[v["id"]])
                continue
            self._role(table, row, "brought_by")
            rows[v["id"]] = row
            found[v["id"]] = Enterprise(
                v["id"],
                v["name"],
                v.get("park") or "",
                v.get("brought_by") or "",
                v.get("led_by") or "",
                v.get("listed_on"),
                row.at,
            )
        return tuple(found.values())

    def facts(self) -> tuple[Fact, ...]:
        """Return the counted figures: one value for a name, a subject and a period."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for row, table in self._rows(layout.FACTS, "facts"):
            fact = _fact(row)
            self._same_currency(row)
            earlier = found.setdefault((fact.name, fact.subject), [])
            if _stands_alone(table, row, fact, earlier):
                earlier.append(fact)
        return tuple(fact for facts in found.values() for fact in facts)

    def _same_currency(self, row: Row) -> None:
        currency = currency_of(row.values["unit"])
        if row.values["name"] in self.statistics:
            return  # a statistic has its own unit and never meets the agreement's money
        if currency and self.currency and currency != self.currency[0]:
            said = ",".join(str(v) for v in row.values.values() if v is not None)
            self.problems.append(another_currency("RE016", row.at, currency, self.currency, said))

    def events(self) -> tuple[Event, ...]:
        """Return the events, identical rows once."""
        found: dict[tuple[object, ...], Event] = {}
        for row, _ in self._rows(layout.EVENTS, "events"):
            v = row.values
            event = Event(
                v["name"], _subject(v["subject"]), v["day"], v.get("source") or "", row.at
            )
            found.setdefault((event.name, event.subject, event.day), event)
        return tuple(found.values())

    def payments(self) -> tuple[Payment, ...]:
        """Return the payments: each id once."""
        found: dict[str, Payment] = {}
        rows: dict[str, Row] = {}
        for row, table in self._rows(layout.PAYMENTS, "payments"):
            v = row.values
            if v["id"] in found:
                _again(table, row, rows[v["id"]])
                continue
            self._role(table, row, "payer")
            self._role(table, row, "payee")
            rows[v["id"]] = row
            found[v["id"]] = Payment(
                v["id"],
                v["payer"],
                v["payee"],
                v["period"],
                v["paid_on"],
                v["amount"],
                v.get("source") or "",
                row.at,
            )
        return tuple(found.values())

    def control_totals(self) -> tuple[Row, ...]:
        """Return what the treasury reports in all."""
        return tuple(row for row, _ in self._rows(layout.CONTROL_TOTALS, "control-totals"))

    def posted(self) -> tuple[PostedTotal, ...]:
        """Return what posted settlements gave, file by file."""
        try:
            names = self.root.names(layout.POSTED)
        except Refused as refused:
            self.problems.append(refused.problem)
            return ()
        found = []
        for name in names:
            if name.endswith(".csv"):
                for row, _ in self._rows(name, "posted"):
                    v = row.values
                    total = PostedTotal(
                        v["year"],
                        v["of_year"],
                        v["party"],
                        v["amount"],
                        v["known_at"],
                        v["fingerprint"],
                        row.at,
                    )
                    found.append(total)
        return tuple(found)

    def _role(self, table: Table, row: Row, field: str) -> None:
        said = row.values.get(field)
        if said and self.roles and said not in self.roles:
            what = Words(
                f"“{said}”不是协议的签约方", f"“{said}” is not the role of a party of the agreement"
            )
            table.findings.row("RE011", row.at, row.said, (what, nearest(said, self.roles)))


def _subject(said: str) -> str:
    return "" if said.lower() in PARK else said


def _fact(row: Row) -> Fact:
    v = row.values
    scale = FEN_IN.get(v["unit"].lower())
    value: Fraction = v["value"] * (scale or 1)
    return Fact(
        v["name"],
        _subject(v["subject"]),
        v["period"],
        value,
        "fen" if scale else v["unit"],
        v.get("source") or "",
        row.at,
    )


def _stands_alone(table: Table, row: Row, fact: Fact, earlier: list[Fact]) -> bool:
    """Say whether a figure is new; one that repeats or overlaps another is reported."""
    for other in earlier:
        if (other.period, other.value, other.unit) == (fact.period, fact.value, fact.unit):
            _again(table, row, Row(other.at, row.said, row.values))
            return False
        if other.period == fact.period:
            what = Words(
                f"{fact.name} {fact.period} 有两个数：第 {other.at.line} 行 {other.value} "
                f"{other.unit}，这里 {fact.value} {fact.unit}",
                f"{fact.name} of {fact.period} has two values: {other.value} {other.unit} on line "
                f"{other.at.line}, {fact.value} {fact.unit} here",
            )
            fix = Words("核对来源，留一行", "check the sources and keep one row")
            table.findings.row("RE012", row.at, row.said, (what, fix))
            return False
        if other.period.first <= fact.period.last and fact.period.first <= other.period.last:
            what = Words(
                f"{fact.name} 的期间 {fact.period} 与第 {other.at.line} 行的 {other.period} 重叠，"
                "会重复计数",
                f"the period {fact.period} of {fact.name} overlaps {other.period} on line "
                f"{other.at.line}; it would count twice",
            )
            fix = Words(
                "同一事项只用一种期间长度", "give one figure by periods that do not overlap"
            )
            table.findings.row("RE013", row.at, row.said, (what, fix))
            return False
    return True


def _again(table: Table, row: Row, first: Row) -> None:
    """Report a repeated id: a warning where the rows are the same, else an error."""
    if row.values == first.values:
        what = Words(
            f"与第 {first.at.line} 行相同，只计一次",
            f"the same as line {first.at.line}; counted once",
        )
        fix = Words("删去其中一行", "delete one of the rows")
        table.findings.row("RE008", row.at, row.said, (what, fix))
        return
    what = Words(
        f"编号“{row.values['id']}”在第 {first.at.line} 行已有，内容不同：“{first.said.strip()}”",
        f"the id “{row.values['id']}” stands on line {first.at.line} with other content: "
        f"“{first.said.strip()}”",
    )
    fix = Words("核对来源，改正编号或删去错的一行", "check the source; correct the id or the row")
    table.findings.row("RE007", row.at, row.said, (what, fix))
