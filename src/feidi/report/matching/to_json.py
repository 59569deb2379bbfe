"""A matching for machines: every value that is told, by the names of its records."""

import math
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import numpy as np

from feidi.evidence.source import At
from feidi.match import Matching
from feidi.match.absent import Absent
from feidi.match.product_space import ProductSpace
from feidi.quantities.words import Words

# problems are written by whoever asks, with those of reading
_LEFT = {"problems"}


def matching_json(found: Matching, space: "ProductSpace | Absent | None" = None) -> dict[str, Any]:
    """Return a matching as plain values; a section that is absent gives its reason."""
    told = {f.name: plain(getattr(found, f.name)) for f in fields(found) if f.name not in _LEFT}
    return {**told, **({} if space is None else {"product_space": plain(space)})}


def plain(value: Any) -> Any:
    """Return a value of records as JSON knows it: NaN is null, a day is text.

    >>> plain(Words("甲", "A")), plain(float("nan")), plain((1, At("a.csv", 2)))
    ({'zh': '甲', 'en': 'A'}, None, [1, 'a.csv:2'])
    """
    if isinstance(value, Words):
        return value._asdict()
    if isinstance(value, At | date):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, np.ndarray | tuple | list | frozenset | set):
        return [plain(each) for each in (sorted(value) if isinstance(value, set) else value)]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value
