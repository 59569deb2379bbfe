"""Closed, full and narrow streams, and places that cannot be written: one line, no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from feidi.cli import main
from feidi.folder import new_folder

pytestmark = pytest.mark.slow


@pytest.fixture
def park(tmp_path: Path) -> Path:
    return new_folder(tmp_path / "park")


def shell(line: str, park: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = line.format(feidi=f"{Path(sys.executable).parent}/feidi", park=park)
    return subprocess.run(  # noqa: S602
        command,
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=60,
    )


def test_a_terminal_without_chinese_is_answered(park: Path) -> None:
    answer = shell("{feidi} settle {park}", park, PYTHONIOENCODING="ascii")
    assert answer.returncode == 0
    assert b"1,221,150.28" in answer.stdout


def test_json_is_utf8_wherever_it_goes(park: Path) -> None:
    answer = shell("{feidi} settle {park} --json", park, PYTHONIOENCODING="ascii")
    assert json.loads(answer.stdout.decode())["totals"][0]["party"] == "飞入地"


@pytest.mark.parametrize("option", ["", "--json"])
@pytest.mark.parametrize(
    ("output", "code"), [(">&-", 0), (">/dev/full", 1), ("| head -c 5", 0)], ids=str
)
def test_an_output_that_takes_nothing_gives_no_traceback(
    park: Path, option: str, output: str, code: int
) -> None:
    answer = shell(f"{{feidi}} settle {{park}} {option} {output}", park)
    assert answer.returncode == code
    assert b"Traceback" not in answer.stderr


@pytest.mark.parametrize("command", [["new"], ["report", "PARK", "-o"]], ids=str)
def test_a_place_below_a_file_cannot_be_written(
    park: Path, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    words = [str(park) if word == "PARK" else word for word in command]
    result = CliRunner().invoke(main, [*words, str(tmp_path / "file" / "x"), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["code"] == "FO033"


def test_a_report_that_cannot_be_written_leaves_nothing_behind(park: Path, tmp_path: Path) -> None:
    (tmp_path / "out/report.html").mkdir(parents=True)
    result = CliRunner().invoke(main, ["report", str(park), "-o", str(tmp_path / "out"), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["code"] == "FO033"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["report.html"]
