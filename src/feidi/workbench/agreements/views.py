"""The pages of agreements: list, text beside reading, editor with live check, differences."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.folder import layout
from feidi.workbench.accounts.roles import DRAFT_AGREEMENT, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.agreements import actions
from feidi.workbench.agreements.ledger.queries import beside
from feidi.workbench.agreements.models import DRAFT, IN_FORCE, Text
from feidi.workbench.agreements.queries import changes_against, in_force, keys_of, reading_of, texts
from feidi.workbench.agreements.reading import read
from feidi.workbench.audit.history import history
from feidi.workbench.oversight.actions import note_export
from feidi.workbench.pages.answering import acting, attempt, for_right, number, refused
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show all texts: in force, proposed, drafts of the own side, superseded."""
    return render(request, "agreements/list.html", {"texts": texts(), "names": _names()})


def _names() -> list[str]:
    found = [text.name for text in texts()]
    return list(dict.fromkeys([layout.AGREEMENT, *found]))


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, key: int) -> Drawing:
    """Show a text beside what it is read back as, its keys and what it changes."""
    text = get_object_or_404(Text.objects, pk=key)
    keys, reading = keys_of(text), reading_of(text)
    party = acting(request).party
    mine = [turned for seat, turned in keys if party and seat.party_id == party.pk]
    return Drawing(
        "agreements/detail.html",
        {
            "text": text,
            "reading": reading,
            "clauses": beside(reading, due=text.state == IN_FORCE),
            "keys": keys,
            "mine_waits": mine == [None],
            "other": in_force(text),
            "history": history("agreements.text", str(text.pk)),
        },
    )


@for_right(READ)
def differences(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a text changes against the one in force, clause by clause."""
    text = get_object_or_404(Text.objects, pk=key)
    against = number(request, "against")
    other = (
        get_object_or_404(Text.objects, pk=against, name=text.name) if against else in_force(text)
    )
    found = changes_against(text, other) if other else []
    return render(
        request, "agreements/differences.html", {"text": text, "other": other, "changes": found}
    )


@for_right(READ)
def download(request: HttpRequest, key: int) -> HttpResponse:
    """Give the exact bytes that the fingerprint is of."""
    text = get_object_or_404(Text.objects, pk=key)
    name = text.name.rpartition("/")[2]
    note_export(actor=acting(request), about=text, file=name)
    return HttpResponse(
        bytes(text.content),
        headers={
            "Content-Type": "text/markdown; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


@for_right(DRAFT_AGREEMENT)
def new(request: HttpRequest) -> HttpResponse:
    """Start a draft: from an uploaded file, from the text in force, or from nothing."""
    name = request.POST.get("name") or request.GET.get("name") or layout.AGREEMENT
    if request.method == "POST":
        upload = request.FILES.get("file")
        content = upload.read(layout.LARGEST_DOCUMENT + 1) if upload else _said(request)
        actor = acting(request)
        try:
            text = actions.draft(actor=actor, name=name, content=content)
        except Refusal as refusal:
            return refused(request, refusal, reverse("agreements"))
        return redirect("agreement-edit", key=text.pk)
    force = Text.objects.filter(name=name, state="in_force").first()
    return render(
        request, "agreements/new.html", {"name": name, "text": force.text if force else ""}
    )


def _said(request: HttpRequest) -> bytes:
    """Return the text of a form as it is signed: lines end with LF."""
    return request.POST.get("text", "").replace("\r\n", "\n").encode()


@for_right(DRAFT_AGREEMENT)
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Edit a draft, with its problems beside it as one writes."""
    text = get_object_or_404(Text.objects, pk=key, state=DRAFT)
    context = {"text": text, "said": text.text, "reading": reading_of(text)}
    if request.method == "POST":
        content, actor = _said(request), acting(request)
        try:
            actions.edit(
                actor=actor, text=text, content=content, version=number(request, "version")
            )
        except Refusal as refusal:
            # what was typed is shown again, so that nothing is lost
            context |= {"said": content.decode(), "refusal": refusal}
            return render(request, "agreements/edit.html", context, status=409)
        messages.success(request, say("草稿已保存", "The draft is saved"))
        return redirect("agreement-edit", key=key)
    return render(request, "agreements/edit.html", context)


@require_POST
@for_right(DRAFT_AGREEMENT)
def live(request: HttpRequest) -> HttpResponse:
    """Check a text as it is being written; nothing is kept."""
    park = acting(request).park
    name = request.POST.get("name") or layout.AGREEMENT
    reading = read(park.pk if park else 0, name, _said(request))
    return render(request, "agreements/checked.html", {"reading": reading})


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Propose, withdraw or confirm a text."""
    text = get_object_or_404(Text.objects, pk=key)
    actor, version = acting(request), number(request, "version")
    here = reverse("agreement", args=[key])
    if verb == "propose":
        return attempt(
            request,
            lambda: actions.propose(actor=actor, text=text, version=version),
            say("已提交，等双方确认", "Proposed; both sides are to confirm"),
            here,
        )
    if verb == "withdraw":
        reason = request.POST.get("reason", "")
        return attempt(
            request,
            lambda: actions.withdraw(actor=actor, text=text, version=version, reason=reason),
            say("已撤回", "Withdrawn"),
            reverse("agreements"),
        )
    if verb != "confirm":
        raise Http404
    seen = request.POST.get("seen", "")
    return attempt(
        request,
        lambda: actions.confirm(actor=actor, text=text, version=version, seen=seen),
        say("本方已确认", "Confirmed for our side"),
        here,
    )
