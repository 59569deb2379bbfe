"""Every command and every line of Python that a page shows is run, and its output compared."""

import doctest
import importlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.fences import ROOT, Fenced, blocks, pages, text

pytestmark = pytest.mark.slow

CONSOLES = [page for page in pages() if any(b.word == "console" for b in blocks(page))]
PYTHONS = [page for page in pages() if any(b.word == "python" for b in blocks(page))]
PROGRAMS = {"feidi": str(Path(sys.executable).parent / "feidi"), "cp": "cp", "sed": "sed"}
CONSOLE = re.compile(r"```console\n(.*?)```", re.S)
COMMANDS = {
    "check",
    "settle",
    "why",
    "read",
    "report",
    "post",
    "new",
    "site",
    "diagnose",
    "match",
    "template",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place with copies of the examples, where nothing the commands write is kept."""
    leave = shutil.ignore_patterns("results")
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=leave)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def run(command: str, desk: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program in PROGRAMS, f"only {', '.join(PROGRAMS)} are run from the pages: {command}"
    done = subprocess.run(
        [PROGRAMS[program], *arguments],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout
    assert "Traceback" not in done.stdout, done.stdout
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.strip("\n").splitlines())


def replayed(console: str, desk: Path) -> str:
    commands = re.findall(r"^\$ (.+)$", console, re.M)
    return "".join(f"$ {command}\n{run(command, desk)}" for command in commands)


@pytest.mark.parametrize("page", CONSOLES, ids=lambda p: p.name)
def test_commands_print_what_the_page_shows(
    page: Path, desk: Path, request: pytest.FixtureRequest
) -> None:
    said = page.read_text(encoding="utf-8")
    actual = CONSOLE.sub(lambda m: f"```console\n{replayed(m.group(1), desk)}```", said)
    if request.config.getoption("--accept"):
        page.write_text(actual, encoding="utf-8")
        return
    assert said == actual


@pytest.mark.parametrize("page", PYTHONS, ids=lambda p: p.name)
def test_python_prints_what_the_page_shows(page: Path, desk: Path) -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.word == "python":
            test = parser.get_doctest(block.text, names, str(block), block.page, block.line)
            assert test.examples, f"{block} shows nothing that could be compared"
            runner.run(test, out=said.append, clear_globs=False)
            names = test.globs
    assert not runner.failures, "".join(said)


def shown_commands() -> Iterator[tuple[Fenced, str]]:
    for page in pages():
        for block in blocks(page):
            for command in re.findall(r"^\s*(?:\$ )?feidi +(\w+)", block.text, re.M):
                yield block, command


def test_every_feidi_command_a_page_names_exists() -> None:
    assert not [(str(block), name) for block, name in shown_commands() if name not in COMMANDS]


@pytest.mark.parametrize(
    "package",
    [
        "feidi",
        "feidi.diagnose",
        "feidi.folder",
        "feidi.folder.statistics",
        "feidi.match",
        "feidi.settle",
    ],
)
def test_what_a_package_exports_is_sorted_and_documented(package: str) -> None:
    exported = list(importlib.import_module(package).__all__)
    assert exported == sorted(exported)
    page = text("docs/python-api.md")
    assert not [name for name in exported if not re.search(rf"`{name}\b", page)]
