"""The pages of firms: list, one with all that belongs to it, its form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from feidi.quantities.words import Words
from feidi.records.classification import classification
from feidi.workbench.accounts.roles import ENTERPRISES, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.coordination.models import Task
from feidi.workbench.enterprises import actions
from feidi.workbench.enterprises.models import EDITION, Enterprise
from feidi.workbench.enterprises.queries import (
    enterprises,
    near,
    parcels_of,
    projects_of,
    receipts_by_year,
    visits,
)
from feidi.workbench.enterprises.reading import Read, read_enterprise, typed
from feidi.workbench.enterprises.views.answering import act_on, starred
from feidi.workbench.pages.answering import acting, for_right, number, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once

WHICH = {
    "tenant": Words("已入园", "in the park"),
    "above": Words("规上企业", "above scale"),
    "taxed": Words("有入库数据", "with receipts"),
    "own": Words("仅本方掌握", "of the own side only"),
}


@for_right(READ)
@drawn_once
def overview(request: HttpRequest) -> Drawing:
    """Show the firms one may see."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "section", "which")}
    book = classification(EDITION)
    return Drawing(
        "enterprises/list.html",
        {
            "page": page_of(request, enterprises(**asked)),
            "asked": asked,
            "filtered": any(asked.values()),
            "sections": [(code, book.name(code)) for code in book.at_level(1)],
            "kinds": WHICH.items(),
        },
    )


@for_right(READ)
@drawn_once
def detail(_request: HttpRequest, key: int) -> Drawing:
    """Show a firm: facts, receipts by year, projects, visits, tasks, documents, history."""
    one = get_object_or_404(Enterprise.objects.select_related("owner", "side"), pk=key)
    here, projects = one.get_absolute_url(), projects_of(one)
    return Drawing(
        "enterprises/detail.html",
        {
            "one": one,
            "years": receipts_by_year(one),
            "projects": projects,
            "parcels": parcels_of(projects),
            "visits": visits().filter(enterprise=one)[:20],
            "tasks": Task.objects.filter(about=here).select_related("side")[:20],
            "near": near(one.name, one.pk),
            "history": history("enterprises.enterprise", str(one.pk)),
        },
    )


@for_right(ENTERPRISES)
def new(request: HttpRequest) -> HttpResponse:
    """Register a firm; one that looks like another is registered once that was seen."""
    if request.method != "POST":
        said = {"joint": "", "name": request.GET.get("name", "")[:200]}
        return _form(request, said, None)
    read = read_enterprise(request.POST)
    alike = near(read.values["name"]) if read.values["name"] else []
    if read.faults or (alike and not read.typed.get("anyway")):
        return _form(request, read.typed, None, read=read, near=alike)
    actor, joint = acting(request), read.typed.get("joint") == "1"
    try:
        made = actions.register(actor=actor, values=read.values, joint=joint)
    except Refusal as refusal:
        return _form(request, read.typed, None, read=read, refusal=refusal)
    return redirect(made.get_absolute_url())


@for_right(ENTERPRISES)
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change a firm; what was typed is shown again where it cannot be saved."""
    one = get_object_or_404(Enterprise.objects, pk=key)
    if request.method != "POST":
        return _form(request, starred(one), one)
    read = read_enterprise(request.POST)
    if read.faults:
        return _form(request, read.typed, one, read=read)
    actor, version = acting(request), number(request, "version")
    try:
        actions.edit(actor=actor, enterprise=one, version=version, values=read.values)
    except Refusal as refusal:
        return _form(request, read.typed, one, read=read, refusal=refusal)
    return redirect(one.get_absolute_url())


def _form(
    request: HttpRequest, said: dict[str, Any], one: Enterprise | None, **more: Any
) -> HttpResponse:
    read: Read = more.pop("read", None) or Read(typed(said))
    status = 409 if more.get("refusal") else 422 if read.faults or more.get("near") else 200
    context = {"said": said, "one": one, "faults": read.faults, **more}
    return render(request, "enterprises/form.html", context, status=status)


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Make a firm joint, or look at its contact."""
    return act_on(request, get_object_or_404(Enterprise.objects, pk=key), verb)
