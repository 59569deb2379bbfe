"""Projects in time: what was, what is planned, where today is; as bars, and as a table."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from feidi.workbench.projects.models import Milestone, Project, StageChange
from feidi.workbench.projects.models.progress import BACK, CLOSED
from feidi.workbench.projects.models.project import OPEN
from feidi.workbench.projects.stages import Stage, place_of, stage_of

# pixels of the drawing
LEFT, RIGHT, TOP, ROW, WIDTH = 250, 20, 34, 30, 1200
BAR = 16
# room for a word in a bar, and for one month under the axis
ROOM, MONTH_ROOM, LETTER = 30, 46, 12
MONTHS = 12


@dataclass(frozen=True)
class Bar:
    """A stretch of time in one stage."""

    stage: Stage
    first: date
    last: date
    fell_back: bool
    now: bool
    x: int
    width: int

    @property
    def place(self) -> int:
        """Where the stage stands in the order."""
        return place_of(self.stage.code)

    @property
    def days(self) -> int:
        """How long."""
        return (self.last - self.first).days

    @property
    def fits(self) -> bool:
        """Whether its name has room in it."""
        return self.width >= ROOM

    @property
    def letters(self) -> int:
        """How many letters of its name have room in it."""
        return max(self.width // LETTER, 2)


@dataclass(frozen=True)
class Mark:
    """A planned day. late: it has passed and the stage is not reached."""

    stage: Stage
    day: date
    late: bool
    reached: bool
    x: int


@dataclass(frozen=True)
class Line:
    """One project's row."""

    project: Project
    y: int
    bars: list[Bar]
    marks: list[Mark]


@dataclass(frozen=True)
class Drawing:
    """The rows, the axis and where today is."""

    lines: list[Line]
    months: list[tuple[int, str]]
    today: int
    day: date
    width: int
    height: int


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> int:
        """Return where a day is drawn."""
        wide = WIDTH - LEFT - RIGHT
        span = max((self.last - self.first).days, 1)
        at = min(max((day - self.first).days, 0), span)
        return LEFT + wide * at // span


def in_time(rows: Any) -> list[Project]:
    """Return projects with their moves and plans at hand."""
    found = rows.prefetch_related(
        Prefetch("changes", StageChange.objects.order_by("id")),
        Prefetch("milestones", Milestone.objects.order_by("planned_on")),
    )
    return list(found)


def drawn(rows: list[Project], day: date) -> Drawing:
    """Return the drawing of projects as of a day."""
    scale = _scale(rows, day)
    lines = [
        Line(one, TOP + ROW * place, _bars(one, scale, day), _marks(one, scale, day))
        for place, one in enumerate(rows)
    ]
    return Drawing(
        lines, _months(scale), scale.x(day), day, WIDTH, TOP + ROW * len(lines) + TOP // 2
    )


def _scale(rows: list[Project], day: date) -> _Scale:
    days = [day, day - timedelta(30), day + timedelta(60)]
    for one in rows:
        days += [change.on for change in one.changes.all()]
        days += [plan.planned_on for plan in one.milestones.all()]
    return _Scale(min(days), max(days) + timedelta(15))


def _bars(project: Project, scale: _Scale, day: date) -> list[Bar]:
    moves = list(project.changes.all())
    found = []
    for place, change in enumerate(moves):
        if change.kind == CLOSED:
            continue
        after = moves[place + 1] if place + 1 < len(moves) else None
        if after is None and project.state != OPEN:
            continue
        last = after.on if after else day
        x = scale.x(change.on)
        found.append(
            Bar(
                stage_of(change.entered),
                change.on,
                last,
                change.kind == BACK,
                after is None,
                x,
                max(scale.x(last) - x, 2),
            )
        )
    return found


def _marks(project: Project, scale: _Scale, day: date) -> list[Mark]:
    here = place_of(project.stage)
    found = []
    for plan in project.milestones.all():
        reached = place_of(plan.stage) <= here
        overdue = not reached and plan.planned_on < day and project.state == OPEN
        found.append(
            Mark(stage_of(plan.stage), plan.planned_on, overdue, reached, scale.x(plan.planned_on))
        )
    return found


def _months(scale: _Scale) -> list[tuple[int, str]]:
    """Return the months of the axis, as many as have room."""
    firsts, at = [], date(scale.first.year, scale.first.month, 1)
    while at <= scale.last:
        at = date(at.year + at.month // MONTHS, at.month % MONTHS + 1, 1)
        if at <= scale.last:
            firsts.append(at)
    most = max((WIDTH - LEFT - RIGHT) // MONTH_ROOM, 1)
    every = -(-len(firsts) // most)
    return [(scale.x(day), f"{day:%Y-%m}") for day in firsts[:: max(every, 1)]]
