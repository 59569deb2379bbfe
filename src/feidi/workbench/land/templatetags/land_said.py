"""Areas in mu, money per mu in 万元, ratios and shares as the field writes them."""

from fractions import Fraction

from django import template
from django.http import QueryDict

from feidi.quantities.money import in_wan
from feidi.quantities.ratio import in_percent
from feidi.report.siting.said import number
from feidi.workbench.land.models import Allocation
from feidi.workbench.land.queries import COLOURS, USE_COLOURS, expired

register = template.Library()
NOTHING = "—"


@register.filter
def mu(area: float | None) -> str:
    """Return an area in mu to a hundredth."""
    return NOTHING if area is None else f"{area:,.2f}"


@register.filter
def metres2(area: float | None) -> str:
    """Return an area in square metres to a tenth."""
    return NOTHING if area is None else f"{area:,.1f}"


@register.filter
def wan(fen: int | None) -> str:
    """Return an amount in 万元, exactly.

    >>> wan(620_000_000), wan(None)
    ('620', '—')
    """
    return NOTHING if fen is None else in_wan(fen)


@register.filter
def ratio(value: float | None) -> str:
    """Return a pure number as it was given."""
    return NOTHING if value is None else number(value)


@register.filter
def share(value: float | None) -> str:
    """Return a share in per cent."""
    return NOTHING if value is None else in_percent(Fraction(str(value)))


@register.filter
def status_colour(status: str) -> str:
    """Return the colour of a parcel's state."""
    return COLOURS[status]


@register.filter
def use_colour(use: str) -> str:
    """Return the colour of a planned use."""
    return USE_COLOURS[use]


@register.filter
def ran_out(held: Allocation) -> bool:
    """Say whether a reservation's last day has passed."""
    return expired(held)


@register.filter
def typed(form: QueryDict, name: str) -> str:
    """Return what was typed into a field."""
    return form.get(name, "")
