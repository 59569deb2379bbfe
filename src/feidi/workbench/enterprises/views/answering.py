"""What the pages of firms and chambers do alike: make joint, show a contact once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feidi.workbench.actions import Refusal
from feidi.workbench.enterprises import actions
from feidi.workbench.pages.answering import acting, attempt, number
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language


def act_on(request: HttpRequest, row: Any, verb: str) -> HttpResponse:
    """Make a row joint, or show its contact."""
    if verb == "share":
        return share(request, row)
    if verb != "reveal":
        raise Http404
    try:
        who = actions.reveal(actor=acting(request), row=row, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, refusal.what.say(language()))
        return redirect(row.get_absolute_url())
    answer = render(request, "enterprises/contact.html", {"row": row, "who": who})
    answer["Cache-Control"] = "no-store"
    return answer


def share(request: HttpRequest, row: Any) -> HttpResponse:
    """Make a row joint."""
    actor, version = acting(request), number(request, "version")
    return attempt(
        request,
        lambda: actions.share(actor=actor, row=row, version=version),
        say("已转为双方共同", "Both sides see it now"),
        row.get_absolute_url(),
    )


def starred(row: Any) -> dict[str, Any]:
    """Return the fields of a row for its form; what is known of the contact is not told."""
    said = {f.name: getattr(row, f.name) for f in row._meta.concrete_fields}
    hidden = {name: "" for name in said if name.startswith("contact_")}
    return {name: "" if value is None else value for name, value in said.items()} | hidden
