"""What the pages of attribution show: sheets, their rows side by side, who has confirmed."""

from dataclasses import dataclass

from django.db.models import QuerySet

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.attribution.models import (
    OPEN,
    POSTED,
    RowDispute,
    RowShare,
    Sheet,
    SheetKey,
    SheetRow,
)
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.settlements.models import Line, Run
from feidi.workbench.settlements.queries import last_run


def sheets() -> QuerySet[Sheet]:
    """Return the sheets, the latest year first, without their text."""
    found: QuerySet[Sheet] = Sheet.objects.select_related("side", "run").defer("content")
    return found


@dataclass(frozen=True)
class Offer:
    """A year whose attribution may be put. corrects: the fixed sheet it would correct."""

    year: int
    run: Run
    corrects: Sheet | None


def offers() -> list[Offer]:
    """Return the years of the last settlement that may be put to both sides."""
    run = last_run()
    if run is None:
        return []
    years = Line.objects.filter(run=run, kind="indicator").order_by("year")
    standing = {s.year: s for s in sheets().filter(state__in=(OPEN, POSTED)).order_by("state")}
    found = []
    for year in years.values_list("year", flat=True).distinct():
        sheet = standing.get(year)
        if sheet is None or (sheet.state == POSTED and sheet.run.number != run.number):
            found.append(Offer(year, run, sheet))
    return found


@dataclass(frozen=True)
class Part:
    """What counts for one side. before: what the sheet it corrects had."""

    share: RowShare | None
    before: RowShare | None

    @property
    def changed(self) -> bool:
        """Whether it differs from the sheet it corrects."""
        now = self.share.amount if self.share else None
        then = self.before.amount if self.before else None
        return self.before is not None and now != then


@dataclass(frozen=True)
class ShownRow:
    """A row with each side's part, and what is disputed of it. mine: the own open dispute."""

    row: SheetRow
    parts: tuple[Part, ...]
    disputes: tuple[RowDispute, ...]
    mine: RowDispute | None

    @property
    def disputed(self) -> bool:
        """Whether some side does not accept it."""
        return any(not one.settled_by for one in self.disputes)


@dataclass(frozen=True)
class ShownSheet:
    """A sheet as both sides see it. keys: each side with its key; waits: those without."""

    seats: tuple[Seat, ...]
    rows: tuple[ShownRow, ...]
    keys: tuple[tuple[Seat, SheetKey | None], ...]
    waits: tuple[Seat, ...]
    key_is_mine: bool

    @property
    def disputed(self) -> int:
        """How many rows are disputed."""
        return sum(one.disputed for one in self.rows)


def shown(sheet: Sheet, actor: Actor) -> ShownSheet:
    """Return a sheet with what both sides say of it."""
    seats = tuple(keyholders(sheet.park_id))
    party = actor.party.pk if actor.party else 0
    turned = {key.party_id: key for key in sheet.keys.all()}
    before = _shares(sheet.corrects) if sheet.corrects else {}
    rows = sheet.rows.prefetch_related("shares", "disputes__party")
    waits = tuple(seat for seat in seats if seat.party_id not in turned)
    return ShownSheet(
        seats,
        tuple(_row(row, seats, before, party) for row in rows),
        tuple((seat, turned.get(seat.party_id)) for seat in seats),
        waits if sheet.state == OPEN else (),
        any(seat.party_id == party for seat in waits),
    )


def _shares(sheet: Sheet) -> dict[tuple[str, str, str], RowShare]:
    return {
        (row.clause, row.enterprise, share.party): share
        for row in sheet.rows.prefetch_related("shares")
        for share in row.shares.all()
    }


def _row(
    row: SheetRow, seats: tuple[Seat, ...], before: dict[tuple[str, str, str], RowShare], party: int
) -> ShownRow:
    now = {share.party: share for share in row.shares.all()}
    parts = tuple(
        Part(now.get(seat.role), before.get((row.clause, row.enterprise, seat.role)))
        for seat in seats
    )
    disputes = tuple(row.disputes.all())
    mine = next((d for d in disputes if not d.settled_by and d.party_id == party), None)
    return ShownRow(row, parts, disputes, mine)
