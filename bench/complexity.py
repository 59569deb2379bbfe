"""Complexity of places and industries against the Growth Lab's package.

`python -m bench complexity`: 250 places x 1,200 products, made up, of 3 years; `--years 25` is the
full table. Every job runs in a process of its own with one BLAS thread, so that CPU time is work
and not waiting; `--threads` changes that for all. Every column is compared in the same run.
"""

import argparse
import json
import os
import subprocess
import sys
from typing import Any

from bench.trade import FIRST_YEAR, PLACES, PRODUCTS, trade

MIB = 1 << 20
WITHIN = 1e-9
# every job keeps the memory it has had: fresh pages between two years are the kernel's work
KEPT_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(1 << 31), "MALLOC_MMAP_THRESHOLD_": str(1 << 31)}
# in turn, so that a machine that grows slower or faster does so for all; a median forgets a moment
JOBS, ROUNDS = ("theirs", "streamed", "framed"), 3
NOTES = """
theirs: ecomplexity 0.5.3, its optional check of log-supermodularity left out.
streamed: rows of text and numbers in, the full long table out, one year after another.
framed: the same, and the tables of all years put into one pandas frame, as theirs gives it.
cpu, wall: over all years, without reading the rows, after one year to warm up; the median by CPU
time of three runs of each job, in turn. peak: resident memory of the process.
query: two places asked for, everything else known; theirs is its whole year.
"""


def main(words: list[str]) -> int:
    """Measure, print, and fail where the answers are further apart than they may be."""
    parser = argparse.ArgumentParser(prog="python -m bench complexity", description=__doc__)
    parser.add_argument("--years", type=int, default=3, help="25 is the full table")
    parser.add_argument("--threads", type=int, default=1, help="of the BLAS library")
    told = parser.parse_args(words)
    for number in range(told.years):
        trade(FIRST_YEAR + number)
    print(f"{PLACES} places x {PRODUCTS:,} products x {told.years} years, {told.threads} thread(s)")
    print(f"{'job':<10}{'cpu s':>9}{'wall s':>9}{'peak MiB':>10}{'ratio':>8}")
    runs = [{job: child(job, told.years, told.threads) for job in JOBS} for _ in range(ROUNDS)]
    found = {job: middle([turn[job] for turn in runs]) for job in JOBS}
    theirs = found["theirs"]["cpu"]
    for job, seen in found.items():
        told_ = f"{seen['cpu']:>9.2f}{seen['wall']:>9.2f}{seen['peak'] / MIB:>10,.0f}"
        print(f"{job:<10}{told_}{theirs / seen['cpu']:>8.1f}")
    query = child("query", told.years, told.threads)
    ratio = theirs / told.years / query["cpu"]
    print(f"{'query':<10}{query['cpu']:>9.4f}{query['wall']:>9.4f}{'':>10}{ratio:>8,.0f}")
    apart = child("check", told.years, told.threads)["apart"] | {"query": query["apart"]}
    print("apart: " + ", ".join(f"{name} {value:.1e}" for name, value in apart.items()))
    print(NOTES)
    return 0 if max(apart.values()) < WITHIN else 1


def middle(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the run of median CPU time."""
    return sorted(runs, key=lambda run: float(run["cpu"]))[len(runs) // 2]


def child(job: str, years: int, threads: int) -> dict[str, Any]:
    """Run one job in a process of its own."""
    command = [sys.executable, "-m", "bench.complexity_worker", job, str(years)]
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    limits = {**os.environ, **dict.fromkeys(names, str(threads)), **KEPT_MEMORY}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=limits)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
