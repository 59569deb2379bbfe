"""Two officers reach for one parcel at the same moment: one gets it, the other is told."""

import ast
import time
from pathlib import Path

import pytest

from workbench.test_exchange import child
from workbench.test_kill import start

pytestmark = [pytest.mark.slow, pytest.mark.databases]


def test_of_two_who_reserve_a_parcel_at_once_one_gets_it(tmp_path: Path) -> None:
    child("ready_for_land", tmp_path)
    moment = str(time.time() + 8)
    pair = [start("land_race", tmp_path, "", moment) for _ in range(2)]
    assert sorted(process.communicate()[0] for process in pair) == ["done", "told"]
    assert ast.literal_eval(child("land_held", tmp_path)) == (1, 1)
