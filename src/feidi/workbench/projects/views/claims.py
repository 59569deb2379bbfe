"""The register of claims, its agreed numbers, and the answers to hand-overs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.quantities.words import Words
from feidi.workbench.accounts.roles import COORDINATE, PROJECTS, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.projects import actions, claims
from feidi.workbench.projects.actions import Naming
from feidi.workbench.projects.models import Claim, HandOver, Term
from feidi.workbench.projects.reading import typed
from feidi.workbench.projects.terms import agreed
from feidi.workbench.projects.views.one import UNPROCESSABLE


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the register; enter a claim."""
    if request.method == "POST":
        return _enter(request)
    return _shown(request)


def _register(
    request: HttpRequest,
    said: dict[str, str],
    refusal: Words | None = None,
    entered: Claim | None = None,
) -> HttpResponse:
    context = {**_rows(request), "typed": said, "refusal": refusal, "entered": entered}
    return render(
        request, "projects/claims.html", context, status=UNPROCESSABLE if refusal else 200
    )


@drawn_once
def _shown(request: HttpRequest) -> Drawing:
    return Drawing("projects/claims.html", {**_rows(request), "typed": {}})


def _rows(request: HttpRequest) -> dict[str, Any]:
    page = page_of(request, claims.register())
    rows = claims.told(list(page.object_list))
    return {"page": page, "rows": rows, "terms": agreed().values()}


@for_right(PROJECTS)
def _enter(request: HttpRequest) -> HttpResponse:
    said = typed(request.POST)
    naming = Naming(said.get("investor", ""), said.get("code", ""), said.get("grounds", ""))
    try:
        entered = actions.claim(actor=acting(request), naming=naming)
    except Refusal as refusal:
        return _register(request, said, refusal.what)
    return _register(request, {}, entered=entered)


@require_POST
@for_right(PROJECTS)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Renew a claim, give it up, or admit that another was earlier."""
    kept, actor = get_object_or_404(Claim.objects, pk=key), acting(request)
    version, reason = number(request, "version"), request.POST.get("reason", "")
    if verb == "concede":
        return attempt(
            request,
            lambda: actions.concede(actor=actor, kept=kept, version=version),
            say("已记为在后", "Kept as later"),
            reverse("claims"),
        )
    if verb not in ("renew", "release"):
        raise Http404
    does = actions.renew if verb == "renew" else actions.release
    return attempt(
        request,
        lambda: does(actor=actor, kept=kept, version=version, reason=reason),
        say("已续期", "Renewed") if verb == "renew" else say("已放弃", "Given up"),
        reverse("claims"),
    )


@require_POST
@for_right(COORDINATE)
def propose_term(request: HttpRequest) -> HttpResponse:
    """Propose a number of the register's rules to the other side."""
    said, actor = typed(request.POST), acting(request)
    return attempt(
        request,
        lambda: actions.propose_term(
            actor=actor,
            name=said.get("name", ""),
            days=number(request, "days"),
            basis=said.get("basis", ""),
        ),
        say("已提议，等对方同意", "Proposed; the other side is to agree"),
        reverse("claims"),
    )


@require_POST
@for_right(COORDINATE)
def agree_term(request: HttpRequest, key: int) -> HttpResponse:
    """Agree to a number the other side proposed."""
    term, actor = get_object_or_404(Term.objects, pk=key), acting(request)
    return attempt(
        request,
        lambda: actions.agree_term(actor=actor, term=term),
        say("已同意，从现在起执行", "Agreed; it holds from now on"),
        reverse("claims"),
    )


@require_POST
@for_right(PROJECTS)
def answer(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Accept, decline or withdraw an offer to hand a project over."""
    handover, actor = get_object_or_404(HandOver.objects, pk=key), acting(request)
    version, reason = number(request, "version"), request.POST.get("reason", "")
    here = reverse("project", args=[handover.project_id])
    if verb == "accept":
        return attempt(
            request,
            lambda: actions.accept(actor=actor, handover=handover, version=version),
            say("已接收，本方牵头", "Accepted; our side leads it"),
            here,
        )
    if verb not in ("decline", "withdraw"):
        raise Http404
    does = actions.decline if verb == "decline" else actions.withdraw
    return attempt(
        request,
        lambda: does(actor=actor, handover=handover, version=version, reason=reason),
        say("已退回", "Declined") if verb == "decline" else say("已撤回", "Withdrawn"),
        reverse("projects") if verb == "decline" else here,
    )
