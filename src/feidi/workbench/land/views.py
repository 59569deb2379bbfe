"""The pages of land: the map and its table, the register, a parcel and what is done with it."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.records.land_use import LAND_USES
from feidi.workbench.accounts.roles import ALLOCATE, ATTACH, PROJECTS, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.land import actions, editing
from feidi.workbench.land.asking import asked_of, form_of, parcel_said
from feidi.workbench.land.models import Allocation, Area, Note, Parcel
from feidi.workbench.land.overlays import overlays
from feidi.workbench.land.per_mu import holdings
from feidi.workbench.land.queries import (
    SORTS,
    UNKNOWN,
    areas,
    context_features,
    extents,
    geojson_of,
    known_projects,
    parcels,
    picture,
    picture_of,
    scales,
    shown_utilities,
    standing,
    tallies,
    view_of_all,
)
from feidi.workbench.land.sides import at_land
from feidi.workbench.land.statuses import NEXT, STATUSES
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language

GEOJSON = "application/geo+json; charset=utf-8"
A_PAGE, BESIDE_MAP, WIDE = 25, 12, 760


def _filters(request: HttpRequest) -> dict[str, Any]:
    """Return what the form of filters shows."""
    return {
        "asked": asked_of(request),
        "statuses": STATUSES.items(),
        "uses": LAND_USES.items(),
        "areas": Area.objects.all(),
        "utilities": shown_utilities(),
        "sorts": SORTS.items(),
    }


@for_right(READ)
@drawn_once
def show_map(request: HttpRequest) -> Drawing:
    """Show the parcels on a map, and the same parcels in a table beside it."""
    found = parcels(asked_of(request))
    context = {
        **_filters(request),
        "page": page_of(request, found, BESIDE_MAP),
        "by_status": tallies(found, "status"),
        "by_use": tallies(found, "use"),
        "scales": scales(),
        "unknown": UNKNOWN,
        "view": view_of_all(),
        "extents": extents(),
        "overlays": overlays(),
        "invented": Parcel.objects.filter(assumed=True).exists(),
        "query": request.GET.urlencode(),
    }
    return Drawing("land/map.html", context)


@for_right(READ)
def features(request: HttpRequest) -> HttpResponse:
    """Give the parcels that fit the filters as GeoJSON, in degrees of CGCS2000."""
    return HttpResponse(geojson_of(parcels(asked_of(request))), content_type=GEOJSON)


@for_right(READ)
def around(_request: HttpRequest) -> HttpResponse:
    """Give borders of areas and protected places as GeoJSON."""
    told = {"type": "FeatureCollection", "features": context_features()}
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=GEOJSON)


@for_right(READ)
def printed(request: HttpRequest) -> HttpResponse:
    """Show each area as a drawn picture: for print, and where the map cannot be shown."""
    shown = []
    for area in areas():
        rows = list(Parcel.objects.filter(area=area))
        if rows:
            shown.append((area, picture(rows, area, language(), WIDE), rows))
    context = {"shown": shown, "by_status": tallies(Parcel.objects.all(), "status")}
    return render(request, "land/print.html", context)


@for_right(READ)
@drawn_once
def register(request: HttpRequest) -> Drawing:
    """Show the register of parcels, filtered."""
    found = parcels(asked_of(request))
    page = page_of(request, found.select_related("area"), A_PAGE)
    context = {
        **_filters(request),
        "page": page,
        "by_status": tallies(found, "status"),
        "query": request.GET.urlencode(),
    }
    return Drawing("land/register.html", context)


def _parcel(key: int) -> Parcel:
    found: Parcel = get_object_or_404(Parcel.objects.select_related("area", "batch"), pk=key)
    return found


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, key: int) -> Drawing:
    """Show a parcel: where it stands on its way, who holds it, what is known of it."""
    parcel, actor = _parcel(key), acting(request)
    context = {
        "parcel": parcel,
        "standing": standing(parcel),
        "holdings": holdings(parcel),
        "picture": picture_of(parcel, language()),
        "decides": actor.may(ALLOCATE) and at_land(actor),
        "asks": actor.may(PROJECTS),
        "known": known_projects(),
        "next": [(key, STATUSES[key]) for key in NEXT.get(parcel.status, ())],
        "today": actions.today(),
        "history": history("land.parcel", str(parcel.pk)),
    }
    return Drawing("land/parcel.html", context)


@for_right(READ)
def panel(request: HttpRequest, key: int) -> HttpResponse:
    """Show a parcel's facts beside the map."""
    return render(request, "land/panel.html", {"parcel": _parcel(key)})


