"""The pages of documents: all one may see; attach, give out, remove."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from feidi.quantities.words import Words
from feidi.workbench.accounts.roles import ATTACH, READ
from feidi.workbench.actions import Refusal
from feidi.workbench.documents import actions
from feidi.workbench.documents.kinds import KINDS
from feidi.workbench.documents.models import OTHER, PURPOSES, Document
from feidi.workbench.documents.queries import documents, kinds, object_of, rows_of, with_objects
from feidi.workbench.documents.serving import given_out
from feidi.workbench.documents.sniffing import LARGEST, Upload
from feidi.workbench.pages.answering import acting, attempt, for_right, number, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.pages.tongue import language

MOST_AT_ONCE = 10


@for_right(READ)
@drawn_once
def overview(request: HttpRequest) -> Drawing:
    """Show the documents one may see, by what they are attached to and what they are for."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "kind", "purpose")}
    page = page_of(request, documents(**asked))
    return Drawing(
        "documents/list.html",
        {
            "page": page,
            "rows": with_objects(list(page)),
            "asked": asked,
            "kinds": [(kind, KINDS.get(kind, Words(kind, kind))) for kind in kinds()],
            "purposes": PURPOSES.items(),
            "filtered": any(asked.values()),
        },
    )


@require_POST
@for_right(ATTACH)
def attach(request: HttpRequest) -> HttpResponse:
    """Attach the files of a form to a row one may see; each is kept or refused by itself."""
    about = _about(request)
    files = request.FILES.getlist("file")
    if not files or len(files) > MOST_AT_ONCE:
        what = Words("请选择 1 至 {n} 个文件", "choose 1 to {n} files").fill(n=MOST_AT_ONCE)
        messages.error(request, what.say(language()))
    for file in files[:MOST_AT_ONCE]:
        _attach_one(request, about, file, request.POST.get("title", "") if len(files) == 1 else "")
    return redirect(f"{about.get_absolute_url()}#documents")


def _about(request: HttpRequest) -> Any:
    rows = rows_of(request.POST.get("kind", ""))
    if rows is None:
        raise Http404
    return get_object_or_404(rows, pk=number(request, "key"))


def _attach_one(request: HttpRequest, about: Any, file: Any, title: str) -> None:
    upload = Upload(file.name or "", file.read(LARGEST + 1))
    purpose = request.POST.get("purpose") or OTHER
    try:
        made = actions.attach(
            actor=acting(request), about=about, upload=upload, title=title, purpose=purpose
        )
    except Refusal as refusal:
        messages.error(request, f"{upload.name[:80]}：{refusal.what.say(language())}")
    else:
        said = Words("已上传“{name}”", "“{name}” is attached").fill(name=made.title)
        messages.success(request, said.say(language()))


def _document(key: int) -> tuple[Document, Any]:
    """Return a document and what it is attached to; 404 unless both may be seen."""
    document = get_object_or_404(Document.objects, pk=key)
    about = object_of(document)
    if about is None:
        raise Http404
    return document, about


@for_right(READ)
def give(_request: HttpRequest, key: int) -> HttpResponse:
    """Give a file out, to be saved; not once it has been removed."""
    document, _ = _document(key)
    if document.removed_at is not None:
        raise Http404
    return given_out(document)


@require_POST
@for_right(ATTACH)
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take a file of the own side out of use."""
    document, about = _document(key)
    actor, version = acting(request), number(request, "version")
    reason = request.POST.get("reason", "")
    return attempt(
        request,
        lambda: actions.remove(actor=actor, document=document, version=version, reason=reason),
        say("附件已移除", "The file is removed"),
        f"{about.get_absolute_url()}#documents",
    )
