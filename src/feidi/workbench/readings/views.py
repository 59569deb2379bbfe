"""The pages of measuring points: all with their last reading; one with what it has read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from feidi.workbench.accounts.roles import MONITOR, READ
from feidi.workbench.audit.history import history
from feidi.workbench.pages.answering import acting, attempt, for_right, page_of
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.readings import actions
from feidi.workbench.readings.models import Point
from feidi.workbench.readings.queries import points_now


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the points; register one."""
    if request.method == "POST":
        return register(request)
    only = request.GET.get("only", "")
    return render(request, "readings/list.html", {"points": points_now(only), "only": only})


@for_right(MONITOR)
def register(request: HttpRequest) -> HttpResponse:
    """Register a point."""
    actor = acting(request)
    given = {name: request.POST.get(name, "") for name in ("code", "name", "unit")}
    joint = request.POST.get("joint") == "1"
    return attempt(
        request,
        lambda: actions.register(actor=actor, joint=joint, **given),
        say("测点已登记", "The point is registered"),
        "points",
    )


@for_right(READ)
def detail(request: HttpRequest, key: int) -> HttpResponse:
    """Show a point and its readings, the latest first."""
    point = get_object_or_404(Point.objects, pk=key)
    return render(
        request,
        "readings/point.html",
        {
            "point": point,
            "page": page_of(request, point.readings.all()),
            "history": history("readings.point", str(point.pk)),
        },
    )
