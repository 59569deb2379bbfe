"""Words in the reader's language; amounts, days and icons as every page writes them."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html

from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.report.labels import account_of, quantity, rounded
from feidi.report.wrapping import shorten
from feidi.workbench.pages.tongue import language

register = template.Library()
# where the words of a bar stand beside it, in pixels
BESIDE, ABOVE, BELOW = 20, 5, 15
# what the trail calls commands and jobs
MACHINE_NAME = "machine"


def say(zh: str, en: str) -> str:
    """Return the one of two texts that is in the reader's language."""
    return en if language() == "en" else zh


@register.filter
def words(value: Words | dict[str, str] | None) -> str:
    """Return words, or their JSON, in the reader's language."""
    if value is None:
        return ""
    told = value if isinstance(value, Words) else Words(value["zh"], value["en"])
    return told.say(language())


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Return a day as 2031-05-20, of a moment the day it was here."""
    return value.strftime("%Y-%m-%d") if value else ""


@register.filter(expects_localtime=True)
def minute(value: datetime | None) -> str:
    """Return a moment as 2031-05-20 09:30, by the clock here."""
    return value.strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def yuan(fen: int) -> str:
    """Return an amount in yuan to the fen, with a true minus."""
    return in_yuan(fen).replace("-", "−")


@register.filter
def large(fen: int) -> str:
    """Return an amount in 万元 (million yuan), said to be about where it is rounded."""
    return rounded(fen, language()).replace("-", "−")


@register.filter
def counted(amount: int, unit: str) -> str:
    """Return an amount of money, or of another unit with its name."""
    return quantity(amount, unit, language()).replace("-", "−")


@register.filter
def account(name: str) -> str:
    """Return an account's name in the reader's language."""
    return account_of(name).say(language())


@register.filter
def px(length: float) -> str:
    """Return a length of a picture."""
    return f"{length:.1f}"


@register.simple_tag
@cache
def icon(name: str) -> str:
    """Return an icon of the sprite; it is ornament, the words beside it say what it means."""
    from django.templatetags.static import static

    place = static("vendor/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        place,
        name,
    )


@register.simple_tag(takes_context=True)
def may(context: Any, right: str) -> bool:
    """Say whether who asks may do something, by the right's name."""
    from feidi.workbench.accounts.roles import RIGHTS

    actor = context.get("actor")
    wanted = next(one for one in RIGHTS if one.name == right)
    return actor is not None and actor.may(wanted)


@register.simple_tag(takes_context=True)
def query(context: Any, **changed: object) -> str:
    """Return the address's query with some values changed: for pages and filters."""
    given = context["request"].GET.copy()
    for name, value in changed.items():
        given[name] = str(value)
    return f"?{given.urlencode()}"


@register.simple_tag
def bar_labels(picture: Any, bar: Any) -> str:
    """Return the two lines beside a bar of a flow: its name, cut to its room, and its amount."""
    name = shorten(account_of(bar.name).say(language()), int(picture.label(bar)))
    x, y = px(bar.x + BESIDE), picture.beside(bar)
    lines = '<text x="{}" y="{}">{}</text><text class="sum" x="{}" y="{}">{}</text>'
    said = rounded(bar.amount, language(), "")
    return format_html(lines, x, px(y - ABOVE), name, x, px(y + BELOW), said)


@register.filter
def who(name: str) -> str:
    """Return who did something; what the system did by itself is said to be its doing."""
    return say("系统", "the system") if name == MACHINE_NAME else name


@register.simple_tag
def demo_people() -> list[Any]:
    """Return the accounts of the demo by side; none outside demo mode."""
    from django.conf import settings

    from feidi.workbench.exchange.demo import demo_accounts

    return list(demo_accounts()) if settings.DEMO else []
