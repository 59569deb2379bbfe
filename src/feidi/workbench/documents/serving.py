"""Give a file out: always to be saved, never to be shown in the site's own name."""

from urllib.parse import quote

from django.http import HttpResponse

from feidi.workbench.documents.media import MEDIA
from feidi.workbench.documents.models import Content, Document


def disposition(name: str) -> str:
    """Return a Content-Disposition for a name in any script (RFC 6266, RFC 8187).

    >>> print(disposition("合同.pdf"))
    attachment; filename="__.pdf"; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf
    """
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def given_out(document: Document) -> HttpResponse:
    """Return the exact bytes of a document as a download."""
    content = bytes(Content.objects.get(document=document).content)
    headers = {
        "Content-Type": MEDIA[document.media].mime,
        "Content-Disposition": disposition(document.file_name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, headers=headers)
