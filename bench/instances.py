"""Public test instances of operations research, read from the formats of their libraries."""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path

Floats = NDArray[np.float64]
MANIFEST = "manifest.csv"


@dataclass(frozen=True, eq=False)
class Instance:
    """One instance. lower, upper: of the published optimum. data: by the names its family uses.

    gap: cost (agents x jobs), use, capacity. cwl: capacity, opening, demand, cost (warehouses x
    customers, of all its demand). pmed: far (vertices x vertices), sites. mkp: profit, use,
    capacity. qap: flow, distance.
    """

    family: str
    name: str
    sense: str
    lower: float
    upper: float
    data: dict[str, Floats]


def instances(folder: Path, families: tuple[str, ...] = ()) -> list[Instance]:
    """Return the instances of a manifest, in its order."""
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_instance(folder, row) for row in rows if not families or row["family"] in families]


def _instance(folder: Path, row: dict[str, str]) -> Instance:
    """Return one instance."""
    path = folder / row["file"]
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    words = raw.decode("ascii").split()
    read = {"gap": _gap, "cwl": _cwl, "pmed": _pmed, "mkp": _mkp, "qap": _qap}[row["family"]]
    data = read(words, int(row["index"]))
    bounds = float(row["lower"]), float(row["upper"])
    return Instance(row["family"], row["name"], row["sense"], *bounds, data)


class _Words:
    """Numbers taken one after the other."""

    def __init__(self, words: list[str], start: int = 0) -> None:
        self.words, self.at = words, start

    def take(self, *shape: int) -> Floats:
        """Return the next numbers in a shape."""
        count = int(np.prod(shape))
        found = np.array(self.words[self.at : self.at + count], np.float64).reshape(shape)
        self.at += count
        return found

    def one(self) -> int:
        """Return the next number."""
        return int(self.take(1)[0])


def _gap(words: list[str], index: int) -> dict[str, Floats]:
    """Read a generalised assignment problem; files of several begin with their number."""
    agents, jobs = int(words[0]), int(words[1])
    several = len(words) != 2 + 2 * agents * jobs + agents
    told = _Words(words, 1 if several else 0)
    for _ in range(index):
        m, n = told.one(), told.one()
        told.take(2 * m * n + m)
    m, n = told.one(), told.one()
    return {"cost": told.take(m, n), "use": told.take(m, n), "capacity": told.take(m)}


def _cwl(words: list[str], index: int) -> dict[str, Floats]:
    """Read a capacitated warehouse problem; where the file says `capacity`, index is it."""
    told = _Words([str(index) if word == "capacity" else word for word in words])
    m, n = told.one(), told.one()
    sites = told.take(m, 2)
    rows = told.take(n, 1 + m)
    return {
        "capacity": sites[:, 0],
        "opening": sites[:, 1],
        "demand": rows[:, 0],
        "cost": rows[:, 1:].T,
    }


def _pmed(words: list[str], _index: int) -> dict[str, Floats]:
    """Read a p-median problem; of an edge given twice the last cost counts."""
    told = _Words(words)
    n, edges, sites = told.one(), told.one(), told.one()
    rows = told.take(edges, 3)
    costs = {}
    for i, j, cost in rows.astype(int).tolist():
        costs[min(i, j) - 1, max(i, j) - 1] = float(cost)
    i, j = np.array(list(costs)).T
    graph = coo_array((np.array(list(costs.values())), (i, j)), shape=(n, n)).tocsr()
    return {"far": shortest_path(graph, directed=False), "sites": np.array([float(sites)])}


def _mkp(words: list[str], index: int) -> dict[str, Floats]:
    """Read a knapsack problem with several quotas."""
    told = _Words(words, 1)
    for _ in range(index):
        n, m = told.one(), told.one()
        told.take(1 + n + m * n + m)
    n, m, _best = told.one(), told.one(), told.take(1)
    return {"profit": told.take(n), "use": told.take(m, n), "capacity": told.take(m)}


def _qap(words: list[str], _index: int) -> dict[str, Floats]:
    """Read a quadratic assignment problem."""
    told = _Words(words)
    n = told.one()
    return {"flow": told.take(n, n), "distance": told.take(n, n)}
