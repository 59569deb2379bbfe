"""The documents that leave with a side: the files as they are, and what each of them is."""

import json
from collections.abc import Iterator

from feidi.workbench.documents.models import Content, Document

FOLDER, INDEX = "documents", "documents.jsonl"


def files_to_take() -> Iterator[tuple[str, bytes]]:
    """Yield (name in the folder, bytes) of every document one may see, and last their index.

    What was removed stands in the index with its fingerprint and the reason; its bytes stay.
    """
    lines = []
    for one in Document.objects.select_related("side").order_by("pk"):
        name = f"{FOLDER}/{one.pk}-{one.file_name}"
        lines.append(json.dumps(_told(one, name), ensure_ascii=False))
        if one.removed_at is None:
            yield name, bytes(Content.objects.get(document=one).content)
    if lines:
        yield INDEX, "".join(f"{line}\n" for line in lines).encode()


def _told(one: Document, name: str) -> dict[str, object]:
    return {
        "file": name if one.removed_at is None else "",
        "title": one.title,
        "attached_to": {"kind": one.kind, "key": one.key, "name": one.about_name},
        "purpose": one.purpose,
        "size": one.size,
        "sha256": one.sha256,
        "seen_by": one.visibility,
        "side": str(one.side),
        "by": one.added_by,
        "at": one.added_at.isoformat(),
        "removed": one.removed_at.isoformat() if one.removed_at else "",
        "removed_why": one.removed_why,
    }
