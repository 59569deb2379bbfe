"""What every value of a plan file is: whole, number, text, or a list or object of those."""

from collections.abc import Mapping
from typing import Any

from feidi.quantities.words import Words

# beyond it no sum of a plan comes, and floats still hold every one
LARGEST = 1 << 80

WHOLE, NUMBER, TEXT = "whole", "number", "text"
KINDS = {
    WHOLE: Words("整数", "a whole number"),
    NUMBER: Words("数", "a number"),
    TEXT: Words("文字", "text"),
}

Form = Any
"""A kind; a list of one form; a tuple of forms (a row); a mapping; a set: a kind or null."""


def misfit(value: Any, form: Form, where: str = "") -> Words | None:
    """Which value of a plan file is not of its form? None where all are.

    Forms: a name of `KINDS`; `[form]`, a list of any length; `(form, form)`, a row; `{name:
    form}`, an object with these names and no other; `frozenset({kind})`, a kind or null.

    >>> misfit({"n": [1, 2.5]}, {"n": [WHOLE]}).en
    'n.1 is no whole number'
    """
    if isinstance(form, frozenset):
        return None if value is None else misfit(value, next(iter(form)), where)
    if isinstance(form, Mapping):
        return _object(value, form, where)
    if isinstance(form, list | tuple):
        return _rows(value, form, where)
    if _is(value, form):
        return None
    kind = KINDS[form]
    return Words(f"{where} 不是{kind.zh}", f"{where} is no {kind.en.removeprefix('a ')}")


def _object(value: Any, form: Mapping[str, Form], where: str) -> Words | None:
    if not isinstance(value, dict):
        return Words(f"{where or '文件'} 不是对象", f"{where or 'the file'} is no object")
    for name in sorted(value.keys() ^ form.keys()):
        path = _under(where, name)
        if name in form:
            return Words(f"缺 {path}", f"{path} is missing")
        return Words(f"{path} 不属于方案", f"{path} does not belong to a plan")
    found = (misfit(value[name], one, _under(where, name)) for name, one in form.items())
    return next((words for words in found if words), None)


def _rows(value: Any, form: list[Form] | tuple[Form, ...], where: str) -> Words | None:
    if not isinstance(value, list | tuple):
        return Words(f"{where} 不是列表", f"{where} is no list")
    if isinstance(form, tuple) and len(form) != len(value):
        return Words(
            f"{where} 有 {len(value)} 项，应为 {len(form)} 项",
            f"{where} has {len(value)} items, not {len(form)}",
        )
    forms = form if isinstance(form, tuple) else form * len(value)
    rows = enumerate(zip(value, forms, strict=True))
    found = (misfit(one, of, _under(where, str(i))) for i, (one, of) in rows)
    return next((words for words in found if words), None)


def _under(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _is(value: Any, kind: str) -> bool:
    if kind == TEXT:
        return isinstance(value, str)
    # True is an int to Python and no number of a plan; an int may be beyond every float
    if type(value) is int:
        return abs(value) < LARGEST
    return kind == NUMBER and type(value) is float and abs(value) < LARGEST
