"""The pages of siting plans: the list and the upload, a plan, its layer of the map."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.quantities.words import Words
from feidi.report.siting.said import percent
from feidi.workbench.accounts.roles import ALLOCATE, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.land.sides import at_land
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of, refused
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.siting import actions
from feidi.workbench.siting.models import ON_MAP, SitingPlan
from feidi.workbench.siting.queries import features, parts, placed, plans, uses
from feidi.workbench.siting.reading import LARGEST, read_upload, still_against

GEOJSON = "application/geo+json; charset=utf-8"


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the plans; take an upload, and keep it where it holds."""
    if request.method == "POST":
        return upload(request)
    actor = acting(request)
    may_bring = actor.may(ALLOCATE) and at_land(actor)
    context = {"page": page_of(request, plans()), "may_bring": may_bring}
    return render(request, "siting/plans.html", context)


@for_right(ALLOCATE)
def upload(request: HttpRequest) -> HttpResponse:
    """Count an uploaded plan again; where it does not hold, nothing is kept."""
    actor, here, file = acting(request), reverse("sitingplans"), request.FILES.get("file")
    park, _ = actor.at
    try:
        if file is None:
            raise Refusal(Words("没有选文件", "no file was chosen"))
        if file.size is None or file.size > LARGEST:
            raise Refusal(Words("文件超过 16 MiB", "the file is larger than 16 MiB"))
        read = read_upload(park, file.name or "plan.json", file.read(LARGEST))
        if read.problems:
            return render(request, "siting/unsound.html", {"read": read}, status=422)
        plan = actions.bring(actor=actor, read=read)
    except Refusal as refusal:
        return refused(request, refusal, here)
    return redirect("sitingplan", key=plan.pk)


@for_right(READ)
def detail(request: HttpRequest, key: int) -> HttpResponse:
    """Show a plan: how good it is, what stands where, what has no land and why."""
    plan: SitingPlan = get_object_or_404(SitingPlan.objects, pk=key)
    actor = acting(request)
    context = {
        "plan": plan,
        "gap": percent(plan.gap),
        "placed": placed(plan),
        "left": plan.told["left"],
        "parts": parts(plan),
        "uses": uses(plan),
        "on_map": plan.state in ON_MAP,
        "decides": actor.may(ALLOCATE) and at_land(actor),
        "history": history("siting.sitingplan", str(plan.pk)),
    }
    return render(request, "siting/plan.html", context)


@for_right(READ)
def layer(_request: HttpRequest, key: int) -> HttpResponse:
    """Give the parcels of a plan as GeoJSON, in degrees of CGCS2000."""
    plan: SitingPlan = get_object_or_404(SitingPlan.objects, pk=key)
    return HttpResponse(json.dumps(features(plan), ensure_ascii=False), content_type=GEOJSON)


@require_POST
@for_right(ALLOCATE)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Count a plan again; show it to both sides, discard or withdraw it."""
    plan: SitingPlan = get_object_or_404(SitingPlan.objects, pk=key)
    actor, version, here = acting(request), number(request, "version"), plan.get_absolute_url()
    if verb == "check":
        return again(request, plan)
    if verb == "withdraw":
        reason = request.POST.get("reason", "")
        return attempt(
            request,
            lambda: actions.withdraw(actor=actor, plan=plan, version=version, reason=reason),
            say("方案已撤回", "The plan is withdrawn"),
            here,
        )
    if verb not in ("show", "discard"):
        raise Http404
    does = actions.show if verb == "show" else actions.discard
    return attempt(
        request,
        lambda: does(actor=actor, plan=plan, version=version),
        say("双方都能看到了", "Both sides see it now")
        if verb == "show"
        else say("草稿已放弃", "The draft is discarded"),
        here if verb == "show" else reverse("sitingplans"),
    )


def again(request: HttpRequest, plan: SitingPlan) -> HttpResponse:
    """Say whether a plan still holds on the land as it is now."""
    problems = still_against(acting(request).at[0], plan)
    return render(request, "siting/again.html", {"plan": plan, "problems": problems})
