"""A layer of a map as its file gives it: shapes and attributes, nothing converted yet."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.opening import Refused
from feidi.quantities.words import Words

LARGEST_MAP = 1 << 28


@dataclass(frozen=True)
class Feature:
    """One shape with its attributes as text. number: its place in the file, from 1."""

    number: int
    attributes: dict[str, str]
    shape: BaseGeometry | None


@dataclass(frozen=True)
class Layer:
    """The features of one file. crs: the coordinate system it says, empty where it says none.

    cut_names: how many bytes of a field's name the format keeps, 0 where all; encoding: of these
    bytes.
    """

    name: str
    crs: str
    features: tuple[Feature, ...]
    cut_names: int = 0
    encoding: str = "utf-8"


def as_text(value: Any) -> str:
    """Return an attribute as a cell would write it; empty where there is none.

    >>> as_text(np.array(["a", "b"]))
    'a, b'
    >>> as_text(12.0), as_text(1e-05), as_text(None), as_text(float("nan"))
    ('12', '0.00001', '', '')
    """
    if isinstance(value, np.ndarray):
        return ", ".join(map(as_text, value))
    if value is None or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    number = getattr(value, "item", None)
    plain = number() if number is not None else value
    if isinstance(plain, float):
        return str(int(plain)) if plain.is_integer() else format(Decimal(repr(plain)), "f")
    return str(plain).strip()


def feature_at(layer: str, number: int, known_as: str = "") -> At:
    """Return the place of a feature: by its id, else by its number in the file."""
    return At(layer, 0, known_as or f"#{number}")


def not_read(name: str, what: Words, fix: Words) -> Refused:
    """Return the refusal of a map file as a whole."""
    return Refused(Problem("LA002", At(name), what, fix))


def too_large(name: str) -> Refused:
    """Return the refusal of a map file beyond what is read into memory."""
    what = Words(f"文件超过 {LARGEST_MAP} 字节", f"larger than {LARGEST_MAP} bytes")
    return not_read(name, what, Words("只留本园区的要素", "keep the features of the parks only"))
