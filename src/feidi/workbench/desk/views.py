"""My desk, what was done, search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from feidi.workbench.accounts.actor import Actor, actor_of
from feidi.workbench.accounts.roles import DUTY, READ, SETTLE
from feidi.workbench.audit.history import history, told
from feidi.workbench.audit.lately import until_written
from feidi.workbench.audit.models import Event
from feidi.workbench.desk.queries import PARTS, desk, parts, search
from feidi.workbench.desk.starts import start as start_of
from feidi.workbench.pages.answering import acting, for_right, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.settlements.queries import last_run, years_table


def start(request: HttpRequest) -> HttpResponse:
    """Show who signs in what is his: the desk, or his part of the administration."""
    actor = actor_of(request)
    if not request.user.is_authenticated:
        return redirect("account_login")
    if actor is None:
        return render(request, "pages/no_role.html", status=403)
    if actor.may(READ):
        return mine(request)
    return redirect({"audit": "oversight", "security": "grants"}.get(actor.role, "health"))


@for_right(READ)
@drawn_once
def mine(request: HttpRequest) -> Drawing:
    """Show what waits for the person and for others, and what the role sees first."""
    actor, asked = acting(request), request.GET.get("all", "")
    name = f"desk-{actor.role}-{asked if asked in PARTS else ''}"
    context = until_written(name, actor, lambda: _desk(actor, asked))
    # what a duty operator watches comes in without an act
    return Drawing("desk/desk.html", context, lasts=actor.role != DUTY)


def _desk(actor: Actor, asked: str) -> dict[str, Any]:
    run, whole = last_run(), desk(actor)
    return {
        "late": whole.late,
        "parts": parts(whole, asked),
        "start": start_of(actor),
        "run": run,
        "table": years_table(run) if run and actor.may(SETTLE) else None,
        "history": history()[:8],
    }


@for_right(READ)
@drawn_once
def done(request: HttpRequest) -> Drawing:
    """Show what was done in the park, as far as one may see it."""
    page = page_of(request, Event.objects.all())
    return Drawing("desk/history.html", {"page": page, "rows": [told(e) for e in page]})


@for_right(READ)
@drawn_once
def find(request: HttpRequest) -> Drawing:
    """Search everything one may see."""
    said = request.GET.get("q", "").strip()[:100]
    return Drawing("desk/search.html", {"said": said, "found": search(said) if said else []})
