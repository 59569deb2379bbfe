"""What a place lives on: nothing is sure where figures are assumed or a limit is just 1.00."""

from dataclasses import replace

import numpy as np
import pytest

from feidi.diagnose.location_quotient import LocationQuotients, location_quotients
from feidi.diagnose.uncertainty import Counting
from feidi.quantities.words import both
from feidi.records.industry_table import ASSUMED
from feidi.report.diagnosis.living import quotient_reading, quotient_section
from industry_cases import small


def quotients(*assumed: int) -> LocationQuotients:
    table = small([[700, 200, 100], [10000, 20000, 30000]])
    status = table.status.copy()
    status[0, list(assumed)] = ASSUMED
    table = replace(table, places=("甲县", "全国"), status=status)
    found = location_quotients(table, "甲县", "全国", Counting())
    assert isinstance(found, LocationQuotients)
    return found


def test_published_figures_can_be_sure() -> None:
    said = quotient_reading(quotients(), both)
    assert "比重可以断言高于全国的有 1 个" in said.zh
    assert "1 surely have a larger share" in said.en


@pytest.mark.parametrize(
    ("assumed", "says"), [((0, 1, 2), "这些数都是假设的，什么也不能断言。"), ((1,), "其中 1 个")]
)
def test_nothing_is_sure_of_assumed_figures(assumed: tuple[int, ...], says: str) -> None:
    said = quotient_reading(quotients(*assumed), both)
    assert "可以断言" not in said.zh
    assert "surely" not in said.en
    assert "高于全国的有 1 个" in said.zh
    assert says in said.zh


def test_a_limit_written_as_one_is_not_above_one() -> None:
    found = quotients()
    first = replace(found.rows[0], low=1.004)
    assert not first.above
    assert first.reading.zh == "区间跨 1，不能断言"
    assert replace(first, low=1.006).above
    assert not replace(first, low=np.nan, high=np.nan).above
    some = replace(found, rows=(first, *found.rows[1:]))
    assert "没有一个的比重可以断言" in quotient_reading(some, both).zh


def test_assumed_figures_are_not_drawn_as_sure() -> None:
    drawn = [quotient_section(quotients(*a), both, evidence=False).draw for a in ((), (0,))]
    sure, assumed = (str(draw(800, "zh")) for draw in drawn if draw)
    assert sure != assumed
