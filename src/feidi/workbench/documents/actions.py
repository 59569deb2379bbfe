"""Attach a file, remove it; let the documents of an object follow it to the other side."""

import hashlib
from typing import Any

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ATTACH
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.documents.models import OTHER, PURPOSES, Content, Document
from feidi.workbench.documents.sniffing import Upload, media_of, safe_name
from feidi.workbench.scope.acting import JOINT, OWN, everything
from feidi.workbench.scope.rows import Scoped

MOST_AT_ONE = 200


def attachable(about: Any) -> bool:
    """Say whether files may be attached to a row: it belongs to sides, and has a page."""
    return isinstance(about, Scoped) and hasattr(about, "get_absolute_url")


@action("documents.attach", Words("上传了附件", "attached a file"), ATTACH)
def attach(
    entry: Entry, *, actor: Actor, about: Any, upload: Upload, title: str = "", purpose: str = OTHER
) -> Document:
    """Attach a file to a row of the park, seen from now on by whoever sees that row."""
    park, party = actor.at
    if not attachable(about) or about.park_id != park.pk or purpose not in PURPOSES:
        raise Refusal(Words("这里不能上传附件", "nothing can be attached here"))
    sha256 = hashlib.sha256(upload.content).hexdigest()
    _room_for(about, sha256)
    name = safe_name(upload.name)
    joint = about.visibility != OWN
    document: Document = Document.objects.create(
        park=park,
        owner=None if joint else party,
        visibility=JOINT if joint else OWN,
        kind=about._meta.label_lower,
        key=str(about.pk),
        about_name=str(about)[:200],
        title=(title.strip() or name.rpartition(".")[0])[:200],
        purpose=purpose,
        file_name=name,
        media=media_of(upload),
        size=len(upload.content),
        sha256=sha256,
        side=party,
        added_by=str(actor.user),
    )
    Content.objects.create(document=document, content=upload.content)
    entry.about = about
    entry.after = {
        "document": document.pk,
        "title": document.title,
        "file": name,
        "size": document.size,
        "sha256": sha256,
    }
    return document


def _room_for(about: Any, sha256: str) -> None:
    there = attached(about)
    if there.filter(sha256=sha256).exists():
        raise Refusal(Words("同样内容的附件已经在这里", "the very same file is attached already"))
    if there.count() >= MOST_AT_ONE:
        what = Words("一处最多 {n} 个附件", "no more than {n} files at one place")
        raise Refusal(what.fill(n=MOST_AT_ONE))


def attached(about: Any) -> Any:
    """Return the documents of a row that have not been removed."""
    return Document.objects.filter(
        kind=about._meta.label_lower, key=str(about.pk), removed_at__isnull=True
    )


@action("documents.remove", Words("移除了附件", "removed a file"), ATTACH)
def remove(entry: Entry, *, actor: Actor, document: Document, version: int, reason: str) -> None:
    """Take a file of the own side out of use; it is kept, marked, and no longer given out."""
    document = take(document, version)
    if document.side != actor.party:
        raise Refusal(Words("只有上传的一方可以移除", "only the side that attached it removes it"))
    if document.removed_at is not None:
        raise Refusal(Words("已经移除", "it is removed already"))
    if not reason.strip():
        raise Refusal(Words("请写明移除的原因", "say why it is removed"))
    entry.about, entry.reason = document, reason[:500]
    entry.change(document, removed_by=str(actor.user), removed_why=reason[:500])
    document.removed_at = timezone.now()
    document.save()


def follow(about: Any) -> None:
    """Let the documents of a row be seen by whoever sees the row now.

    Called inside an action that has changed owner or visibility of the row, as when a draft is
    proposed or a hand-over accepted. What was removed before stays with its own side.
    """
    joint = about.visibility != OWN
    with everything("a document is seen by whoever sees what it is attached to"):
        rows = attached(about)
        rows.update(
            owner=None if joint else about.owner,
            visibility=JOINT if joint else OWN,
            about_name=str(about)[:200],
        )
