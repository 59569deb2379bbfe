"""Why is a figure what it is? Its trail: the postings into it, and those behind them."""

from collections import defaultdict
from typing import NamedTuple

from feidi.clauses.posting import RECEIPTS, Posting
from feidi.quantities.words import Unreadable, Words
from feidi.settle.settlement import Settlement


class TrailStep(NamedTuple):
    """One posting of a trail; depth 0 is the figure's own, deeper ones are what fed it."""

    depth: int
    posting: Posting


def why(settlement: Settlement, figure: str) -> tuple[TrailStep, ...]:
    """Return the trail of a figure: `2031/飞出地`, `2031/第五条`, or `飞出地` for all years.

    Each posting into the account is followed by the postings into the pot it came from, down
    to the receipts. Every posting is told once. Raises Unreadable for a figure that is not
    in the settlement.
    """
    year, account = _parse(settlement, figure)
    steps: list[TrailStep] = []
    told: set[int] = set()
    followed: set[tuple[str, str | None]] = set()
    touching = _touching(settlement.postings)

    def follow(name: str, period: str | None, depth: int) -> None:
        if (name, period) in followed:
            return
        followed.add((name, period))
        for index, line in touching[name]:
            if index in told or (depth and name != line.target):
                continue
            if (period is not None and line.period != period) or (year and line.year != year):
                continue
            told.add(index)
            steps.append(TrailStep(depth, line))
            if line.source != RECEIPTS.zh and line.target == name:
                follow(line.source, line.period, depth + 1)

    follow(account, None, 0)
    return tuple(steps)


def _touching(postings: tuple[Posting, ...]) -> dict[str, list[tuple[int, Posting]]]:
    """Return the postings out of and into every account, each with its place in the ledger."""
    found: defaultdict[str, list[tuple[int, Posting]]] = defaultdict(list)
    for index, line in enumerate(postings):
        for name in {line.source, line.target}:
            found[name].append((index, line))
    return found


def _parse(settlement: Settlement, figure: str) -> tuple[int, str]:
    year, _, account = figure.rpartition("/")
    accounts = {name for p in settlement.postings for name in (p.source, p.target)}
    known = {str(y) for y in settlement.years}
    if account in accounts and (not year or year in known):
        return int(year or 0), account
    raise Unreadable(
        Words(f"没有“{figure}”这个数", f"there is no figure “{figure}”"),
        Words(
            f"写成 年度/账户；年度有 {'、'.join(sorted(known))}；账户有 "
            f"{'、'.join(sorted(accounts))}",
            f"write year/account; years: {', '.join(sorted(known))}; "
            f"accounts: {', '.join(sorted(accounts))}",
        ),
    )
