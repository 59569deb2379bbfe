"""The pages of imports: upload and look, decide, undo; the rows of receipts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from feidi.folder.columns import columns, template
from feidi.workbench.accounts.roles import IMPORT, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.history import history
from feidi.workbench.imports import actions
from feidi.workbench.imports.checking import check_table
from feidi.workbench.imports.models import PENDING, TABLES, Batch
from feidi.workbench.imports.queries import batches, firms, in_full, number_of, receipts
from feidi.workbench.imports.sheets import LARGEST_UPLOAD, as_csv, template_sheet
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of, refused
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language

FILTERS = ("q", "tax", "enterprise", "year")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_right(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the batches; take an upload, and show what it would bring before anything is kept."""
    if request.method == "POST":
        return upload(request)
    page = page_of(request, batches(request.GET.get("table", "")))
    return render(request, "imports/list.html", {"page": page, "tables": TABLES.items()})


@for_right(IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Check an uploaded table: with errors nothing is kept, clean it waits for a decision."""
    table, file, actor = request.POST.get("table", ""), request.FILES.get("file"), acting(request)
    if table not in TABLES or file is None or actor.park is None:
        return redirect("imports")
    said_name = file.name or "table"
    try:
        content = as_csv(file.read(LARGEST_UPLOAD + 1), said_name)
        checked = check_table(actor.park.pk, table, content)
        if not checked.clean:
            context = {"checked": checked, "said_name": said_name, "table": TABLES[table]}
            return render(request, "imports/unclean.html", context, status=422)
        batch = actions.bring(
            actor=actor, table=table, said_name=said_name, content=content, checked=checked
        )
    except Refusal as refusal:
        return refused(request, refusal, reverse("imports"))
    return redirect("import", key=batch.pk)


@for_right(READ)
@drawn_once
def detail(request: HttpRequest, key: int) -> Drawing:
    """Show a batch: what it brings, its rows, what was done with it."""
    batch = get_object_or_404(Batch.objects, pk=key)
    checked = None
    if batch.state == "pending":
        checked = check_table(batch.park_id, batch.table, bytes(batch.content))
    page = page_of(request, batch.rows.all())
    return Drawing(
        "imports/detail.html",
        {
            "batch": batch,
            "checked": checked,
            "columns": columns(batch.table),
            "page": page,
            "history": history("imports.batch", str(batch.pk)),
        },
        lasts=batch.state != PENDING,
    )


@require_POST
@for_right(IMPORT)
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Import, discard or undo a batch."""
    batch = get_object_or_404(Batch.objects, pk=key)
    actor, version = acting(request), number(request, "version")
    here = reverse("import", args=[key])
    if verb == "undo":
        reason = request.POST.get("reason", "")
        return attempt(
            request,
            lambda: actions.undo(actor=actor, batch=batch, version=version, reason=reason),
            say("整批已撤销", "The whole batch is undone"),
            here,
        )
    if verb not in ("import", "discard"):
        raise Http404
    does = actions.bring_in if verb == "import" else actions.discard
    return attempt(
        request,
        lambda: does(actor=actor, batch=batch, version=version),
        say("已导入", "Imported") if verb == "import" else say("已放弃", "Discarded"),
        here,
    )


@for_right(READ)
def empty(_request: HttpRequest, table: str, kind: str) -> HttpResponse:
    """Give an empty table of the data dictionary, as XLSX or CSV."""
    if table not in TABLES or kind not in ("csv", "xlsx"):
        raise Http404
    if kind == "xlsx":
        content, said = template_sheet(table, language()), XLSX
    else:
        content, said = b"\xef\xbb\xbf" + template(table, language()).encode(), "text/csv"
    disposition = f'attachment; filename="{table}.{kind}"'
    return HttpResponse(content, headers={"Content-Type": said, "Content-Disposition": disposition})


@for_right(READ)
@drawn_once
def rows(request: HttpRequest) -> Drawing:
    """Show the receipts, filtered."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in FILTERS}
    keys = receipts(**asked).values_list("pk", flat=True)
    page = page_of(request, keys, counted=number_of(asked))
    page.object_list = in_full(list(page.object_list))
    return Drawing("imports/receipts.html", {"page": page, "asked": asked, "firms": firms()})
