"""Why is a figure what it is? Its trail: the postings into it, and those behind them."""

from collections import defaultdict
from typing import NamedTuple

from feidi.clauses.clause import PartyClause
from feidi.clauses.posting import Posting
from feidi.quantities.words import Unreadable, Words
from feidi.settle.settlement import Settlement


class TrailStep(NamedTuple):
    """One posting of a trail; depth 0 is the figure's own, deeper ones are what fed it."""

    depth: int
    posting: Posting


def why(settlement: Settlement, figure: str) -> tuple[TrailStep, ...]:
    """Return the trail of a figure: `2031/飞出地`, `2031/第五条`, or `飞出地` for all years.

    Each posting into the account is followed by the postings into the pot it came from, down
    to the receipts, in the same unit. What a party pays is followed only where a clause passes
    on what it got from others (beneficiaries). Every posting is told once, and the figure's own
    always at depth 0, so that these add up to it. Raises Unreadable for a figure that is not in
    the settlement.
    """
    year, account = _parse(settlement, figure)
    steps: list[TrailStep] = []
    told: set[int] = set()
    followed: set[tuple[str, str, str]] = set()
    touching = _touching(settlement.postings)

    clauses = {clause.id: clause for clause in settlement.agreement.clauses}

    def follow(line: Posting, depth: int) -> None:
        behind = (line.source, line.period, line.unit)
        clause = clauses.get(line.clause)
        looked_at = (
            clause.applies_to if isinstance(clause, PartyClause) and clause.passes_on else ()
        )
        if (line.source not in clauses and not looked_at) or behind in followed:
            return
        followed.add(behind)
        for index, other in touching[line.source]:
            if index in told or (other.target, other.period, other.unit) != behind:
                continue
            if line.source not in clauses and other.clause not in looked_at:
                continue
            told.add(index)
            steps.append(TrailStep(depth, other))
            follow(other, depth + 1)

    own = [(i, line) for i, line in touching[account] if not year or line.year == year]
    told.update(index for index, _ in own)
    for _, line in own:
        steps.append(TrailStep(0, line))
        if line.target == account:
            follow(line, 1)
    return tuple(steps)


def _touching(postings: tuple[Posting, ...]) -> dict[str, list[tuple[int, Posting]]]:
    """Return the postings out of and into every account, each with its place in the ledger."""
    found: defaultdict[str, list[tuple[int, Posting]]] = defaultdict(list)
    for index, line in enumerate(postings):
        for name in {line.source, line.target}:
            found[name].append((index, line))
    return found


def _parse(settlement: Settlement, figure: str) -> tuple[int, str]:
    accounts = {name for p in settlement.postings for name in (p.source, p.target)}
    known = {str(y) for y in settlement.years}
    year, _, account = figure.partition("/")  # an account may hold a stroke too: 应收/飞出地
    if year in known and account in accounts:
        return int(year), account
    if figure in accounts:
        return 0, figure
    raise Unreadable(
        Words(f"没有“{figure}”这个数", f"there is no figure “{figure}”"),
        Words(
            f"写成 年度/账户；年度有 {'、'.join(sorted(known))}；账户有 "
            f"{'、'.join(sorted(accounts))}",
            f"write year/account; years: {', '.join(sorted(known))}; "
            f"accounts: {', '.join(sorted(accounts))}",
        ),
    )
