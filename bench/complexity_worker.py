"""One way to complexity in a fresh process: `python -m bench.complexity_worker JOB YEARS`.

Prints JSON: CPU and wall seconds over all years, without making or reading the rows, and the
peak of resident memory. `theirs` leaves its table behind, `check` holds ours against it.
"""

import json
import resource
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.receipts import DATA
from bench.trade import FIRST_YEAR, frame, place_names
from feidi.match.complexity import PYTHON, Complexity, Named, Outside, complexity, project
from feidi.match.complexity.long_columns import Columns
from feidi.match.complexity.long_rows import value_tables

NAMED = Named(place="place", industry="product", value="value")
COMPARED = ("rca", "presence", "diversity", "ubiquity", "eci", "pci", "density", "coi", "cog")
THEIRS = {"presence": "mcp"}
QUERIES = 200
PAIR = (20, 200)


class Clock:
    """CPU and wall seconds, added up while it runs."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    def __enter__(self) -> "Clock":
        self._started = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu += time.process_time() - self._started[0]
        self.wall += time.perf_counter() - self._started[1]

    def told(self) -> dict[str, Any]:
        """Return both, and the most memory the process has held so far."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return {"cpu": self.cpu, "wall": self.wall, "peak": peak}


def solved(rows: Columns) -> Complexity:
    """Return the result of one year's rows, as a user would ask for it."""
    return complexity(value_tables(rows, NAMED).tables[0], PYTHON)


def streamed(years: int) -> dict[str, Any]:
    """Rows in, a full long table out, year by year."""
    clock = Clock()
    solved(frame(FIRST_YEAR)).table()
    for number in range(years):
        rows = frame(FIRST_YEAR + number)
        with clock:
            solved(rows).table()
    return clock.told()


def framed(years: int) -> dict[str, Any]:
    """The same, with the tables of all years put into one pandas frame as theirs is."""
    import pandas as pd

    clock = Clock()
    solved(frame(FIRST_YEAR)).table()
    frames = []
    for number in range(years):
        rows = frame(FIRST_YEAR + number)
        with clock:
            frames.append(pd.DataFrame(solved(rows).table(), copy=False))
    with clock:
        whole = pd.concat(frames, ignore_index=True)
    return {**clock.told(), "rows": len(whole)}


def theirs(years: int) -> dict[str, Any]:
    """The same rows through ecomplexity; its optional check is left out, which favours it."""
    from ecomplexity import ecomplexity

    warnings.simplefilter("ignore")
    rows = frame(FIRST_YEAR, years)
    names = {"time": "year", "loc": "place", "prod": "product", "val": "value"}
    clock = Clock()
    ecomplexity(frame(FIRST_YEAR), names, check_logsupermodularity=False, verbose=False)
    with clock:
        found = ecomplexity(rows, names, check_logsupermodularity=False, verbose=False)
    told = clock.told()
    for number in range(years):
        year = found[found["year"] == FIRST_YEAR + number].sort_values(["place", "product"])
        for name in COMPARED:
            column = year[THEIRS.get(name, name)].to_numpy(np.float64)
            np.save(kept(number, name), column)
    return told


def kept(number: int, name: str) -> Path:
    """Return where a column of theirs is left."""
    return DATA / f"theirs-{number}-{name}.npy"


def check(years: int) -> dict[str, Any]:
    """Return how far ours is from theirs, column by column, over all years and rows."""
    apart = dict.fromkeys(COMPARED, 0.0)
    for number in range(years):
        table = solved(frame(FIRST_YEAR + number)).table()
        for name in COMPARED:
            wanted = np.load(kept(number, name))
            away = np.abs(table[name].astype(np.float64) - wanted).max()
            apart[name] = max(apart[name], float(away))
    return {"apart": apart}


def query(years: int) -> dict[str, Any]:
    """Return the CPU seconds of one question about two places, the rest being known."""
    table = value_tables(frame(FIRST_YEAR + years - 1), NAMED).tables[0]
    whole = complexity(table, PYTHON)
    outside = Outside.of(whole)
    pair = np.isin(np.array(table.places, np.object_), place_names()[list(PAIR)])
    two = table.only(pair)
    found = project(outside, two)
    clock = Clock()
    with clock:
        for _ in range(QUERIES):
            project(outside, two)
    columns_: list[tuple[npt.NDArray[Any], npt.NDArray[Any]]] = [
        (found.rca, whole.rca),
        (found.density, whole.density),
        (found.cog, whole.cog),
        (found.eci, whole.eci),
        (found.coi, whole.coi),
    ]
    apart = max(float(np.abs(ours - all_[pair]).max()) for ours, all_ in columns_)
    return {"cpu": clock.cpu / QUERIES, "wall": clock.wall / QUERIES, "apart": apart}


JOBS = {"streamed": streamed, "framed": framed, "theirs": theirs, "check": check, "query": query}

if __name__ == "__main__":
    print(json.dumps(JOBS[sys.argv[1]](int(sys.argv[2]))))
