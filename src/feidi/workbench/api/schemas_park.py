"""What the interface answers of the running of the park: projects, land, firms, tasks, files."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from feidi.workbench.api.schemas import Said


class ContactOut(Schema):
    """Whom one calls, masked as on the pages."""

    name: str
    post: str
    phone: str


class ProjectOut(Schema):
    """A project. investment, output, tax: fen. area: ten-thousandths of a mu.

    industry: of GB/T 4754-2017. brought_by, led_by, owner: parties by key; owner: none where the
    project is joint. enterprise: the key of its firm.
    """

    id: int
    code: str
    name: str
    investor: str
    enterprise: int | None
    industry: str
    investment: int | None
    output: int | None
    tax: int | None
    area: int | None
    needs: str
    brought_by: int
    led_by: int
    owner: int | None
    visibility: str
    stage: str
    stage_said: Said
    stage_since: date
    state: str
    contact: ContactOut | None
    made_at: datetime
    changed_at: datetime


class StageChangeOut(Schema):
    """A move of a project between stages. days: in the stage left. side: a party by key."""

    id: int
    kind: str
    left: str
    entered: str
    on: date
    days: int
    by: str
    side: int
    reason: str


class EvidenceOut(Schema):
    """Evidence shown for a project. document: its copy, by key. void: why it no longer counts."""

    id: int
    kind: str
    kind_said: Said
    number: str
    dated: date
    issuer: str
    change: int | None
    document: int | None
    void: str
    by: str
    side: int
    at: datetime


class ClaimOut(Schema):
    """An entry of the register of first claims. investor, project: only for who may know them."""

    id: int
    number: int
    side: int
    named_on: date
    until: date
    renewals: int
    state: str
    behind: int | None
    by: str
    at: datetime
    investor: str
    project: int | None


class HandOverOut(Schema):
    """An offer to hand a project over, and what was said to it."""

    id: int
    project: int
    giver: int
    taker: int
    files: str
    conditions: str
    contact: bool
    state: str
    offered_by: str
    offered_at: datetime
    answered_by: str
    answered_at: datetime | None
    reason: str


class EnterpriseOut(Schema):
    """A firm. code: its unified social credit code. roster: how receipts name it."""

    id: int
    code: str
    roster: str
    name: str
    short: str
    industry: str
    registered_at: str
    taxed_at: str
    above_scale_since: date | None
    tenant_since: date | None
    note: str
    source: str
    owner: int | None
    visibility: str
    contact: ContactOut | None
    changed_at: datetime


class ParcelOut(Schema):
    """A parcel. area_m2, mu: as computed. *_fen_mu: fen per mu. shape: GeoJSON, EPSG:4490.

    assumed: the row is invented for a demonstration.
    """

    id: int
    code: str
    name: str
    area: str
    use: str
    use_said: Said
    status: str
    status_said: Said
    holder: str
    area_m2: float
    mu: float
    stated_m2: float | None
    investment_fen_mu: int | None
    tax_fen_mu: int | None
    output_fen_mu: int | None
    price_fen_mu: int | None
    plot_ratio_min: float | None
    plot_ratio_max: float | None
    building_coefficient: float | None
    green_rate: float | None
    exception: str
    utilities: dict[str, float | None]
    raw: bool
    available_from: int
    source: str
    assumed: bool
    changed_at: datetime
    shape: dict[str, Any]


class AllocationOut(Schema):
    """A parcel asked for, reserved, talked about or given to a project."""

    id: int
    parcel: int
    project_code: str
    project_name: str
    state: str
    side: int
    until: date | None
    given_on: date | None
    document: str
    reason: str
    by: str
    made_at: datetime


class LightOut(Schema):
    """The light on the day of asking, and why."""

    on: date
    colour: str
    because: Said


class TaskOut(Schema):
    """A supervised task. side: who has to do it. department, counterpart: by name."""

    id: int
    number: int
    title: str
    detail: str
    source: str
    basis: str
    side: int
    department: str
    counterpart: str
    role: str
    due: date
    first_due: date
    state: str
    registered_on: date
    assigned_on: date | None
    signed_on: date | None
    reported_on: date | None
    completed_on: date | None
    closed_on: date | None
    light: LightOut


class RemarkOut(Schema):
    """One thing said of a task. visibility: own where the token's side alone reads it."""

    id: int
    kind: str
    text: str
    side: int
    by: str
    on: date
    visibility: str


class ObligationOut(Schema):
    """What a clause asks by a day. side: whose it is, to: to whom; none is both parties.

    light: none for a milestone, and where nothing is to be kept.
    """

    id: int
    clause: str
    said: Said
    origin: str
    side: int | None
    to: int | None
    due: date
    milestone: bool
    state: str
    report: str
    reported_on: date | None
    kept_on: date | None
    light: LightOut | None


class DocumentOut(Schema):
    """A file. kind, key: the row it is attached to. size: bytes. content: where it is given out."""

    id: int
    kind: str
    key: str
    about_name: str
    title: str
    purpose: str
    file_name: str
    media: str
    size: int
    sha256: str
    side: int
    added_by: str
    added_at: datetime
    visibility: str
    content: str
