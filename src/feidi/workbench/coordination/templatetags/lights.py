"""A light in words: no colour alone carries a meaning."""

from django import template

from feidi.coordinate.lights import COLOURS
from feidi.quantities.words import Words

register = template.Library()


@register.filter
def light_words(colour: str) -> Words:
    """Return the name of a colour."""
    return COLOURS[colour]
