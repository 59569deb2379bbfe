"""One line of the ledger: money or a quantity moved from one account to another, and why."""

from dataclasses import dataclass
from typing import Any

from feidi.quantities.words import Words

RECEIPTS = Words("入库税款", "receipts")
OUTSIDE = Words("不分享（属地留存）", "not shared (kept by place)")
LAPSED = Words("尾差作废", "lapsed remainder")
RETAINED = Words("尾差留存", "retained remainder")
DOUBLE_COUNT = Words("重复计算", "double count")
IN_PLACE = Words("在地统计", "in-place statistic")
# the upper levels of government, by the code that fiscal rules use
UPPER = {
    "centre": Words("中央", "centre"),
    "province": Words("省级", "province"),
    "city": Words("市级", "city"),
}
# claims and cash beside what parties are entitled to: each pair adds up to zero (§K15)
PAYABLE = Words("应付", "payable by")
RECEIVABLE = Words("应收", "receivable by")
PAID = Words("已付", "paid by")
RECEIVED = Words("已收", "received by")
SIDES = {words.zh: words for words in (PAYABLE, RECEIVABLE, PAID, RECEIVED)}
_OUTSIDE_PARTIES = (RECEIPTS, OUTSIDE, LAPSED, RETAINED, DOUBLE_COUNT, IN_PLACE)
ACCOUNTS = {words.zh: words for words in (*_OUTSIDE_PARTIES, *UPPER.values())}


@dataclass(frozen=True)
class Posting:
    """A double-entry line: `amount` leaves `source` and enters `target`.

    year: calendar year in which the settlement period starts. period: as printed.
    clause: number of the clause that moved it, kind: its kind. unit: fen for money.
    enterprise: the firm it was computed for, or empty. because: the reason, with its numbers.
    """

    year: int
    period: str
    clause: str
    kind: str
    source: str
    target: str
    amount: int
    because: Words
    unit: str = "fen"
    enterprise: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "year": self.year,
            "period": self.period,
            "clause": self.clause,
            "kind": self.kind,
            "from": self.source,
            "to": self.target,
            "amount": self.amount,
            "because": self.because._asdict(),
            "unit": self.unit,
            "enterprise": self.enterprise,
        }


def account_words(account: str) -> Words:
    """Return an account's name in both languages; parties and clauses keep their own."""
    side, slash, role = account.partition("/")
    if slash and side in SIDES:
        return Words(account, f"{SIDES[side].en} {role}")
    return ACCOUNTS.get(account, Words(account, account))


def side_account(side: Words, role: str) -> str:
    """Return the account of a party's claims or cash: 应收/飞出地."""
    return f"{side.zh}/{role}"


def accounts_of(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return every account that postings between these parties may name, pots apart."""
    sides = (side_account(side, role) for role in roles for side in SIDES.values())
    return (*roles, *ACCOUNTS, *sides)
