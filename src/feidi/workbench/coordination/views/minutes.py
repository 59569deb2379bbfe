"""The page of minutes: draft, decisions, keys of both sides."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import COORDINATE, OFFICERS, READ, ROLES
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.coordination.actions import minutes as actions
from feidi.workbench.coordination.forms import task_said, today
from feidi.workbench.coordination.meeting_pages import keys_of
from feidi.workbench.coordination.models import AgendaItem, Decision, Department, Minutes
from feidi.workbench.coordination.wording import agenda, minutes_text
from feidi.workbench.pages.answering import acting, attempt, for_right, number, refused
from feidi.workbench.pages.templatetags.said import say


@for_right(READ)
def detail(request: HttpRequest, key: int) -> HttpResponse:
    """Show minutes: a draft with its form, or the sealed words with the keys turned."""
    rows = Minutes.objects.select_related("meeting__series", "drafted_by")
    minutes = get_object_or_404(rows, pk=key)
    actor = acting(request)
    keys = keys_of(minutes)
    mine = [turned for seat, turned in keys if actor.party and seat.party_id == actor.party.pk]
    decisions = minutes.decisions.select_related("side", "department", "counterpart", "item")
    return render(
        request,
        "coordination/minutes.html",
        {
            "minutes": minutes,
            "meeting": minutes.meeting,
            "words_shown": minutes.sealed or minutes_text(minutes),
            "keys": keys,
            "mine_waits": mine == [None],
            "leads": actor.may(COORDINATE),
            "decisions": [(one, one.tasks.first()) for one in decisions],
            "items": agenda(minutes.meeting),
            "departments": Department.objects.filter(active=True).select_related("side"),
            "roles": [(role, ROLES[role]) for role in OFFICERS],
            "said": {},
            "today": today(),
            "history": history("coordination.minutes", str(minutes.pk)),
        },
    )


@require_POST
@for_right(COORDINATE)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Edit, decide, put forward, confirm or send back."""
    minutes = get_object_or_404(Minutes.objects.select_related("meeting"), pk=key)
    here = reverse("minutes", args=[key])
    given: dict[str, Any] = {
        "actor": acting(request),
        "minutes": minutes,
        "version": number(request, "version"),
    }
    try:
        function = _verb(request, minutes, verb, given)
    except Refusal as refusal:
        return refused(request, refusal, here)
    return attempt(request, lambda: function(**given), say("已办", "Done"), here)


def _verb(
    request: HttpRequest, minutes: Minutes, verb: str, given: dict[str, Any]
) -> Callable[..., Any]:
    """Return the action that is asked for, and give it what it takes."""
    said = request.POST
    if verb == "decide":
        given["item"] = get_object_or_404(AgendaItem.objects, pk=number(request, "item"))
        given["new"] = task_said(request, minutes.park)
        return actions.decide
    if verb == "drop":
        key = number(request, "decision")
        given["decision"] = get_object_or_404(Decision.objects, pk=key)
        return actions.drop
    if verb == "confirm":
        given |= {"seen": said.get("seen", ""), "day": today()}
        return actions.confirm_minutes
    if verb in ("edit", "return"):
        given["text"] = said.get("text", "").replace("\r\n", "\n")
        return actions.edit_minutes if verb == "edit" else actions.return_minutes
    if verb != "propose":
        raise Http404
    return actions.propose_minutes
