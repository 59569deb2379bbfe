"""Full-width and half-width forms are one: fold before reading, echo the original."""

import re
import unicodedata

_DASHES = str.maketrans(dict.fromkeys("—–−～~－至", "-"))


def fold(text: str) -> str:
    """Return `text` in half-width form, blanks collapsed, as labels and values are compared.

    >>> fold("基数：１２，３６０　元")
    '基数:12,360 元'
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def fold_range(text: str) -> str:
    """Return `text` folded, with every way of writing "from - to" as a hyphen.

    >>> fold_range("第1至5年")
    '第1-5年'
    """
    return re.sub(r"\s*-\s*", "-", fold(text).translate(_DASHES))


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a list written with 、 ， , ； or ;. A comma inside a number is kept.

    >>> split_list("飞入地 5,000.00 元，飞出地 40%、丙市 1/3")
    ('飞入地 5,000.00 元', '飞出地 40%', '丙市 1/3')
    """
    parts = re.split(r"[、;]|,(?!\d)", fold(text))
    return tuple(part.strip() for part in parts if part.strip())
