"""The pages of visits: list, one, the form of a new one, its next step."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import ENTERPRISES, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.enterprises import actions
from feidi.workbench.enterprises.models import PURPOSES, Chamber, Enterprise, Visit
from feidi.workbench.enterprises.queries import projects_of, visits
from feidi.workbench.enterprises.reading import Read, read_visit, typed
from feidi.workbench.enterprises.views.answering import share
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.parks.models import Seat


@for_right(READ)
@drawn_once
def overview(request: HttpRequest) -> Drawing:
    """Show the visits one may see."""
    q, only = request.GET.get("q", "").strip()[:100], request.GET.get("open") == "1"
    side = number(request, "side")
    seats = Seat.objects.filter(park=acting(request).park).select_related("party")
    return Drawing(
        "enterprises/visits.html",
        {
            "page": page_of(request, visits(q, side, only)),
            "q": q,
            "side": side,
            "open": only,
            "seats": seats,
            "today": timezone.localdate(),
            "filtered": bool(q or side or only),
        },
    )


@for_right(READ)
def detail(request: HttpRequest, key: int) -> HttpResponse:
    """Show a visit and what is to follow it."""
    one = get_object_or_404(visits(), pk=key)
    actor = acting(request)
    return render(
        request,
        "enterprises/visit.html",
        {
            "one": one,
            "ours": one.side == actor.party,
            "today": timezone.localdate(),
            "history": history("enterprises.visit", str(one.pk)),
        },
    )


def _whom(request: HttpRequest) -> Any:
    """Return the firm or the chamber of a form; 404 where one may not see it."""
    chamber = number(request, "chamber")
    if chamber:
        return get_object_or_404(Chamber.objects, pk=chamber)
    return get_object_or_404(Enterprise.objects, pk=number(request, "enterprise"))


@for_right(ENTERPRISES)
def new(request: HttpRequest) -> HttpResponse:
    """Note a visit; without a firm or a chamber, one is chosen first."""
    if not number(request, "enterprise") and not number(request, "chamber"):
        return redirect("enterprises")
    whom = _whom(request)
    if request.method != "POST":
        return _form(request, {"on": timezone.localdate().isoformat()}, whom)
    read = read_visit(request.POST, timezone.localdate())
    projects = {one.pk: one for one in _projects(whom)}
    read.values["project"] = projects.get(number(request, "project"))
    if read.faults:
        return _form(request, read.typed, whom, read=read)
    joint = read.typed.get("joint") == "1"
    try:
        made = actions.add_visit(actor=acting(request), whom=whom, values=read.values, joint=joint)
    except Refusal as refusal:
        return _form(request, read.typed, whom, read=read, refusal=refusal)
    return redirect(made.get_absolute_url())


def _projects(whom: Any) -> list[Any]:
    return projects_of(whom) if isinstance(whom, Enterprise) else []


def _form(request: HttpRequest, said: dict[str, Any], whom: Any, **more: Any) -> HttpResponse:
    read: Read = more.pop("read", None) or Read(typed(said))
    status = 409 if more.get("refusal") else 422 if read.faults else 200
    context = {
        "said": said,
        "whom": whom,
        "to": "chamber" if isinstance(whom, Chamber) else "enterprise",
        "faults": read.faults,
        "purposes": PURPOSES.items(),
        "projects": _projects(whom),
        "today": timezone.localdate(),
        **more,
    }
    return render(request, "enterprises/visit_form.html", context, status=status)


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Make a visit joint, or note that its next step was taken."""
    one = get_object_or_404(Visit.objects, pk=key)
    if verb == "share":
        return share(request, one)
    if verb != "done":
        raise Http404
    actor, version, day = acting(request), number(request, "version"), timezone.localdate()
    return attempt(
        request,
        lambda: actions.next_done(actor=actor, visit=one, version=version, day=day),
        say("已记为办完", "Noted as taken"),
        one.get_absolute_url(),
    )
