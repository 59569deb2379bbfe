"""The workbench's benchmark measures every page, the crowd, the import and the soak."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench.web.command import bar, of_pages
from bench.web.crowd import p95

ROOT = Path(__file__).parents[2]
PAGE = {"name": "a", "address": "/a/", "status": 200, "cpu": 10.0, "after": 11.0, "afresh": 12.0}
PAGE |= {"bare": 2.0, "queries": 9, "size": 2048}


def test_it_says_which_bar_a_page_misses_and_calls_that_no_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    slow = {**PAGE, "name": "slow", "cpu": 31.0, "queries": 21}
    assert of_pages([PAGE, slow]) == []
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split() == ["a", "10.0", "11.0", "12.0", "2.00", "5.0", "9", "2.0"]
    assert lines[3].endswith("MISSED: CPU, queries")
    assert lines[4:] == [
        "MISSED  CPU of 2 pages: 1 pages over 30 ms (bar 0)",
        "MISSED  queries of 2 pages: 1 pages over 20 (bar 0)",
    ]


def test_a_page_that_does_not_answer_is_an_error() -> None:
    assert of_pages([{"name": "b", "address": "/b/", "status": 500}]) == ["/b/: 500"]


def test_a_bar_is_met_at_its_value_and_the_95th_of_20_is_the_19th() -> None:
    assert bar("x", 30, 30, "s").startswith("met")
    assert p95([float(n) for n in range(20, 0, -1)]) == 19.0


@pytest.mark.slow
def test_all_parts_run_on_a_tiny_park_without_an_error() -> None:
    said = ["--scale", "0.002", "--repeats", "1", "--crowd", "20", "--soak", "60"]
    done = subprocess.run(
        [sys.executable, "-m", "bench", "web", *said],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for wanted in ("2,000 receipts", "CPU of", "queries of", "95 of 100 answers", "soak of"):
        assert wanted in done.stdout
    assert "import of 200 receipts" in done.stdout
