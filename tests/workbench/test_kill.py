"""Killed in the middle, for real: nothing is half-done. Two at once: one is told."""

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbench.postgresql import postgresql  # noqa: F401 - a fixture
from workbench.test_exchange import CHILD, child

pytestmark = pytest.mark.slow


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
