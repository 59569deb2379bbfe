"""The pages by which maps come in and parcels go out, and the matching of projects to parcels."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.records.land_use import HAZARDS, LAND_USES
from feidi.workbench.accounts.roles import ALLOCATE, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.land import batches, editing, matching, taking
from feidi.workbench.land.asking import asked_of
from feidi.workbench.land.models import PENDING, Area, LandBatch, Parcel
from feidi.workbench.land.queries import batch_pictures, parcels, shown_utilities
from feidi.workbench.land.sides import at_land
from feidi.workbench.land.unpacking import LARGEST
from feidi.workbench.land.uploads import Told, read_upload
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of, refused
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FILES = 12


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the maps brought in; take an upload, and show what it would bring."""
    if request.method == "POST":
        return upload(request)
    rows = LandBatch.objects.defer("content", "rows", "warnings")
    actor = acting(request)
    context = {
        "page": page_of(request, rows),
        "may_bring": actor.may(ALLOCATE) and at_land(actor),
        "areas": Area.objects.all(),
    }
    return render(request, "land/imports.html", context)


@for_right(ALLOCATE)
def upload(request: HttpRequest) -> HttpResponse:
    """Check an uploaded map: with errors nothing is kept, clean it waits for a decision."""
    actor = acting(request)
    files = request.FILES.getlist("files")[:MOST_FILES]
    layers = request.POST.get("layers", "").replace("、", ",").split(",")
    told = Told(
        request.POST.get("crs", "").strip()[:80],
        request.POST.get("datum") == "gcj02",
        tuple(one.strip() for one in layers if one.strip()),
    )
    park, _ = actor.at
    try:
        given = [(file.name or "map", file.read(LARGEST + 1)) for file in files]
        read = read_upload(park.pk, given, told)
        if not read.clean:
            return render(request, "land/unclean.html", {"read": read}, status=422)
        batch = batches.bring(actor=actor, read=read)
    except Refusal as refusal:
        return refused(request, refusal, reverse("land-imports"))
    return redirect("landbatch", key=batch.pk)


@require_POST
@for_right(ALLOCATE)
def add_area(request: HttpRequest) -> HttpResponse:
    """Register an area, so that parcels can be brought into it."""
    actor, post = acting(request), request.POST
    code, name = post.get("code", "").strip(), post.get("name", "").strip()
    chemical = post.get("chemical") == "on"
    return attempt(
        request,
        lambda: editing.add_area(actor=actor, code=code, name=name, chemical=chemical),
        say("片区已登记", "The area is registered"),
        reverse("land-imports"),
    )


@for_right(READ)
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show a map: what it brings and where, what was noticed, what was done with it."""
    one: LandBatch = get_object_or_404(LandBatch.objects.defer("content"), pk=key)
    actor = acting(request)
    context = {
        "batch": one,
        "pictures": batch_pictures(one.rows, language()) if one.state == PENDING else [],
        "page": page_of(request, one.parcels.select_related("area")),
        "uses": LAND_USES,
        "decides": actor.may(ALLOCATE),
        "history": history("land.landbatch", str(one.pk)),
    }
    return render(request, "land/batch.html", context)


@require_POST
@for_right(ALLOCATE)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Import, discard or undo a map."""
    one: LandBatch = get_object_or_404(LandBatch.objects, pk=key)
    actor, version = acting(request), number(request, "version")
    here, reason = reverse("landbatch", args=[key]), request.POST.get("reason", "")
    if verb == "undo":
        return attempt(
            request,
            lambda: batches.undo(actor=actor, batch=one, version=version, reason=reason),
            say("整批已撤销", "The whole map is undone"),
            here,
        )
    if verb not in ("import", "discard"):
        raise Http404
    does = batches.bring_in if verb == "import" else batches.discard
    return attempt(
        request,
        lambda: does(actor=actor, batch=one, version=version),
        say("已导入", "Imported") if verb == "import" else say("已放弃", "Discarded"),
        here,
    )


def _file(kind: str, rows: list[Parcel]) -> tuple[bytes, str]:
    if kind == "csv":
        return taking.as_table(rows), "text/csv; charset=utf-8"
    if kind == "xlsx":
        return taking.as_workbook(rows), XLSX
    return taking.as_geopackage(rows), "application/geopackage+sqlite3"


@for_right(READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the parcels that fit the filters as a file."""
    rows = list(parcels(asked_of(request)).select_related("area"))
    if kind == "gpkg" and not rows:
        raise Http404
    content, said = _file(kind, rows)
    disposition = f'attachment; filename="parcels.{kind}"'
    return HttpResponse(content, headers={"Content-Type": said, "Content-Disposition": disposition})


@for_right(READ)
def match(request: HttpRequest) -> HttpResponse:
    """Show which parcels could take a project, and what stands against the others."""
    park, _ = acting(request).at
    land, _read = matching.land_here(park.pk)
    asked = request.GET
    known = {project.id: project for project in land.projects}
    context: dict[str, Any] = {
        "known": list(land.projects),
        "uses": LAND_USES.items(),
        "hazards": HAZARDS.items(),
        "utilities": shown_utilities(),
        "units": matching.drawn_units(),
        "asked": asked,
        "ticked": asked.getlist("utility"),
        "chosen": asked.get("project", ""),
    }
    if not land.parcels:
        return render(request, "land/match.html", context)
    try:
        if asked.get("project") in known:
            context["matched"] = matching.matched(land, known[asked["project"]])
        elif asked.get("use"):
            context["matched"] = matching.matched(land, matching.project_of(asked))
    except Refusal as refusal:
        context["refusal"] = refusal
    return render(request, "land/match.html", context)
