"""A chart as data: what the picture, its sentence and its table all say.

The same cells feed the bars and the table, so neither can say what the other does not. An amount
is told in full in the table; the axis is in 万元 (English: million yuan).
"""

import json
from dataclasses import dataclass
from typing import Any

from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words, both
from feidi.report.labels import ROUNDED, rounded

# how a chart is laid out
UPRIGHT, STACKED, LYING = "upright", "stacked", "lying"
YUAN = Words("元", "yuan")


@dataclass(frozen=True)
class Cell:
    """One value: how long its bar is, how the table says it, the rows behind it."""

    value: float
    said: Words
    address: str = ""


@dataclass(frozen=True)
class Series:
    """The values of one thing, one a point. tone: a token of the site's colours."""

    words: Words
    tone: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Chart:
    """heading, one sentence that reads it, its points and series. unit: of the table's cells."""

    key: str
    heading: Words
    reading: Words
    point: Words
    points: tuple[Words, ...]
    series: tuple[Series, ...]
    shape: str = UPRIGHT
    unit: Words = YUAN
    money: bool = True

    @property
    def rows(self) -> list[tuple[Words, list[Cell]]]:
        """The table: each point with a cell for every series."""
        return [
            (words, [one.cells[place] for one in self.series])
            for place, words in enumerate(self.points)
        ]

    def data(self, lang: str) -> str:
        """Return what the picture is drawn from, as JSON that may stand in a page."""
        told: dict[str, Any] = {
            "shape": self.shape,
            "scale": ROUNDED[lang][0] if self.money else 1,
            "unit": ROUNDED[lang][1] if self.money else self.unit.say(lang),
            "points": [words.say(lang) for words in self.points],
            "series": [
                {
                    "name": one.words.say(lang),
                    "tone": one.tone,
                    "values": [cell.value for cell in one.cells],
                    "said": [cell.said.say(lang) for cell in one.cells],
                    "links": [cell.address for cell in one.cells],
                }
                for one in self.series
            ],
        }
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def money(fen: int, address: str = "") -> Cell:
    """Return a cell of an amount in fen, said in yuan to the fen."""
    return Cell(fen, both(in_yuan(fen).replace("-", "−")), address)


def number(many: int, address: str = "") -> Cell:
    """Return a cell of a count."""
    return Cell(many, both(f"{many:,}"), address)


def in_short(fen: int) -> Words:
    """Return an amount in 万元 (million yuan), as a headline writes it."""
    return Words(*(rounded(fen, lang).replace("-", "−") for lang in ("zh", "en")))
