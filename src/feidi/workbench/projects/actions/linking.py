"""Say which firm of the register a project belongs to, once there is one."""

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.actions import Refusal, action
from feidi.workbench.audit.recording import Entry
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.projects.actions.leading import taken
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import OWN


@action("projects.link", Words("关联了企业", "linked a firm"), PROJECTS)
def link(
    entry: Entry, *, actor: Actor, project: Project, version: int, firm: Enterprise
) -> Project:
    """Link a project to its firm. What both sides see is not linked to what one sees alone."""
    project = taken(actor, project, version)
    if project.enterprise_id == firm.pk:
        raise Refusal(Words("已经关联这家企业", "it is linked to this firm already"))
    if firm.visibility == OWN and project.visibility != OWN:
        what = Words(
            "这家企业只有本方可见，项目对方也能看；请先把企业转为双方共同",
            "our side alone sees the firm, and both see the project: make the firm joint first",
        )
        raise Refusal(what)
    return _changed(entry, project, firm)


@action("projects.unlink", Words("取消了企业关联", "unlinked a firm"), PROJECTS)
def unlink(entry: Entry, *, actor: Actor, project: Project, version: int) -> Project:
    """Take the link of a project to its firm away."""
    project = taken(actor, project, version)
    if project.enterprise_id is None:
        raise Refusal(Words("没有关联企业", "no firm is linked"))
    return _changed(entry, project, None)


def _changed(entry: Entry, project: Project, firm: Enterprise | None) -> Project:
    """Note the firms by name, as far as the actor may see them."""
    before = Enterprise.objects.filter(pk=project.enterprise_id).first()
    entry.about = project
    entry.before = {"enterprise": str(before or "")}
    entry.after = {"enterprise": str(firm or "")}
    project.enterprise = firm
    project.save()
    return project
