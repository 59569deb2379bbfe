"""Many projects: the list, the board, the chart in time, the file to take away."""

import hashlib
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from feidi.records.classification import classification
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import PROJECTS, READ
from feidi.workbench.audit.lately import until_written
from feidi.workbench.pages.answering import acting, for_right, page_of
from feidi.workbench.pages.keeping import Drawing, drawn_once
from feidi.workbench.pages.sheets import KINDS, taken_away
from feidi.workbench.pages.tongue import language
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.projects import gantt, queries
from feidi.workbench.projects.models.project import EDITION
from feidi.workbench.projects.sheets import listed
from feidi.workbench.projects.stages import STAGES

ASKED = ("q", "stage", "side", "industry", "health", "sort")
BARS_A_PAGE = 25
LONGEST = 100


def asked_of(request: HttpRequest) -> dict[str, str]:
    """Return what a list is asked for."""
    return {name: request.GET.get(name, "").strip()[:LONGEST] for name in ASKED}


def _choices(request: HttpRequest) -> dict[str, object]:
    park, _ = acting(request).at
    return {
        "asked": asked_of(request),
        "stages": STAGES,
        "seats": keyholders(park.pk),
        "industries": queries.industries_used(),
        "healths": queries.HEALTH,
        "sorts": queries.SORT_WORDS,
    }


@for_right(READ)
@drawn_once
def overview(request: HttpRequest) -> Drawing:
    """Show the projects, filtered and sorted."""
    rows = queries.projects(asked_of(request))
    totals = queries.totals(rows)
    page = page_of(request, rows, counted=(totals["count"], False))
    context = {
        **_choices(request),
        "page": page,
        "rows": queries.standings(page.object_list),
        "totals": totals,
    }
    return Drawing("projects/list.html", context)


@for_right(READ)
def board(request: HttpRequest) -> HttpResponse:
    """Show the open projects as cards, a column a stage."""
    actor, asked = acting(request), asked_of(request)
    name = hashlib.sha256(urlencode(asked).encode()).hexdigest()[:16]
    name = f"cards-{language()}-{actor.role}-{name}"
    cards = until_written(name, actor, lambda: _cards(actor, asked))
    return render(request, "projects/board.html", {**_choices(request), "cards": cards})


def _cards(actor: Actor, asked: dict[str, str]) -> str:
    """Return the columns of the board: drawn once for all who see the same."""
    kept = {name: value for name, value in asked.items() if value}
    listed = {name: value for name, value in kept.items() if name not in ("stage", "sort")}
    context = {
        "columns": queries.board(asked),
        "can": actor.may(PROJECTS),
        "actor": actor,
        "back": reverse("projects-board") + (f"?{urlencode(kept)}" if kept else ""),
        "listed": urlencode(listed),
    }
    return render_to_string("projects/cards.html", context)


@for_right(READ)
@drawn_once
def in_time(request: HttpRequest) -> Drawing:
    """Show the projects in time: what was, what is planned, where today is."""
    page = page_of(request, queries.projects(asked_of(request)), BARS_A_PAGE)
    rows = gantt.in_time(page.object_list)
    drawing = gantt.drawn(rows, timezone.localdate())
    context = {**_choices(request), "page": page, "drawing": drawing}
    return Drawing("projects/gantt.html", context)


@for_right(READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the list as filtered, as CSV or XLSX."""
    if kind not in KINDS:
        raise Http404
    rows = queries.standings(queries.projects(asked_of(request)))
    return taken_away(listed(rows, language()), kind, "projects", language())


@for_right(READ)
def industry(request: HttpRequest) -> HttpResponse:
    """Say what an industry's code stands for, while it is typed."""
    code = request.GET.get("industry", "").strip()
    known = classification(EDITION)
    name = known.name(code) if code in known else None
    return render(request, "projects/industry.html", {"code": code[:8], "name": name})
