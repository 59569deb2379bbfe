"""A briefing as one HTML page that needs nothing else: to read at a glance, and to question."""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from feidi import __version__
from feidi.quantities.words import Words
from feidi.report.briefing.briefing import Briefing, Section
from feidi.report.charts import NARROW, WIDE, svg
from feidi.report.to_html import HTML_LANG

SHORT_GRID = 16


def briefing_page(briefing: Briefing, lang: str = "zh") -> str:
    """Return a briefing as a whole HTML page in "zh" or "en"; equal briefings, equal pages.

    Each picture is drawn for a page and for a phone, and has its table beside it.
    """
    made = _environment().get_template("briefing.html.j2").render(page=_Page(briefing, lang))
    return made.lstrip() + "\n"


class _Page:
    """What the template asks for: words in the page's language, pictures, styles."""

    def __init__(self, briefing: Briefing, lang: str) -> None:
        self.briefing, self.lang = briefing, lang
        self.html_lang, self.version = HTML_LANG[lang], __version__
        own = (files("feidi.report").joinpath(n) for n in ("style.css", "briefing/briefing.css"))
        self.style = Markup("\n".join(f.read_text(encoding="utf-8") for f in own))  # noqa: S704
        self.longest = SHORT_GRID

    def say(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in the page's language."""
        return en if self.lang == "en" else zh

    def tell(self, words: Words) -> str:
        """Return words in the page's language."""
        return words.say(self.lang)

    def pictures(self, section: Section) -> list[tuple[str, Markup]]:
        """Return the picture of a section for a page and for a phone."""
        if section.picture is not None:
            drawn = section.picture
            return [
                (name, drawn(width, self.lang))
                for name, width in (("whole", WIDE), ("short", NARROW))
            ]
        if section.draw is None:
            return []
        title = self.tell(section.title)
        return [
            (name, svg(section.draw(width, self.lang), self.lang, title))
            for name, width in (("whole", WIDE), ("short", NARROW))
        ]


def _environment() -> Environment:
    options: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True}
    return Environment(
        loader=PackageLoader("feidi.report"), autoescape=True, undefined=StrictUndefined, **options
    )
