"""What is wrong with receipts, row by row and across files; and the last day booked."""

from collections.abc import Callable
from datetime import date

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.cell_values import KINDS
from feidi.folder.findings import Findings
from feidi.folder.opening import Root
from feidi.folder.receipts import receipt_of
from feidi.folder.table import Row, Table
from feidi.quantities.calendar import Period
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.records.enterprise import Enterprise
from feidi.records.receipt import Receipt, ReceiptKind

InTerm = Callable[[str, Period], bool]


class ReceiptRows:
    """Checks every row of every CSV file of receipts of one folder (§F6, §F7)."""

    def __init__(self, root: Root, roster: tuple[Enterprise, ...], in_term: InTerm) -> None:
        self.root, self.in_term = root, in_term
        self.park_of = {enterprise.id: enterprise.park for enterprise in roster}
        self.problems: list[Problem] = []
        self.latest: date | None = None
        self.count = 0
        self._seen: dict[str, tuple[int, At]] = {}

    def read(self, name: str) -> None:
        """Check one file."""
        table = Table(self.root, name, "receipts")
        outside, repeated = _Counted(), _Counted()
        for row in table.rows():
            receipt = receipt_of(row)
            self.count += 1
            self.latest = max(self.latest or receipt.booked_on, receipt.booked_on)
            self._row(table.findings, row, receipt)
            if not self.in_term(receipt.enterprise, receipt.period):
                outside.take(row)
            if self._repeats(table.findings, row, receipt):
                repeated.take(row)
        self.problems += table.findings.all()
        self.problems += outside.problem("RE009", _OUTSIDE)
        self.problems += repeated.problem("RE008", _REPEATED)

    def _row(self, findings: Findings, row: Row, receipt: Receipt) -> None:
        if _sign_is_wrong(receipt):
            findings.row("RE006", row.at, row.said, _wrong_sign(receipt))
        if not self.park_of:
            return
        park = self.park_of.get(receipt.enterprise)
        if park is None:
            what = Words(
                f"名册里没有企业“{receipt.enterprise}”",
                f"the enterprise “{receipt.enterprise}” is not on the roster",
            )
            known = nearest(receipt.enterprise, list(self.park_of)[:20])
            findings.row("RE004", row.at, row.said, (what, known))
        elif park and receipt.park and park != receipt.park:
            what = Words(
                f"园区“{receipt.park}”，名册里这家企业在“{park}”",
                f"the park “{receipt.park}”; the roster has the enterprise in “{park}”",
            )
            fix = Words("结算按名册；核对两处", "the roster counts; check both")
            findings.row("RE014", row.at, row.said, (what, fix))

    def _repeats(self, findings: Findings, row: Row, receipt: Receipt) -> bool:
        """Say whether the row stands elsewhere too; an id with other content is an error."""
        content = hash(tuple(row.values.items()))
        first = self._seen.setdefault(receipt.id, (content, row.at))
        if first[1] is row.at:
            return False
        if first[0] == content:
            return True
        what = Words(
            f"编号“{receipt.id}”在 {first[1]} 已有，内容不同",
            f"the id “{receipt.id}” stands at {first[1]} with other content",
        )
        fix = Words(
            "核对凭证：是另一笔的给新编号，是更正的写“更正”行",
            "check the voucher: a new entry needs its own id, a correction its own row",
        )
        findings.row("RE007", row.at, row.said, (what, fix))
        return False


_OUTSIDE = (
    Words(
        "{count} 行的所属期不在协议期限内，首行见此",
        "{count} rows lie outside the term, first here",
    ),
    Words(
        "核对期限与所属期；期限外的收入不分享",
        "check term and periods; such receipts are not shared",
    ),
)
_REPEATED = (
    Words(
        "{count} 行与前面的行完全相同，只计一次，首行见此",
        "{count} rows are identical to earlier ones and counted once, first here",
    ),
    Words("删去重复的行", "delete the repeated rows"),
)


class _Counted:
    """Rows of one sort in one file: the first, and how many."""

    def __init__(self) -> None:
        self.count = 0
        self.first: Row | None = None

    def take(self, row: Row) -> None:
        self.count += 1
        self.first = self.first or row

    def problem(self, code: str, words: tuple[Words, Words]) -> list[Problem]:
        if self.first is None:
            return []
        what = words[0].fill(count=self.count)
        return [Problem(code, self.first.at, what, words[1], self.first.said.rstrip("\r\n"))]


def _sign_is_wrong(receipt: Receipt) -> bool:
    if not receipt.amount or receipt.kind is ReceiptKind.CORRECTION:
        return False
    return (receipt.amount < 0) is not (receipt.kind is ReceiptKind.REFUND)


def _wrong_sign(receipt: Receipt) -> tuple[Words, Words]:
    kind, amount = KINDS[receipt.kind], in_yuan(receipt.amount)
    want = (
        Words("负", "negative") if receipt.kind is ReceiptKind.REFUND else Words("正", "positive")
    )
    return (
        Words(
            f"“{kind.zh}”的金额应为{want.zh}数，这里是 {amount}",
            f"a {kind.en} is {want.en}; here it is {amount}",
        ),
        Words(
            "入库为正，退库为负，更正可正可负；核对类型和正负",
            "collections are positive, refunds negative, corrections either; check kind and sign",
        ),
    )
