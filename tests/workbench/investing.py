"""What investment officers do, by actions alone: leads, evidence, moves, hand-overs."""

from datetime import date, timedelta

from django.utils import timezone

from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.projects import actions
from feidi.workbench.projects.actions import Lead, Naming, Offer, Shown, Step
from feidi.workbench.projects.models import HandOver, Project
from feidi.workbench.projects.stages import CODES, PROOFS, stage_of
from workbench.story import acting, person

ORIGIN, HOST = "origin-investment", "host-investment"
CODE = "91350100M000100Y43"
PDF = b"%%PDF-1.4\n%%%s\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n"


def day(before: int = 0) -> date:
    return timezone.localdate() - timedelta(before)


def lead(
    username: str = ORIGIN, name: str = "示例项目", investor: str = "", ago: int = 0
) -> Project:
    with acting(username) as one:
        return actions.register(actor=one, lead=Lead(name, investor), since=day(ago))


def claimed(username: str, investor: str, code: str = ""):  # type: ignore[no-untyped-def]
    with acting(username) as one:
        return actions.claim(actor=one, naming=Naming(investor, code))


def shown(kind: str, number: str = "") -> Shown:
    """Evidence of a kind that is whole."""
    said = number or (CODE if kind == "licence" else f"示例〔2027〕{kind}号")
    file = Upload(f"{kind}.pdf", PDF % kind.encode()) if PROOFS[kind].file else None
    return Shown(kind, said, day(), "示例单位", file)


def proofs(stage: str) -> tuple[Shown, ...]:
    """The first kind of evidence of every need of a stage."""
    return tuple(shown(need.proofs[0]) for need in stage_of(stage).needs)


def moved(username: str, project: Project, to: str, on: date | None = None) -> Project:
    with acting(username) as one:
        step = Step(to, on, shown=proofs(to))
        return actions.move(actor=one, project=project, version=project.version, step=step)


def moved_up_to(username: str, project: Project, to: str) -> Project:
    for code in CODES[CODES.index(project.stage) + 1 : CODES.index(to) + 1]:
        project = moved(username, project, code)
    return project


def offered(username: str, project: Project, *, contact: bool = True) -> HandOver:
    with acting(username) as one:
        taker = person(HOST if username == ORIGIN else ORIGIN).at[1]
        given = Offer(taker.pk, "项目建议书；联系人", "一月内答复投资方", contact)
        project.refresh_from_db()
        return actions.offer(actor=one, project=project, version=project.version, given=given)


def read_by(username: str, project: Project) -> Project | None:
    """The project as a person sees it; None where he does not."""
    with acting(username):
        found: Project | None = Project.objects.filter(pk=project.pk).first()
        return found
