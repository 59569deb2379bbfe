"""What the site loads before it answers: neither a solver nor what only a solver needs."""

import subprocess
import sys

import pytest

HEAVY = ("highspy", "ortools", "pandas", "scipy.optimize")
LOADED = f"""
import sys
from feidi.workbench.commands import set_up
set_up("feidi.workbench.project.demo")
from django.urls import reverse
reverse("desk")
print([m for m in {HEAVY!r} if m in sys.modules])
"""


@pytest.mark.slow
def test_the_site_loads_no_solver() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
