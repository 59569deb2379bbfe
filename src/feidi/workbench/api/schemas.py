"""What the interface takes and answers, field by field."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from ninja import Field, Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

T = TypeVar("T")
MOST_RECEIPTS, MOST_READINGS = 20_000, 10_000
_DAY = 10


class Said(Schema):
    """A text in both languages."""

    zh: str
    en: str


class ProblemOut(Schema):
    """One thing that is wrong. where: the place in what was sent; empty for the whole of it."""

    code: str
    where: str
    what: Said
    level: str = "error"
    fix: Said | None = None
    said: str = ""


class Wrong(Schema):
    """Why a request was not done."""

    problems: list[ProblemOut]


class Page(Schema, Generic[T]):
    """Some rows. next: `after` of the page that follows; none where this is the last."""

    items: list[T]
    next: int | None


class ParkOut(Schema):
    """The park."""

    id: int
    name: str
    lang: str
    note: str


class PartyOut(Schema):
    """A party and its seat. mine: whether the token is of this side."""

    id: int
    name: str
    short: str
    role: str
    confirms: bool
    mine: bool


class KeyOut(Schema):
    """A confirmation of a text."""

    party: int
    by: str
    at: datetime
    fingerprint: str


class AgreementOut(Schema):
    """A version of an agreement or supplement."""

    id: int
    name: str
    number: int | None
    title: str
    state: str
    fingerprint: str
    visibility: str
    changed_at: datetime
    keys: list[KeyOut]


class TextOut(Schema):
    """The exact text the fingerprint is of."""

    fingerprint: str
    text: str


class ClauseOut(Schema):
    """A clause as written, and as it is read back."""

    id: str
    heading: str
    line: int
    text: str
    sentence: Said | None


class ReceiptOut(Schema):
    """A receipt. amount: whole fen. batch: the delivery it came in."""

    id: int
    code: str
    enterprise: str
    park: str
    tax: str
    period: str
    booked_on: date
    amount: int
    kind: str
    source: str
    batch: int
    line: int


class RunOut(Schema):
    """A settlement as known at a day."""

    number: int
    known_at: date | None
    state: str
    made_at: datetime
    fingerprint: str
    program: str
    result_sha256: str
    problems: list[dict[str, Any]]


class TotalOut(Schema):
    """What an account holds of a year. amount: whole units, fen where the unit is fen."""

    id: int
    year: int
    account: str
    amount: int
    unit: str
    part: str


class PostingOut(Schema):
    """A posting: the amount leaves `source` and enters `target`, because of a clause."""

    id: int
    index: int
    year: int
    period: str
    clause: str
    kind: str
    source: str
    target: str
    amount: int
    unit: str
    enterprise: str
    because: Said


class CorrectionOut(Schema):
    """What has changed for an account since a year was posted."""

    id: int
    year: int
    settled_with: int
    party: str
    posted: int
    now: int
    difference: int
    receipts: list[str]
    because: Said


class MarkOut(Schema):
    """What a party says of a line of a statement. total: the line."""

    total: int
    party: int
    says: str
    reason: str
    by: str
    at: datetime


class StatementOut(Schema):
    """A year put to the parties. anchor: end of the audit chain when it was posted."""

    id: int
    year: int
    state: str
    run: int
    posted_at: datetime | None
    anchor: str
    marks: list[MarkOut]


class EventOut(Schema):
    """One row of the audit trail. before, after: what was noted, by field."""

    number: int
    at: datetime
    actor: str
    side: str
    role: str
    verb: str
    did: Said
    kind: str
    key: str
    name: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    link: str


class PointOut(Schema):
    """A measuring point."""

    id: int
    code: str
    name: str
    unit: str
    visibility: str


class ReadingOut(Schema):
    """One reading. value: as a decimal text, exact. flag: of HJ 212."""

    id: int
    point: str
    at: datetime
    value: str
    flag: str


Cell = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Filled = Annotated[
    str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class ReceiptIn(Schema):
    """A row of the table of receipts, as in docs/data-dictionary.md; every value as text."""

    model_config = ConfigDict(extra="forbid")

    id: Filled
    enterprise: Filled
    park: Cell = ""
    tax: Filled
    period: Filled
    booked_on: Filled
    amount: Filled
    kind: Filled
    source: Cell = ""


class ReceiptsIn(Schema):
    """Receipts to check (`dry_run`), or to keep for the finance officer to import."""

    model_config = ConfigDict(extra="forbid")

    rows: list[ReceiptIn] = Field(min_length=1, max_length=MOST_RECEIPTS)
    name: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    dry_run: bool = False


class ReceiptsTaken(Schema):
    """What a delivery of receipts brings. total: whole fen. batch: none in a dry run."""

    count: int
    total: int
    first_day: date | None
    last_day: date | None
    sha256: str
    batch: int | None
    warnings: list[ProblemOut]


def _moment(said: Any) -> Any:
    """Let through a written time only, never a number of seconds."""
    if isinstance(said, str) and said[4:5] == "-" and said[_DAY : _DAY + 1] in ("T", "t", " "):
        return said
    message = "write the time as 2031-04-01T08:30:00+08:00"
    raise ValueError(message)


def _a_number(said: Any) -> Any:
    """Let through a JSON number only, never text that looks like one."""
    if isinstance(said, (int, Decimal)) and not isinstance(said, bool):
        return Decimal(said)
    message = "write the value as a number, without quotation marks"
    raise ValueError(message)


class ReadingIn(Schema):
    """One reading. at: with its time zone. unit: the point's, where it is said at all."""

    model_config = ConfigDict(extra="forbid")

    point: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    at: Annotated[
        AwareDatetime,
        BeforeValidator(_moment),
        WithJsonSchema({"type": "string", "format": "date-time"}),
    ]
    value: Annotated[Decimal, BeforeValidator(_a_number), WithJsonSchema({"type": "number"})]
    unit: Annotated[str, StringConstraints(max_length=20)] = ""
    flag: Literal["N", "F", "M", "S", "D", "C", "T", "B"] = "N"


class ReadingsIn(Schema):
    """Readings: all are kept, or none."""

    model_config = ConfigDict(extra="forbid")

    readings: list[ReadingIn] = Field(min_length=1, max_length=MOST_READINGS)


class ReadingsTaken(Schema):
    """How many readings were new, and how many were there already with the same value."""

    stored: int
    already: int
