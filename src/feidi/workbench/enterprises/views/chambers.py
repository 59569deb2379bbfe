"""The pages of chambers of commerce."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import ENTERPRISES, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.enterprises import actions
from feidi.workbench.enterprises.models import CHAMBERS, Chamber
from feidi.workbench.enterprises.queries import chambers, visits
from feidi.workbench.enterprises.reading import Read, read_chamber, typed
from feidi.workbench.enterprises.views.answering import act_on, starred
from feidi.workbench.pages.answering import acting, for_right, number, page_of


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the chambers one may see."""
    q = request.GET.get("q", "").strip()[:100]
    context = {"page": page_of(request, chambers(q)), "q": q}
    return render(request, "enterprises/chambers.html", context)


@for_right(READ)
def detail(request: HttpRequest, key: int) -> HttpResponse:
    """Show a chamber and the visits paid to it."""
    one = get_object_or_404(Chamber.objects.select_related("owner", "side"), pk=key)
    return render(
        request,
        "enterprises/chamber.html",
        {
            "one": one,
            "visits": visits().filter(chamber=one)[:20],
            "history": history("enterprises.chamber", str(one.pk)),
        },
    )


@for_right(ENTERPRISES)
def new(request: HttpRequest) -> HttpResponse:
    """Register a chamber."""
    if request.method != "POST":
        return _form(request, {}, None)
    read = read_chamber(request.POST)
    if read.faults:
        return _form(request, read.typed, None, read=read)
    joint = read.typed.get("joint") == "1"
    made = actions.add_chamber(actor=acting(request), values=read.values, joint=joint)
    return redirect(made.get_absolute_url())


@for_right(ENTERPRISES)
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change a chamber; what was typed is shown again where it cannot be saved."""
    one = get_object_or_404(Chamber.objects, pk=key)
    if request.method != "POST":
        return _form(request, starred(one), one)
    read = read_chamber(request.POST)
    if read.faults:
        return _form(request, read.typed, one, read=read)
    actor, version = acting(request), number(request, "version")
    try:
        actions.edit_chamber(actor=actor, chamber=one, version=version, values=read.values)
    except Refusal as refusal:
        return _form(request, read.typed, one, read=read, refusal=refusal)
    return redirect(one.get_absolute_url())


def _form(
    request: HttpRequest, said: dict[str, Any], one: Chamber | None, **more: Any
) -> HttpResponse:
    read: Read = more.pop("read", None) or Read(typed(said))
    status = 409 if more.get("refusal") else 422 if read.faults else 200
    context = {"said": said, "one": one, "faults": read.faults, "kinds": CHAMBERS.items(), **more}
    return render(request, "enterprises/chamber_form.html", context, status=status)


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Make a chamber joint, or look at its contact."""
    return act_on(request, get_object_or_404(Chamber.objects, pk=key), verb)
