"""The benchmark settles the same as plain whole numbers, by every path, and runs."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from bench.monthly import Monthly
from bench.oracle import oracle
from bench.peers import pandas_whole
from bench.workloads import WORKLOADS, Workload

from bench import agreements, jobs
from bench import receipts as made

ROWS = 10_000
ROOT = Path(__file__).parents[2]
ENGINES = ("numba", "numpy", "sql")


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "DATA", tmp_path)
    monkeypatch.setattr(agreements, "DATA", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKLOADS.values(), ids=list(WORKLOADS))
def test_all_paths_and_the_oracle_agree(work: Workload) -> None:
    rules = agreements.prepared(work, ROWS)
    expected = oracle(work, ROWS)
    assert sum(np.count_nonzero(table) for table in expected.values()) > 100
    wanted = jobs.fingerprint(expected)
    for length in work.cells:
        for engine in ENGINES:
            found = jobs.whole_by(f"{engine} {length}", ROWS, rules)()
            assert jobs.fingerprint(jobs.answer(found, work, ROWS)) == wanted, (engine, length)


@pytest.mark.parametrize("work", WORKLOADS.values(), ids=list(WORKLOADS))
def test_pandas_agrees(work: Workload) -> None:
    pytest.importorskip("pandas")
    assert jobs.fingerprint(pandas_whole(work, ROWS)()) == jobs.fingerprint(oracle(work, ROWS))


def test_the_cap_of_the_monthly_workload_binds_in_some_years() -> None:
    work = WORKLOADS["monthly"]
    every = agreements.sketches(work, ROWS)
    cap = np.array([sketch.cap for sketch in every if isinstance(sketch, Monthly)])
    got = oracle(work, ROWS)["origin"].reshape(len(cap), -1, 12).sum(axis=2)
    assert (got == cap[:, None]).any()
    assert (got < cap[:, None]).any()


def test_receipts_are_the_same_every_time(tmp_path: Path) -> None:
    first = made.receipts(ROWS).read_bytes()
    made.receipts(ROWS).unlink()
    assert made.receipts(ROWS).read_bytes() == first


@pytest.mark.slow
def test_it_runs() -> None:
    # a few of its lines: that all paths give the same is shown above
    few = ["--rows", "1e4", "--times", "1", "--workload", "monthly"]
    few += ["--job", "whole numpy month", "--job", "whole sql month", "--job", "pandas"]
    done = subprocess.run(
        [sys.executable, "-m", "bench", *few], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "the same to the last fen" in done.stdout
