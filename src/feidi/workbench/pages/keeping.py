"""Pages that are drawn once for all who see the same, until anything is done (§TR7)."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from secrets import token_hex
from typing import Any, Concatenate, NamedTuple, ParamSpec, cast

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from feidi.workbench.audit.lately import key_of
from feidi.workbench.pages.answering import acting
from feidi.workbench.pages.tongue import language

P = ParamSpec("P")
SECONDS = 300
# what stands between the parts of a page, and where a form has its token: nobody can guess it,
# so nothing that is written into a page can pass for it
BETWEEN, TOKEN = token_hex(), token_hex()
PARTS = ("title", "assets", "content", "after")


class Drawing(NamedTuple):
    """A page to be drawn. Its template extends `frame|default:"layout.html"`.

    lasts: whether it stays the same until something is done; a job at work says what it has
    reached without an act.
    """

    template: str
    context: dict[str, Any]
    lasts: bool = True


def drawn_once(
    view: Callable[Concatenate[HttpRequest, P], Drawing],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Draw what a view shows once for a side, a role, a language and an address.

    For pages whose content follows from these, the day, and what was done alone; nothing that is
    told to one person. The tokens of their forms are put in for each person.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **given: P.kwargs) -> HttpResponse:
        actor = acting(request)
        address = sha256(request.get_full_path().encode()).hexdigest()
        key = key_of(f"page-{language()}-{actor.role}-{address}", actor)
        text: str | None = caches["pages"].get(key)
        if text is None:
            page = view(request, *args, **given)
            text = _drawn(request, page)
            if page.lasts:
                caches["pages"].set(key, text, SECONDS)
        if TOKEN in text:
            text = text.replace(TOKEN, get_token(request))
        # written by the page's own template, which has escaped what it holds
        parts = map(mark_safe, text.split(BETWEEN))
        return render(request, "pages/kept.html", dict(zip(PARTS, parts, strict=True)))

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], shown)


def _drawn(request: HttpRequest, page: Drawing) -> str:
    """Return the parts of a page that its frame is to hold."""
    within = {"frame": "pages/parts.html", "between": BETWEEN, "csrf_token": TOKEN}
    return render_to_string(page.template, {**page.context, **within}, request)
