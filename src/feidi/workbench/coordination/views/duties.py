"""The matrix of duties: departments of both sides, matters, who leads, supports, is told."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from feidi.workbench.accounts.roles import COORDINATE, READ
from feidi.workbench.coordination.actions import duties as actions
from feidi.workbench.coordination.models import Department, Duty, Matter
from feidi.workbench.coordination.models.organisation import MARKS
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
        },
    )


@for_right(COORDINATE)
def change(request: HttpRequest) -> HttpResponse:
    """Enter a department or a matter, retire a department, set a part."""
    given: dict[str, Any] = {"actor": acting(request)}
    function = _function(request, given)
    return attempt(request, lambda: function(**given), say("已办", "Done"), reverse("duties"))


def _function(request: HttpRequest, given: dict[str, Any]) -> Callable[..., Any]:
    said, what = request.POST, request.POST.get("what", "")
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
