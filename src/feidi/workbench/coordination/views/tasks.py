"""The pages of tasks: lists by light and side, one task, a new one, the week on paper."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.coordinate import light_on, rules_by
from feidi.coordinate.lights import COLOURS, OUT
from feidi.workbench.accounts.roles import COORDINATE, INSTRUCT, OFFICERS, READ, ROLES
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.coordination import task_lists
from feidi.workbench.coordination.actions import supervising, tasks
from feidi.workbench.coordination.actions.supervising import Later
from feidi.workbench.coordination.forms import day_or_none, given_day, leads_of, task_said, today
from feidi.workbench.coordination.models import Department, Matter, Remark, Task
from feidi.workbench.coordination.models.tasks import DECISION, INSTRUCTION, SOURCES
from feidi.workbench.coordination.offers import offers, steps
from feidi.workbench.coordination.task_lists import Standings
from feidi.workbench.pages.answering import ROWS_A_PAGE, acting, attempt, for_right, number, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say

PLAIN: dict[str, Callable[..., Any]] = {"assign": tasks.assign, "sign": tasks.sign}
WITH_TEXT: dict[str, Callable[..., Any]] = {
    "report": tasks.report,
    "complete": tasks.complete,
    "accept": tasks.accept,
    "return": tasks.send_back,
    "reopen": tasks.reopen,
    "chase": supervising.chase,
    "grant": supervising.grant_extension,
    "refuse": supervising.refuse_extension,
}
# what is said does not touch the task itself
SAID: dict[str, Callable[..., Any]] = {"comment": supervising.comment, "note": supervising.note}


@for_right(READ)
@drawn_once
def overview(request: HttpRequest) -> Drawing:
    """Show the tasks by light and side, as they stand on a day."""
    day, park = given_day(request), acting(request).at[0]
    given = {
        "light": request.GET.get("light", ""),
        "side": number(request, "side"),
        "source": request.GET.get("source", ""),
        "q": request.GET.get("q", "").strip()[:100],
    }
    living = task_lists.open_on(day)
    return Drawing(
        "coordination/tasks.html",
        {
            **_table(day),
            "counts": task_lists.counted(living, park.pk),
            "page": page_of(request, _found(living, day, given)),
            "given": given,
            "sources": SOURCES,
            "colours": COLOURS,
        },
    )


def _found(living: Standings, day: date, given: dict[str, Any]) -> Standings:
    """Return the tasks that were asked for: the open ones, or those closed."""
    out = given["light"] == OUT
    if out or given["source"] or given["q"]:
        rows = Task.objects.filter(closed_on__lte=day) if out else task_lists.living_on(day)
        living = task_lists.standing(task_lists.told_of(rows, given), day)
    return living.of(given["light"], given["side"])


def _table(day: date) -> dict[str, Any]:
    return {"day": day, "today": today(), "rules": rules_by()}


@for_right(READ)
@drawn_once
def mine(request: HttpRequest) -> Drawing:
    """Show the tasks that who asks has to do, or to check."""
    day = given_day(request)
    found = task_lists.standing(task_lists.mine(acting(request)), day)
    given = {"page": page_of(request, found), **_table(day)}
    return Drawing("coordination/my_tasks.html", given)


@for_right(READ)
@drawn_once
def weekly(request: HttpRequest) -> Drawing:
    """Show the week on paper: counts by light and side, with the rows behind each number."""
    day, park = given_day(request), acting(request).at[0]
    week = task_lists.week_of(day, park.pk)
    entire = request.GET.get("all") == "1"
    given = {"week": week, "most": ":" if entire else f":{ROWS_A_PAGE}", **_table(day)}
    return Drawing("coordination/weekly.html", given)


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, key: int) -> Drawing:
    """Show one task: where it stands, what comes next, all that was said and done."""
    rows = Task.objects.select_related("side", "department", "counterpart", "decision__minutes")
    task = get_object_or_404(rows, pk=key)
    day = given_day(request)
    found = offers(task, acting(request))
    return Drawing(
        "coordination/task.html",
        {
            "task": task,
            "light": light_on(day, task.dates),
            "steps": steps(task),
            "next": found[0] if found and found[0].verb not in (*SAID, "chase") else None,
            "offers": found,
            "remarks": Remark.objects.filter(task=task).select_related("side"),
            "extensions": task.extensions.all(),
            "history": history("coordination.task", str(task.pk)),
            **_table(day),
        },
    )


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Do a step of a task."""
    task, actor = get_object_or_404(Task.objects, pk=key), acting(request)
    given: dict[str, Any] = {"actor": actor, "task": task, "day": today()}
    function = PLAIN.get(verb) or WITH_TEXT.get(verb) or SAID.get(verb)
    if verb not in SAID:
        given["version"] = number(request, "version")
    text = request.POST.get("text", "")
    if verb == "extend":
        function = supervising.ask_extension
        given["later"] = Later(day_or_none(request.POST.get("until", "")), text)
    elif verb not in PLAIN:
        given["text"] = text
    if function is None:
        raise Http404
    done = function
    return attempt(
        request, lambda: done(**given), say("已办，双方可见", "Done"), reverse("task", args=[key])
    )


@for_right(COORDINATE)
def new(request: HttpRequest) -> HttpResponse:
    """Register a task; the duties of departments suggest who is in charge."""
    return _new(request, instructs=False)


@for_right(INSTRUCT)
def instruct(request: HttpRequest) -> HttpResponse:
    """Make a task of a leader's instruction."""
    return _new(request, instructs=True)


def _new(request: HttpRequest, *, instructs: bool) -> HttpResponse:
    if request.method != "POST":
        return _form(request, instructs, None)
    actor = acting(request)
    make = tasks.instruct if instructs else tasks.register
    try:
        task = make(actor=actor, new=task_said(request, actor.at[0]), day=today())
    except Refusal as refusal:
        return _form(request, instructs, refusal)
    messages.success(request, say("已立项，双方可见", "Registered; both sides see it"))
    return redirect("task", key=task.pk)


def _form(request: HttpRequest, instructs: bool, refusal: Refusal | None) -> HttpResponse:
    party = acting(request).at[1]
    matter = Matter.objects.filter(pk=number(request, "matter")).first()
    leads, theirs = leads_of(matter, party.pk)
    said = request.POST or request.GET
    return render(
        request,
        "coordination/new_task.html",
        {
            "instructs": instructs,
            "refusal": refusal,
            "said": said,
            "departments": Department.objects.filter(active=True).select_related("side"),
            "matters": Matter.objects.all(),
            "matter": matter,
            "department": number(request, "department") or leads,
            "counterpart": number(request, "counterpart") or theirs,
            "roles": [(role, ROLES[role]) for role in OFFICERS],
            "sources": [(k, w) for k, w in SOURCES.items() if k not in (DECISION, INSTRUCTION)],
            "today": today(),
        },
        status=409 if refusal else 200,
    )


@for_right(READ)
def note(_request: HttpRequest, key: int) -> HttpResponse:
    """Go to the task that something was said of."""
    said = get_object_or_404(Remark.objects, pk=key)
    return redirect(f"{reverse('task', args=[said.task_id])}#said-{said.pk}")
