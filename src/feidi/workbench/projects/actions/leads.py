"""Register a lead, change what is said of it, say whom to call, show it to the other side."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.actions import Refusal, action
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.actions import follow
from feidi.workbench.parks.queries import seat_of
from feidi.workbench.projects.actions.claiming import Naming, claim
from feidi.workbench.projects.actions.leading import must_lead, must_say, taken
from feidi.workbench.projects.models import Contact, Project, StageChange
from feidi.workbench.projects.models.progress import BEGUN
from feidi.workbench.projects.register import next_code, open_book
from feidi.workbench.scope.acting import OWN, SHARED


@dataclass(frozen=True)
class Lead:
    """What is said of a project; amounts in fen, area in parts of a mu."""

    name: str
    investor: str = ""
    industry: str = ""
    investment: int | None = None
    output: int | None = None
    tax: int | None = None
    area: int | None = None
    needs: str = ""


@action("projects.register", Words("登记了项目线索", "registered a lead"), PROJECTS)
def register(
    entry: Entry,
    *,
    actor: Actor,
    lead: Lead,
    contact: tuple[str, str, str] = ("", "", ""),
    since: date | None = None,
    naming: Naming | None = None,
) -> Project:
    """Keep a lead, seen by the own side only.

    contact: name, post, number. since: the day it was heard of. naming: also claim its investor.
    """
    park, party = actor.at
    day = _not_later_than_today(since or timezone.localdate())
    open_book(park)
    seat = seat_of(park.pk, party.pk)
    project = Project(
        park=park,
        owner=party,
        visibility=OWN,
        code=next_code(park.pk, seat.order if seat else 0, timezone.localdate().year),
        brought_by=party,
        led_by=party,
        stage_since=day,
        by=str(actor.user),
        **asdict(lead),
    )
    project.save()
    StageChange.objects.create(
        project=project, kind=BEGUN, entered=project.stage, on=day, by=str(actor.user), side=party
    )
    if any(contact):
        _keep_contact(actor, project, contact)
    if naming is not None:
        claim(actor=actor, naming=naming, project=project)
    entry.about, entry.after = project, {"code": project.code, **_told(lead)}
    return project


def _not_later_than_today(day: date) -> date:
    if day > timezone.localdate():
        raise Refusal(Words("日期不能晚于今天", "the day cannot be later than today"))
    return day


def _told(lead: Lead) -> dict[str, object]:
    return {name: value for name, value in asdict(lead).items() if value not in (None, "")}


@action("projects.change", Words("修改了项目情况", "changed a project"), PROJECTS)
def change(entry: Entry, *, actor: Actor, project: Project, version: int, lead: Lead) -> Project:
    """Change what is said of a project."""
    project = taken(actor, project, version)
    entry.about = project
    changed = {n: v for n, v in asdict(lead).items() if getattr(project, n) != v}
    if not changed:
        raise Refusal(Words("没有改动", "nothing was changed"))
    entry.change(project, **changed)
    project.save()
    return project


@action("projects.contact", Words("登记了联系人", "kept a contact"), PROJECTS)
def set_contact(
    entry: Entry, *, actor: Actor, project: Project, contact: tuple[str, str, str]
) -> Contact:
    """Keep whom one calls about a project, instead of who was kept before."""
    must_lead(actor, project)
    if not contact[0].strip():
        raise Refusal(Words("请写联系人姓名", "give the name of the contact"))
    kept = _keep_contact(actor, project, contact)
    entry.about, entry.after = project, {"contact": str(kept)}
    return kept


def _keep_contact(actor: Actor, project: Project, contact: tuple[str, str, str]) -> Contact:
    park, party = actor.at
    name, post, phone = (said.strip() for said in contact)
    kept: Contact | None = Contact.objects.filter(project=project).first()
    if kept is None:
        kept = Contact(park=park, project=project)
        kept.owner, kept.visibility = party, OWN
    kept.name, kept.post, kept.phone = name, post, phone
    kept.save()
    return kept


@action("projects.reveal", Words("查看了联系方式", "looked at a contact"), PROJECTS, fresh=True)
def reveal(entry: Entry, *, actor: Actor, project: Project, reason: str) -> Contact:
    """Give the contact unmasked; that somebody looked, and why, is on record."""
    entry.about = project
    entry.reason = must_say(reason, Words("请写明查看的用途", "say what it is needed for"))
    contact: Contact | None = Contact.objects.filter(project=project).first()
    if contact is None:
        raise Refusal(Words("没有您可以查看的联系人", "there is no contact you may see"))
    return contact


@action("projects.share", Words("向对方公开了项目", "showed a project"), PROJECTS)
def share(entry: Entry, *, actor: Actor, project: Project, version: int) -> Project:
    """Let the other side read a project, without its contact."""
    project = taken(actor, project, version)
    if project.visibility != OWN:
        raise Refusal(Words("对方已经可以看到", "the other side sees it already"))
    entry.about = project
    entry.change(project, visibility=SHARED)
    project.save()
    follow(project)
    return project


@action("projects.unshare", Words("收回了项目公开", "stopped showing a project"), PROJECTS)
def unshare(entry: Entry, *, actor: Actor, project: Project, version: int, reason: str) -> Project:
    """Keep a project to the own side again."""
    project = taken(actor, project, version)
    if project.visibility != SHARED:
        raise Refusal(Words("项目不是单方公开的", "the project is not one that was shown"))
    entry.reason = must_say(reason, Words("请写明收回的原因", "say why"))
    entry.about = project
    entry.change(project, visibility=OWN)
    project.save()
    follow(project)
    return project
