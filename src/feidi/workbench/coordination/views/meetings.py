"""The pages of series and meetings: lists, a meeting with its agenda, its pack on paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import COORDINATE, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.coordination.actions import agenda, minutes, series
from feidi.workbench.coordination.actions.agenda import NewItem
from feidi.workbench.coordination.actions.series import NewSeries, When
from feidi.workbench.coordination.forms import day_or_none, today
from feidi.workbench.coordination.meeting_pages import meeting_steps, meeting_view, series_lines
from feidi.workbench.coordination.models import AgendaItem, Department, Meeting, Series
from feidi.workbench.coordination.models.meetings import RHYTHMS
from feidi.workbench.coordination.task_lists import open_on
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of, refused
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.parks.queries import keyholders


@for_right(READ)
@drawn_once
def overview(request: HttpRequest) -> Drawing:
    """Show the series with their next meetings, and all meetings."""
    rows = Meeting.objects.select_related("series__convener")
    return Drawing(
        "coordination/meetings.html",
        {"lines": series_lines(), "page": page_of(request, rows), "today": today()},
    )


@for_right(COORDINATE)
def found(request: HttpRequest) -> HttpResponse:
    """Found a series of meetings."""
    refusal = None
    if request.method == "POST":
        try:
            made = series.found(actor=acting(request), new=_series_said(request))
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, say("已建立，双方可见", "Founded; both sides see it"))
            return redirect("series", key=made.pk)
    return render(
        request,
        "coordination/series_new.html",
        {"refusal": refusal, "said": request.POST, **_choices(request)},
        status=409 if refusal else 200,
    )


def _choices(request: HttpRequest) -> dict[str, Any]:
    return {
        "rhythms": RHYTHMS,
        "seats": keyholders(acting(request).at[0].pk),
        "departments": Department.objects.filter(active=True).select_related("side"),
    }


def _series_said(request: HttpRequest) -> NewSeries:
    said, park = request.POST, acting(request).at[0]
    convener = number(request, "convener")
    chosen = [int(one) for one in said.getlist("members") if one.isdecimal() and one.isascii()]
    return NewSeries(
        name=said.get("name", ""),
        rhythm=said.get("rhythm", ""),
        convener=next((s.party for s in keyholders(park.pk) if s.party_id == convener), None),
        place=said.get("place", ""),
        purpose=said.get("purpose", ""),
        members=tuple(Department.objects.filter(park=park, pk__in=chosen)),
    )


@for_right(READ)
def one_series(request: HttpRequest, key: int) -> HttpResponse:
    """Show a series: who takes part, every meeting; call the next one."""
    one = get_object_or_404(Series.objects.select_related("convener"), pk=key)
    members = list(one.members.select_related("department__side"))
    party = acting(request).party
    return render(
        request,
        "coordination/series.html",
        {
            "series": one,
            "members": members,
            "chosen": [member.department_id for member in members],
            "meetings": one.meetings.select_related("series"),
            "convenes": party == one.convener and acting(request).may(COORDINATE),
            "today": today(),
            "history": history("coordination.series", str(one.pk)),
            **_choices(request),
        },
    )


@require_POST
@for_right(COORDINATE)
def act_series(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Change a series, or call its next meeting."""
    one, actor = get_object_or_404(Series.objects, pk=key), acting(request)
    version, here = number(request, "version"), reverse("series", args=[key])
    if verb == "change":
        new = _series_said(request)
        return attempt(
            request,
            lambda: series.change(actor=actor, series=one, version=version, new=new),
            say("已调整", "Changed"),
            here,
        )
    if verb != "call":
        raise Http404
    try:
        meeting = series.call(
            actor=actor, series=one, version=version, when=_when(request), day=today()
        )
    except Refusal as refusal:
        return refused(request, refusal, here)
    messages.success(request, say("已召集，双方可以提议题", "Called; both sides may propose items"))
    return redirect("meeting", key=meeting.pk)


def _when(request: HttpRequest) -> When:
    return When(day_or_none(request.POST.get("day", "")), request.POST.get("place", ""))


