"""What waits of investment: hand-overs to accept, claims that lapse, projects stuck or late."""

from collections import defaultdict
from datetime import datetime, time

from django.utils import timezone

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.projects.claims import expiring
from feidi.workbench.projects.models import Claim, Evidence, HandOver, Project
from feidi.workbench.projects.models.handover import PROPOSED
from feidi.workbench.projects.queries import late, stuck
from feidi.workbench.projects.stages import missing, next_of

# of each kind, those that have waited longest; the list shows all
MOST = 12


def waiting(actor: Actor) -> list[Waiting]:
    """Return what waits of projects and claims one may see."""
    park = actor.park
    if park is None:
        return []
    seats = {seat.party_id: seat for seat in keyholders(park.pk)}
    return [*_handovers(actor, seats), *_claims(actor, seats), *_projects(actor, seats)]


def _whom(seats: dict[int, Seat], party: int) -> tuple[Seat, ...]:
    return (seats[party],) if party in seats else ()


def _handovers(actor: Actor, seats: dict[int, Seat]) -> list[Waiting]:
    rows = HandOver.objects.filter(state=PROPOSED).select_related("project", "giver")
    what = Words("接收{who}移交的项目，或退回", "accept it from {who}, or decline")
    return [
        Waiting(
            both(one.project.name),
            what.fill(who=str(one.giver)),
            one.project.get_absolute_url(),
            _whom(seats, one.taker_id),
            waits_for(actor, _whom(seats, one.taker_id), PROJECTS),
            one.offered_at,
        )
        for one in rows[:MOST]
    ]


def _claims(actor: Actor, seats: dict[int, Seat]) -> list[Waiting]:
    return [_claim(actor, seats, one) for one in expiring(timezone.localdate())[:MOST]]


def _claim(actor: Actor, seats: dict[int, Seat], claim: Claim) -> Waiting:
    subject = next(iter(claim.subjects.all()), None)
    number = Words("首报 {n} 号", "claim {n}").fill(n=claim.number)
    title = (
        Words("{n}：{who}", "{n}: {who}").fill(n=number, who=str(subject)) if subject else number
    )
    whom = _whom(seats, claim.side_id)
    what = Words("{until} 到期：续期，或放弃", "lapses on {until}: renew it, or give it up")
    return Waiting(
        title,
        what.fill(until=claim.until.isoformat()),
        "/claims/",
        whom,
        waits_for(actor, whom, PROJECTS),
        claim.at,
        claim.until,
    )


def _projects(actor: Actor, seats: dict[int, Seat]) -> list[Waiting]:
    day = timezone.localdate()
    rows = Project.objects.filter(stuck(day) | late(day)).order_by("stage_since", "id")
    found = list(rows.prefetch_related("milestones")[:MOST])
    shown = defaultdict(set)
    proofs = Evidence.objects.filter(project__in=found, void="").values_list("project", "kind")
    for project, kind in proofs:
        shown[project].add(kind)
    return [_project(actor, seats, one, shown[one.pk]) for one in found]


def _project(actor: Actor, seats: dict[int, Seat], project: Project, shown: set[str]) -> Waiting:
    ahead = next_of(project.stage)
    lacks = [need.words for need in missing(ahead.code, shown)] if ahead else []
    days = (timezone.localdate() - project.stage_since).days
    what = Words("在“{stage}”已 {days} 天", "in “{stage}” for {days} days").fill(
        stage=project.at_stage.words, days=days
    )
    if lacks:
        listed = Words("；".join(w.zh for w in lacks), "; ".join(w.en for w in lacks))
        what = Words("{what}，还缺{listed}", "{what}; missing: {listed}").fill(
            what=what, listed=listed
        )
    whom = _whom(seats, project.led_by_id)
    since = datetime.combine(project.stage_since, time(), timezone.get_current_timezone())
    return Waiting(
        both(project.name),
        what,
        project.get_absolute_url(),
        whom,
        waits_for(actor, whom, PROJECTS),
        since,
        project.expected_until,
    )
