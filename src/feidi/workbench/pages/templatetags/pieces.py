"""The shared pieces of pages: head, tables, filters, tiles, what to do where nothing is yet.

A page is told as::

    {% head project.name row=project crumbs="investment" %}<button …>{% endhead %}
    {% scroll "项目" "Projects" %}<table class="table cards">…</table>{% endscroll %}
    {% teach "还没有项目" "No projects yet" %}先登记一条线索。{% endteach %}
"""

from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from feidi.quantities.words import Words
from feidi.workbench.pages.templatetags.said import icon, say, words
from feidi.workbench.scope.acting import JOINT, OWN, SHARED

register = template.Library()
SEEN_BY = {
    OWN: ("lock", Words("只有本方看见", "own side only")),
    SHARED: ("eye", Words("双方看见，一方维护", "seen by both, kept by one")),
    JOINT: ("users", Words("双方共同", "joint")),
}


class Step(NamedTuple):
    """One step of a bar. state: done, now, next or stopped."""

    words: Words
    state: str
    note: str = ""


class Tab(NamedTuple):
    """A part of an object's page. rows: how many lie there, where that helps."""

    words: Words
    address: str
    current: bool = False
    rows: int | str | None = None


@register.simple_block_tag(takes_context=True)
def head(
    context: Any, content: str, title: object, row: Any = None, lead: str = "", crumbs: Any = ()
) -> SafeString:
    """Head a page: title, state and visibility of a row, and between the tags its next action.

    crumbs: (words or text, address) of the pages above.
    """
    told = {
        "title": words(title) if isinstance(title, Words) else title,
        "row": row,
        "lead": lead,
        "crumbs": [(words(w) if isinstance(w, Words) else w, at) for w, at in crumbs],
        "next": mark_safe(content.strip()),  # noqa: S308 - rendered by the page itself
        "sides": context.get("sides", {}),
    }
    return render_to_string("pages/head.html", told)


@register.simple_tag
def crumb(zh: str, en: str, place: str, *given: object) -> tuple[str, str]:
    """Return the page above for `head`: its words and the address of its name."""
    return say(zh, en), reverse(place, args=given)


@register.simple_tag
def crumbs(*above: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return several pages above, outermost first."""
    return above


@register.simple_block_tag
def scroll(content: str, zh: str, en: str) -> SafeString:
    """Let a wide table scroll within its card, by keyboard too."""
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>',
        say(zh, en),
        content,
    )


@register.simple_block_tag(takes_context=True)
def filters(context: Any, content: str) -> SafeString:
    """Make a filter bar of labelled fields, with its button and a way back to everything."""
    request = context["request"]
    told = {"fields": content, "used": bool(request.GET), "path": request.path}
    return fold(context, render_to_string("pages/filters.html", told))


@register.simple_block_tag(takes_context=True)
def fold(context: Any, content: str) -> SafeString:
    """Fold filters away on a phone, saying how many are in use; elsewhere they stand open."""
    request = context["request"]
    given = sum(bool(value) for name, value in request.GET.items() if name != "page")
    used = say(f"（已用 {given} 项）", f" ({given} in use)") if given else ""
    return format_html(
        '<details class="fold" open><summary class="btn">{}{}{}</summary>{}</details>',
        icon("filter"),
        say("筛选", "Filter"),
        used,
        content,
    )


@register.simple_block_tag
def teach(content: str, zh: str, en: str, mark: str = "bulb") -> SafeString:
    """Say that nothing is there yet and, between the tags, what to do next."""
    return format_html(
        '<div class="teach">{}<strong>{}</strong>{}</div>', icon(mark), say(zh, en), content
    )


@register.simple_tag
def visibility(row: Any) -> str:
    """Return the badge of who sees a row."""
    mark, said = SEEN_BY[row.visibility]
    return format_html('<span class="seen-by">{}{}</span>', icon(mark), words(said))


@register.simple_tag
def state(row: Any) -> str:
    """Return the badge of a row's state."""
    return format_html('<span class="state {}">{}</span>', row.state, words(row.state_words))


@register.simple_tag(takes_context=True)
def side(context: Any, party: Any) -> str:
    """Return the badge of a side, in its colour and by its name."""
    if party is None:
        return ""
    place = context.get("sides", {}).get(party.pk, "none")
    return format_html('<span class="badge-side side-{}">{}</span>', place, party.short)


@register.inclusion_tag("pages/steps.html")
def step_bar(steps: list[Step]) -> dict[str, Any]:
    """Show how far something is, step by step."""
    return {"steps": steps}


@register.inclusion_tag("pages/tabs.html")
def tabs(those: list[Tab], zh: str, en: str) -> dict[str, Any]:
    """Show the parts of an object's page."""
    return {"tabs": those, "label": say(zh, en)}


@register.inclusion_tag("pages/tile.html")
def tile(
    label: str, value: object, href: str = "", note: str = "", tone: str = ""
) -> dict[str, Any]:
    """Show one figure that opens its rows. tone: good, wait, bad, side-0 or side-1."""
    return {"label": label, "value": value, "href": href, "note": note, "tone": tone}
