"""Prints time and peak memory of every path as multiples of the physical floor.

`python -m bench complexity` times another part: complexity of places and industries;
`python -m bench web` puts the workbench under load.

Each job runs in a fresh process: once cold, then warm several times, each time between two
floors. `python -m bench --rows 1e8` takes that size; without a word 10^6 and 10^7 are taken.

Two workloads: agreements settled yearly and agreements settled monthly. Two pandas
versions stand against them: one does the same work, cells and then rules, and one groups the
receipts straight to what the rules need, which leaves nothing to trace a figure back through.
The bar (whole job at least 4 times as fast) is judged on the same work; all ratios are printed.
"""

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from statistics import median
from typing import Any

from bench import complexity, relocation, siting
from bench.jobs import fingerprint
from bench.oracle import oracle
from bench.receipts import receipts, sizes
from bench.workloads import WORKLOADS, Workload

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
pandas cells: the same two steps, cells by agreement, tax, month and kind, then the rules.
pandas: groups by what the rules need without making cells, then arrays; wraps on overflow.
openfisca: given sums by agreement, year and fiscal rule, with its table of types patched to int64
  (as shipped, money is int32 and wrong). It can express the base kept, what the centre takes,
  shares by year band and the host's odd fen as one formula a party. It cannot read or sum
  receipts, hold each agreement's terms as parameters (they go in as variables), keep a ledger
  with reasons, or refuse an amount that is too large.
"""


def main() -> int:
    """Measure, print, and fail where two paths differ."""
    if sys.argv[1:2] == ["complexity"]:
        return complexity.main(sys.argv[2:])
    if sys.argv[1:2] == ["relocation"]:
        return relocation.main(sys.argv[2:])
    if sys.argv[1:2] == ["siting"]:
        return siting.main(sys.argv[2:])
    if sys.argv[1:2] == ["web"]:
        from bench.web import command

        return command.main(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=float, action="append", help="number of receipts, as 1e8")
    parser.add_argument("--workload", choices=WORKLOADS, action="append", help="one of the two")
    parser.add_argument("--job", action="append", help="only these lines of the table")
    parser.add_argument("--times", type=int, help="warm runs of each job")
    told = parser.parse_args()
    works = [WORKLOADS[name] for name in told.workload or WORKLOADS]
    sizes_ = [int(rows) for rows in told.rows or (1e6, 1e7)]
    only = set(told.job) if told.job else None
    same = [_table(work, rows, told.times, only) for rows in sizes_ for work in works]
    print(NOTES)
    return 0 if all(same) else 1


def _table(work: Workload, rows: int, times: int | None, only: set[str] | None) -> bool:
    """Print one table; return whether all paths gave the same."""
    enterprises, agreements = sizes(rows)
    file = receipts(rows)
    print(
        f"\n{work.name} - {work.title}\n{rows:,} receipts ({file.stat().st_size / MIB:,.0f} MiB) "
        f"of {enterprises:,} enterprises under {agreements:,} agreements"
    )
    compiled = child("compile", work.name, "agreements", str(rows))["seconds"]
    print(f"compile: {compiled:.1f} s to read the agreements and lay out their numbers")
    print(f"{'job':<18}{'wall':>7}{'cpu':>7}{'first':>8}{'seconds':>9}{'peak MiB':>10}")
    found = {}
    for name in [name for name in jobs(work) if only is None or name in only]:
        found[name] = measured(work, name, rows, times or TIMES.get(rows, 3))
        print(line(name, found[name]), flush=True)
    _against_pandas(found)
    prints = {name: f["fingerprint"] for name, f in found.items() if not name.startswith("cells")}
    prints = {name: text for name, text in prints.items() if text}
    if rows <= BY_ORACLE:
        prints["oracle"] = fingerprint(oracle(work, rows))
    same = len(set(prints.values())) == 1
    told = "the same to the last fen" if same else "DIFFERENT"
    print(f"{', '.join(prints)}: {told}  {set(prints.values())}")
    return same


def _against_pandas(found: dict[str, dict[str, Any]]) -> None:
    """Print how many times as long as the fastest whole job each pandas version takes."""
    whole = [name for name in found if name.startswith("whole")]
    name = min(whole, key=lambda n: ratios(found[n])[0], default="")
    for peer in ("pandas cells", "pandas"):
        if name and peer in found:
            pair = zip(ratios(found[peer]), ratios(found[name]), strict=True)
            wall, cpu = (p / o for p, o in pair)
            print(f"{peer} against {name}: {wall:.2f} times the wall, {cpu:.2f} times the CPU time")


def jobs(work: Workload) -> list[str]:
    """Return the jobs that what is installed allows."""
    engines = (["numba"] if find_spec("numba") else []) + ["numpy", "sql"]
    paths = [f"{engine} {length}" for length in work.cells for engine in engines]
    found = [f"cells {path}" for path in paths] + ["rules", "flow"]
    found += [f"whole {path}" for path in paths]
    peers = ["pandas cells", "pandas"] + (["openfisca"] if work.name == "yearly" else [])
    return found + [peer for peer in peers if find_spec(MODULES[peer])]


MODULES = {"pandas cells": "pandas", "pandas": "pandas", "openfisca": "openfisca_core"}


def measured(work: Workload, name: str, rows: int, times: int) -> dict[str, Any]:
    """Return what two fresh processes say of a job: one for time, one for memory."""
    found = child("time", work.name, name, str(rows), str(times + 1))
    memory = child("memory", work.name, name, str(rows))
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


def ratios(found: dict[str, Any]) -> tuple[float, float]:
    """Return wall and CPU time of the warm runs as multiples of the floor."""
    wall, cpu = (
        median(run["own"][i] / run["floor"][i] for run in found["runs"][1:]) for i in (0, 1)
    )
    return wall, cpu


def line(name: str, found: dict[str, Any]) -> str:
    """Return one row of the table."""
    first, *warm = found["runs"]
    wall, cpu = ratios(found)
    cold = first["own"][0] / first["floor"][0]
    seconds = median(run["own"][0] for run in warm)
    return (
        f"{name:<18}{wall:>7.2f}{cpu:>7.2f}{cold:>8.2f}{seconds:>9.3f}{found['peak'] / MIB:>10,.0f}"
    )


if __name__ == "__main__":
    sys.exit(main())
