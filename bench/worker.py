"""One job in a fresh process: timed between two floors, or run once to see its peak memory.

`python -m bench.worker time WORKLOAD JOB ROWS TIMES` or `... memory WORKLOAD JOB ROWS`; prints
JSON. `... compile WORKLOAD agreements ROWS` times the reading of the agreements.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import jobs, peers
from bench.agreements import cases, keep, prepared
from bench.receipts import receipts
from bench.workloads import WORKLOADS, Workload
from feidi.clauses.flow import Flow
from feidi.settle.many import prepare, settle_many

FLOOR_OF_RULES = 10_000_000
Timed = tuple[float, float]


def main(how: str, work: Workload, name: str, rows: int, times: int = 1) -> dict[str, Any]:
    """Prepare the job, run it, and return what was measured."""
    receipts(rows)
    if how == "compile":
        seconds, rules = timed(lambda: prepare(cases(work, rows)))
        keep(rules, work, rows)
        return {"seconds": seconds[0]}
    job, fingerprint = job_of(work, name, rows)
    if how == "memory":
        found = job()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return {"peak": peak, "fingerprint": fingerprint(found)}
    floor = jobs.floor(FLOOR_OF_RULES if name == "rules" else rows)
    floor()
    runs = []
    found = None
    before = timed(floor)[0]
    for _ in range(times):
        found = None
        own, found = timed(job)
        after = timed(floor)[0]
        runs.append(
            {"own": own, "floor": [(b + a) / 2 for b, a in zip(before, after, strict=True)]}
        )
        before = after
    return {"runs": runs, "fingerprint": fingerprint(found)}


def timed(job: Callable[[], Any]) -> tuple[Timed, Any]:
    """Return wall and CPU seconds, and what the job found."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = job()
    return (time.perf_counter() - wall, time.process_time() - cpu), found


def job_of(work: Workload, name: str, rows: int) -> tuple[Callable[[], Any], Callable[[Any], str]]:
    """Return the job and the way to fingerprint its answer, empty where it has none."""
    kind, _, path = name.partition(" ")
    if kind == "cells":
        return jobs.cells_by(path, rows), lambda cells: str(len(cells))
    if kind == "pandas":
        by = peers.pandas_by_cells if path == "cells" else peers.pandas_whole
        return by(work, rows), jobs.fingerprint
    if kind == "openfisca":
        from bench.openfisca_rules import job

        book = peers.Rulebook(work, rows)
        pots = peers.pots_of(book, rows)
        return job(book, pots), lambda f: jobs.fingerprint(peers.by_party(f, pots))
    rules = prepared(work, rows)
    if kind == "rules":
        cells = jobs.full_cells(rows)
        return lambda: settle_many(rules, cells), lambda _: ""
    if kind == "flow":
        batches = jobs.measured(rules, rows)
        return lambda: [Flow(batch).run() for batch in batches], lambda _: ""
    whole = jobs.whole_by(path, rows, rules)
    return whole, lambda r: jobs.fingerprint(jobs.answer(r, work, rows))


if __name__ == "__main__":
    how, work, *rest = sys.argv[1:]
    told = main(how, WORKLOADS[work], rest[0], *map(int, rest[1:]))
    print(json.dumps(told))
