"""What a single receipt must not be: words for each, shared by CSV and Parquet."""

from collections.abc import Callable
from dataclasses import dataclass, field

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.folder.cell_values import KINDS
from feidi.folder.table import Row
from feidi.quantities.calendar import Period
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.records.receipt import Receipt, ReceiptKind

InTerm = Callable[[str, Period], bool]
Told = tuple[Words, Words]
_KNOWN_SHOWN = 20


def _anywhere(enterprise: str, period: Period) -> bool:  # noqa: ARG001
    return True


@dataclass(frozen=True)
class Rules:
    """What receipts are held against. park_of: the roster, id -> park; empty without one.

    in_term: whether a period of an enterprise lies in the agreement's term. by_enterprise:
    whether that depends on the enterprise.
    """

    park_of: dict[str, str] = field(default_factory=dict)
    in_term: InTerm = _anywhere
    by_enterprise: bool = False

    def enterprise(self, enterprise: str, park: str) -> tuple[str, Told] | None:
        """Return what the roster has against an enterprise and its park: code, words."""
        if not self.park_of:
            return None
        listed = self.park_of.get(enterprise)
        if listed is None:
            what = Words(
                f"名册里没有企业“{enterprise}”",
                f"the enterprise “{enterprise}” is not on the roster",
            )
            return "RE004", (what, nearest(enterprise, list(self.park_of)[:_KNOWN_SHOWN]))
        if listed and park and listed != park:
            what = Words(
                f"园区“{park}”，名册里这家企业在“{listed}”",
                f"the park “{park}”; the roster has the enterprise in “{listed}”",
            )
            fix = Words("结算按名册；核对两处", "the roster counts; check both")
            return "RE014", (what, fix)
        return None


def wrong_sign(kind: ReceiptKind, amount: int) -> Told | None:
    """Return what is wrong with the sign of an amount of that kind."""
    if not amount or kind is ReceiptKind.CORRECTION:
        return None
    if (amount < 0) is (kind is ReceiptKind.REFUND):
        return None
    want = Words("负", "negative") if kind is ReceiptKind.REFUND else Words("正", "positive")
    return (
        Words(
            f"“{KINDS[kind].zh}”的金额应为{want.zh}数，这里是 {in_yuan(amount)}",
            f"a {KINDS[kind].en} is {want.en}; here it is {in_yuan(amount)}",
        ),
        Words(
            "入库为正，退库为负，更正可正可负；核对类型和正负",
            "collections are positive, refunds negative, corrections either; check kind and sign",
        ),
    )


def content(receipt: Receipt) -> tuple[object, ...]:
    """Return what two rows of one id must have in common."""
    r = receipt
    return (r.enterprise, r.park, r.tax, r.period, r.booked_on, r.amount, r.kind, r.source)


@dataclass
class Counted:
    """Rows of one sort in one file: the first, and how many."""

    count: int = 0
    first: Row | None = None

    def take(self, row: Row, rows: int = 1) -> None:
        """Count a row, or several of which it is the first."""
        self.count += rows
        if self.first is None or row.at.line < self.first.at.line:
            self.first = row

    def problems(self, code: str, words: Told) -> list[Problem]:
        """Return one problem for all of them, at the first."""
        if self.first is None:
            return []
        what = words[0].fill(count=self.count)
        return [Problem(code, self.first.at, what, words[1], self.first.said.rstrip("\r\n"))]


OUTSIDE = (
    Words(
        "{count} 行的所属期不在协议期限内，首行见此",
        "{count} rows lie outside the term, first here",
    ),
    Words(
        "核对期限与所属期；期限外的收入不分享",
        "check term and periods; such receipts are not shared",
    ),
)
REPEATED = (
    Words(
        "{count} 行与别的行完全相同，只计一次，首行见此",
        "{count} rows are identical to others and counted once, first here",
    ),
    Words("删去重复的行", "delete the repeated rows"),
)
