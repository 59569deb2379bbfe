"""Killed in the middle, for real: nothing is half-done. Two at once: one is told."""

import ast
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from feidi.workbench.serving import Keeper
from workbench.test_exchange import CHILD, child

pytestmark = [pytest.mark.slow, pytest.mark.databases]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return ""
    address: str = request.getfixturevalue("postgresql")[0]
    return address


def start(task: str, data: Path, database: str, *given: str) -> "subprocess.Popen[str]":
    env = {**os.environ, "FEIDI_DEMO": "1", "FEIDI_DATA": str(data), "FEIDI_DATABASE": database}
    return subprocess.Popen(
        [sys.executable, str(CHILD), task, *given],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def gone(process: "subprocess.Popen[str]", how: signal.Signals, file: Path | None) -> None:
    """Send a signal; who is only held up must not hold the one lock of SQLite meanwhile."""
    process.send_signal(how)
    while how == signal.SIGSTOP and file is not None:
        try:
            with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as door:
                door.execute("BEGIN IMMEDIATE")
                door.execute("ROLLBACK")
            return
        except sqlite3.OperationalError:
            process.send_signal(signal.SIGCONT)
            time.sleep(0.05)
            process.send_signal(how)


def killed_half_way(task: str, data: Path, database: str) -> None:
    process = start(task, data, database)
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n", process.communicate()[1]
    process.kill()
    process.communicate()


def test_nothing_is_half_done_after_a_kill(tmp_path: Path, database: str) -> None:
    before = ast.literal_eval(child("furnish,state", tmp_path, database))
    killed_half_way("half_import", tmp_path, database)
    killed_half_way("half_confirmation", tmp_path, database)
    killed_half_way("half_settlement", tmp_path, database)
    now = ast.literal_eval(child("state", tmp_path, database))
    assert now["rows"] == before["rows"]
    assert now["batches"] == sorted([*before["batches"], "pending"])
    assert (now["statements"], now["posted"]) == (["open"], 0)
    assert (now["runs"], now["lines"]) == (["done", "running"], before["lines"])
    now = ast.literal_eval(child("resume,state", tmp_path, database))
    assert (now["runs"], now["lines"]) == (["done", "done"], 2 * before["lines"])


def test_of_two_at_once_one_confirms_and_the_other_is_told(tmp_path: Path) -> None:
    child("ready_to_race", tmp_path)
    moment = str(time.time() + 6)
    pair = [start("race", tmp_path, "", moment) for _ in range(2)]
    said = sorted(process.communicate()[0] for process in pair)
    assert said == ["done", "told"]
    child("state", tmp_path)


@pytest.mark.parametrize("ends", [signal.SIGKILL, signal.SIGSTOP])
def test_a_run_is_computed_by_one_worker_and_by_another_when_that_one_is_gone(
    tmp_path: Path, database: str, ends: signal.Signals
) -> None:
    before = ast.literal_eval(child("furnish,state", tmp_path, database))
    go = tmp_path / "go"
    first = start("work_long", tmp_path, database, str(go))
    assert first.stdout is not None
    assert first.stdout.readline() == "half\n", first.communicate()[1]
    assert child("work_beside", tmp_path, database) == "nothing to do"
    gone(first, ends, None if database else tmp_path / "feidi.sqlite3")
    assert child("take_over", tmp_path, database) == "done"
    go.touch()
    first.send_signal(signal.SIGCONT)  # who was only held up comes back, and is not listened to
    said = first.communicate(timeout=60)[0]
    assert said == ("overtaken" if ends == signal.SIGSTOP else "")
    now = ast.literal_eval(child("state", tmp_path, database))
    assert (now["runs"], now["lines"]) == (["done", "done"], 2 * before["lines"])


def test_a_worker_that_dies_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    swept = threading.Event()
    monkeypatch.setattr(Keeper, "_resume", lambda _self: swept.set())
    keeper = Keeper([sys.executable, "-c", "import time; time.sleep(120)"], pause=0.05)
    try:
        first = keeper.worker
        first.kill()
        assert swept.wait(20)
        for _ in range(200):
            if keeper.worker is not first:
                break
            time.sleep(0.05)
        assert keeper.worker.pid != first.pid
        assert keeper.worker.poll() is None
    finally:
        keeper.stop()
    assert keeper.worker.poll() is not None


def test_who_ends_the_site_by_its_number_ends_its_server_too() -> None:
    server = "import os, time; print(os.getpid(), flush=True); time.sleep(120)"
    site = (
        "import sys; from feidi.workbench.serving import attend; "
        f"sys.exit(attend([sys.executable, '-c', {server!r}]))"
    )
    process = subprocess.Popen([sys.executable, "-c", site], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    number = int(process.stdout.readline())
    process.terminate()
    process.communicate(timeout=60)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
