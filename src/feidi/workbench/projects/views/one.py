"""One project: its page, a new lead, what is said of it, its contact, who sees it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.pages.answering import acting, attempt, for_right, number, refused
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.projects import actions, queries
from feidi.workbench.projects.firms import firm_of, firm_said, offered_firms
from feidi.workbench.projects.models import Evidence, Project
from feidi.workbench.projects.reading import (
    FIELDS,
    Read,
    as_typed,
    day_of,
    read_lead,
    read_naming,
    typed,
)
from feidi.workbench.projects.terms import CLAIM_DAYS, number_of

UNPROCESSABLE = 422


def project_of(key: int) -> Project:
    """Return a project one may see."""
    rows = Project.objects.select_related("brought_by", "led_by", "owner")
    found: Project = get_object_or_404(rows, pk=key)
    return found


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, key: int) -> Drawing:
    """Show a project: where it stands, what is next, its facts, what both sides did."""
    project, actor = project_of(key), acting(request)
    return Drawing("projects/detail.html", _page(project, actor))


def _page(project: Project, actor: Actor, **more: Any) -> dict[str, Any]:
    _, party = actor.at
    whole = queries.whole(project)
    leads = project.led_by_id == party.pk and actor.may(PROJECTS)
    return {
        "project": project,
        "whole": whole,
        "leads": leads,
        "changes": leads and project.state == "open" and whole.offered is None,
        "takes": whole.offered is not None
        and whole.offered.taker_id == party.pk
        and actor.may(PROJECTS),
        "land": queries.land_of(project),
        "tasks": queries.tasks_of(project),
        "firm": firm_of(project),
        "history": history("projects.project", str(project.pk)),
        **more,
    }


@for_right(PROJECTS)
def new(request: HttpRequest) -> HttpResponse:
    """Take a new lead; a mistake is told beside its field, and what was typed stays."""
    if request.method != "POST":
        return _form(request, Read({"claim": "1"}))
    read, lead = read_lead(request.POST)
    naming = read_naming(read)
    since = read.take("since", day_of)
    if lead is None or read.faults:
        return _form(request, read)
    contact = tuple(read.typed.get(f"contact_{part}", "") for part in ("name", "post", "phone"))
    try:
        project = actions.register(
            actor=acting(request),
            lead=lead,
            contact=(contact[0], contact[1], contact[2]),
            since=since,
            naming=naming,
        )
    except Refusal as refusal:
        return _form(request, read, refusal.what)
    return redirect("project", key=project.pk)


def _form(
    request: HttpRequest, read: Read, refusal: Words | None = None, project: Project | None = None
) -> HttpResponse:
    context = {
        "fields": FIELDS,
        "typed": read.typed,
        "faults": read.faults,
        "refusal": refusal,
        "project": project,
        "days": number_of(CLAIM_DAYS),
    }
    status = UNPROCESSABLE if read.faults or refusal else 200
    return render(request, "projects/form.html", context, status=status)


@for_right(PROJECTS)
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change what is said of a project."""
    project = project_of(key)
    if request.method != "POST":
        return _form(request, Read(as_typed(project)), project=project)
    read, lead = read_lead(request.POST)
    if lead is None:
        return _form(request, read, project=project)
    try:
        actions.change(
            actor=acting(request), project=project, version=number(request, "version"), lead=lead
        )
    except Refusal as refusal:
        return _form(request, read, refusal.what, project)
    return redirect("project", key=key)


@require_POST
@for_right(PROJECTS)
def reveal(request: HttpRequest, key: int) -> HttpResponse:
    """Show the contact unmasked, once; that it was looked at is on record."""
    project, actor = project_of(key), acting(request)
    try:
        contact = actions.reveal(
            actor=actor, project=project, reason=request.POST.get("reason", "")
        )
    except Refusal as refusal:
        return refused(request, refusal, reverse("project", args=[key]))
    page = render(request, "projects/detail.html", _page(project, actor, revealed=contact))
    page["Cache-Control"] = "no-store"
    return page


@require_POST
@for_right(PROJECTS)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Do one thing to a project: share, unshare, close, reopen, contact, link, unlink, void."""
    project, does = project_of(key), _VERBS.get(verb)
    if does is None:
        raise Http404
    said, done = does
    return attempt(
        request,
        lambda: done(request, project),
        said.say(say("zh", "en")),
        reverse("project", args=[key]),
    )


@for_right(PROJECTS)
def firm(request: HttpRequest, key: int) -> HttpResponse:
    """Ask which firm a project belongs to; offer that of its licence, and those of a like name."""
    project = project_of(key)
    return render(
        request,
        "projects/firm.html",
        {"project": project, "firm": firm_of(project), "firms": offered_firms(project)},
    )


Does = Callable[[HttpRequest, Project], object]


def _share(request: HttpRequest, project: Project) -> object:
    version = number(request, "version")
    return actions.share(actor=acting(request), project=project, version=version)


def _with_reason(does: Callable[..., object]) -> Does:
    def done(request: HttpRequest, project: Project) -> object:
        reason, version = request.POST.get("reason", ""), number(request, "version")
        return does(actor=acting(request), project=project, version=version, reason=reason)

    return done


def _contact(request: HttpRequest, project: Project) -> object:
    said = typed(request.POST)
    contact = tuple(said.get(part, "") for part in ("name", "post", "phone"))
    return actions.set_contact(
        actor=acting(request), project=project, contact=(contact[0], contact[1], contact[2])
    )


def _void(request: HttpRequest, project: Project) -> object:
    kept = get_object_or_404(Evidence.objects, pk=number(request, "evidence"), project=project)
    reason, version = request.POST.get("reason", ""), number(request, "version")
    return actions.void(
        actor=acting(request), project=project, version=version, kept=kept, reason=reason
    )


def _link(request: HttpRequest, project: Project) -> object:
    version, firm = number(request, "version"), firm_said(request.POST.get("firm", ""))
    return actions.link(actor=acting(request), project=project, version=version, firm=firm)


def _unlink(request: HttpRequest, project: Project) -> object:
    version = number(request, "version")
    return actions.unlink(actor=acting(request), project=project, version=version)


_VERBS: dict[str, tuple[Words, Does]] = {
    "share": (Words("对方现在可以看到", "The other side sees it now"), _share),
    "unshare": (
        Words("已收回，只有本方可见", "Seen by our side only"),
        _with_reason(actions.unshare),
    ),
    "close": (Words("已登记流失", "Closed as lost"), _with_reason(actions.close)),
    "reopen": (Words("已恢复跟进", "Taken up again"), _with_reason(actions.reopen)),
    "contact": (Words("联系人已登记", "The contact is kept"), _contact),
    "link": (Words("企业已关联", "The firm is linked"), _link),
    "unlink": (Words("已取消关联", "The firm is not linked any more"), _unlink),
    "void": (Words("佐证已作废", "The evidence is void"), _void),
}
