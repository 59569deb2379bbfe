"""Bring a plan in, show it to the other side, discard it, withdraw it."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ALLOCATE
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.land.sides import at_land
from feidi.workbench.scope.acting import JOINT, OWN
from feidi.workbench.siting.models import DISCARDED, DRAFT, SHOWN, WITHDRAWN, SitingPlan
from feidi.workbench.siting.reading import Read, still_against


@action("siting.bring", Words("上传了选址方案", "brought in a siting plan"), ALLOCATE)
def bring(entry: Entry, *, actor: Actor, read: Read) -> SitingPlan:
    """Keep a plan that holds as a draft of the own side."""
    park, party = actor.at
    _must_be_host(actor)
    if read.twin is not None:
        raise Refusal(Words("这份方案已经在这里", "this plan is here already"))
    if not read.holds:
        raise Refusal(Words("方案与土地不符，没有保存", "the plan does not hold; kept nothing"))
    plan: SitingPlan = SitingPlan.objects.create(
        park=park,
        owner=party,
        visibility=OWN,
        said_name=read.said_name,
        sha256=read.sha256,
        value=read.value,
        bound=read.bound,
        placed=len(read.told["placements"]),
        left=len(read.told["left"]),
        told=read.told,
        by=str(actor.user),
    )
    entry.about = plan
    entry.after = {"sha256": plan.sha256, "value": plan.value, "placed": plan.placed}
    return plan


@action("siting.show", Words("把选址方案给双方看", "showed a siting plan to both sides"), ALLOCATE)
def show(entry: Entry, *, actor: Actor, plan: SitingPlan, version: int) -> SitingPlan:
    """Let both sides see a draft; refused where the land has changed and it no longer holds."""
    plan = _taken(actor, plan, version, DRAFT)
    problems = still_against(actor.at[0], plan)
    if problems:
        what = Words("草稿已与现在的土地不符，没有给对方看", "the draft no longer holds: not shown")
        raise Refusal(what, problems)
    entry.about = plan
    entry.change(plan, state=SHOWN, owner=None, visibility=JOINT)
    plan.save()
    return plan


@action(
    "siting.discard", Words("放弃了选址方案草稿", "discarded a draft of a siting plan"), ALLOCATE
)
def discard(entry: Entry, *, actor: Actor, plan: SitingPlan, version: int) -> SitingPlan:
    """Drop a draft."""
    plan = _taken(actor, plan, version, DRAFT)
    entry.about = plan
    entry.change(plan, state=DISCARDED)
    plan.save()
    return plan


@action("siting.withdraw", Words("撤回了选址方案", "withdrew a siting plan"), ALLOCATE)
def withdraw(
    entry: Entry, *, actor: Actor, plan: SitingPlan, version: int, reason: str
) -> SitingPlan:
    """Take a plan off the map; both sides still find it, with the reason."""
    plan = _taken(actor, plan, version, SHOWN)
    if not reason.strip():
        raise Refusal(Words("请写明撤回的原因", "say why it is withdrawn"))
    entry.about, entry.reason = plan, reason
    entry.change(plan, state=WITHDRAWN)
    plan.reason = reason.strip()[:500]
    plan.save()
    return plan


def _must_be_host(actor: Actor) -> None:
    if not at_land(actor):
        raise Refusal(Words("选址方案由飞入地一方提出", "the side the land lies at brings plans"))


def _taken(actor: Actor, plan: SitingPlan, version: int, state: str) -> SitingPlan:
    """Return the plan as it is now, if it is in the state in which this can be done."""
    _must_be_host(actor)
    plan = take(plan, version)
    if plan.state != state:
        what = Words("方案现在是“{now}”，不能这样做", "the plan is “{now}” now: not possible")
        raise Refusal(what.fill(now=plan.state_words))
    return plan
