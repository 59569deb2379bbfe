"""What the two sides have shared and what is due, as the last settlement says: sums in SQL."""

from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse

from feidi.clauses.posting import RECEIVABLE, RECEIVED
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.settlements.models import Run, Total


@dataclass(frozen=True)
class Claim:
    """What a party still has to receive of a year. total: the figure it stands in."""

    seat: Seat
    total: Total


def years_of(run: Run) -> list[int]:
    """Return the years a run has figures of."""
    rows = Total.objects.filter(run=run, part="party").order_by("year")
    return list(rows.values_list("year", flat=True).distinct())


def entitled(run: Run) -> dict[tuple[str, int], Total]:
    """Return what each keyholder gets, by role and year."""
    roles = [seat.role for seat in keyholders(run.park_id)]
    rows = Total.objects.filter(run=run, part="party", depth=0, account__in=roles)
    return {(one.account, one.year): one for one in rows}


def shared_so_far(run: Run) -> dict[str, int]:
    """Return what each keyholder got in all years together, by role."""
    roles = [seat.role for seat in keyholders(run.park_id)]
    rows = Total.objects.filter(run=run, part="party", depth=0, account__in=roles)
    summed = rows.values("account").annotate(all=Sum("amount")).values_list("account", "all")
    return dict(summed)


def in_all(run: Run, year: int | None = None) -> int:
    """Return what all keyholders together got: of a year, or of all years."""
    roles = [seat.role for seat in keyholders(run.park_id)]
    rows = Total.objects.filter(run=run, part="party", depth=0, account__in=roles)
    found = rows.filter(year=year) if year is not None else rows
    return int(found.aggregate(all=Sum("amount"))["all"] or 0)


def claims(run: Run) -> list[Claim]:
    """Return what is still to be received at the end of the last year, by whom."""
    years = years_of(run)
    if not years:
        return []
    seats = {f"{RECEIVABLE.zh}/{s.role}": s for s in keyholders(run.park_id)}
    rows = Total.objects.filter(run=run, part="side", account__in=seats, year=years[-1])
    return [Claim(seats[one.account], one) for one in rows.exclude(amount=0)]


def cash(run: Run, seat: Seat) -> dict[tuple[str, int], Total]:
    """Return what a party has received and still has to receive, by account and year."""
    names = [f"{words.zh}/{seat.role}" for words in (RECEIVED, RECEIVABLE)]
    rows = Total.objects.filter(run=run, part="side", account__in=names)
    return {(one.account.partition("/")[0], one.year): one for one in rows}


def figure_of(run: Run, total: Total) -> str:
    """Return the address of a figure, where its trail stands."""
    return reverse("figure", args=[run.number, total.pk])
