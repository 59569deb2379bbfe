"""Prints time and peak memory of every path as multiples of the physical floor.

Each job runs in a fresh process: once cold, then warm several times, each time between two
floors. `python -m bench --rows 1e8` adds a size; without a word 10^6 and 10^7 are taken.
"""

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from statistics import median
from typing import Any

from bench.jobs import fingerprint
from bench.oracle import oracle
from bench.receipts import receipts, sizes

MIB = 1 << 20
BY_ORACLE = 100_000
TIMES = {10_000: 2, 1_000_000: 8, 10_000_000: 6, 100_000_000: 4}
NOTES = """
floor: DuckDB reads the same five columns and sums them, 2 threads, warm, in the same process.
wall, cpu: medians of the warm runs over the mean of the floors just before and after each.
first: the first run of the process (compiled code is loaded, memory is new), wall.
month, year: the length of the cells' periods; year where all settle by the calendar year.
peak: resident memory of a process that runs the job once, imports and agreements included.
rules: 5,000 agreements over one cell for each tax and month; its floor is that of 10^7 receipts.
flow: of that only the flow of the money, what openfisca does.
pandas: groups by what the rules need without making cells, then arrays; wraps on overflow.
openfisca: given sums by agreement, year and fiscal rule, with its table of types patched to int64
  (as shipped, money is int32 and wrong). It can express the base kept, what the centre takes,
  shares by year band and the host's odd fen as one formula a party. It cannot read or sum
  receipts, hold each agreement's terms as parameters (they go in as variables), keep a ledger
  with reasons, or refuse an amount that is too large.
"""


def main() -> int:
    """Measure, print, and fail where two paths differ."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=float, action="append", help="number of receipts, as 1e8")
    parser.add_argument("--times", type=int, help="warm runs of each job")
    told = parser.parse_args()
    same = [_size(int(rows), told.times) for rows in told.rows or (1e6, 1e7)]
    print(NOTES)
    return 0 if all(same) else 1


def _size(rows: int, times: int | None) -> bool:
    """Print one table; return whether all paths gave the same."""
    enterprises, agreements = sizes(rows)
    file = receipts(rows)
    print(
        f"\n{rows:,} receipts ({file.stat().st_size / MIB:,.0f} MiB) of {enterprises:,} "
        f"enterprises under {agreements:,} agreements"
    )
    compiled = child("compile", "agreements", str(rows))["seconds"]
    print(f"compile: {compiled:.1f} s to read the agreements and lay out their numbers")
    print(f"{'job':<18}{'wall':>7}{'cpu':>7}{'first':>8}{'seconds':>9}{'peak MiB':>10}")
    prints = {"oracle": fingerprint(oracle(rows))} if rows <= BY_ORACLE else {}
    for name in jobs():
        found = measured(name, rows, times or TIMES.get(rows, 3))
        print(line(name, found), flush=True)
        if not name.startswith("cells") and found["fingerprint"]:
            prints[name] = found["fingerprint"]
    same = len(set(prints.values())) == 1
    told = "the same to the last fen" if same else "DIFFERENT"
    print(f"{', '.join(prints)}: {told}  {set(prints.values())}")
    return same


def jobs() -> list[str]:
    """Return the jobs that what is installed allows."""
    engines = (["numba"] if find_spec("numba") else []) + ["numpy", "sql"]
    paths = [f"{engine} {length}" for length in ("month", "year") for engine in engines]
    found = [f"cells {path}" for path in paths] + ["rules", "flow"]
    found += [f"whole {path}" for path in paths]
    return found + [peer for peer in ("pandas", "openfisca") if find_spec(MODULES[peer])]


MODULES = {"pandas": "pandas", "openfisca": "openfisca_core"}


def measured(name: str, rows: int, times: int) -> dict[str, Any]:
    """Return what two fresh processes say of a job: one for time, one for memory."""
    found = child("time", name, str(rows), str(times + 1))
    memory = child("memory", name, str(rows))
    if memory["fingerprint"] != found["fingerprint"]:
        message = f"{name} gave two answers"
        raise AssertionError(message)
    return {**found, "peak": memory["peak"]}


def child(*words: str) -> dict[str, Any]:
    """Run one job in a process of its own."""
    command = [sys.executable, "-m", "bench.worker", *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def line(name: str, found: dict[str, Any]) -> str:
    """Return one row of the table."""
    first, *warm = found["runs"]
    wall, cpu = (median(run["own"][i] / run["floor"][i] for run in warm) for i in (0, 1))
    cold = first["own"][0] / first["floor"][0]
    seconds = median(run["own"][0] for run in warm)
    return (
        f"{name:<18}{wall:>7.2f}{cpu:>7.2f}{cold:>8.2f}{seconds:>9.3f}{found['peak'] / MIB:>10,.0f}"
    )


if __name__ == "__main__":
    sys.exit(main())
