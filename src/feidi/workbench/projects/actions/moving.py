"""Move a project on, with the evidence its stage asks for; fall back, close, take up, plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db.models import QuerySet
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.projects.actions.leading import must_lead, must_say, taken
from feidi.workbench.projects.actions.proving import Shown, keep
from feidi.workbench.projects.models import Evidence, Milestone, Project, StageChange
from feidi.workbench.projects.models.progress import BACK, CLOSED, FORWARD, REOPENED
from feidi.workbench.projects.models.project import LOST, OPEN
from feidi.workbench.projects.stages import (
    CODES,
    Need,
    is_back,
    may_not_pass,
    missing,
    place_of,
    stage_of,
)


@dataclass(frozen=True)
class Step:
    """A move. on: the day it counts from, today where it is left open. shown: evidence with it."""

    to: str
    on: date | None = None
    reason: str = ""
    shown: tuple[Shown, ...] = field(default=())


class Lacking(Refusal):
    """A stage cannot be entered: evidence is missing."""

    def __init__(self, to: str, needs: tuple[Need, ...]) -> None:
        said = [need.words for need in needs]
        listed = Words("；".join(w.zh for w in said), "; ".join(w.en for w in said))
        what = Words(
            "进入“{stage}”还缺：{listed}。没有移动。",
            "to enter “{stage}” this is missing: {listed}",
        )
        super().__init__(what.fill(stage=stage_of(to).words, listed=listed))
        self.needs = needs


@action("projects.move", Words("移动了项目阶段", "moved a project"), PROJECTS)
def move(entry: Entry, *, actor: Actor, project: Project, version: int, step: Step) -> Project:
    """Move a project to another stage. `Lacking` where evidence is missing: nothing moves.

    Evidence shown with the move is kept with it. Falling back needs a reason.
    """
    project = taken(actor, project, version)
    day = _day(project, step)
    back = _direction(project, step)
    entry.about = project
    entry.reason = step.reason.strip()
    needed = None if back else _shown_for(entry, actor, project, step)
    change = _changed(actor, project, BACK if back else FORWARD, day, step)
    if needed is not None:
        needed.update(change=change)
    entry.change(project, stage=step.to, stage_since=day)
    project.save()
    return project


def _day(project: Project, step: Step) -> date:
    today = timezone.localdate()
    day = step.on or today
    if not project.stage_since <= day <= today:
        what = Words(
            "日期应在 {since}（进入本阶段）至今天之间",
            "the day lies between {since}, when this stage began, and today",
        )
        raise Refusal(what.fill(since=project.stage_since.isoformat()))
    return day


def _direction(project: Project, step: Step) -> bool:
    """Say whether a move falls back; refuse one that cannot be made at all."""
    if step.to not in CODES or step.to == project.stage:
        raise Refusal(Words("请选择另一个阶段", "choose another stage"))
    if is_back(project.stage, step.to):
        must_say(step.reason, Words("回退要写明原因", "say why it falls back"))
        return True
    passed = may_not_pass(project.stage, step.to)
    if passed:
        said = [stage.words for stage in passed]
        listed = Words("、".join(w.zh for w in said), ", ".join(w.en for w in said))
        what = Words("不能跳过：{listed}", "these stages cannot be passed by: {listed}")
        raise Refusal(what.fill(listed=listed))
    return False


def _shown_for(entry: Entry, actor: Actor, project: Project, step: Step) -> QuerySet[Evidence]:
    """Keep what is shown, and return what the stage is entered with; `Lacking` where some is not.

    What was needed for an earlier move stays with that.
    """
    to = step.to
    for shown in step.shown:
        entry.after[shown.kind] = keep(actor, project, shown).number
    there = Evidence.objects.filter(project=project, void="")
    lack = missing(to, set(there.values_list("kind", flat=True)))
    if lack:
        raise Lacking(to, lack)
    wanted = [code for need in stage_of(to).needs for code in need.proofs]
    found: QuerySet[Evidence] = there.filter(kind__in=wanted, change=None)
    return found


def _changed(actor: Actor, project: Project, kind: str, day: date, step: Step) -> StageChange:
    _, party = actor.at
    change: StageChange = StageChange.objects.create(
        project=project,
        kind=kind,
        left=project.stage,
        entered=step.to,
        on=day,
        days=0 if kind == REOPENED else (day - project.stage_since).days,
        by=str(actor.user),
        side=party,
        reason=step.reason.strip(),
    )
    return change


@action("projects.close", Words("登记了项目流失", "closed a project as lost"), PROJECTS)
def close(entry: Entry, *, actor: Actor, project: Project, version: int, reason: str) -> Project:
    """Close a project that will not come, with the reason."""
    said = must_say(reason, Words("请写明流失的原因", "say why it was lost"))
    project = taken(actor, project, version)
    entry.about, entry.reason = project, said
    step = Step(project.stage, reason=said)
    _changed(actor, project, CLOSED, timezone.localdate(), step)
    entry.change(project, state=LOST)
    project.save()
    return project


@action("projects.reopen", Words("恢复跟进项目", "took a project up again"), PROJECTS)
def reopen(entry: Entry, *, actor: Actor, project: Project, version: int, reason: str) -> Project:
    """Take a lost project up again; its time in the stage counts anew."""
    said = must_say(reason, Words("请写明恢复的原因", "say why it is taken up again"))
    must_lead(actor, project)
    project = take(project, version)
    if project.state != LOST:
        raise Refusal(Words("项目没有流失", "the project is not lost"))
    entry.about, entry.reason = project, said
    today = timezone.localdate()
    _changed(actor, project, REOPENED, today, Step(project.stage, reason=said))
    entry.change(project, state=OPEN, stage_since=today)
    project.save()
    return project


@action("projects.plan", Words("排定了计划日期", "planned the stages"), PROJECTS)
def plan(
    entry: Entry, *, actor: Actor, project: Project, version: int, days: Mapping[str, date | None]
) -> Project:
    """Set the days by which stages are planned to be entered; an empty one is no longer planned."""
    project = taken(actor, project, version)
    _in_order({stage: day for stage, day in days.items() if day is not None})
    entry.about = project
    there = {one.stage: one for one in project.milestones.all()}
    for stage, day in days.items():
        before = there[stage].planned_on if stage in there else None
        if before == day:
            continue
        entry.before[stage], entry.after[stage] = str(before or ""), str(day or "")
        if day is None:
            there[stage].delete()
        else:
            Milestone.objects.update_or_create(
                project=project, stage=stage, defaults={"planned_on": day}
            )
    project.save()
    return project


def _in_order(days: Mapping[str, date]) -> None:
    if set(days) - set(CODES):
        raise Refusal(Words("没有这个阶段", "there is no such stage"))
    planned = sorted(days, key=place_of)
    for earlier, later in pairwise(planned):
        if days[later] < days[earlier]:
            what = Words(
                "“{later}”的计划日期早于“{earlier}”", "“{later}” is planned before “{earlier}”"
            )
            raise Refusal(what.fill(later=stage_of(later).words, earlier=stage_of(earlier).words))
