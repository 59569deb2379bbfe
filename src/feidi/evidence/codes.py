"""The catalogue of everything that can be wrong: stable codes, levels, titles, rules cited."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from feidi.quantities.words import Words

# letters of a section -> the page of docs/ it stands in; all others are rules of settlement
PAGES = {
    "DI": "diagnosis-rules.md",
    "LA": "siting-rules.md",
    "LC": "trust-rules.md",
    "M": "matching-rules.md",
    "SI": "siting-rules.md",
    "SR": "siting-rules.md",
    "ST": "statistics-rules.md",
    "TR": "trust-rules.md",
}
SETTLEMENT = "settlement-rules.md"


class Code(NamedTuple):
    """One kind of problem: `level` is error (stops a settlement) or warning (is reported)."""

    code: str
    level: str
    title: Words
    section: str


@cache
def codes() -> dict[str, Code]:
    """Return every code by its name, in the order of the catalogue."""
    text = files("feidi.evidence").joinpath("codes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Code(row["code"], row["level"], Words(row["zh"], row["en"]), row["section"])
        for row in rows
    }


def page_of(section: str) -> str:
    """Return the page of docs/ in which a section stands.

    >>> page_of("§DI3"), page_of("§D3")
    ('diagnosis-rules.md', 'settlement-rules.md')
    """
    letters = section.removeprefix("§").rstrip("0123456789")
    return PAGES.get(letters, SETTLEMENT)
