"""Chinese and English text set in lines of a terminal: break where either language may break."""

import re

from rich.cells import cell_len

LABEL_SIZE = 14
# a word with the closing marks that follow it, or one wide character with its marks
_PIECE = re.compile(r"[（“《〔]*(?:[^\s⺀-鿿＀-￯　-〿]+|.)[，。；：、！？）”》〕…,.;:!?)]*\s*")


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells; a Chinese character takes two.

    Lines never begin with a closing mark. A word longer than a line is cut.

    >>> wrap("基数 12,360,000.00 元以内归飞入地。", 22)
    ['基数 12,360,000.00 元', '以内归飞入地。']
    """
    lines, line = [], ""
    for piece in _PIECE.findall(" ".join(text.split())):
        if line and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while cell_len(line.rstrip()) > width:
            cut = _fitting(line, width)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _fitting(text: str, width: int) -> int:
    """Return how many characters of `text` fit into `width` cells, at least one."""
    count = 1
    while count < len(text) and cell_len(text[: count + 1]) <= width:
        count += 1
    return count


def shorten(text: str, pixels: int) -> str:
    """Return `text` cut with an ellipsis to about `pixels` of a 13 px label.

    >>> shorten("第五条 增值税地方留成部分增量的分享比例", 120), shorten("第五条", 120)
    ('第五条 增值税地…', '第五条')
    """
    cells = pixels * 2 // LABEL_SIZE
    if cell_len(text) <= cells:
        return text
    return text[: _fitting(text, cells - cell_len("…") - 1)].rstrip() + "…"
