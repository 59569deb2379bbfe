"""Which projects there are, filtered and sorted; who has waited, what is stuck, what is planned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.records.classification import classification
from feidi.workbench.coordination.models import Task
from feidi.workbench.land.models import Allocation
from feidi.workbench.projects.models import (
    ClaimSubject,
    Contact,
    Evidence,
    HandOver,
    Milestone,
    Project,
    StageChange,
)
from feidi.workbench.projects.models.handover import PROPOSED
from feidi.workbench.projects.models.project import EDITION, LOST, OPEN
from feidi.workbench.projects.stages import (
    CODES,
    PROOFS,
    STAGES,
    Need,
    Stage,
    is_stuck,
    missing,
    next_of,
    place_of,
    reachable,
)

SORTS = {
    "changed": ("-changed_at", "-id"),
    "code": ("code",),
    "name": ("name", "id"),
    "investment": (F("investment").desc(nulls_last=True), "id"),
    "area": (F("area").desc(nulls_last=True), "id"),
    "since": ("stage_since", "id"),
}
SORT_WORDS = {
    "changed": Words("最近改动", "changed last"),
    "since": Words("停留最久", "longest in its stage"),
    "investment": Words("投资额", "investment"),
    "area": Words("用地", "land wanted"),
    "name": Words("名称", "name"),
    "code": Words("编号", "code"),
}
HEALTH = {
    "stuck": Words("停滞", "stuck"),
    "late": Words("逾计划", "behind its plan"),
    "lost": Words("已流失", "lost"),
}
ON_TIME = Words("正常", "on time")
# cards of one column of the board; the rest is in the list
A_COLUMN = 15


def stuck(day: date) -> Q:
    """Return which projects have been in their stage for longer than is typical."""
    found = Q(pk__in=())
    for stage in STAGES:
        if stage.typical_days is not None:
            since = day - timedelta(stage.typical_days)
            found |= Q(stage=stage.code, stage_since__lt=since)
    return Q(state=OPEN) & found


def late(day: date) -> Q:
    """Return which projects should have entered a stage by now and have not."""
    ahead = Q(pk__in=())
    for stage in CODES[1:]:
        ahead |= Q(stage=stage, project__stage__in=CODES[: place_of(stage)])
    past = Milestone.objects.filter(ahead, planned_on__lt=day, project__state=OPEN)
    # a list to look in: a join would give a project as often as it is late, and sort them all
    return Q(state=OPEN, pk__in=past.order_by().values("project"))


def projects(asked: Mapping[str, str]) -> QuerySet[Project]:
    """Return the projects one may see, as filtered: stage, side, industry, health, q, sort."""
    day = timezone.localdate()
    rows: QuerySet[Project] = Project.objects.select_related("brought_by", "led_by", "owner")
    health = asked.get("health", "")
    rows = rows.filter(state=LOST if health == "lost" else OPEN)
    if health == "stuck":
        rows = rows.filter(stuck(day))
    if health == "late":
        rows = rows.filter(late(day))
    if asked.get("stage") in CODES:
        rows = rows.filter(stage=asked["stage"])
    if asked.get("side", "").isdecimal():
        rows = rows.filter(led_by=int(asked["side"]))
    if asked.get("industry"):
        rows = rows.filter(industry__in=_within(asked["industry"]))
    return _saying(rows, asked.get("q", "")).order_by(
        *SORTS.get(asked.get("sort", ""), SORTS["changed"])
    )


def _saying(rows: QuerySet[Project], said: str) -> QuerySet[Project]:
    if not said:
        return rows
    return rows.filter(
        Q(name__icontains=said)
        | Q(code__icontains=said)
        | Q(investor__icontains=said)
        | Q(needs__icontains=said)
    )


def _within(industry: str) -> list[str]:
    """Return the codes at or under an industry."""
    listed = classification(EDITION)
    return [code for code in listed.codes if code == industry or industry in listed.above(code)]


def totals(rows: QuerySet[Project]) -> dict[str, int]:
    """Return how many projects there are, and what they say they invest and want."""
    found: dict[str, int] = rows.order_by().aggregate(
        count=Count("pk"), investment=Sum("investment"), area=Sum("area")
    )
    return found


def industries_used() -> list[tuple[str, Words]]:
    """Return the divisions that the projects one may see belong to."""
    used = Project.objects.exclude(industry="").order_by().values_list("industry", flat=True)
    listed = classification(EDITION)
    found = {code[:2] for code in used.distinct()}
    return [(code, listed.name(code)) for code in sorted(found) if code in listed]


@dataclass(frozen=True)
class Standing:
    """How long a project has been in its stage, and whether that is long."""

    project: Project
    days: int
    stuck: bool
    planned: date | None = None
    late: bool = False

    @property
    def health(self) -> str:
        """One word for how it stands: lost, stuck, late, or on-time."""
        if self.project.state == LOST:
            return "lost"
        return "stuck" if self.stuck else "late" if self.late else "on-time"

    @property
    def words(self) -> Words:
        """How it stands, in words."""
        return HEALTH.get(self.health, ON_TIME)


def standing(project: Project, day: date, plans: list[Milestone] | None = None) -> Standing:
    """Return how a project stands on a day. plans: its planned days, where they are at hand."""
    rows = project.milestones.all() if plans is None else plans
    ahead = [one for one in rows if place_of(one.stage) > place_of(project.stage)]
    first = min(ahead, key=lambda one: one.planned_on, default=None)
    lives = project.state == OPEN
    return Standing(
        project,
        (day - project.stage_since).days,
        lives and is_stuck(project.stage, project.stage_since, day),
        first.planned_on if first else None,
        bool(lives and first and first.planned_on < day),
    )


def standings(rows: Any) -> list[Standing]:
    """Return how projects stand today."""
    day = timezone.localdate()
    return [standing(one, day) for one in rows.prefetch_related("milestones")]


@dataclass(frozen=True)
class Column:
    """A column of the board. count: of all in the stage; cards: the longest waiting of them."""

    stage: Stage
    count: int
    investment: int
    cards: list[Standing]

    @property
    def more(self) -> int:
        """How many are in the list only."""
        return self.count - len(self.cards)


def board(asked: Mapping[str, str]) -> list[Column]:
    """Return the open projects by stage, of each stage those that have waited longest."""
    rows = projects({**asked, "stage": "", "sort": "since"})
    counted = rows.order_by().values_list("stage").annotate(n=Count("pk"), sum=Sum("investment"))
    sums = {stage: (count, invested or 0) for stage, count, invested in counted}
    by_stage = Window(RowNumber(), partition_by=F("stage"), order_by=("stage_since", "id"))
    shown: dict[str, list[Standing]] = {code: [] for code in CODES}
    for one in standings(rows.annotate(place=by_stage).filter(place__lte=A_COLUMN)):
        shown[one.project.stage].append(one)
    return [Column(s, *sums.get(s.code, (0, 0)), shown[s.code]) for s in STAGES]


@dataclass(frozen=True)
class Choice:
    """A stage a project may move to. back: it would fall back. lacks: evidence still missing."""

    stage: Stage
    back: bool
    lacks: tuple[Need, ...]


def choices(project: Project) -> list[Choice]:
    """Return where a project may go from its stage."""
    shown = set(evidence(project).filter(void="").values_list("kind", flat=True))
    here = place_of(project.stage)
    return [
        Choice(
            s, place_of(s.code) < here, missing(s.code, shown) if place_of(s.code) > here else ()
        )
        for s in reachable(project.stage)
    ]


def evidence(project: Project) -> QuerySet[Evidence]:
    """Return the evidence of a project."""
    found: QuerySet[Evidence] = Evidence.objects.filter(project=project).select_related("side")
    return found


@dataclass(frozen=True)
class Whole:
    """Everything the page of a project shows."""

    standing: Standing
    steps: list[tuple[Stage, str, StageChange | None]]
    way: list[tuple[StageChange, list[Evidence]]]
    evidence: list[Evidence]
    lacks: tuple[Need, ...]
    next: Stage | None
    handovers: list[HandOver]
    offered: HandOver | None
    contact: Contact | None
    claims: list[ClaimSubject]
    plans: dict[str, date]


def whole(project: Project) -> Whole:
    """Return what there is about one project."""
    kept = list(evidence(project))
    changes = list(StageChange.objects.filter(project=project).select_related("side"))
    handovers = list(HandOver.objects.filter(project=project).select_related("giver", "taker"))
    ahead = next_of(project.stage)
    shown = {one.kind for one in kept if not one.void}
    plans = list(Milestone.objects.filter(project=project))
    return Whole(
        standing(project, timezone.localdate(), plans),
        _steps(project, changes),
        [(change, [one for one in kept if one.change_id == change.pk]) for change in changes],
        kept,
        missing(ahead.code, shown) if ahead else (),
        ahead,
        handovers,
        next((one for one in handovers if one.state == PROPOSED), None),
        Contact.objects.filter(project=project).first(),
        list(ClaimSubject.objects.filter(project=project).select_related("claim__side")),
        {one.stage: one.planned_on for one in plans},
    )


def _steps(
    project: Project, changes: list[StageChange]
) -> list[tuple[Stage, str, StageChange | None]]:
    """Return every stage with done, now, passed or next, and the last move into it."""
    here = place_of(project.stage)
    last = {change.entered: change for change in changes}
    found = []
    for place, stage in enumerate(STAGES):
        change = last.get(stage.code)
        state = "done" if change else "passed"
        if place == here:
            state = "stopped" if project.state == LOST else "now"
        elif place > here:
            state, change = "next", None
        found.append((stage, state, change))
    return found


def land_of(project: Project) -> list[Allocation]:
    """Return the parcels asked for or given to a project, by its code."""
    rows = Allocation.objects.filter(project_code=project.code).select_related("parcel", "side")
    return list(rows)


def tasks_of(project: Project) -> list[Task]:
    """Return the supervised tasks that are about a project."""
    rows = Task.objects.filter(about=project.get_absolute_url()).select_related("side")
    return list(rows)


def proofs_of(needs: tuple[Need, ...]) -> list[list[object]]:
    """Return, for each need, the kinds of evidence any of which will do."""
    return [[PROOFS[code] for code in need.proofs] for need in needs]
