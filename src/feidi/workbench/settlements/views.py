"""The pages of settlements: runs, figures, trails, receipts behind, statements of a year."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.quantities.calendar import read_day
from feidi.quantities.words import Unreadable, Words
from feidi.workbench.accounts.roles import READ, SETTLE
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.imports.queries import in_full, up_to
from feidi.workbench.oversight.actions import note_export
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of, refused
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language
from feidi.workbench.settlements import actions
from feidi.workbench.settlements.models import Correction, Line, Run, Statement, Total
from feidi.workbench.settlements.papers import statement_pdf
from feidi.workbench.settlements.queries import (
    flow,
    receipts_behind,
    receipts_of_correction,
    runs,
    statement_view,
    statements,
    trail,
    years_table,
    years_to_propose,
)
from feidi.workbench.settlements.tasks import compute

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the statements of years and the runs; start a run."""
    if request.method == "POST":
        return start(request)
    return render(
        request,
        "settlements/list.html",
        {"page": page_of(request, runs()), "statements": statements()},
    )


@for_right(SETTLE)
def start(request: HttpRequest) -> HttpResponse:
    """Queue a run as known at a day."""
    actor = acting(request)
    try:
        run = actions.start(actor=actor, known_at=_day(request.POST.get("known_at", "")))
    except Unreadable as error:
        return refused(request, Refusal(error.what), reverse("settlements"))
    compute.enqueue(run.pk)
    return redirect("run", number_=run.number)


def _day(said: str) -> date | None:
    return read_day(said.strip()) if said.strip() else None


def _run(number_: int) -> Run:
    run: Run = get_object_or_404(Run.objects.defer("result"), number=number_)
    return run


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, number_: int) -> Drawing:
    """Show a run: its figures by year, corrections, the flow of a year, what to do next."""
    run = _run(number_)
    table = years_table(run)
    year = number(request, "year")
    if year not in table.years:
        year = table.years[-1] if table.years else 0
    return Drawing(
        "settlements/run.html",
        {
            "run": run,
            "table": table,
            "year": year,
            "flow": flow(run, year) if year else None,
            "corrections": Correction.objects.filter(run=run),
            "errors": [p for p in run.problems if p["level"] == "error"],
            "warnings": [p for p in run.problems if p["level"] != "error"],
            "proposable": years_to_propose(run, table.years),
            "history": history("settlements.run", str(run.pk)),
        },
        lasts=run.state not in ("queued", "running"),
    )


@for_right(READ)
def progress(request: HttpRequest, number_: int) -> HttpResponse:
    """Say how far a run is; when it ends, the page is asked to load anew."""
    run = _run(number_)
    response = render(request, "settlements/progress.html", {"run": run})
    if run.state not in ("queued", "running"):
        response["HX-Refresh"] = "true"
    return response


@require_POST
@for_right(SETTLE)
def again(request: HttpRequest, number_: int) -> HttpResponse:
    """Queue again a run that failed or was stopped."""
    run, actor = _run(number_), acting(request)

    def start_again() -> None:
        actions.again(actor=actor, run=run, version=number(request, "version"))
        compute.enqueue(run.pk)

    here = reverse("run", args=[number_])
    return attempt(request, start_again, say("已重新排队", "Queued again"), here)


@for_right(READ)
@drawn_once
def figure(_request: HttpRequest, number_: int, key: int) -> Drawing:
    """Show how a figure came about: posting by posting, each with its reason."""
    total = get_object_or_404(Total.objects.select_related("run"), pk=key, run__number=number_)
    found = Correction.objects.filter(run=total.run, settled_with=total.year, party=total.account)
    return Drawing(
        "settlements/figure.html",
        {"run": total.run, "total": total, "steps": trail(total), "corrections": found},
    )


