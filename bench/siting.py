"""Siting's model layer and solvers on public instances and generated cases, beside others.

`python -m bench siting --cases DIR` takes the instances of DIR/manifest.csv: for each, how far
the value is from the published optimum, the certified gap and CPU seconds, by feidi, by HiGHS
and CP-SAT alone, by PuLP with CBC and, for p-medians, by spopt; all with the same limit of CPU
seconds (`bench/siting_limits.py`), two processes at a time. `--generated NAME` plans
a generated case (county, region, province) instead; `--building` times model building.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import inf
from multiprocessing import get_context
from os import getloadavg
from pathlib import Path

import numpy as np
from scipy.sparse import csc_array, csr_array

from bench.instance_models import model_of
from bench.instances import Instance, instances
from bench.siting_cases import SIZES, case
from bench.siting_limits import claimed, limit_of
from bench.siting_peers import by_pulp, by_spopt
from feidi.site.check import check
from feidi.site.model import Assembly, Model
from feidi.site.plan.planning import plan
from feidi.site.solve import Outcome, Progress, layout, prove, search, solve
from feidi.site.solve.compiled import compiled
from feidi.site.solve.decomposed import decompose
from feidi.site.solve.highs import loaded
from feidi.site.solve.repacking import repacked

# a value within this of the published one is that value: published values are rounded
SAME = 2e-8


class CpuWatch:
    """Grants CPU seconds of this process, so that a loaded machine changes nothing."""

    def __init__(self, seconds: float) -> None:
        self.end = time.process_time() + seconds

    def left(self) -> float:
        """Return the CPU seconds left."""
        return self.end - time.process_time()

    def stopped(self) -> bool:
        """Say whether they are used up."""
        return self.left() <= 0

    def tell(self, progress: Progress) -> None:
        """Keep it."""


@dataclass(frozen=True)
class Row:
    """What one path says of an instance: value, bound (infinite: none told), CPU seconds."""

    value: float | None
    bound: float
    seconds: float


def cpu() -> float:
    """Return the CPU seconds of this process and its children."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(words: list[str]) -> int:
    """Print one of the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench siting", description=__doc__)
    parser.add_argument("--cases", type=Path, help="a folder with manifest.csv")
    parser.add_argument("--family", action="append", help="only these families")
    parser.add_argument("--only", action="append", help="only these instances")
    parser.add_argument("--seconds", type=float, help="CPU for each, instead of limits by size")
    parser.add_argument("--path", action="append", choices=PATHS, help="only these programs")
    parser.add_argument("--processes", type=int, default=2, help="at the same time")
    parser.add_argument("--all", action="store_true", help="also those too large to close")
    parser.add_argument("--generated", choices=SIZES, action="append")
    parser.add_argument("--building", action="store_true")
    told = parser.parse_args(words)
    if told.building:
        building()
    for name in told.generated or ():
        generated(name, told.seconds or 60.0)
    if not told.cases:
        return 0
    chosen = instances(told.cases, tuple(told.family or ()))
    chosen = [one for one in chosen if not told.only or one.name in told.only]
    chosen = [one for one in chosen if told.all or told.only or claimed(one)]
    jobs = [(one, told.seconds or limit_of(one)) for one in chosen]
    return 0 if against_others(jobs, tuple(told.path or PATHS), told.processes) else 1


def against_others(
    jobs: list[tuple[Instance, float]], paths: tuple[str, ...], processes: int
) -> bool:
    """Print the table; return whether no value or bound of ours contradicts a published one.

    The limit of an instance is the same for every program; each runs in one process, as many
    at the same time as there are `processes`.
    """
    begun = time.monotonic()
    print(f"{'instance':<12}{'published':>16}{'limit':>7}", *(f"{name:>26}" for name in paths))
    sound, rows = True, []
    with ProcessPoolExecutor(processes, get_context("spawn"), warmed) as pool:
        # the longest first, so that no long one is left for the end
        order = sorted(range(len(jobs)), key=lambda i: -jobs[i][1])
        asked = {i: [pool.submit(timed, name, *jobs[i]) for name in paths] for i in order}
        for i, (one, seconds) in enumerate(jobs):
            answers = zip(paths, asked[i], strict=True)
            found = {name: row for name, job in answers if (row := job.result())}
            if "feidi" in found:
                sound &= _sound(one, found["feidi"])
            rows.append((one, found))
            told = (_told(one, found[name]) if name in found else "-" for name in paths)
            told = (f"{text:>26}" for text in told)
            print(f"{one.name:<12}{one.upper:>16.10g}{seconds:>7g}", *told, flush=True)
    _summary(rows)
    print(f"{time.monotonic() - begun:.0f} s by the clock, load {getloadavg()[0]:.1f} at the end")
    return sound


def warmed() -> None:
    """Compile what is compiled, once a machine: it is kept beside the code."""
    small = np.array([[1.0, 2.0], [2.0, 1.0]])
    data = {"cost": small, "use": small, "capacity": np.array([3.0, 3.0])}
    model = model_of(Instance("gap", "warm", "min", 2, 2, data))
    decompose(model, value=2.0, rounds=1)
    if compiled():
        repacked(model, np.array([0.0, 1.0, 1.0, 0.0]), cycles=1)
        from feidi.site.solve.patterns.partition import Partition

        each = np.arange(2)
        Partition(csr_array(np.eye(2)), each).best(each, np.zeros(2), 1.0, 10)


def timed(name: str, one: Instance, seconds: float) -> Row | None:
    """Return what a program says of an instance, with the CPU time of this process."""
    start = cpu()
    outcome = PATHS[name](one, seconds)
    return None if outcome is None else Row(outcome.value, outcome.bound, cpu() - start)


def _summary(rows: list[tuple[Instance, dict[str, Row]]]) -> None:
    """Print how many each path brought to the published value, and proved, by family."""
    for family in dict.fromkeys(one.family for one, _ in rows):
        for name in PATHS:
            mine = [(one, f[name]) for one, f in rows if one.family == family and name in f]
            if mine:
                reached = sum(_off(one, row) <= SAME for one, row in mine)
                proven = sum(_gap(row) <= SAME for one, row in mine)
                within = sum(_gap(row) <= 0.001 for one, row in mine)
                spent = sum(row.seconds for _, row in mine)
                print(
                    f"{family:<6}{name:<8} {len(mine)} instances: {reached} at the published "
                    f"value, {proven} proven, {within} within 0.1 %, {spent:.0f} CPU s"
                )


def _off(one: Instance, row: Row) -> float:
    """Return how far a value is from the best one published, relative."""
    return inf if row.value is None else abs(row.value - one.upper) / abs(one.upper)


def _gap(row: Row) -> float:
    """Return the certified gap, infinite where no bound is told."""
    if row.value is None or abs(row.bound) == inf:
        return inf
    return abs(row.bound - row.value) / abs(row.value)


def _told(one: Instance, row: Row) -> str:
    """Return one cell: off the published value / certified gap / CPU seconds."""
    gap = f"{100 * _gap(row):.3f}%" if _gap(row) < inf else "?"
    off = f"{100 * _off(one, row):.3f}%" if row.value is not None else "none"
    return f"{off} / {gap} / {row.seconds:.1f}"


def _sound(one: Instance, row: Row) -> bool:
    """Say whether a bound and a value do not contradict what is published."""
    low, high = one.lower * (1 - SAME), one.upper * (1 + SAME)
    if one.sense == "max":
        return (row.value or 0) <= high and row.bound >= low
    return (row.value or inf) >= low and row.bound <= high


def by_feidi(one: Instance, seconds: float) -> Outcome:
    """Solve by every means of ours."""
    if one.family == "qap":
        return layout(one.data["flow"], one.data["distance"], CpuWatch(seconds))
    return solve(model_of(one), CpuWatch(seconds))


def by_highs(one: Instance, seconds: float) -> Outcome:
    """Solve by HiGHS alone."""
    return prove(model_of(one), CpuWatch(seconds))


def by_cpsat(one: Instance, seconds: float) -> Outcome | None:
    """Solve by CP-SAT alone with as many workers as cores; it takes whole columns only."""
    model = model_of(one)
    return search(model, CpuWatch(seconds), workers=2) if model.whole.all() else None


PATHS: dict[str, Callable[[Instance, float], Outcome | None]] = {
    "feidi": by_feidi,
    "HiGHS": by_highs,
    "CP-SAT": by_cpsat,
    "CBC": by_pulp,
    "spopt": by_spopt,
}


def generated(name: str, seconds: float) -> None:
    """Print how good a plan of a generated case is after some CPU seconds."""
    problem = case(SIZES[name])
    start = cpu()
    found = plan(problem, CpuWatch(seconds))
    spent, said = cpu() - start, found.certificate
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    problems = check(problem, found)
    print(
        f"{name}: {len(found.placements)} of {len(problem.projects)} placed, value {said.value:,}, "
        f"bound {said.bound:,} (gap {100 * (said.gap or 0):.2f}%), by search "
        f"{100 * (said.searched_gap or 0):.2f}%, {spent:.0f} CPU s, {peak:.0f} MB, "
        f"checker: {len(problems)} problems",
        flush=True,
    )


def building(times: int = 5) -> None:
    """Print the CPU time of building 160,000 columns, against the sparse matrix alone."""
    rng = np.random.default_rng(1)
    projects, parcels, quotas = 200, 800, 6
    count = projects * parcels
    project, parcel = np.divmod(np.arange(count), parcels)
    use = rng.integers(1, 90, (count, quotas)).astype(float)
    park = parcel * 20 // parcels

    def ours() -> Model:
        made = Assembly()
        x = made.columns(count, cost=use[:, 0], block=park)
        made.rows(project, x, 1.0, upper=np.ones(projects), fact="once")
        made.rows(parcel, x, 1.0, upper=np.ones(parcels), fact="parcel")
        for r in range(quotas):
            made.rows(park, x, use[:, r], upper=np.full(20, 900.0), fact="quota")
        return made.model("max")

    def matrix() -> csc_array:
        columns = np.tile(np.arange(count), 2 + quotas)
        owners = [project, projects + parcel]
        owners += [projects + parcels + 20 * r + park for r in range(quotas)]
        data = np.concatenate([np.ones(2 * count), *use.T])
        rows = np.concatenate(owners).astype(np.int32)
        shape = (projects + parcels + 20 * quotas, count)
        return csc_array((data, (rows, columns.astype(np.int32))), shape=shape)

    spent = {"matrix": inf, "model": inf, "in HiGHS": inf}
    jobs: dict[str, Callable[[], object]] = {"matrix": matrix, "model": ours}
    built = ours()
    jobs["in HiGHS"] = lambda: loaded(built)
    for _ in range(times):
        for name, job in jobs.items():
            start = time.process_time()
            job()
            spent[name] = min(spent[name], time.process_time() - start)
    print({name: round(seconds, 3) for name, seconds in spent.items()})
    print(f"model against the matrix alone: {spent['model'] / spent['matrix']:.2f} times")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
