"""A Vega-Lite description -> one SVG picture that needs nothing else."""

import hashlib
import re
from typing import Any

import vl_convert
from markupsafe import Markup, escape

from feidi.report.charts.theme import settings

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# nothing is fetched: a chart stands on the numbers it is given
_NOWHERE: list[str] = []
_OPENING = re.compile(r"<svg ([^>]*)>")


def svg(spec: dict[str, Any], lang: str, title: str = "") -> Markup:
    """Return a chart as SVG, drawn in the one look of the house.

    spec: Vega-Lite, its data inline; its "description" says in words what is to be seen and
    becomes the picture's <desc>, as `title` becomes its <title>. Give "padding" in pixels for
    all sides, so that the picture does not depend on which letters a machine has. Equal specs
    give equal pictures. lang: zh or en.

    >>> one = {"data": {"values": [{"x": 1}]}, "mark": "point", "description": "一个点"}
    >>> str(svg(one, "zh", "点"))[-6:], "<desc" in svg(one, "zh", "点")
    ('</svg>', True)
    """
    whole = {
        "$schema": SCHEMA,
        "autosize": {"type": "none"},
        **spec,
        "config": {**settings(lang), **spec.get("config", {})},
    }
    drawn = _drawn(whole)
    said = str(spec.get("description", ""))
    name = hashlib.sha256(f"{title}{said}{drawn}".encode()).hexdigest()[:8]
    opening = f'<svg role="img" aria-labelledby="t{name} d{name}" lang="{lang}" '
    words = f'<title id="t{name}">{escape(title)}</title><desc id="d{name}">{escape(said)}</desc>'
    return Markup(  # noqa: S704 - drawn here, texts escaped by the library and above
        _OPENING.sub(lambda m: f"{opening}{m.group(1)}>{words}", drawn, count=1)
    )


def _drawn(whole: dict[str, Any]) -> str:
    return str(vl_convert.vegalite_to_svg(whole, allowed_base_urls=_NOWHERE))
