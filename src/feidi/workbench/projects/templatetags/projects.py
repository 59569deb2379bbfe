"""What the pages of projects ask of their rows."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(values: Mapping[str, Any] | None, name: str) -> Any:
    """Return a value by its name; nothing where there is none."""
    return (values or {}).get(name, "")
