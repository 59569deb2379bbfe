"""A briefing at a terminal: the sentences, then each section's reading and table."""

import re

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from feidi.quantities.words import Words
from feidi.report.briefing.briefing import Briefing, Grid, Section
from feidi.report.terminal import visible
from feidi.report.wrapping import wrap

# letters and digits that stand together
WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+")
NARROWEST, MOST_COLUMN, LEAST_COLUMN, GUTTER = 20, 34, 6, 3
MORE = Words("  …… 共 {n} 行，全部见网页或 --json", "  … {n} rows in all: see the page or --json")
ABSENT = Words("还不能回答的", "What cannot be answered yet")
LEFT_OUT = Words("没有用上：{n} 项，如 {first}", "left out: {n}, such as {first}")


def show_briefing(console: Console, briefing: Briefing, lang: str = "zh") -> None:
    """Print a briefing: everything that answers something; evidence is on the page."""
    console.print(Text(briefing.title.say(lang), "bold"))
    if briefing.note:
        _say(console, "! ", briefing.note, "bold")
    for sentence in briefing.lead:
        _say(console, "• ", sentence.say(lang))
    for section in briefing.answers:
        console.print()
        _show(console, section, lang)
    if briefing.absent:
        console.print()
        console.print(Text(ABSENT.say(lang), "bold"))
        for name, why in briefing.absent:
            _say(console, "• ", f"{name.say(lang)}{'：' if lang == 'zh' else ': '}{why.say(lang)}")


def _show(console: Console, section: Section, lang: str) -> None:
    console.print(Text(section.title.say(lang), "bold"))
    _say(console, "", section.reading.say(lang))
    for name, text in section.told:
        _say(console, "• ", f"{name.say(lang)}{'：' if lang == 'zh' else ': '}{text.say(lang)}")
    if section.grid and section.grid.rows:
        console.print(_table(section.grid, lang, console.width))
        if len(section.grid.rows) > section.grid.at_first:
            console.print(Text(MORE.fill(n=len(section.grid.rows)).say(lang), "dim"))
    if section.left_out:
        first = section.left_out[0][0]
        _say(console, "", LEFT_OUT.fill(n=len(section.left_out), first=first).say(lang), "dim")
    for note in section.notes:
        _say(console, "· ", note.say(lang), "dim")


def _table(grid: Grid, lang: str, width: int) -> Table:
    made = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    rows = [[cell.say(lang) for cell in row] for row in grid.rows[: grid.at_first]]
    heads = [head.say(lang) for head in grid.heads]
    for index, (head, room) in enumerate(zip(heads, _rooms(heads, rows, width), strict=True)):
        words = index < grid.left
        made.add_column(
            Text(head), justify="left" if words else "right", overflow="fold", max_width=room
        )
    for number, row in enumerate(rows):
        made.add_row(*map(visible, row), style="dim" if number in grid.faint else None)
    return made


def _rooms(heads: list[str], rows: list[list[str]], width: int) -> list[int]:
    """Return how wide each column may be: as its longest cell, the widest cut until all fit.

    No column is cut below its longest word as long as another can be.
    """
    columns = list(zip(heads, *rows, strict=True))
    rooms = [min(max(map(cell_len, column)), MOST_COLUMN) for column in columns]
    words = [max(map(_longest_word, column)) for column in columns]
    while sum(rooms) + GUTTER * len(rooms) > width and max(rooms) > LEAST_COLUMN:
        spare = [n for n, room in enumerate(rooms) if room > max(words[n], LEAST_COLUMN)]
        widest = max(spare or range(len(rooms)), key=lambda n: rooms[n])
        rooms[widest] -= 1
    return rooms


def _longest_word(cell: str) -> int:
    """Return how wide the longest part of a cell is that is not broken: Chinese breaks anywhere."""
    return max(map(cell_len, WORD.findall(cell)), default=0)


def _say(console: Console, label: str, text: str, style: str = "") -> None:
    indent = cell_len(label)
    lines = wrap(visible(text), max(console.width - indent, NARROWEST))
    for number, line in enumerate(lines):
        start = label if number == 0 else " " * indent
        console.print(Text.assemble(start, (line, style)), soft_wrap=True)
