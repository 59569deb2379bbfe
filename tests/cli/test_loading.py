"""A command loads what it needs: asking for one does not wait for the libraries of all."""

import subprocess
import sys

import click
import pytest

from feidi.cli import main
from feidi.cli.group import STAGES

HEAVY = ("highspy", "ortools", "scipy.stats", "shapely", "vl_convert", "openpyxl")


@pytest.mark.slow
def test_settling_loads_no_solver_and_no_map() -> None:
    said = f"import sys, feidi.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_is_listed_and_found(name: str) -> None:
    context = click.Context(main)
    assert name in main.list_commands(context)
    assert main.get_command(context, name) is not None


def test_a_command_that_does_not_exist_is_none() -> None:
    assert main.get_command(click.Context(main), "setle") is None
