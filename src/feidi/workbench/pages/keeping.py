"""Pages that are drawn once for all who see the same, until what they show is written (§TR7)."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from secrets import token_hex
from typing import Any, Concatenate, NamedTuple, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from feidi.workbench.audit.lately import until_written
from feidi.workbench.pages.answering import acting
from feidi.workbench.pages.context import frame
from feidi.workbench.pages.tongue import language

P = ParamSpec("P")
SECONDS = 300
# what stands between the parts of a page, and where a form has its token: nobody can guess it,
# so nothing that is written into a page can pass for it
BETWEEN, TOKEN = token_hex(), token_hex()
PARTS = ("title", "assets", "content", "after")


class _Drawn(NamedTuple):
    """The parts of a page as text, and whether they last."""

    text: str
    lasts: bool


class Drawing(NamedTuple):
    """A page to be drawn. Its template extends `frame|default:"layout.html"`.

    lasts: whether it stays the same until an act writes what it shows; a job at work says what
    it has reached without an act.
    """

    template: str
    context: dict[str, Any]
    lasts: bool = True


def drawn_once(
    view: Callable[Concatenate[HttpRequest, P], Drawing],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Draw what a view shows once for a side, a role, a language and an address.

    For pages whose content follows from these, the day, and the rows alone; nothing that is
    told to one person. The tokens of their forms are put in for each person.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **given: P.kwargs) -> HttpResponse:
        actor = acting(request)
        address = sha256(request.get_full_path().encode()).hexdigest()
        name = f"page-{language()}-{actor.role}-{address}"
        # what stands around the page is no part of it: it may change more often
        frame(request)

        def made() -> _Drawn:
            page = view(request, *args, **given)
            return _Drawn(_drawn(request, page), page.lasts)

        text = until_written(name, actor, made, SECONDS, lambda page: page.lasts).text
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
