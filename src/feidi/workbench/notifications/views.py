"""The page of what one is told: filter it, follow it, mark it read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.quantities.words import Words
from feidi.workbench.accounts.roles import READ
from feidi.workbench.notifications.queries import (
    mark_read,
    number_told,
    number_unread,
    told_to,
    unread,
)
from feidi.workbench.pages.answering import acting, for_right, page_of
from feidi.workbench.pages.templatetags.pieces import Tab


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show what one is told, the latest first; on request only what is unread."""
    only = request.GET.get("only") == "unread"
    actor = acting(request)
    rows = unread(actor) if only else told_to(actor)
    page = page_of(request, rows, counted=number_told(actor, only))
    here = reverse("notifications")
    parts = [
        Tab(Words("全部", "All"), here, not only),
        Tab(Words("未读", "Unread"), f"{here}?only=unread", only, number_unread(actor)),
    ]
    context = {"page": page, "only": only, "parts": parts}
    return render(request, "notifications/list.html", context)


@require_POST
@for_right(READ)
def follow(request: HttpRequest, key: int) -> HttpResponse:
    """Mark one thing read and go to what it is about."""
    actor = acting(request)
    one = get_object_or_404(told_to(actor), pk=key)
    mark_read(actor, told_to(actor).filter(pk=key))
    return redirect(one.address)


@require_POST
@for_right(READ)
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything read."""
    actor = acting(request)
    mark_read(actor, unread(actor))
    return redirect("notifications")
