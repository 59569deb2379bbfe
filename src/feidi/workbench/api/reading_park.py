"""The operations that read the running of the park, each only what the token's side may see."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from feidi.workbench.agreements.ledger.queries import ledger
from feidi.workbench.api.gate import ERRORS, offered
from feidi.workbench.api.paging import USUAL, After, Key, Limit, Word, after_key, paged
from feidi.workbench.api.schemas import Page
from feidi.workbench.api.schemas_park import (
    AllocationOut,
    ClaimOut,
    DocumentOut,
    EnterpriseOut,
    EvidenceOut,
    HandOverOut,
    ObligationOut,
    ParcelOut,
    ProjectOut,
    RemarkOut,
    StageChangeOut,
    TaskOut,
)
from feidi.workbench.api.shaping_park import (
    allocation_out,
    change_out,
    claim_out,
    document_out,
    enterprise_out,
    evidence_out,
    handover_out,
    obligation_out,
    parcel_out,
    project_out,
    remark_out,
    task_out,
)
from feidi.workbench.coordination.models import Remark, Task
from feidi.workbench.coordination.task_lists import all_tasks
from feidi.workbench.documents.media import MEDIA
from feidi.workbench.documents.models import Document
from feidi.workbench.documents.queries import documents as all_documents
from feidi.workbench.documents.queries import object_of, with_objects
from feidi.workbench.documents.serving import given_out
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.land.models import Allocation, Parcel
from feidi.workbench.projects.claims import register
from feidi.workbench.projects.models import Contact, Evidence, HandOver, Project, StageChange


def _named(rows: QuerySet[Any], **wanted: str) -> QuerySet[Any]:
    """Return the rows whose fields are what was asked for, where anything was."""
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _seen(model: type[Model], key: int) -> int:
    """Return the key of a row one may see; 404 for any other."""
    if not model._default_manager.filter(pk=key).exists():
        raise Http404
    return key


def _projects() -> QuerySet[Project]:
    contacts = Prefetch("contacts", Contact.objects.all())
    rows: QuerySet[Project] = Project.objects.prefetch_related(
        contacts, Prefetch("enterprise", Enterprise.objects.all())
    )
    return rows


@offered.get("/projects", response={200: Page[ProjectOut], **ERRORS}, summary="项目 projects")
def projects(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, stage: Word = "", state: Word = ""
) -> dict[str, Any]:
    """Return the projects: joint ones, leads of the own side, and those it was shown."""
    rows = _named(_projects(), stage=stage, state=state)
    return paged(rows, after, limit, project_out, "id")


@offered.get("/projects/{key}", response={200: ProjectOut, **ERRORS}, summary="一个项目 a project")
def project(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Return one project."""
    return project_out(get_object_or_404(_projects(), pk=key))


@offered.get(
    "/projects/{key}/changes",
    response={200: Page[StageChangeOut], **ERRORS},
    summary="阶段沿革 its moves between stages",
)
def changes(
    request: HttpRequest, key: Key, after: After = 0, limit: Limit = USUAL
) -> dict[str, Any]:
    """Return who moved a project, from which stage into which, when and why."""
    rows = StageChange.objects.filter(project=_seen(Project, key))
    return paged(rows, after, limit, change_out, "id")


@offered.get(
    "/projects/{key}/evidence",
    response={200: Page[EvidenceOut], **ERRORS},
    summary="佐证 its evidence",
)
def evidence(
    request: HttpRequest, key: Key, after: After = 0, limit: Limit = USUAL
) -> dict[str, Any]:
    """Return what was shown for the stages of a project."""
    rows = Evidence.objects.filter(project=_seen(Project, key))
    return paged(rows, after, limit, evidence_out, "id")


