"""What a single receipt must not be: words for each, shared by CSV and Parquet."""

from collections.abc import Callable
from dataclasses import dataclass, field

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.cell_values import KINDS
from feidi.quantities.calendar import Period, month_text
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
    who = (r.enterprise, r.park, r.tax, r.period.first, r.period.months)
    return (*who, r.booked_on, r.amount, r.kind.value, r.source)


@dataclass
class Outside:
    """Rows of one file whose period is not in the term: how many, of which periods."""

    name: str
    count: int = 0
    periods: set[Period] = field(default_factory=set)

    def take(self, period: Period, rows: int = 1) -> None:
        """Count rows of a period."""
        self.count += rows
        self.periods.add(period)

    def problems(self) -> list[Problem]:
        """Return one warning for all of them."""
        if not self.periods:
            return []
        first = month_text(min(period.first for period in self.periods))
        last = month_text(max(period.last for period in self.periods))
        what = Words(
            f"{self.count} 行的所属期不在协议期限内，在 {first} 至 {last} 之间",
            f"{self.count} rows lie outside the term, from {first} to {last}",
        )
        fix = Words(
            "核对期限与所属期；期限外的收入不分享，只可用作基数",
            "check term and periods; such receipts are not shared, but may serve as a base",
        )
        return [Problem("RE009", At(self.name), what, fix)]
