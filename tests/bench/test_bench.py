"""The benchmark settles the same as plain whole numbers, by every path, and runs."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench.oracle import oracle

from bench import agreements, jobs
from bench import receipts as made

ROWS = 10_000
ROOT = Path(__file__).parents[2]
PATHS = [
    f"{engine} {length}" for engine in ("numba", "numpy", "sql") for length in ("month", "year")
]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "DATA", tmp_path)
    monkeypatch.setattr(agreements, "DATA", tmp_path)


def test_all_paths_and_the_oracle_agree() -> None:
    rules = jobs.prepared(ROWS)
    names = [sketch.name for sketch in agreements.sketches(ROWS)]
    expected = oracle(ROWS)
    assert len(expected) > 100
    for path in PATHS:
        assert jobs.answer(jobs.whole_by(path, ROWS, rules)(), names) == expected, path


def test_receipts_are_the_same_every_time(tmp_path: Path) -> None:
    first = made.receipts(ROWS).read_bytes()
    made.receipts(ROWS).unlink()
    assert made.receipts(ROWS).read_bytes() == first


@pytest.mark.slow
def test_it_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--rows", "1e4", "--times", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "the same to the last fen" in done.stdout
