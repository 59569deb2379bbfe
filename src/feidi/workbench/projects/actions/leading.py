"""Who may change a project: the side that leads it, while it is offered to nobody."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.actions import Refusal, take
from feidi.workbench.projects.models import HandOver, Project
from feidi.workbench.projects.models.handover import PROPOSED
from feidi.workbench.projects.models.project import OPEN


def must_lead(actor: Actor, project: Project) -> None:
    """Refuse who is not of the side that leads a project."""
    _, party = actor.at
    if project.led_by_id != party.pk:
        what = Words(
            "“{name}”由{who}牵头，只有牵头方可以改动",
            "{who} leads “{name}”: only that side changes it",
        )
        raise Refusal(what.fill(name=project.name, who=str(project.led_by)))


def taken(actor: Actor, project: Project, version: int) -> Project:
    """Claim an open project for a change by the side that leads it."""
    must_lead(actor, project)
    project = take(project, version)
    if project.state != OPEN:
        what = Words("项目现在是“{now}”，先恢复跟进", "the project is “{now}”: take it up again")
        raise Refusal(what.fill(now=project.state_words))
    if HandOver.objects.filter(project=project, state=PROPOSED).exists():
        what = Words(
            "项目正在移交，等对方接收；要改动请先撤回移交",
            "the project is being handed over: withdraw the offer before changing it",
        )
        raise Refusal(what)
    return project


def must_say(reason: str, what: Words) -> str:
    """Return a reason, or refuse that there is none."""
    if not reason.strip():
        raise Refusal(what)
    return reason.strip()
