"""One figure of a place that may hold it back: land, water, energy, labour, money, roads."""

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.records.industry_table import PUBLISHED

HIGHER, LOWER = "higher", "lower"
FACTORS = {
    "land": Words("土地", "land"),
    "water": Words("水", "water"),
    "energy": Words("能源", "energy"),
    "labour": Words("劳动力", "labour"),
    "fiscal": Words("财政空间", "fiscal room"),
    "logistics": Words("物流", "logistics"),
    "inputs": Words("投入品缺口", "input gaps"),
}


class Measure(NamedTuple):
    """What an indicator measures, per person or per unit, so that places of any size compare.

    better: "higher", "lower", or "" where neither can be said.
    """

    code: str
    factor: str
    name: Words
    unit: str
    better: str


@cache
def measures() -> dict[str, Measure]:
    """Return the catalogue of measures by code; a folder may use others of its own.

    >>> measures()["self_sufficiency"].better
    'higher'
    """
    text = files("feidi.records").joinpath("indicators.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Measure(
            row["code"], row["factor"], Words(row["zh"], row["en"]), row["unit"], row["better"]
        )
        for row in csv.DictReader(text.splitlines())
    }


@dataclass(frozen=True)
class Indicator:
    """A figure of one place. value: in `unit`, None where it is missing.

    status: PUBLISHED, MISSING, SUPPRESSED or ASSUMED as for industry tables. source: who
    published it, or on what the assumption rests.
    """

    place: str
    measure: Measure
    value: float | None
    unit: str
    year: int
    source: str
    status: int = PUBLISHED
    at: At = field(default=At("indicators"))
