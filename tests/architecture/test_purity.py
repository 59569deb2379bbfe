"""The core is pure: no files, no clock, no chance; money has no floats; law is data."""

import ast

import pytest

from architecture.source import below, tree
from feidi.quantities.calendar import FIRST_YEAR, LAST_YEAR

CORE = (
    "quantities", "evidence", "records", "clauses", "diagnose", "match", "site", "settle",
    "coordinate",
)  # fmt: skip
MONEY = ("quantities", "clauses", "settle")
CLOCKS = {"now", "today", "utcnow", "time", "perf_counter", "monotonic"}
# whole numbers that are neither years nor rates: halves, months of a year and a quarter,
# a hundred, and powers of two and ten that make room in an integer
PLAIN = {*range(13), 16, 32, 31, 100}


def names_called(name: str) -> set[str]:
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                found.add(node.func.attr)
    return found


def imported(name: str) -> set[str]:
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("name", below(*CORE))
def test_the_core_opens_no_file(name: str) -> None:
    assert not imported(name) & {"os", "pathlib", "shutil", "tempfile", "io", "socket", "urllib"}
    assert not names_called(name) & {"open", "write_text", "write_bytes", "read_bytes"}


@pytest.mark.parametrize("name", below(*CORE))
def test_the_core_has_no_clock_and_no_chance(name: str) -> None:
    assert not imported(name) & {"random", "secrets", "uuid", "time"}
    assert not names_called(name) & CLOCKS


@pytest.mark.parametrize("name", below(*MONEY))
def test_no_float_touches_money(name: str) -> None:
    for node in ast.walk(tree(name)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id == "float"), node.lineno
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"float64", "float32", "mean", "average"}, node.lineno


@pytest.mark.parametrize("name", below("clauses", "settle"))
def test_no_year_or_rate_stands_in_the_code(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            assert node.value in PLAIN, f"{name}:{node.lineno} {node.value}"


@pytest.mark.parametrize("name", below("quantities"))
def test_no_year_stands_in_the_quantities(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            assert not FIRST_YEAR < node.value < LAST_YEAR, f"{name}:{node.lineno} {node.value}"


# opens nothing but the null device
STREAMS = "cli/streams.py"


@pytest.mark.parametrize("name", [n for n in below("report", "cli") if n != STREAMS])
def test_only_folder_opens_a_users_files(name: str) -> None:
    assert not names_called(name) & {"open", "write_text", "write_bytes"}
