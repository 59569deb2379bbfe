"""The pages of attribution: the sheets of all years, one sheet, its papers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import ATTRIBUTE, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.attribution import actions
from feidi.workbench.attribution.making import made_of
from feidi.workbench.attribution.models import Sheet, SheetRow
from feidi.workbench.attribution.papers import sheet_pdf, sheet_workbook
from feidi.workbench.attribution.queries import offers, sheets, shown
from feidi.workbench.audit.history import history
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of, refused
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language

KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the sheets of all years; put a year to both sides."""
    if request.method == "POST":
        return put(request)
    return render(
        request, "attribution/list.html", {"page": page_of(request, sheets()), "offers": offers()}
    )


@for_right(ATTRIBUTE)
def put(request: HttpRequest) -> HttpResponse:
    """Put the attribution of a year of the last settlement to both statistics offices."""
    actor, year = acting(request), number(request, "year")
    offer = next((one for one in offers() if one.year == year), None)
    if offer is None:
        raise Http404
    try:
        made = made_of(offer.run).get(year, ())
        sheet = actions.propose(actor=actor, run=offer.run, year=year, made=made)
    except Refusal as refusal:
        return refused(request, refusal, reverse("attribution"))
    return redirect("sheet", key=sheet.pk)


def _sheet(key: int) -> Sheet:
    rows = Sheet.objects.select_related("run", "side", "corrects", "park")
    found: Sheet = get_object_or_404(rows, pk=key)
    return found


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, key: int) -> Drawing:
    """Show a sheet row by row, each with its rule and sources, and what both sides say."""
    sheet = _sheet(key)
    return Drawing(
        "attribution/sheet.html",
        {
            "sheet": sheet,
            "view": shown(sheet, acting(request)),
            "history": history("attribution.sheet", str(sheet.pk)),
        },
    )


@require_POST
@for_right(ATTRIBUTE)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Confirm, dispute, take a dispute back, or withdraw."""
    sheet, actor, version = _sheet(key), acting(request), number(request, "version")
    reason, here = request.POST.get("reason", ""), reverse("sheet", args=[key])
    given: dict[str, Any] = {"actor": actor, "sheet": sheet, "version": version}
    if verb == "confirm":
        seen = request.POST.get("seen", "")
        return attempt(
            request, lambda: actions.confirm(**given, seen=seen), say("已确认", "Confirmed"), here
        )
    if verb == "withdraw":
        return attempt(
            request,
            lambda: actions.withdraw(**given, reason=reason),
            say("已撤回", "Withdrawn"),
            here,
        )
    if verb not in ("dispute", "settle"):
        raise Http404
    row = get_object_or_404(SheetRow.objects, pk=number(request, "row"), sheet=sheet)
    if verb == "settle":
        said = say("异议已撤销", "The dispute is taken back")
        return attempt(request, lambda: actions.settle(**given, row=row), said, here)
    said = say("异议已登记，对方会看到", "The dispute is noted; the other side sees it")
    return attempt(request, lambda: actions.dispute(**given, row=row, reason=reason), said, here)


@for_right(READ)
def paper(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """Give a sheet as PDF to sign, or as a workbook."""
    if kind not in KINDS:
        raise Http404
    sheet = _sheet(key)
    view, title = shown(sheet, acting(request)), sheet.park.name
    if kind == "pdf":
        content = sheet_pdf(sheet, view, title)
    else:
        content = sheet_workbook(sheet, view, title, language())
    name = f"attribution-{sheet.year}-{sheet.number}.{kind}"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        content, headers={"Content-Type": KINDS[kind], "Content-Disposition": disposition}
    )
