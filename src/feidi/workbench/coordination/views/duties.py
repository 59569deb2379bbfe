"""The matrix of duties: departments of both sides, matters, who leads, supports, is told."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import COORDINATE, READ
from feidi.workbench.audit.history import history
from feidi.workbench.coordination.actions import duties as actions
from feidi.workbench.coordination.actions import duty_sheets as sheets
from feidi.workbench.coordination.meeting_pages import keys_of
from feidi.workbench.coordination.models import Department, Duty, DutySheet, Matter
from feidi.workbench.coordination.models.organisation import BINDING, MARKS, PROPOSED
from feidi.workbench.coordination.wording import duties_text, print_of
from feidi.workbench.pages.answering import acting, attempt, for_right, number
from feidi.workbench.pages.templatetags.said import say


@for_right(READ)
def matrix(request: HttpRequest) -> HttpResponse:
    """Show the matrix; the joint office changes its own side's part of it."""
    if request.method == "POST":
        return change(request)
    departments = list(Department.objects.filter(active=True).select_related("side"))
    marks = {(d.matter_id, d.department_id): d for d in Duty.objects.all()}
    matters = list(Matter.objects.all())
    rows = [(m, [(one, marks.get((m.pk, one.pk))) for one in departments]) for m in matters]
    return render(
        request,
        "coordination/duties.html",
        {
            "departments": departments,
            "rows": rows,
            "marks": MARKS,
            "party": acting(request).party,
            "own": [one for one in departments if one.side == acting(request).party],
            "sheets": list(DutySheet.objects.select_related("proposed_by")[:20]),
            "differs": _differs(acting(request).at[0].pk),
        },
    )


def _differs(park: int) -> bool:
    """Say whether the matrix is another than the version in force."""
    binding = DutySheet.objects.filter(state=BINDING).values_list("fingerprint", flat=True)
    return print_of(duties_text(park)) not in binding


@for_right(READ)
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """Show a version with its words, the keys turned, and what one may do with it."""
    one = get_object_or_404(DutySheet.objects.select_related("proposed_by"), pk=key)
    actor, keys = acting(request), keys_of(one)
    mine = [turned for seat, turned in keys if actor.party and seat.party_id == actor.party.pk]
    return render(
        request,
        "coordination/duty_sheet.html",
        {
            "sheet": one,
            "keys": keys,
            "leads": actor.may(COORDINATE) and one.state == PROPOSED,
            "mine_waits": mine == [None],
            "history": history("coordination.dutysheet", str(one.pk)),
        },
    )


@require_POST
@for_right(COORDINATE)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Confirm a version, or send it back."""
    one, here = get_object_or_404(DutySheet.objects, pk=key), reverse("dutysheet", args=[key])
    given: dict[str, Any] = {"actor": acting(request), "sheet": one}
    given["version"] = number(request, "version")
    function: Callable[..., Any] = sheets.confirm_duties
    if verb == "return":
        given["text"], function = request.POST.get("text", ""), sheets.return_duties
    elif verb == "confirm":
        given["seen"] = request.POST.get("seen", "")
    else:
        raise Http404
    return attempt(request, lambda: function(**given), say("已办", "Done"), here)


@for_right(COORDINATE)
def change(request: HttpRequest) -> HttpResponse:
    """Enter a department or a matter, retire a department, set a part, put the whole forward."""
    given: dict[str, Any] = {"actor": acting(request)}
    function = _function(request, given)
    return attempt(request, lambda: function(**given), say("已办", "Done"), reverse("duties"))


def _function(request: HttpRequest, given: dict[str, Any]) -> Callable[..., Any]:
    said, what = request.POST, request.POST.get("what", "")
    if what == "propose":
        return sheets.propose_duties
    if what in ("department", "matter"):
        given["name"] = said.get("name", "")
        return actions.add_department if what == "department" else actions.add_matter
    if what not in ("retire", "mark"):
        raise Http404
    given["department"] = get_object_or_404(Department.objects, pk=number(request, "department"))
    if what == "retire":
        given["version"] = number(request, "version")
        return actions.retire_department
    given["matter"] = get_object_or_404(Matter.objects, pk=number(request, "matter"))
    given["mark"] = said.get("mark", "")
    return actions.set_duty
