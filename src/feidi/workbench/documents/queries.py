"""Which files there are, on what; and what a file is attached to, if one may see that."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from feidi.workbench.documents.models import Document

# what a page of files need not load of the objects they are attached to
_HEAVY = (models.BinaryField, models.TextField, models.JSONField)


def files_of(about: Any) -> list[Document]:
    """Return the documents of a row, removed ones too, the latest first."""
    rows = Document.objects.filter(kind=about._meta.label_lower, key=str(about.pk))
    return list(rows.select_related("side"))


def documents(q: str = "", kind: str = "", purpose: str = "") -> QuerySet[Document]:
    """Return the documents one may see that have not been removed, the latest first."""
    found: QuerySet[Document] = Document.objects.filter(removed_at__isnull=True)
    if q:
        wanted = ("title", "file_name", "about_name", "added_by")
        found = found.filter(*[_any_of(wanted, word) for word in q.split()[:5]])
    for name, value in (("kind", kind), ("purpose", purpose)):
        found = found.filter(**{name: value}) if value else found
    return found.select_related("side")


def _any_of(names: tuple[str, ...], word: str) -> Q:
    wanted = Q(sha256=word.lower())
    for name in names:
        wanted |= Q(**{f"{name}__icontains": word})
    return wanted


def kinds() -> list[str]:
    """Return the tables to whose rows something is attached."""
    rows = Document.objects.order_by("kind").values_list("kind", flat=True)
    return list(rows.distinct())


def rows_of(kind: str) -> models.Manager[Any] | None:
    """Return the rows of a table that one may see; None where there is no such table."""
    try:
        model: Any = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    manager: models.Manager[Any] = model._default_manager
    return manager if hasattr(model, "get_absolute_url") else None


def with_objects(page: list[Document]) -> list[tuple[Document, Any]]:
    """Return documents, each with what it is attached to; one query for each table."""
    found: dict[tuple[str, str], Any] = {}
    for kind in {one.kind for one in page}:
        rows = rows_of(kind)
        if rows is not None:
            keys = [one.key for one in page if one.kind == kind]
            heavy = [f.name for f in rows.model._meta.concrete_fields if isinstance(f, _HEAVY)]
            found |= {(kind, str(r.pk)): r for r in rows.filter(pk__in=keys).defer(*heavy)}
    return [(d, found[d.kind, d.key]) for d in page if (d.kind, d.key) in found]


def object_of(document: Document) -> Any:
    """Return what a document is attached to; None where one may not see it."""
    found = with_objects([document])
    return found[0][1] if found else None
