"""The pages of the ledger: the list by side and day, one obligation, a new one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.coordinate import rules_by
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import OBLIGATIONS, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.agreements.ledger import actions
from feidi.workbench.agreements.ledger.actions import RHYTHMS, NewObligation
from feidi.workbench.agreements.ledger.queries import (
    clause_numbers,
    filtered,
    ledger,
    lit,
    owed,
    text_of,
)
from feidi.workbench.agreements.models import (
    DROPPED,
    EARLIER,
    KEPT,
    OBLIGATION_STATES,
    OPEN,
    REPORTED,
    TO_ACCEPT,
    Obligation,
)
from feidi.workbench.audit.history import history
from feidi.workbench.coordination.forms import day_or_none, department_said, given_day, today
from feidi.workbench.coordination.models import Department
from feidi.workbench.coordination.offers import steps_of
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of
from feidi.workbench.pages.templatetags.pieces import Step
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.parks.queries import keyholders


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the ledger by day, with lights; bring it up to the texts in force."""
    if request.method == "POST":
        return derive(request)
    park, day = acting(request).at[0], given_day(request)
    given = {
        "side": number(request, "side"),
        "state": request.GET.get("state", ""),
        "clause": request.GET.get("clause", ""),
    }
    page = page_of(request, filtered(given))
    return render(
        request,
        "agreements/ledger.html",
        {
            "page": page,
            "rows": owed(page, day),
            "given": given,
            "states": OBLIGATION_STATES,
            "seats": keyholders(park.pk),
            "day": day,
            "today": today(),
            "rules": rules_by(),
        },
    )


@for_right(OBLIGATIONS)
def derive(request: HttpRequest) -> HttpResponse:
    """Bring the ledger up to the texts in force."""
    actor = acting(request)
    found = actions.derive_ledger(actor=actor, day=today())
    said = say(
        f"新增 {found.added} 项，变更 {found.changed} 项，不再适用 {found.dropped} 项",
        f"{found.added} added, {found.changed} changed, {found.dropped} no longer hold",
    )
    messages.success(request, said)
    return redirect("obligations")


@for_right(READ)
def detail(request: HttpRequest, key: int) -> HttpResponse:
    """Show an obligation: its clause, its light, what comes next."""
    row = get_object_or_404(ledger(), pk=key)
    actor, day = acting(request), given_day(request)
    party = actor.party.pk if actor.party else 0
    found = text_of(row.clause)
    return render(
        request,
        "agreements/obligation.html",
        {
            "row": row,
            "light": lit(row, day),
            "steps": _steps(row),
            "found": found,
            "offers": _offers(row, actor) if actor.may(OBLIGATIONS) else [],
            "departments": Department.objects.filter(side=party, active=True),
            "day": day,
            "today": today(),
            "history": history("agreements.obligation", str(row.pk)),
        },
    )


def _steps(row: Obligation) -> list[Step]:
    names = {state: OBLIGATION_STATES[state] for state in (OPEN, REPORTED, KEPT)}
    if row.origin == "entered":
        names = {TO_ACCEPT: OBLIGATION_STATES[TO_ACCEPT], **names}
    if row.milestone or row.state == DROPPED:
        return []
    if row.state == EARLIER:
        return steps_of(names, OPEN, ended=False)
    return steps_of(names, row.state, row.state == KEPT)


def _offers(row: Obligation, actor: Actor) -> list[str]:
    """Return what the side of who asks may do now, the next step first."""
    party = actor.party.pk if actor.party else 0
    bound = [seat.party_id for seat in keyholders(row.park_id)]
    if row.milestone or party not in bound:
        return []
    if row.state == TO_ACCEPT:
        return ["drop"] if row.proposed_by_id == party else ["accept", "drop"]
    if row.state == REPORTED:
        return [] if row.reported_by_id == party else ["check", "return"]
    ours = row.side_id == party or row.side_id not in bound
    if row.state not in (OPEN, EARLIER) or not ours:
        return []
    return ["report", "appoint"]


@for_right(OBLIGATIONS)
def new(request: HttpRequest) -> HttpResponse:
    """Enter an obligation against a clause."""
    actor = acting(request)
    park, _ = actor.at
    refusal = None
    if request.method == "POST":
        try:
            row = actions.enter(actor=actor, new=_said(request), day=today())
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, say("已登记，等对方确认", "Entered; the other side confirms"))
            return redirect("obligation", key=row.pk)
    return render(
        request,
        "agreements/obligation_new.html",
        {
            "refusal": refusal,
            "said": request.POST or request.GET,
            "clauses": clause_numbers(park.pk),
            "seats": keyholders(park.pk),
            "departments": Department.objects.filter(active=True).select_related("side"),
            "rhythms": RHYTHMS,
            "today": today(),
        },
        status=409 if refusal else 200,
    )


def _said(request: HttpRequest) -> NewObligation:
    park, said = acting(request).at[0], request.POST
    side = number(request, "side")
    return NewObligation(
        clause=said.get("clause", ""),
        what=said.get("what", ""),
        side=next((s.party for s in keyholders(park.pk) if s.party_id == side), None),
        due=day_or_none(said.get("due", "")),
        every=number(request, "every"),
        until=day_or_none(said.get("until", "")),
        department=department_said(request, "department", park),
    )


@require_POST
@for_right(OBLIGATIONS)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Confirm, keep, check an obligation, or name its department."""
    row, actor = get_object_or_404(Obligation.objects, pk=key), acting(request)
    given: dict[str, Any] = {"actor": actor, "row": row, "version": number(request, "version")}
    verbs: dict[str, Callable[..., Any]] = {
        "accept": actions.accept,
        "drop": actions.drop,
        "appoint": actions.appoint,
        "report": actions.report_kept,
        "check": actions.check_kept,
        "return": actions.not_kept,
    }
    function = verbs.get(verb)
    if function is None:
        raise Http404
    if verb in ("drop", "report", "return"):
        given["text"] = request.POST.get("text", "")
    if verb in ("report", "check"):
        given["day"] = today()
    if verb == "appoint":
        given["department"] = department_said(request, "department", row.park)
    here = reverse("obligation", args=[key])
    return attempt(request, lambda: function(**given), say("已办", "Done"), here)