@for_right(READ)
@drawn_once
def behind(request: HttpRequest, number_: int, index: int) -> Drawing:
    """Show the receipts a posting was made of."""
    line = get_object_or_404(Line.objects.select_related("run"), index=index, run__number=number_)
    rows = receipts_behind(line)
    page = page_of(request, rows.values_list("pk", flat=True), counted=up_to(rows))
    page.object_list = in_full(list(page.object_list))
    return Drawing("settlements/behind.html", {"run": line.run, "line": line, "page": page})


@for_right(READ)
@drawn_once
def correction(request: HttpRequest, number_: int, key: int) -> Drawing:
    """Show the receipts booked since a year was posted."""
    one = get_object_or_404(Correction.objects.select_related("run"), pk=key, run__number=number_)
    page = page_of(request, receipts_of_correction(one.run, one.receipts))
    return Drawing("settlements/correction.html", {"run": one.run, "one": one, "page": page})


@for_right(READ)
def paper(request: HttpRequest, number_: int, kind: str) -> HttpResponse:
    """Give a run as it was printed: workbook, page, or JSON."""
    if kind not in KINDS:
        raise Http404
    run = get_object_or_404(Run.objects, number=number_, state="done")
    if kind == "json":
        content = run.result.encode()
    else:
        content = bytes(run.papers.get(name=f"{language()}.{kind}").content)
    name = f"settlement-{number_}.{kind}"
    note_export(actor=acting(request), about=run, file=name)
    return _attached(content, KINDS[kind], name)


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, headers={"Content-Type": kind, "Content-Disposition": disposition})


@require_POST
@for_right(SETTLE)
def propose(request: HttpRequest, number_: int) -> HttpResponse:
    """Put a year of a run to the parties."""
    run, actor = _run(number_), acting(request)
    try:
        statement = actions.propose(actor=actor, run=run, year=number(request, "year"))
    except Refusal as refusal:
        return refused(request, refusal, reverse("run", args=[number_]))
    return redirect("statement", key=statement.pk)


@for_right(READ)
@drawn_once
def statement(request: HttpRequest, key: int) -> Drawing:
    """Show a year's statement, line by line, and what both sides say of it."""
    one = get_object_or_404(Statement.objects.select_related("run", "side"), pk=key)
    party = acting(request).party
    return Drawing(
        "settlements/statement.html",
        {
            "statement": one,
            "run": one.run,
            "view": statement_view(one, party.pk if party else 0),
            "history": history("settlements.statement", str(one.pk)),
        },
    )


@require_POST
@for_right(READ)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Confirm, dispute or withdraw."""
    one = get_object_or_404(Statement.objects.select_related("run"), pk=key)
    actor, version = acting(request), number(request, "version")
    reason, here = request.POST.get("reason", ""), reverse("statement", args=[key])
    if verb == "withdraw":
        return attempt(
            request,
            lambda: actions.withdraw(actor=actor, statement=one, version=version, reason=reason),
            say("已撤回", "Withdrawn"),
            here,
        )
    if verb not in ("confirm", "dispute"):
        raise Http404
    line = number(request, "line")
    total = get_object_or_404(Total.objects, pk=line, run=one.run) if line else None
    if verb == "dispute":
        if total is None:
            raise Http404
        return attempt(
            request,
            lambda: actions.dispute(
                actor=actor, statement=one, version=version, total=total, reason=reason
            ),
            say("异议已登记，对方会看到", "The dispute is noted; the other side sees it"),
            here,
        )
    seen = request.POST.get("seen", "")
    return attempt(
        request,
        lambda: actions.confirm(actor=actor, statement=one, version=version, seen=seen, only=total),
        Words("已确认", "Confirmed").say(language()),
        here,
    )


@for_right(READ)
def signed(request: HttpRequest, key: int) -> HttpResponse:
    """Give a statement as PDF."""
    one = get_object_or_404(Statement.objects.select_related("run", "park"), pk=key)
    party = acting(request).party
    view = statement_view(one, party.pk if party else 0)
    content = statement_pdf(one, view, one.park.name, one.park.note)
    name = f"statement-{one.year}.pdf"
    note_export(actor=acting(request), about=one, file=name)
    return _attached(content, "application/pdf", name)
