"""What is attributed adds up to the place's figure; what is counted again is in no total."""

from pathlib import Path

import pytest

from feidi.clauses.posting import IN_PLACE
from feidi.folder import read_folder, settle
from feidi.settle import Settlement
from feidi.settle.attribution import attributed

CASE = Path(__file__).parents[2] / "examples" / "zhouqu-lanzhou"


@pytest.fixture(scope="module")
def settlement() -> Settlement:
    return settle(read_folder(CASE))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_shares_add_up_to_the_whole_and_to_the_place_s_account(
    settlement: Settlement, year: int
) -> None:
    rows = attributed(settlement, year)
    assert [row.clause for row in rows] == ["第十九条", "第二十条", "第二十一条"]
    for row in rows:
        assert sum(s.amount for s in row.shares if not s.again) == row.whole > 0
    posted = [p for p in settlement.postings if p.year == year and p.source == IN_PLACE.zh]
    assert sum(p.amount for p in posted) == sum(row.whole for row in rows)


def test_the_parts_are_the_agreement_s(settlement: Settlement) -> None:
    by_ratio, in_full, to_one = attributed(settlement, 2024)
    # 250,000,000 yuan of value added, 60 to 40; figures in hundredths
    assert [(s.party, s.amount) for s in by_ratio.shares] == [
        ("飞出地", 15_000_000_000),
        ("飞入地", 10_000_000_000),
    ]
    assert [(s.amount, s.again) for s in in_full.shares] == [
        (21_600_000_000, False),
        (21_600_000_000, True),
    ]
    assert [s.party for s in to_one.shares] == ["飞出地"]


def test_a_year_without_figures_attributes_nothing(settlement: Settlement) -> None:
    assert attributed(settlement, 2050) == ()
