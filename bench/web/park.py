"""A large park: the first case, with invented rows beside it, the same for the same size.

Every name says 示例 (example). Rows are put straight into the tables: only their number and
their kinds matter here. Settlements stay those of the case, as do its agreement and its sheets.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from feidi.match.names import parts
from feidi.records.land_use import INDUSTRIAL
from feidi.records.tax import taxes
from feidi.workbench.accounts.models import Membership, User
from feidi.workbench.accounts.roles import OFFICERS
from feidi.workbench.coordination.models import Department, Task
from feidi.workbench.documents.models import Document
from feidi.workbench.enterprises.models import Enterprise, Visit
from feidi.workbench.imports.models import IMPORTED, RECEIPTS, Batch, ReceiptRow
from feidi.workbench.land.models import Area, Parcel
from feidi.workbench.land.statuses import STATUSES
from feidi.workbench.notifications.models import Notification
from feidi.workbench.parks.models import Park, Party
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.projects.models import Claim, ClaimSubject, Milestone, Project, StageChange
from feidi.workbench.projects.stages import CODES
from feidi.workbench.scope.acting import JOINT, OWN, SHARED

SEED = 20261129
AT_ONCE = 5000
WAN, MU = 1_000_000, 10_000
BATCHES = 12
# a firm of the case, so that the figures of its settlement have many receipts behind them
FIRM = "E01"
INDUSTRIES = ("2730", "1453", "3091", "3912", "3311", "2770", "3985", "1371", "3251", "1522")


@dataclass(frozen=True)
class Size:
    """How many rows of each kind are invented."""

    projects: int
    parcels: int
    receipts: int
    people: int
    enterprises: int
    visits: int
    tasks: int
    documents: int
    notifications: int

    @classmethod
    def of(cls, scale: float) -> "Size":
        """Return 10,000 projects and so on, times a scale."""
        whole = (10_000, 2_000, 1_000_000, 200, 2_000, 4_000, 1_000, 3_000, 20_000)
        return cls(*(max(round(one * scale), 4) for one in whole))


class Filling:
    """Fills one park. All that is drawn by chance comes from one seed."""

    def __init__(self, park: Park, size: Size) -> None:
        self.park, self.size, self.by_chance = park, size, Random(SEED)  # noqa: S311
        self.today = timezone.localdate()
        self.sides: list[Party] = [seat.party for seat in keyholders(park.pk)]

    def all(self) -> None:
        """Make every kind of row."""
        steps = (self.people, self.enterprises, self.projects, self.progress, self.claims)
        more = (self.visits, self.tasks, self.documents, self.parcels, self.told, self.receipts)
        for step in (*steps, *more):
            with transaction.atomic():
                step()

    def seen(self, place: int) -> dict[str, Any]:
        """Return whose a row is: of four one is joint, one shared, and one of each side."""
        if place % 4 == 0:
            return {"park": self.park, "visibility": JOINT}
        visibility = SHARED if place % 4 == 1 else OWN
        return {"park": self.park, "visibility": visibility, "owner": self.sides[place % 2]}

    def back(self, most: int) -> date:
        """Return a day up to so many days ago."""
        return self.today - timedelta(self.by_chance.randrange(most))

    def people(self) -> None:
        """Make the people, spread over the roles of both sides."""
        word = make_password("feidi-demo")
        made = User.objects.bulk_create(
            User(username=f"bench-{n}", display=f"示例人员 {n}", password=word,
                 must_change_password=False) for n in range(self.size.people)
        )  # fmt: skip
        Membership.objects.bulk_create(
            Membership(user=user, role=OFFICERS[n % len(OFFICERS)], park=self.park,
                       party=self.sides[n % 2]) for n, user in enumerate(made)
        )  # fmt: skip

    def enterprises(self) -> None:
        """Make the firms."""
        put(self._enterprise(n) for n in range(self.size.enterprises))
        self.firms = list(Enterprise.objects.filter(park=self.park, by="示例").order_by("id"))

    def _enterprise(self, n: int) -> Enterprise:
        name = f"示例第{n}实业有限公司"
        return Enterprise(
            name=name,
            core=parts(name).core[:200],
            industry=INDUSTRIES[n % len(INDUSTRIES)],
            side=self.sides[n % 2],
            by="示例",
            **self.seen(n),
        )

    def projects(self) -> None:
        """Make the projects, over all stages."""
        put(self._project(n) for n in range(self.size.projects))
        self.kept = list(Project.objects.filter(park=self.park, by="示例").order_by("id"))

    def _project(self, n: int) -> Project:
        chance, side = self.by_chance, self.sides[n % 2]
        return Project(
            code=f"示例-{n:05}",
            name=f"第{n}号装备制造项目（示例）",
            investor=f"示例第{n % 2000}实业有限公司",
            enterprise=self.firms[n % len(self.firms)] if n % 4 == 0 else None,
            industry=INDUSTRIES[chance.randrange(len(INDUSTRIES))],
            investment=chance.randrange(1000, 90_000) * WAN,
            output=chance.randrange(1000, 120_000) * WAN,
            tax=chance.randrange(20, 4000) * WAN,
            area=chance.randrange(10, 300) * MU,
            needs="蒸汽与双回路供电（示例）",
            brought_by=side,
            led_by=side,
            stage=CODES[chance.randrange(len(CODES))],
            stage_since=self.back(400),
            state="lost" if n % 20 == 19 else "open",
            by="示例",
            **self.seen(n),
        )

    def progress(self) -> None:
        """Make the moves of each project and the day it is planned to be further."""
        put(self._moves())
        put(
            Milestone(project=one, stage=CODES[-1], planned_on=self.today + timedelta(n % 500 - 60))
            for n, one in enumerate(self.kept)
        )

    def _moves(self) -> Iterator[StageChange]:
        for one in self.kept:
            here = CODES.index(one.stage)
            for place in range(max(here - 2, 0), here + 1):
                yield StageChange(
                    project=one,
                    kind="forward" if place else "begun",
                    left=CODES[place - 1] if place else "",
                    entered=CODES[place],
                    on=one.stage_since,
                    by="示例",
                    side=one.led_by,
                )

    def claims(self) -> None:
        """Claim the investor of one project in ten, with the numbers after those of the case."""
        some = self.kept[::10]
        put(
            Claim(park=self.park, number=1000 + n, side=one.brought_by, named_on=one.stage_since,
                  until=self.today + timedelta(n % 180), by="示例") for n, one in enumerate(some)
        )  # fmt: skip
        claims = Claim.objects.filter(park=self.park, by="示例").order_by("number")
        put(
            ClaimSubject(park=self.park, owner=one.brought_by, visibility=OWN, claim=claim,
                         project=one, investor=one.investor)
            for claim, one in zip(claims, some, strict=True)
        )  # fmt: skip

    def visits(self) -> None:
        """Make visits, each to a firm whoever sees the visit sees too."""
        count = len(self.firms)
        put(
            Visit(enterprise=self.firms[n % count], side=self.sides[n % 2], on=self.back(700),
                  place="示例地点", ours="招商局（示例）", outcome="洽谈用地（示例）", by="示例",
                  **self.seen(n % count)) for n in range(self.size.visits)
        )  # fmt: skip

    def tasks(self) -> None:
        """Make supervised tasks in their states."""
        rooms = list(Department.objects.filter(park=self.park).select_related("side"))
        put(self._task(n, rooms[n % len(rooms)]) for n in range(self.size.tasks))

    def _task(self, n: int, room: Department) -> Task:
        since, due = self.back(200), self.today + timedelta(self.by_chance.randrange(-60, 90))
        state = ("assigned", "signed", "reported", "closed")[n % 4]
        return Task(
            park=self.park, number=1000 + n, title=f"协调第{n}号事项（示例）", source="other",
            side=room.side, department=room, role="joint", due=due, first_due=due, state=state,
            registered_on=since, assigned_on=since, registered_by=room.side, by="示例",
            signed_on=since if state != "assigned" else None,
            closed_on=since if state == "closed" else None,
        )  # fmt: skip

    def documents(self) -> None:
        """Make entries of documents at projects; their bytes do not matter to any list."""
        put(
            Document(kind="projects.project", key=str(one.pk), about_name=str(one)[:200],
                     title=f"示例附件 {n}", file_name=f"{n}.pdf", media="pdf", size=1000,
                     sha256="0" * 64, side=one.led_by, added_by="示例", park=self.park,
                     owner_id=one.owner_id, visibility=one.visibility)
            for n, one in zip(range(self.size.documents), self._round(), strict=False)
        )  # fmt: skip

    def _round(self) -> Iterator[Project]:
        while True:
            yield from self.kept

    def parcels(self) -> None:
        """Make parcels on a grid beside those of the case."""
        area = Area.objects.filter(park=self.park).order_by("id").first()
        if area is None:
            area = Area.objects.create(park=self.park, code="示例", name="示例片区", assumed=True)
        rows = [self._parcel(n, area) for n in range(self.size.parcels)]
        for row in rows:
            row.feature = row.drawn()
        put(rows)

    def _parcel(self, n: int, area: Area) -> Parcel:
        west, south = 103.6 + n % 50 * 0.004, 36.4 + n // 50 * 0.003
        east, north = west + 0.003, south + 0.002
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return Parcel(
            park=self.park, area=area, code=f"示例-{n:04}", name="示例地块", crs="EPSG:4490",
            use=INDUSTRIAL[n % len(INDUSTRIAL)],
            shape={"type": "Polygon", "coordinates": [ring]}, west=west, south=south, east=east,
            north=north, epsg=4544, area_m2=59_000.0, mu=88.5, status=[*STATUSES][n % 7],
            utilities={"water": 100.0, "power": None}, price_fen_mu=9_600_000, assumed=True,
            investment_fen_mu=25_000_000, plot_ratio_max=2.0,
        )  # fmt: skip

    def told(self) -> None:
        """Tell both sides things nobody has read yet."""
        put(
            Notification(zh=f"示例消息 {n}", en=f"example {n}", address="/", park=self.park,
                         owner=self.sides[n % 2], visibility=OWN)
            for n in range(self.size.notifications)
        )  # fmt: skip

    def receipts(self) -> None:
        """Make imported batches of receipts, each of the same number of rows."""
        each = -(-self.size.receipts // BATCHES)
        for number in range(BATCHES):
            batch = Batch.objects.create(
                park=self.park, table=RECEIPTS, name=f"7-settle/receipts-示例{number}.csv",
                said_name=f"示例批次 {number}.csv", content=b"", sha256=f"{number:064}", count=each,
                state=IMPORTED, first_day=self.today - timedelta(2000), last_day=self.today,
                by="示例",
            )  # fmt: skip
            put(self._receipt(batch, line) for line in range(1, each + 1))
            sums = batch.rows.order_by().values_list("tax").annotate(sum=models.Sum("amount"))
            batch.by_tax = dict(sums)
            batch.save()

    def _receipt(self, batch: Batch, line: int) -> ReceiptRow:
        chance = self.by_chance
        return ReceiptRow(
            batch=batch,
            line=line,
            code=f"B{batch.pk}-{line:06}",
            enterprise=FIRM if line % 50 == 0 else f"B{chance.randrange(self.size.enterprises):05}",
            tax=chance.choice(_TAXES),
            first_month=chance.randrange(2021 * 12, 2026 * 12),
            months=1,
            booked_on=self.back(2000),
            amount=chance.randrange(100, 900_000_000),
            kind="collection",
            source="示例 example",
        )


_TAXES = [*taxes()][:8]


def put(rows: Iterable[models.Model]) -> None:
    """Store rows, a bounded number in memory."""
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        type(some[0])._base_manager.bulk_create(some)