@for_right(ALLOCATE)
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Edit what is kept of a parcel; what was typed is shown again where it is refused."""
    parcel, actor = _parcel(key), acting(request)
    context: dict[str, Any] = {
        "parcel": parcel,
        "uses": LAND_USES.items(),
        "may_keep": at_land(actor),
    }
    if request.method != "POST":
        return render(request, "land/edit.html", context | form_of(parcel, None))
    try:
        said = parcel_said(request.POST)
        editing.edit(actor=actor, parcel=parcel, version=number(request, "version"), said=said)
    except Refusal as refusal:
        context |= {"refusal": refusal, **form_of(parcel, request.POST)}
        return render(request, "land/edit.html", context, status=409)
    return redirect("parcel", key=key)


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Ask for a parcel, reserve it, say how far it is, note something."""
    parcel, actor, version = _parcel(key), acting(request), number(request, "version")
    post = request.POST
    whom = actions.for_said(post.get("project", ""))
    reason, days = post.get("reason", "").strip(), number(request, "days")
    told: dict[str, Any] = {"actor": actor, "parcel": parcel}
    does: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
        "ask": (
            actions.ask,
            {"whom": whom, "reason": reason},
            say("已申请，等飞入地答复", "Asked for; the host will answer"),
        ),
        "reserve": (
            actions.reserve,
            {"version": version, "whom": whom, "days": days},
            say("已预留", "Reserved"),
        ),
        "advance": (
            actions.advance,
            {"version": version, "status": post.get("status", ""), "reason": reason},
            say("状态已更新", "Its state is updated"),
        ),
        "note": (
            editing.note,
            {"text": post.get("text", "")},
            say("已记下，只有本方看见", "Noted; your side alone sees it"),
        ),
    }
    if verb not in does:
        raise Http404
    done, more, said = does[verb]
    return attempt(request, partial(done, **told, **more), said, reverse("parcel", args=[key]))


@require_POST
@for_right(ALLOCATE)
def act_on_allocation(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Answer who asks; extend, negotiate, give or release what is held."""
    rows = Allocation.objects.select_related("parcel", "parcel__area")
    held: Allocation = get_object_or_404(rows, pk=key)
    actor, version = acting(request), number(request, "version")
    reason, days = request.POST.get("reason", ""), number(request, "days")
    document, on = request.POST.get("document", ""), _day(request) or actions.today()
    told = {"actor": actor, "held": held, "version": version}
    does: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
        "reserve": (
            actions.reserve,
            {"actor": actor, "parcel": held.parcel, "version": version, "whom": held, "days": days},
            say("已预留", "Reserved"),
        ),
        "decline": (actions.decline, {**told, "reason": reason}, say("已答复", "Answered")),
        "extend": (
            actions.extend,
            {**told, "reason": reason, "days": days},
            say("已延长", "Extended"),
        ),
        "negotiate": (actions.negotiate, told, say("已转入在谈", "Under negotiation")),
        "allocate": (
            actions.allocate,
            {**told, "document": document, "on": on},
            say("已供地", "Allocated"),
        ),
        "release": (actions.release, {**told, "reason": reason}, say("已释放", "Released")),
    }
    if verb not in does:
        raise Http404
    done, given, said = does[verb]
    return attempt(request, partial(done, **given), said, reverse("parcel", args=[held.parcel_id]))


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        return None


@for_right(READ)
def note(_request: HttpRequest, key: int) -> HttpResponse:
    """Go to the parcel a note of the own side is about."""
    found = get_object_or_404(Note.objects, pk=key)
    return redirect("parcel", key=found.parcel_id)


@require_POST
@for_right(ATTACH)
def drop_note(request: HttpRequest, key: int) -> HttpResponse:
    """Drop a note of the own side."""
    found = get_object_or_404(Note.objects, pk=key)
    actor, to = acting(request), reverse("parcel", args=[found.parcel_id])
    done = partial(editing.drop_note, actor=actor, note=found)
    return attempt(request, done, say("已删去", "Dropped"), to)
