"""What no tracked file may say, and what the floor plan must name."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from docs.fences import ROOT, text

# spelt in halves, so that this file does not hold them itself
UNFINISHED = "".join(("TO", "DO")), "".join(("FIX", "ME")), "".join(("XX", "X"))
HOSTS = tuple(".".join(p) for p in (("py" + "pi", "org"), ("python" + "hosted", "org")))
HOSTS += tuple(".".join(p) for p in (("npm" + "js", "org"), ("npm" + "mirror", "com")))
HOSTS += ("--index-" + "url ", "--extra-index-" + "url")
ADVERTISING = (
    "seam" + "less",
    "power" + "ful",
    "cutting" + "-edge",
    "game" + "-chang",
    "赋" + "能",
)
TEXTS = {".py", ".md", ".toml", ".csv", ".txt", ".j2", ".css", ".js", ".json", ""}


@cache
def tracked() -> tuple[Path, ...]:
    """Every text file of the repository that is kept, or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git clone")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    paths = [ROOT / name for name in names]
    return tuple(p for p in paths if p.suffix in TEXTS and p.is_file() and p.name != "LICENSE")


def found(words: tuple[str, ...], flags: int = 0) -> list[str]:
    wanted = re.compile("|".join(map(re.escape, words)), flags)
    return [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        for match in wanted.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]


def test_nothing_is_left_for_later() -> None:
    assert not found(UNFINISHED)


def test_no_host_of_a_registry_is_written_down() -> None:
    assert not found(HOSTS, re.IGNORECASE)


def test_nothing_is_advertised() -> None:
    assert not found(ADVERTISING, re.IGNORECASE)


def test_the_floor_plan_names_files_that_exist() -> None:
    page = text("ARCHITECTURE.md")
    names = set(re.findall(r"`([\w/.\-]+\.(?:py|csv|md|toml))`", page))
    kept = [
        name
        for name in names
        if not any((base / name).exists() for base in (ROOT, ROOT / "src" / "feidi"))
        and not (ROOT / "src" / "feidi" / "clauses" / name).exists()
    ]
    assert not kept


def test_the_floor_plan_names_every_package_and_test_family() -> None:
    page = text("ARCHITECTURE.md")
    packages = [p.parent.name for p in (ROOT / "src" / "feidi").glob("*/__init__.py")]
    families = [p.name for p in (ROOT / "tests").iterdir() if list(p.glob("test_*.py"))]
    missing = [name for name in packages if f"  {name}/" not in page]
    missing += [name for name in families if f"`tests/{name}/`" not in page]
    assert not missing


def test_the_floor_plan_stays_short() -> None:
    assert len(text("ARCHITECTURE.md").splitlines()) <= 200
