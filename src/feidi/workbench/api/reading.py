"""The operations that read: each answers only what the token's side may see."""

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query

from feidi.workbench.agreements.models import Text
from feidi.workbench.agreements.queries import reading_of, texts
from feidi.workbench.api.gate import ERRORS, by, offered
from feidi.workbench.api.paging import USUAL, After, Key, Limit, Word, paged
from feidi.workbench.api.schemas import (
    AgreementOut,
    ClauseOut,
    CorrectionOut,
    EventOut,
    Page,
    ParkOut,
    PartyOut,
    PointOut,
    PostingOut,
    ReadingOut,
    ReceiptOut,
    RunOut,
    StatementOut,
    TextOut,
    TotalOut,
)
from feidi.workbench.api.shaping import (
    agreement_out,
    correction_out,
    event_out,
    point_out,
    posting_out,
    reading_out,
    receipt_out,
    run_out,
    said,
    statement_out,
    total_out,
)
from feidi.workbench.audit.models import Event
from feidi.workbench.imports.queries import receipts as all_receipts
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.readings.models import Point, Reading
from feidi.workbench.settlements.models import Correction, Line, Run, Statement, Total

Year = Annotated[int, Query(ge=0, le=9999)]


@offered.get("/park", response={200: ParkOut, **ERRORS}, summary="园区 the park")
def park(request: HttpRequest) -> Park:
    """Return the park the token is for."""
    return by(request)[0].at[0]


@offered.get("/parties", response={200: list[PartyOut], **ERRORS}, summary="签约方 the parties")
def parties(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the parties of the park in the order of the agreement."""
    park, mine = by(request)[0].at
    return [
        {
            "id": seat.party.pk,
            "name": seat.party.name,
            "short": seat.party.short,
            "role": seat.role,
            "confirms": seat.confirms,
            "mine": seat.party_id == mine.pk,
        }
        for seat in Seat.objects.filter(park=park).select_related("party")
    ]


@offered.get("/agreements", response={200: Page[AgreementOut], **ERRORS}, summary="协议 agreements")
def agreements(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return the texts one may see: in force, proposed, superseded, drafts of the own side."""
    rows = texts().prefetch_related("keys")
    return paged(rows, after, limit, agreement_out, "id")


@offered.get(
    "/agreements/{key}", response={200: AgreementOut, **ERRORS}, summary="一份协议 an agreement"
)
def agreement(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Return one text with its keys."""
    return agreement_out(_text(key))


@offered.get(
    "/agreements/{key}/text", response={200: TextOut, **ERRORS}, summary="原文 the text itself"
)
def agreement_text(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Return the exact text."""
    text = _text(key)
    return {"fingerprint": text.fingerprint, "text": bytes(text.content).decode("utf-8")}


@offered.get(
    "/agreements/{key}/clauses",
    response={200: list[ClauseOut], **ERRORS},
    summary="条款 its clauses",
)
def clauses(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """Return the clauses of a text as written and as read back."""
    return [
        {
            "id": clause.id,
            "heading": clause.heading,
            "line": clause.line,
            "text": clause.text,
            "sentence": said(clause.sentence) if clause.sentence else None,
        }
        for clause in reading_of(_text(key)).clauses
    ]


def _text(key: int) -> Text:
    text: Text = get_object_or_404(Text.objects, pk=key)
    return text


@offered.get("/receipts", response={200: Page[ReceiptOut], **ERRORS}, summary="入库 receipts")
def receipts(
    request: HttpRequest,
    after: After = 0,
    limit: Limit = USUAL,
    tax: Word = "",
    enterprise: Word = "",
    booked_from: date | None = None,
) -> dict[str, Any]:
    """Return the receipts that count; `booked_from` leaves out those booked earlier."""
    rows = all_receipts(tax=tax, enterprise=enterprise)
    if booked_from:
        rows = rows.filter(booked_on__gte=booked_from)
    return paged(rows, after, limit, receipt_out, "id")


@offered.get("/settlements", response={200: Page[RunOut], **ERRORS}, summary="结算 settlements")
def settlements(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return the runs of the settlement."""
    rows = Run.objects.defer("result", "covered")
    return paged(rows, after, limit, run_out, "number")


@offered.get(
    "/settlements/{number}", response={200: RunOut, **ERRORS}, summary="一次结算 a settlement"
)
def settlement(request: HttpRequest, number: Key) -> dict[str, Any]:
    """Return one run."""
    return run_out(_run(number))


@offered.get(
    "/settlements/{number}/totals",
    response={200: Page[TotalOut], **ERRORS},
    summary="各账户年度数 its totals",
)
def totals(
    request: HttpRequest, number: Key, after: After = 0, limit: Limit = USUAL, year: Year = 0
) -> dict[str, Any]:
    """Return what every account holds, by year."""
    return paged(_of_year(Total, number, year), after, limit, total_out, "id")


@offered.get(
    "/settlements/{number}/postings",
    response={200: Page[PostingOut], **ERRORS},
    summary="分录 its postings",
)
def postings(
    request: HttpRequest, number: Key, after: After = 0, limit: Limit = USUAL, year: Year = 0
) -> dict[str, Any]:
    """Return the postings with their reasons."""
    return paged(_of_year(Line, number, year), after, limit, posting_out, "id")


@offered.get(
    "/settlements/{number}/corrections",
    response={200: Page[CorrectionOut], **ERRORS},
    summary="更正 its corrections",
)
def corrections(
    request: HttpRequest, number: Key, after: After = 0, limit: Limit = USUAL
) -> dict[str, Any]:
    """Return what has changed since years were posted."""
    return paged(_of_year(Correction, number, 0), after, limit, correction_out, "id")


def _run(number: int) -> Run:
    run: Run = get_object_or_404(Run.objects.defer("result", "covered"), number=number)
    return run


def _of_year(
    model: type[Total] | type[Line] | type[Correction], number: int, year: int
) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(run=_run(number).pk)
    return rows.filter(year=year) if year else rows


@offered.get(
    "/statements", response={200: Page[StatementOut], **ERRORS}, summary="年度结算书 statements"
)
def statements(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return the years put to the parties, and what each says of every line."""
    rows = Statement.objects.select_related("run").prefetch_related("marks")
    return paged(rows, after, limit, statement_out, "id")


@offered.get("/events", response={200: Page[EventOut], **ERRORS}, summary="办理记录 audit events")
def events(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return what was done in the park, as far as the side may read it."""
    return paged(Event.objects.all(), after, limit, event_out, "number")


@offered.get("/points", response={200: Page[PointOut], **ERRORS}, summary="测点 measuring points")
def points(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> dict[str, Any]:
    """Return the measuring points."""
    return paged(Point.objects.all(), after, limit, point_out, "id")


@offered.get("/readings", response={200: Page[ReadingOut], **ERRORS}, summary="监测数据 readings")
def readings(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, point: Word = ""
) -> dict[str, Any]:
    """Return readings in the order they came; of one point where its code is said."""
    rows = Reading.objects.select_related("point")
    if point:
        if not Point.objects.filter(code=point).exists():
            raise Http404
        rows = rows.filter(point__code=point)
    return paged(rows, after, limit, reading_out, "id")
