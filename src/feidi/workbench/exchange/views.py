"""The page of leaving: what one's side takes along, asked for, fetched, removed."""

from base64 import b64encode
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import LEAVE, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.exchange import actions
from feidi.workbench.exchange.archiving import pack
from feidi.workbench.exchange.describing import dictionary
from feidi.workbench.exchange.leaving import LEFT_OUT
from feidi.workbench.exchange.models import Archive
from feidi.workbench.jobs import QUEUED, RUNNING
from feidi.workbench.pages.answering import acting, attempt, for_right, page_of, refused
from feidi.workbench.pages.templatetags.said import say


@for_right(READ)
def leaving(request: HttpRequest) -> HttpResponse:
    """Show what a side takes along and what not, and the archives it had packed."""
    actor = acting(request)
    if request.method == "POST":
        return attempt(
            request,
            lambda: pack.enqueue(actions.ask(actor=actor, why=request.POST.get("why", "")).pk),
            say("已开始打包，做好后会通知", "It is being packed; you are told when it is ready"),
            reverse("leaving"),
        )
    page = page_of(request, Archive.objects.all())
    return render(
        request,
        "exchange/leaving.html",
        {
            "page": page,
            "busy": any(one.state in (QUEUED, RUNNING) for one in page),
            "takes": actor.may(LEAVE),
            "tables": sorted(dictionary("tables").items()),
            "left_out": LEFT_OUT.items(),
            "days": actions.KEPT_DAYS,
        },
    )


@for_right(READ)
def archive(request: HttpRequest, key: int) -> HttpResponse:
    """Give a packed archive out, to be saved, with its digest."""
    one: Archive = get_object_or_404(Archive.objects, pk=key)
    try:
        place = actions.give(actor=acting(request), archive=one)
    except Refusal as refusal:
        return refused(request, refusal, reverse("leaving"))
    digest = b64encode(bytes.fromhex(one.sha256)).decode()
    headers = {
        "Repr-Digest": f"sha-256=:{digest}:",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    given = FileResponse(
        place.open("rb"),
        as_attachment=True,
        filename=one.name,
        content_type="application/zip",
        headers=headers,
    )
    return cast(HttpResponse, given)  # it answers as one, but for its stream


@require_POST
@for_right(READ)
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Remove a packed archive from the site."""
    one = get_object_or_404(Archive.objects, pk=key)
    actor = acting(request)
    return attempt(
        request,
        lambda: actions.remove(actor=actor, archive=one),
        say("存档已删除", "The archive is removed"),
        reverse("leaving"),
    )
