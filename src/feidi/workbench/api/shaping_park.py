"""Rows of the running of the park -> what the interface answers of them."""

from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from feidi.coordinate import Light, light_on
from feidi.workbench.agreements.ledger.queries import lit
from feidi.workbench.agreements.models import Obligation
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
from feidi.workbench.api.shaping import said
from feidi.workbench.coordination.models import Remark, Task
from feidi.workbench.documents.models import Document
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.land.models import Allocation, Parcel
from feidi.workbench.projects.models import Claim, Evidence, HandOver, Project, StageChange


def told(row: Model, schema: Any, **more: Any) -> dict[str, Any]:
    """Return the fields a schema names, from the row: of another row its key; `more` as said."""
    found = {}
    for name in schema.model_fields:
        if name not in more:
            is_key = any(f.name == name and f.is_relation for f in row._meta.concrete_fields)
            found[name] = getattr(row, f"{name}_id" if is_key else name)
    return found | more


def project_out(row: Project) -> dict[str, Any]:
    """Return a project with its contact masked."""
    first = next(iter(row.contacts.all()), None)
    contact = first and _masked(first.masked_name, first.post, first.masked_phone)
    firm = row.enterprise.pk if row.enterprise else None
    stage = said(row.at_stage.words)
    return told(row, ProjectOut, contact=contact, enterprise=firm, stage_said=stage)


def _masked(name: str, post: str, phone: str) -> dict[str, str]:
    return {"name": name, "post": post, "phone": phone}


def change_out(row: StageChange) -> dict[str, Any]:
    """Return a move between stages."""
    return told(row, StageChangeOut)


def evidence_out(row: Evidence) -> dict[str, Any]:
    """Return a piece of evidence."""
    return told(row, EvidenceOut, kind_said=said(row.proof.words))


def claim_out(row: Claim) -> dict[str, Any]:
    """Return a claim as it stands today, with whom it is about where one may know it."""
    subject = next(iter(row.subjects.all()), None)
    state = row.state_on(timezone.localdate())
    investor = subject.investor if subject else ""
    project = subject.project_id if subject else None
    return told(row, ClaimOut, state=state, investor=investor, project=project)


def handover_out(row: HandOver) -> dict[str, Any]:
    """Return an offer."""
    return told(row, HandOverOut)


def enterprise_out(row: Enterprise) -> dict[str, Any]:
    """Return a firm with its contact masked."""
    contact = _masked(row.masked_name, row.contact_post, row.masked_phone)
    return told(row, EnterpriseOut, contact=contact if row.has_contact else None)


def parcel_out(row: Parcel) -> dict[str, Any]:
    """Return a parcel with its shape."""
    words = {"use_said": said(row.use_words), "status_said": said(row.status_words)}
    return told(row, ParcelOut, area=row.area.code, **words)


def allocation_out(row: Allocation) -> dict[str, Any]:
    """Return what a parcel is to a project."""
    return told(row, AllocationOut)


def _light(light: Light, day: date) -> dict[str, Any]:
    return {"on": day, "colour": light.colour, "because": said(light.because)}


def task_out(row: Task) -> dict[str, Any]:
    """Return a task with its light today."""
    day = timezone.localdate()
    names = {"department": str(row.department), "counterpart": str(row.counterpart or "")}
    return told(row, TaskOut, light=_light(light_on(day, row.dates), day), **names)


def remark_out(row: Remark) -> dict[str, Any]:
    """Return what was said of a task."""
    return told(row, RemarkOut)


def obligation_out(row: Obligation) -> dict[str, Any]:
    """Return an obligation with its light today."""
    day = timezone.localdate()
    light = lit(row, day)
    light_said = _light(light, day) if light else None
    return told(row, ObligationOut, said=said(row.words), light=light_said)


def document_out(row: Document) -> dict[str, Any]:
    """Return a file without its bytes."""
    return told(row, DocumentOut, content=f"/api/v1/documents/{row.pk}/content")
