"""The pages of dashboards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from feidi.workbench.accounts.roles import READ
from feidi.workbench.dashboards.showing import board
from feidi.workbench.pages.answering import acting, for_right


@for_right(READ)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show one dashboard."""
    return render(
        request, "dashboards/board.html", {"board": board(name, acting(request)), "name": name}
    )
