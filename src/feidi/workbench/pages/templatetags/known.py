"""What a template says and links to the same way every time, worked out once."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.defaulttags import URLNode, url
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import conditional_escape

from feidi.workbench.pages.tongue import language

register = template.Library()
# so many addresses are remembered by each server
REMEMBERED = 20_000


@register.tag("say")
def said(parser: Parser, token: Token) -> Node:
    """Say the one of two texts that is in the reader's language: {% say "中文" "English" %}.

    With `as name` it is not said but kept under a name.
    """
    name, *given = token.split_contents()
    kept = given[3] if given[2:3] == ["as"] and len(given) == 4 else ""
    if len(given) != (4 if kept else 2):
        message = f"{name} takes a Chinese and an English text, and may end with “as name”"
        raise template.TemplateSyntaxError(message)
    zh, en = (parser.compile_filter(text) for text in given[:2])
    return Said(zh, en, kept)


class Said(Node):
    """Two texts; those written out in the template are not looked up again."""

    def __init__(self, zh: FilterExpression, en: FilterExpression, kept: str) -> None:
        self.kept = kept
        self.texts = {"zh": zh, "en": en}
        self.plain = {tongue: self._plain(text) for tongue, text in self.texts.items()}

    def render(self, context: Any) -> str:
        """Return the text, or keep it and return nothing."""
        tongue = language()
        found = self.plain[tongue]
        if found is None:
            found = self.texts[tongue].resolve(context)
        if self.kept:
            context[self.kept] = found
            return ""
        return str(conditional_escape(found)) if context.autoescape else str(found)

    @staticmethod
    def _plain(text: FilterExpression) -> str | None:
        written_out = isinstance(text.var, str) and not text.filters
        return text.var if written_out else None


@register.tag("url")
def remembered(parser: Parser, token: Token) -> Node:
    """Give the address of a page as Django's own tag does, and remember it."""
    found = url(parser, token)
    return Remembered(found.view_name, found.args, found.kwargs, found.asvar)


class Remembered(URLNode):
    """An address that is worked out the first time it is asked for."""

    def render(self, context: Any) -> str:
        """Return the address, or keep it and return nothing."""
        name = self.view_name.resolve(context)
        args = tuple(arg.resolve(context) for arg in self.args)
        named = tuple((key, value.resolve(context)) for key, value in self.kwargs.items())
        try:
            found = _address(get_script_prefix(), name, args, named)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return str(conditional_escape(found)) if context.autoescape else found


@lru_cache(REMEMBERED)
def _address(_prefix: str, name: str, args: tuple[Any, ...], named: tuple[Any, ...]) -> str:
    return reverse(name, args=args, kwargs=dict(named))


@register.simple_tag(name="static")
@cache
def lying(path: str) -> str:
    """Return where a file of the site lies, as Django's own tag does, and remember it."""
    return static(path)
