"""What is built is what is needed: the wheel alone gives a working `feidi` command."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "feidi"


def run(*command: object, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(c) for c in command],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", place, ROOT, cwd=place)
    return place


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    files = [p for p in SOURCE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    missing = {str(p.relative_to(SOURCE.parent)) for p in files} - names
    assert not missing


@pytest.mark.slow
def test_the_source_archive_is_built(built: Path) -> None:
    assert [p.name.endswith(".tar.gz") for p in built.glob("feidi-*.tar.gz")] == [True]


@pytest.mark.slow
def test_the_installed_command_makes_checks_and_settles_a_park(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        target,
        next(built.glob("*.whl")),
        cwd=tmp_path,
    )
    feidi, site = target / "bin" / "feidi", str(target)
    where = run(
        sys.executable, "-c", "import feidi; print(feidi.__file__)", cwd=tmp_path, PYTHONPATH=site
    )
    assert where.startswith(site)
    run(feidi, "new", "park", cwd=tmp_path, PYTHONPATH=site)
    run(feidi, "check", "park", cwd=tmp_path, PYTHONPATH=site)
    assert "飞出地" in run(feidi, "settle", "park", cwd=tmp_path, PYTHONPATH=site)
    run(feidi, "report", "park", cwd=tmp_path, PYTHONPATH=site)
    assert (tmp_path / "park" / "results" / "report.html").stat().st_size > 0
