"""A settlement as an officer writes it: accounts below one another, years side by side.

Two tables: how the receipts are divided (the parties first, then who else got what), and the
claims and cash between the parties. What is counted beside money has one table a clause.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from feidi.clauses.posting import IN_PLACE, SIDES, Posting
from feidi.quantities.money import in_yuan
from feidi.quantities.units import MONEY
from feidi.quantities.words import Words, both
from feidi.report import labels
from feidi.report.year_table import YearTable, side_of
from feidi.settle.settlement import Correction, Settlement

T = TypeVar("T")
PARTIES_IN_ALL = Words("各方合计", "parties in all")
CLAIMS = Words("各方之间的往来", "claims and cash between the parties")
CLAIMS_SAID = Words(
    "往来只说钱付了没有，不改变上面的应得：正数是收（应收未收、已收），负数是付（应付未付、已付）；"
    "同一笔在双方各记一次，合计为零。",
    "This says what has been paid, and changes no entitlement: positive is to receive or received, "
    "negative to pay or paid; each sum stands once with either side, so they add up to zero.",
)
ADD_UP = Words(
    "各方合计加其余去向等于当年入库，分毫不差",
    "The parties and the rest add up to the receipts, to the fen",
)
PAID_AND_GOT = Words(
    "{paid}各方所得减去付出，合计为零，分毫不差",
    "{paid}What the parties got less what they paid adds up to zero, to the fen",
)
PAID = Words("各方共缴入 {sum} 元；", "The parties paid in {sum} yuan. ")
CORRECTED = Words(
    "{year} 年已经过账，数不再改。{cause}改变了 {year} 年应有的数，差额计入 {later} 年。",
    "{year} is posted and stays as posted. {cause} what {year} should be; the difference is part "
    "of {later}.",
)
CAUSED = Words("过账以后入库或退库的 {ids} ", "Receipts or refunds booked since ({ids}) change")
CHANGED = Words("过账以后对规则或数据的改动", "Rules or data altered since change")
MOST_IDS = 12


@dataclass(frozen=True)
class Line:
    """One line: the sum of its accounts. depth: how far in it stands; footing: a sum of lines."""

    words: Words
    accounts: tuple[str, ...]
    depth: int = 0
    footing: bool = False

    @property
    def account(self) -> str:
        """The account it is of, or nothing where it sums up."""
        return "" if self.footing else self.accounts[0]


@dataclass(frozen=True)
class Counted:
    """What one clause attributes or exchanges beside money: lines of (account, by year)."""

    clause: str
    unit: str
    years: tuple[int, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Corrected:
    """All corrections of one posted year that have one cause."""

    year: int
    said: Words
    lines: tuple[Correction, ...]


def division(table: YearTable) -> tuple[Line, ...]:
    """Return who got how much: the parties, their sum, everybody else, the receipts if any."""
    whole = labels.RECEIPTS_OF_YEAR if table.from_receipts else labels.ALL_YEARS
    same = not table.from_receipts and not table.elsewhere
    return (
        *(_line(account, table.depth(account)) for account in table.entitled),
        Line(PARTIES_IN_ALL, table.entitled, footing=True),
        *(_line(account) for account in table.elsewhere),
        *(() if same else (Line(whole, table.accounts, footing=True),)),
    )


def adds_up(table: YearTable) -> Words:
    """Return what the lines of the division add up to: the receipts, or nothing."""
    if table.from_receipts:
        return ADD_UP
    paid = table.paid_in()
    return PAID_AND_GOT.fill(paid=PAID.fill(sum=in_yuan(paid)) if paid else both(""))


def claims(table: YearTable) -> tuple[Line, ...]:
    """Return claims and cash, which add up to zero; nothing where there are none."""
    if not table.sides:
        return ()
    return (*map(_line, table.sides), Line(labels.ALL_YEARS, table.sides, footing=True))


def open_claims(table: YearTable) -> tuple[tuple[str, int], ...]:
    """Return which parties still have to pay, and how much in all years, in fen."""
    owed = [(account, -table.sum_of((account,))) for account in table.sides]
    payers = [(account.partition("/")[2], fen) for account, fen in owed if _payer(account, fen)]
    return tuple(payers)


def counted(settlement: Settlement) -> Iterator[Counted]:
    """Yield what every clause counts beside money, in the order the clauses did."""
    lines = [posting for posting in settlement.postings if posting.unit != MONEY]
    for clause, unit in dict.fromkeys((line.clause, line.unit) for line in lines):
        own = [line for line in lines if (line.clause, line.unit) == (clause, unit)]
        years = tuple(sorted({line.year for line in own}))
        names = dict.fromkeys(name for line in own for name in (line.target, line.source))
        yield Counted(
            clause,
            unit,
            years,
            tuple(
                (name, tuple(_balance(own, name, year) for year in years))
                for name in sorted(names, key=[*settlement.agreement.roles, *names].index)
                if name != IN_PLACE.zh
            ),
        )


def with_all(years: tuple[int, ...]) -> tuple[int | None, ...]:
    """Return the columns of years: with more than one, all of them (None) come last."""
    return (*years, None) if len(years) > 1 else years


def corrected(settlement: Settlement) -> Iterator[Corrected]:
    """Yield the corrections year by year, each with its cause in words."""
    table = YearTable(settlement)
    found = settlement.corrections
    for year, later, receipts in dict.fromkeys((c.year, c.settled_with, c.receipts) for c in found):
        own = [c for c in found if (c.year, c.settled_with, c.receipts) == (year, later, receipts)]
        own.sort(key=lambda c: [*table.accounts, c.party].index(c.party))
        cause = CAUSED.fill(ids=_listed(receipts)) if receipts else CHANGED
        yield Corrected(year, CORRECTED.fill(year=year, later=later, cause=cause), tuple(own))


def abreast(years: tuple[T, ...], most: int) -> Iterator[tuple[T, ...]]:
    """Yield the years in runs of at most `most`, each for a table of its own.

    >>> list(abreast((2024, 2025, 2026), 2))
    [(2024, 2025), (2026,)]
    """
    for first in range(0, len(years), most):
        yield years[first : first + most]


def _listed(ids: tuple[str, ...]) -> Words:
    more = Words(f" 等 {len(ids)} 笔", f" and {len(ids) - MOST_IDS} more")
    rest = more if len(ids) > MOST_IDS else Words("", "")
    zh, en = (mark.join(ids[:MOST_IDS]) for mark in ("、", ", "))
    return Words(zh + rest.zh, en + rest.en)


def _line(account: str, depth: int = 0) -> Line:
    return Line(labels.account_of(account), (account,), depth)


def _payer(account: str, fen: int) -> bool:
    return fen > 0 and side_of(account) in tuple(SIDES)[:2]


def _balance(lines: list[Posting], account: str, year: int) -> int:
    own = [line for line in lines if line.year == year]
    came = sum(line.amount for line in own if line.target == account)
    return came - sum(line.amount for line in own if line.source == account)
