"""The audit trail as an auditor reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from feidi.workbench.accounts.roles import READ_AUDIT
from feidi.workbench.actions import registered
from feidi.workbench.audit.history import told
from feidi.workbench.audit.models import Event
from feidi.workbench.audit.verifying import end_of_chain, verify
from feidi.workbench.oversight.queries import accesses, exports, tokens
from feidi.workbench.pages.answering import for_right, page_of
from feidi.workbench.scope.acting import everything


@for_right(READ_AUDIT)
def trail(request: HttpRequest) -> HttpResponse:
    """Show every row of the trail, and whether the chain holds where that is asked."""
    with everything("auditors read the whole trail, and nothing else"):
        rows = Event.objects.select_related("park")
        if verb := request.GET.get("verb", ""):
            rows = rows.filter(verb=verb)
        page = page_of(request, rows)
        shown = [told(event) for event in page]
        checked = verify() if request.GET.get("verify") else None
    return render(
        request,
        "oversight/trail.html",
        {
            "page": page,
            "rows": shown,
            "checked": checked,
            "end": end_of_chain(),
            "verbs": registered().items(),
            "verb": verb,
        },
    )


@for_right(READ_AUDIT)
def taken_out(request: HttpRequest) -> HttpResponse:
    """Show who took which data out of the site."""
    with everything("auditors read the whole trail, and nothing else"):
        page = page_of(request, exports())
        shown = [told(event) for event in page]
    return render(request, "oversight/exports.html", {"page": page, "rows": shown})


@for_right(READ_AUDIT)
def access(request: HttpRequest) -> HttpResponse:
    """Show who has which role, how he signs in, and which programs have tokens."""
    with everything("auditors review who may do what at every side"):
        found = {"people": accesses(), "tokens": tokens(), "now": timezone.now()}
        return render(request, "oversight/access.html", found)
