"""Moving a project: the form that asks for what is missing, evidence ahead, planned days."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from feidi.quantities.words import Unreadable, Words
from feidi.workbench.accounts.roles import PROJECTS
from feidi.workbench.actions import Refusal
from feidi.workbench.documents.actions import attached
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.pages.answering import acting, for_right, number
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.projects import actions, queries
from feidi.workbench.projects.actions import Offer, Shown, Step
from feidi.workbench.projects.models import Project
from feidi.workbench.projects.reading import day_of, read_plan, read_shown
from feidi.workbench.projects.stages import (
    CODES,
    PROOFS,
    STAGES,
    is_back,
    missing,
    passed_by,
    place_of,
    stage_of,
)
from feidi.workbench.projects.views.one import UNPROCESSABLE, project_of


def _back_to(request: HttpRequest, project: Project) -> str:
    """Return the page of the site the form was opened from, else the project's."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    if said.startswith("/") and url_has_allowed_host_and_scheme(said, None):
        return said
    return project.get_absolute_url()


def _files(request: HttpRequest, shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """Return the evidence with the files sent with it."""
    found = []
    for one in shown:
        file = request.FILES.get(f"{one.kind}-file")
        upload = Upload(file.name or one.kind, file.read()) if file else None
        chosen = number(request, f"{one.kind}-document")
        found.append(Shown(one.kind, one.number, one.dated, one.issuer, upload, chosen))
    return tuple(found)


@for_right(PROJECTS)
def move(request: HttpRequest, key: int) -> HttpResponse:
    """Ask where a project goes and for the evidence missing; move it when all is there."""
    project = project_of(key)
    to = request.POST.get("to") or request.GET.get("to") or ""
    if to not in CODES or to == project.stage:
        context = {"project": project, "choices": queries.choices(project)}
        return render(request, "projects/choose.html", context)
    if request.method != "POST":
        return _move_form(request, project, to, None, {})
    faults, shown = read_shown(request.POST)
    try:
        on = day_of(request.POST.get("on", ""))
        if not faults:
            step = Step(to, on, request.POST.get("reason", ""), _files(request, shown))
            version = number(request, "version")
            actions.move(actor=acting(request), project=project, version=version, step=step)
            done = Words("“{name}”已进入“{stage}”", "“{name}” is now at “{stage}”")
            said = done.fill(name=project.name, stage=stage_of(to).words)
            messages.success(request, said.say(language()))
            return redirect(_back_to(request, project))
        what = None
    except (Refusal, Unreadable) as error:
        what = error.what
    project.refresh_from_db()
    return _move_form(request, project, to, what, faults)


def _move_form(
    request: HttpRequest, project: Project, to: str, refusal: Words | None, faults: dict[str, Words]
) -> HttpResponse:
    shown = {one.kind for one in queries.evidence(project) if not one.void}
    back = is_back(project.stage, to)
    context = {
        "project": project,
        "to": stage_of(to),
        "back": back,
        "needs": [] if back else queries.proofs_of(missing(to, shown)),
        "passed": [] if back else passed_by(project.stage, to),
        "documents": attached(project),
        "typed": request.POST,
        "refusal": refusal,
        "faults": faults,
        "next": _back_to(request, project),
    }
    status = UNPROCESSABLE if refusal or faults else 200
    template = "move_form.html" if request.headers.get("HX-Request") else "move.html"
    return render(request, f"projects/{template}", context, status=status)


@for_right(PROJECTS)
def evidence(request: HttpRequest, key: int) -> HttpResponse:
    """Keep evidence ahead of the move that will ask for it."""
    project = project_of(key)
    kind = request.POST.get("kind") or request.GET.get("kind") or ""
    refusal: Words | None = None
    if request.method == "POST" and kind in PROOFS:
        faults, shown = read_shown(request.POST)
        refusal = faults.get(kind)
        mine = [one for one in _files(request, shown) if one.kind == kind]
        one = mine[0] if mine else Shown(kind, "", None)
        if refusal is None:
            try:
                version = number(request, "version")
                actions.prove(actor=acting(request), project=project, version=version, shown=one)
                messages.success(request, say("佐证已登记", "The evidence is kept"))
                return redirect("project", key=key)
            except Refusal as error:
                refusal = error.what
        project.refresh_from_db()
    context = {
        "project": project,
        "proof": PROOFS.get(kind),
        "stages": [s for s in STAGES if place_of(s.code) > place_of(project.stage)],
        "proofs": PROOFS,
        "documents": attached(project),
        "typed": request.POST,
        "refusal": refusal,
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "projects/evidence.html", context, status=status)


@for_right(PROJECTS)
def plan(request: HttpRequest, key: int) -> HttpResponse:
    """Set the days by which the stages ahead are planned to be entered."""
    project = project_of(key)
    faults: dict[str, Words] = {}
    refusal: Words | None = None
    there = {one.stage: one.planned_on.isoformat() for one in project.milestones.all()}
    if request.method == "POST":
        faults, days = read_plan(request.POST)
        try:
            if not faults:
                version = number(request, "version")
                actions.plan(actor=acting(request), project=project, version=version, days=days)
                messages.success(request, say("计划日期已保存", "The planned days are kept"))
                return redirect("project", key=key)
        except Refusal as error:
            refusal = error.what
        project.refresh_from_db()
        there = {code: request.POST.get(f"plan-{code}", "") for code in CODES}
    context = {
        "project": project,
        "rows": [(s, there.get(s.code, ""), faults.get(s.code)) for s in STAGES[1:]],
        "refusal": refusal,
    }
    status = UNPROCESSABLE if refusal or faults else 200
    return render(request, "projects/plan.html", context, status=status)


@for_right(PROJECTS)
def offer(request: HttpRequest, key: int) -> HttpResponse:
    """Offer to hand a project over, with what goes with it."""
    project, actor = project_of(key), acting(request)
    park, party = actor.at
    refusal: Words | None = None
    if request.method == "POST":
        given = Offer(
            number(request, "taker"),
            request.POST.get("files", ""),
            request.POST.get("conditions", ""),
            bool(request.POST.get("contact")),
        )
        try:
            version = number(request, "version")
            actions.offer(actor=actor, project=project, version=version, given=given)
            messages.success(
                request, say("已提出移交，等对方接收", "Offered; it waits for the other side")
            )
            return redirect("project", key=key)
        except Refusal as error:
            refusal = error.what
            project.refresh_from_db()
    context = {
        "project": project,
        "takers": [s for s in keyholders(park.pk) if s.party_id != party.pk],
        "typed": request.POST,
        "sent": request.method == "POST",
        "refusal": refusal,
        "documents": attached(project),
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "projects/offer.html", context, status=status)
