"""How views do what was asked: run an action, tell how it went, go on."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
)
from django.shortcuts import redirect, render

from feidi.workbench.accounts.actor import Actor, NotAllowed, actor_of
from feidi.workbench.accounts.roles import Right
from feidi.workbench.actions import Refusal
from feidi.workbench.pages.tongue import language

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ROWS_A_PAGE = 25
# what a page answers to
METHODS = ("GET", "HEAD", "POST")


def for_right(right: Right) -> Callable[[View[P]], View[P]]:
    """Let a view be asked only by who has a right; others are told so."""

    def make(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: HttpRequest, *args: P.args, **given: P.kwargs) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            actor = actor_of(request)
            if actor is None or not actor.may(right):
                return forbidden(request, right)
            try:
                return view(request, *args, **given)
            except NotAllowed as error:
                return forbidden(request, error.right)

        return cast(View[P], login_required(asked))

    return make


def forbidden(request: HttpRequest, right: Right) -> HttpResponse:
    """Say that the role does not have the right, and which roles do."""
    page = render(request, "pages/forbidden.html", {"right": right})
    return HttpResponseForbidden(page.content)


def acting(request: HttpRequest) -> Actor:
    """Return who acts; views behind `for_right` always have one."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    return actor


def number(request: HttpRequest, name: str) -> int:
    """Return a whole number of a form; what is not there or no number is 0."""
    said = request.POST.get(name) or request.GET.get(name) or ""
    return int(said) if said.isascii() and said.isdigit() else 0


def attempt(request: HttpRequest, done: Callable[[], Any], said: str, to: str) -> HttpResponse:
    """Do something that may be refused; say how it went; go on to an address."""
    try:
        done()
    except Refusal as refusal:
        return refused(request, refusal, to)
    messages.success(request, said)
    return redirect(to)


def refused(request: HttpRequest, refusal: Refusal, to: str) -> HttpResponse:
    """Show what stands in the way: with located problems as a page, else as a message."""
    if refusal.problems:
        return render(request, "pages/refused.html", {"refusal": refusal, "to": to}, status=409)
    messages.error(request, refusal.what.say(language()))
    return redirect(to)


class Counted(Paginator[Any]):
    """A list whose rows were counted elsewhere. more: there are more than were counted."""

    def __init__(self, rows: Any, each: int, count: int, more: bool) -> None:
        super().__init__(rows, each)
        self.__dict__["count"], self.more = count, more


def page_of(
    request: HttpRequest,
    rows: Any,
    each: int = ROWS_A_PAGE,
    counted: tuple[int, bool] | None = None,
) -> Page[Any]:
    """Return the page of rows that was asked for.

    counted: how many there are and whether there are more, where that is known more cheaply.
    """
    listed = Paginator(rows, each) if counted is None else Counted(rows, each, *counted)
    return listed.get_page(request.GET.get("page"))
