"""What a project draws from a park and a park has a quota of: one code, name and unit each."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from feidi.quantities.words import Words


@dataclass(frozen=True)
class Resource:
    """One thing that is rationed. unit: of every need and every quota of it."""

    code: str
    words: Words
    unit: Words


@cache
def resources() -> dict[str, Resource]:
    """Return code -> resource, in the order of the catalogue records/resources.csv.

    >>> resources()["water"].unit.en
    'm3/day'
    """
    text = files("feidi.records").joinpath("resources.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Resource(
            row["code"], Words(row["zh"], row["en"]), Words(row["unit_zh"], row["unit_en"])
        )
        for row in csv.DictReader(text.splitlines())
    }