@offered.get("/claims", response={200: Page[ClaimOut], **ERRORS}, summary="首报 first claims")
def claims(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return the register of who named an investor first; of others' entries not whom."""
    return paged(register(), after, limit, claim_out, "id")


@offered.get("/handovers", response={200: Page[HandOverOut], **ERRORS}, summary="移交 hand-overs")
def handovers(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return the projects offered to the other side, and what it answered."""
    return paged(HandOver.objects.all(), after, limit, handover_out, "id")


@offered.get("/enterprises", response={200: Page[EnterpriseOut], **ERRORS}, summary="企业 firms")
def enterprises(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, code: Word = "", roster: Word = ""
) -> dict[str, Any]:
    """Return the firms both sides know, and those the own side courts."""
    rows = _named(Enterprise.objects.all(), code=code, roster=roster)
    return paged(rows, after, limit, enterprise_out, "id")


@offered.get(
    "/enterprises/{key}", response={200: EnterpriseOut, **ERRORS}, summary="一家企业 a firm"
)
def enterprise(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Return one firm."""
    return enterprise_out(get_object_or_404(Enterprise.objects, pk=key))


@offered.get("/parcels", response={200: Page[ParcelOut], **ERRORS}, summary="宗地 parcels")
def parcels(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, status: Word = "", use: Word = ""
) -> dict[str, Any]:
    """Return the parcels with their shapes, indicators and state."""
    rows = _named(Parcel.objects.select_related("area"), status=status, use=use)
    return paged(rows, after, limit, parcel_out, "id")


@offered.get("/parcels/{key}", response={200: ParcelOut, **ERRORS}, summary="一宗地 a parcel")
def parcel(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Return one parcel."""
    return parcel_out(get_object_or_404(Parcel.objects.select_related("area"), pk=key))


@offered.get(
    "/allocations", response={200: Page[AllocationOut], **ERRORS}, summary="供地 allocations"
)
def allocations(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return who asked for, reserved or was given which parcel."""
    return paged(Allocation.objects.all(), after, limit, allocation_out, "id")


@offered.get("/tasks", response={200: Page[TaskOut], **ERRORS}, summary="督办 supervised tasks")
def tasks(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, state: Word = ""
) -> dict[str, Any]:
    """Return the supervised tasks with their lights today."""
    return paged(_named(all_tasks(), state=state), after, limit, task_out, "id")


@offered.get("/tasks/{key}", response={200: TaskOut, **ERRORS}, summary="一项督办 a task")
def task(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Return one task."""
    return task_out(get_object_or_404(all_tasks(), pk=key))


@offered.get(
    "/tasks/{key}/remarks",
    response={200: Page[RemarkOut], **ERRORS},
    summary="反馈与催办 what was said of it",
)
def remarks(
    request: HttpRequest, key: Key, after: After = 0, limit: Limit = USUAL
) -> dict[str, Any]:
    """Return reports, chases and comments, and the notes of the own side."""
    rows = Remark.objects.filter(task=_seen(Task, key))
    return paged(rows, after, limit, remark_out, "id")


@offered.get(
    "/obligations", response={200: Page[ObligationOut], **ERRORS}, summary="履约 obligations"
)
def obligations(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, state: Word = ""
) -> dict[str, Any]:
    """Return what the clauses in force ask of whom by which day, with lights today."""
    return paged(_named(ledger(), state=state), after, limit, obligation_out, "id")


@offered.get("/documents", response={200: Page[DocumentOut], **ERRORS}, summary="文件 documents")
def documents(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, kind: Word = "", key: Word = ""
) -> dict[str, Any]:
    """Return the files attached to what one may see; kind, key: to one table, to one row."""
    rows = _named(all_documents(), kind=kind, key=key)
    page, following = after_key(rows, after, limit)
    return {"items": [document_out(row) for row, _ in with_objects(page)], "next": following}


_BYTES = {one.mime: {"schema": {"type": "string", "format": "binary"}} for one in MEDIA.values()}


@offered.get(
    "/documents/{key}/content",
    response={**ERRORS},
    summary="下载文件 the file itself",
    openapi_extra={"responses": {200: {"description": "the exact bytes", "content": _BYTES}}},
)
def content(request: HttpRequest, key: Key) -> HttpResponse:
    """Give a file out, to be saved; not once it has been removed."""
    document: Document = get_object_or_404(all_documents(), pk=key)
    if object_of(document) is None:
        raise Http404
    return given_out(document)
