"""The published tables of cases/, as arrays."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.match.complexity import ValueTable

CASES = Path(__file__).parent / "cases"
Floats = npt.NDArray[np.float64]


def near(found: Floats, wanted: Floats, within: float = 1e-12) -> None:
    """Both blank in the same places, and nowhere further apart than that."""
    np.testing.assert_allclose(found, wanted, rtol=0, atol=within)


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def numbers(name: str, column: str) -> Floats:
    return np.array([float(row[column]) for row in rows(name)])


@cache
def stata() -> ValueTable:
    """Exports of ten places; Stata held them in single precision."""
    table = rows("eci_stata_1995/exports_1995.csv")
    industries = tuple(table[0])[1:]
    values = np.array([[float(row[i]) for i in industries] for row in table])
    values = values.astype(np.float32).astype(np.float64)
    return ValueTable(values, tuple(row["origin"] for row in table), industries, 1995)


@cache
def sitc() -> ValueTable:
    """What 226 territories export, as 0 and 1."""
    table = rows("eci_fitness_sitc/presence_hex.csv")
    text = (CASES / "eci_fitness_sitc/products.txt").read_text(encoding="utf-8")
    products = tuple(text.split())
    bits = [np.unpackbits(np.frombuffer(bytes.fromhex(row["bits_hex"]), np.uint8)) for row in table]
    values = np.array(bits)[:, : len(products)].astype(np.float64)
    return ValueTable(values, tuple(row["country"] for row in table), products)


@cache
def toys() -> dict[str, Any]:
    text = (CASES / "eci_fitness_sitc/toy_cases.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
