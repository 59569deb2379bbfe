"""Made-up trade of any number of years: places have capabilities, products need them."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from bench.receipts import DATA, SEED

PLACES, PRODUCTS, CAPABILITIES = 250, 1_200, 40
FIRST_YEAR = 1995
FILLED = 0.64


def place_names() -> npt.NDArray[np.object_]:
    return np.array([f"place-{number:03}" for number in range(PLACES)], np.object_)


def product_names() -> npt.NDArray[np.object_]:
    return np.array([f"{number:06}" for number in range(PRODUCTS)], np.object_)


def trade(year: int) -> Path:
    """Return the file of one year, made if it is not there."""
    path = DATA / f"trade-{year}.parquet"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".part")
        pq.write_table(pa.table(_rows(year)), unfinished)
        unfinished.rename(path)
    return path


def frame(first: int, years: int = 1) -> Any:
    """Return the rows of some years as a pandas frame, text as pandas keeps it."""
    tables = [pq.read_table(trade(first + year), use_threads=False) for year in range(years)]
    return pa.concat_tables(tables).to_pandas(strings_to_categorical=False)


def _rows(year: int) -> dict[str, npt.NDArray[Any]]:
    """Draw the positive values of one year: the more needed capabilities, the more is sold."""
    fixed = np.random.default_rng(SEED)
    has = fixed.random((PLACES, CAPABILITIES)) < np.linspace(0.3, 0.97, PLACES)[:, None]
    needs = fixed.random((PRODUCTS, CAPABILITIES)) < np.linspace(0.02, 0.4, PRODUCTS)[:, None]
    needs[np.arange(PRODUCTS), np.arange(PRODUCTS) % CAPABILITIES] = True
    rng = np.random.default_rng(SEED + year)
    lacks = ~has @ needs.T.astype(np.float64)
    value = np.exp(12 - 0.8 * lacks + rng.normal(0, 1.2, lacks.shape))
    sold = value > np.quantile(value, 1 - FILLED)
    place, product = np.nonzero(sold)
    return {
        "year": np.full(len(place), year),
        "place": place_names()[place],
        "product": product_names()[product],
        "value": value[place, product],
    }
