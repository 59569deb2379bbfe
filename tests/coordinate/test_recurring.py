"""Days that return keep their day of the month, or the month's last."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from feidi.coordinate import returns

days = some.dates(date(2000, 1, 1), date(2060, 12, 31))


def test_the_end_of_a_month_stays_its_end() -> None:
    found = list(returns(date(2031, 10, 31), 1, date(2032, 3, 1)))
    assert [str(day) for day in found] == [
        "2031-10-31", "2031-11-30", "2031-12-31", "2032-01-31", "2032-02-29",
    ]  # fmt: skip


@given(days, some.sampled_from([1, 3, 12]), some.integers(0, 2000))
def test_every_day_lies_between_and_months_are_evenly_apart(
    first: date, every: int, more: int
) -> None:
    until = first + timedelta(days=more)
    found = list(returns(first, every, until))
    assert found[0] == first
    assert found[-1] <= until
    months = [day.year * 12 + day.month for day in found]
    assert all(b - a == every for a, b in pairwise(months))
    assert all(day.day in (first.day, 28, 29, 30) for day in found)


def test_nothing_returns_after_its_end() -> None:
    assert list(returns(date(2031, 5, 2), 1, date(2031, 5, 1))) == []
