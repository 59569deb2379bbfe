"""Small, and kept small; every file has a name that says what is in it."""

import ast

import pytest

from architecture.source import modules, tree

DRAWERS = {"utils", "helpers", "common", "misc", "manager", "base", "tools", "stuff", "lib"}


@pytest.mark.parametrize("name", modules())
def test_a_module_has_at_most_400_lines(name: str) -> None:
    assert len(modules()[name].read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("name", modules())
def test_a_function_has_at_most_40_lines(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef):
            start = node.body[0]
            documented = isinstance(start, ast.Expr) and isinstance(start.value, ast.Constant)
            first = (start.end_lineno or 0) + 1 if documented else start.lineno
            assert (node.end_lineno or 0) - first < 40, f"{name}: {node.name}"


@pytest.mark.parametrize("name", modules())
def test_no_file_is_a_drawer(name: str) -> None:
    parts = set(name.removesuffix(".py").split("/"))
    assert not parts & DRAWERS
