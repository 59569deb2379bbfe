"""The source tree as the architecture tests see it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "feidi"


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its path below it."""
    return {str(p.relative_to(PACKAGE)): p for p in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(name: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


def below(*folders: str) -> list[str]:
    """The modules of some packages."""
    return [name for name in modules() if name.split("/")[0] in folders]