def _meeting(key: int) -> Meeting:
    rows = Meeting.objects.select_related("series__convener")
    meeting: Meeting = get_object_or_404(rows, pk=key)
    return meeting


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, key: int) -> Drawing:
    """Show a meeting: its step, agenda, minutes, decisions and the tasks that came of them."""
    meeting = _meeting(key)
    view = meeting_view(meeting, acting(request), today())
    decisions = view.minutes.decisions.select_related("side", "department") if view.minutes else []
    return Drawing(
        "coordination/meeting.html",
        {
            "meeting": meeting,
            "view": view,
            "steps": meeting_steps(meeting),
            "decisions": [(one, one.tasks.first()) for one in decisions],
            "today": today(),
            "history": history("coordination.meeting", str(meeting.pk)),
        },
    )


@for_right(READ)
def pack(request: HttpRequest, key: int) -> HttpResponse:
    """Show the book of a meeting on paper: agenda, notes, open tasks, last minutes."""
    meeting = _meeting(key)
    before = meeting.series.meetings.filter(number__lt=meeting.number, state="confirmed")
    last = before.order_by("-number").first()
    return render(
        request,
        "coordination/pack.html",
        {
            "meeting": meeting,
            "view": meeting_view(meeting, acting(request), today()),
            "members": meeting.series.members.select_related("department__side"),
            "rows": open_on(today()),
            "last": last.minutes.filter(state="binding").first() if last else None,
            "day": today(),
            "today": today(),
        },
    )


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Do a step of a meeting."""
    meeting, actor = _meeting(key), acting(request)
    given: dict[str, Any] = {"actor": actor, "meeting": meeting}
    if verb == "item":
        function: Callable[..., Any] | None = agenda.draft_item
        given["new"] = _item_said(request)
    else:
        given["version"] = number(request, "version")
        function = _step(request, verb, given)
    if function is None:
        raise Http404
    done = function
    return attempt(request, lambda: done(**given), say("已办", "Done"), _here(meeting))


def _here(meeting: Meeting) -> str:
    return reverse("meeting", args=[meeting.pk])


def _step(request: HttpRequest, verb: str, given: dict[str, Any]) -> Callable[..., Any] | None:
    """Return the action of a step, and give it what it asks for."""
    if verb == "agree":
        given["seen"] = request.POST.get("seen", "")
        return agenda.agree
    if verb == "move":
        given["when"] = _when(request)
        return series.move
    if verb == "cancel":
        given["text"] = request.POST.get("text", "")
        return series.cancel
    if verb == "hold":
        given["day"] = today()
        return series.hold
    return minutes.draft_minutes if verb == "minutes" else None


def _item_said(request: HttpRequest) -> NewItem:
    said = request.POST
    return NewItem(said.get("title", ""), said.get("note", ""), said.get("about", ""))


@for_right(READ)
def item(request: HttpRequest, key: int) -> HttpResponse:
    """Show an item of an agenda; the own side's draft can be changed."""
    one = get_object_or_404(AgendaItem.objects.select_related("side", "meeting__series"), pk=key)
    actor = acting(request)
    return render(
        request,
        "coordination/item.html",
        {
            "item": one,
            "meeting": one.meeting,
            "ours": one.side == actor.party,
            "convenes": one.meeting.series.convener == actor.party and actor.may(COORDINATE),
            "history": history("coordination.agendaitem", str(one.pk)),
        },
    )


@require_POST
@for_right(READ)
def act_item(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Change, submit, withdraw or order an item; note its outcome."""
    one = get_object_or_404(AgendaItem.objects.select_related("meeting__series"), pk=key)
    plain: dict[str, Callable[..., Any]] = {
        "submit": agenda.submit_item,
        "withdraw": agenda.withdraw_item,
        "raise": agenda.raise_item,
        "edit": agenda.edit_item,
        "outcome": agenda.note_outcome,
    }
    function = plain.get(verb)
    if function is None:
        raise Http404
    given: dict[str, Any] = {"actor": acting(request), "item": one}
    given["version"] = number(request, "version")
    if verb == "edit":
        given["new"] = _item_said(request)
    if verb == "outcome":
        given |= {"text": request.POST.get("text", ""), "again": "again" in request.POST}
    return attempt(request, lambda: function(**given), say("已办", "Done"), _here(one.meeting))
