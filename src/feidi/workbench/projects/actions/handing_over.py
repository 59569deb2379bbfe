"""Hand a project over: one side offers, the other accepts or declines; both are on record."""

from dataclasses import dataclass

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.actions import follow
from feidi.workbench.parks.models import Party
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.projects.actions.leading import must_say, taken
from feidi.workbench.projects.models import ClaimSubject, Contact, HandOver, Project
from feidi.workbench.projects.models.handover import ACCEPTED, DECLINED, PROPOSED, WITHDRAWN
from feidi.workbench.scope.acting import JOINT, OWN, SHARED, everything


@dataclass(frozen=True)
class Offer:
    """What goes with a project. files: a list in words. contact: whether its contact goes too."""

    taker: int
    files: str
    conditions: str = ""
    contact: bool = True


@action("projects.offer", Words("提出移交项目", "offered to hand a project over"), PROJECTS)
def offer(entry: Entry, *, actor: Actor, project: Project, version: int, given: Offer) -> HandOver:
    """Offer a project to another side, which may read it from now on."""
    park, party = actor.at
    project = taken(actor, project, version)
    takers = {s.party_id: s.party for s in keyholders(park.pk) if s.party_id != party.pk}
    if given.taker not in takers:
        raise Refusal(Words("请选择接收方", "choose who is to take it"))
    files = must_say(given.files, Words("请写明移交的材料", "say which files go with it"))
    handover: HandOver = HandOver.objects.create(
        project=project,
        giver=party,
        taker=takers[given.taker],
        files=files,
        conditions=given.conditions.strip(),
        contact=given.contact,
        seen_before=project.visibility,
        offered_by=str(actor.user),
    )
    entry.about = project
    entry.after = {"taker": str(handover.taker), "files": files}
    if project.visibility == OWN:
        entry.change(project, visibility=SHARED)
        project.save()
        follow(project)
    return handover


def _answer(entry: Entry, actor: Actor, handover: HandOver, state: str) -> None:
    now = timezone.now()
    handover.state, handover.answered_by, handover.answered_at = state, str(actor.user), now
    entry.after["handover"] = state


def _asked(actor: Actor, handover: HandOver, version: int, who: Party) -> HandOver:
    _, party = actor.at
    if who.pk != party.pk:
        raise Refusal(Words("由{who}办理", "{who} is to do this").fill(who=str(who)))
    handover = take(handover, version)
    if handover.state != PROPOSED:
        what = Words("移交现在是“{now}”", "the hand-over is “{now}” now")
        raise Refusal(what.fill(now=handover.state_words))
    return handover


@action("projects.accept", Words("接收了移交的项目", "accepted a project"), PROJECTS, fresh=True)
def accept(entry: Entry, *, actor: Actor, handover: HandOver, version: int) -> Project:
    """Take a project over: it is joint from now on, and the taker leads it."""
    handover = _asked(actor, handover, version, handover.taker)
    project: Project = Project.objects.get(pk=handover.project_id)
    project = take(project, project.version)
    entry.about = project
    entry.change(project, owner=None, visibility=JOINT, led_by=handover.taker)
    project.save()
    _answer(entry, actor, handover, ACCEPTED)
    handover.save()
    with everything("what the giver handed over becomes joint with its acceptance"):
        joint = {"owner": None, "visibility": JOINT}
        ClaimSubject.objects.filter(project=project).update(**joint)
        if handover.contact:
            Contact.objects.filter(project=project).update(**joint)
    follow(project)
    return project


@action("projects.decline", Words("退回了移交的项目", "declined a project"), PROJECTS)
def decline(
    entry: Entry, *, actor: Actor, handover: HandOver, version: int, reason: str
) -> Project:
    """Give an offer back with a reason; the giver sees it alone again, if it did before."""
    said = must_say(reason, Words("请写明退回的原因", "say why it is declined"))
    handover = _asked(actor, handover, version, handover.taker)
    return _ended(entry, actor, handover, DECLINED, said)


@action("projects.withdraw", Words("撤回了移交", "withdrew an offer"), PROJECTS)
def withdraw(
    entry: Entry, *, actor: Actor, handover: HandOver, version: int, reason: str
) -> Project:
    """Take an offer back before it is answered."""
    said = must_say(reason, Words("请写明撤回的原因", "say why it is withdrawn"))
    handover = _asked(actor, handover, version, handover.giver)
    return _ended(entry, actor, handover, WITHDRAWN, said)


def _ended(entry: Entry, actor: Actor, handover: HandOver, state: str, reason: str) -> Project:
    """End an offer that leads to nothing.

    The trail tells it about the project as both see it now, before it is the giver's alone.
    """
    project: Project = Project.objects.get(pk=handover.project_id)
    entry.about, entry.reason = Project.objects.get(pk=project.pk), reason
    _answer(entry, actor, handover, state)
    handover.reason = reason
    handover.save()
    if project.visibility != handover.seen_before:
        project.visibility = handover.seen_before
        with everything("an offer that ends gives the row back to who owns it"):
            project.save()
        follow(project)
    return project
