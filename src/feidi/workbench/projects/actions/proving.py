"""Show evidence for a stage, with its copy where the kind asks for one; void it with a reason."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.actions import Refusal, action
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.actions import attach, attached
from feidi.workbench.documents.models import Document
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.projects.actions.leading import must_say, taken
from feidi.workbench.projects.models import Evidence, Project
from feidi.workbench.projects.stages import PROOFS


@dataclass(frozen=True)
class Shown:
    """One piece of evidence as it is shown; its copy as a new file, or one attached already."""

    kind: str
    number: str
    dated: date | None
    issuer: str = ""
    upload: Upload | None = None
    document: int = 0


@action("projects.prove", Words("登记了佐证", "kept evidence"), PROJECTS)
def prove(entry: Entry, *, actor: Actor, project: Project, version: int, shown: Shown) -> Evidence:
    """Keep one piece of evidence ahead of the move that will ask for it."""
    project = taken(actor, project, version)
    kept = keep(actor, project, shown)
    entry.about, entry.after = project, {shown.kind: kept.number}
    return kept


def keep(actor: Actor, project: Project, shown: Shown) -> Evidence:
    """Keep a piece of evidence; refuse one that says too little, or of a kind there is already."""
    _, party = actor.at
    if shown.kind not in PROOFS:
        raise Refusal(Words("没有这种佐证", "there is no such kind of evidence"))
    proof, number = PROOFS[shown.kind], shown.number.strip()
    if not number or shown.dated is None:
        what = Words("{proof}：请写{number}和日期", "{proof}: give {number} and the day")
        raise Refusal(what.fill(proof=proof.words, number=proof.number))
    fault = proof.fault(number)
    if fault is not None:
        raise Refusal(
            Words("{proof}：{fault}", "{proof}: {fault}").fill(proof=proof.words, fault=fault)
        )
    if shown.dated > timezone.localdate():
        what = Words("{proof}的日期晚于今天", "the day of {proof} is later than today")
        raise Refusal(what.fill(proof=proof.words))
    if Evidence.objects.filter(project=project, kind=shown.kind, void="").exists():
        what = Words("已有{proof}；要换先作废", "there is {proof} already: void it to give another")
        raise Refusal(what.fill(proof=proof.words))
    kept: Evidence = Evidence.objects.create(
        project=project,
        document=_copy(actor, project, shown),
        kind=shown.kind,
        number=number[:80],
        dated=shown.dated,
        issuer=shown.issuer.strip()[:120],
        by=str(actor.user),
        side=party,
    )
    return kept


def _copy(actor: Actor, project: Project, shown: Shown) -> Document | None:
    """Return the copy of a piece of evidence; refuse where the kind asks for one."""
    proof = PROOFS[shown.kind]
    if shown.upload is not None:
        title = f"{proof.words.zh} {shown.number.strip()}"
        return attach(
            actor=actor, about=project, upload=shown.upload, title=title, purpose=shown.kind
        )
    found: Document | None = attached(project).filter(pk=shown.document).first()
    if found is None and proof.file:
        raise Refusal(Words("{proof}要附文件", "{proof} needs its file").fill(proof=proof.words))
    return found


@action("projects.void", Words("作废了佐证", "voided evidence"), PROJECTS)
def void(
    entry: Entry, *, actor: Actor, project: Project, version: int, kept: Evidence, reason: str
) -> Evidence:
    """Let a piece of evidence no longer count; it stays to be read."""
    said = must_say(reason, Words("请写明作废的原因", "say why it is void"))
    project = taken(actor, project, version)
    if kept.void or kept.project_id != project.pk:
        raise Refusal(Words("这份佐证已经作废", "it is void already"))
    entry.about, entry.reason = project, said
    entry.before = {kept.kind: kept.number}
    kept.void = said
    kept.save()
    return kept
