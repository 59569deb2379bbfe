"""How much room letters take, counted and not measured: the same on every machine."""

from rich.cells import cell_len

from feidi.report.charts.theme import SIZE
from feidi.report.wrapping import shorten


def width_of(text: str, size: int = SIZE) -> float:
    """Return the room of a label in pixels: a Chinese character is square, others 0.56 of it.

    >>> width_of("药材"), round(width_of("Herbs"), 1)
    (26.0, 36.4)
    """
    wide = cell_len(text) - len(text)
    return size * (wide + 0.56 * (len(text) - wide))


def room_for(labels: list[str], most: float) -> float:
    """Return the room the widest of some labels takes, at most `most` pixels."""
    return min(max((width_of(label) for label in labels), default=0.0), most)


def fitted(label: str, room: float) -> str:
    """Return a label, cut with an ellipsis where it is wider than its room."""
    return label if width_of(label) <= room else shorten(label, int(room))
