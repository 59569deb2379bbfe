"""Cells of statistical tables: codes with their editions, figures, parts of a whole, lists."""

import re
from collections.abc import Callable
from typing import Any

from feidi.quantities.digits import short_enough
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words
from feidi.records.classification import editions

# no statistic in 元 or persons comes near to it: beyond, an exponent is a slip of the pen
_MOST = 1e18
_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")


def read_code(text: str) -> str:
    """Return the code of an industry as its list writes it; what it means depends on the edition.

    >>> read_code("０１"), read_code("c")
    ('01', 'C')
    """
    return fold(text).upper()


def read_figure(text: str) -> float:
    """Return a statistic: a plain number, an exponent allowed; money that parties sign is fen.

    >>> read_figure("1,200.5"), read_figure("-3e-2")
    (1200.5, -0.03)
    """
    said = short_enough(fold(text))
    if not _FIGURE.fullmatch(said):
        raise Unreadable(
            Words(f"“{text}”不是一个数", f"“{text}” is no number"),
            Words(
                "只写数字；单位写在“单位”列，没有数就留空并写明状态",
                "write digits alone: the unit has its own column; where there is no figure leave "
                "the cell empty and say its status",
            ),
        )
    figure = float(said.replace(",", ""))
    if abs(figure) > _MOST:
        raise Unreadable(
            Words(f"“{text}”大于 {_MOST:.0e}", f"“{text}” is beyond {_MOST:.0e}"),
            Words("核对小数点和指数", "check the decimal point and the exponent"),
        )
    return figure


def read_part(text: str) -> float:
    """Return a part of a whole, written as 0.4 or 40%.

    >>> read_part("0.4"), read_part("25%")
    (0.4, 0.25)
    """
    said = fold(text)
    part = read_figure(said.removesuffix("%")) / (100 if said.endswith("%") else 1)
    if not 0 <= part <= 1:
        raise Unreadable(
            Words(f"“{text}”不在 0 和 1 之间", f"“{text}” is not between 0 and 1"),
            Words("写成 0.4 或 40%", "write 0.4 or 40%"),
        )
    return part


def read_rank(text: str) -> int:
    """Return a whole number from 1 on.

    >>> read_rank("2")
    2
    """
    number = read_figure(text)
    if number != int(number) or number < 1:
        raise Unreadable(
            Words(f"“{text}”不是 1、2、3…", f"“{text}” is none of 1, 2, 3…"),
            Words("写一个正整数", "write a whole number from 1 on"),
        )
    return int(number)


def read_list(text: str) -> tuple[str, ...]:
    """Return the items of a list; a comma is part of an item.

    >>> read_list("medicine、slices; 050")
    ('medicine', 'slices', '050')
    """
    return tuple(part.strip() for part in re.split("[、;]", fold(text)) if part.strip())


def read_edition(text: str) -> str:
    """Return the id of an edition of a classification.

    >>> read_edition("gb/t 4754—2017")
    'GB/T 4754-2017'
    """
    said = re.sub("[—–－]+", "-", fold(text)).upper()
    if said not in editions():
        known = "、".join(editions())
        raise Unreadable(
            Words(f"没有“{text}”这一版分类", f"there is no edition “{text}”"),
            Words(f"写明下列之一：{known}", f"write one of: {known}"),
        )
    return said


STATISTIC_READERS: dict[str, Callable[[str], Any]] = {
    "code": read_code,
    "figure": read_figure,
    "edition": read_edition,
    "part": read_part,
    "rank": read_rank,
    "list": read_list,
}
