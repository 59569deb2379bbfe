"""A light follows from the dates and the day alone, by the table that is printed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from feidi.coordinate import DECLARED, Dates, Thresholds, light_on, rules_by

DUE = date(2031, 5, 20)
WORSE = {"out": 0, "green": 0, "yellow": 1, "red": 2}
near = some.dates(date(2031, 1, 1), date(2031, 12, 31))
maybe = some.none() | near


@some.composite
def lives(draw: some.DrawFn) -> Dates:
    """Dates in the order in which a task lives."""
    steps = sorted(draw(some.lists(near, min_size=0, max_size=5)))
    names = ("assigned", "signed", "reported", "completed", "closed")
    return Dates(draw(near), **dict(zip(names, steps, strict=False)))


@given(near, lives())
def test_every_day_has_one_light_with_its_reason(day: date, life: Dates) -> None:
    light = light_on(day, life)
    rule = next(rule for rule in rules_by() if rule.name == light.rule)
    assert light.colour == rule.colour
    assert light.days >= 0
    assert light.because.zh
    assert "{" not in light.because.zh + light.because.en


@given(near, lives())
def test_it_is_red_exactly_when_the_due_day_passed_without_completion(
    day: date, life: Dates
) -> None:
    known = life.known_on(day)
    late = (known.completed or day) > life.due
    assert (light_on(day, life).colour == "red") == (late and known.closed is None)


@given(near, lives(), some.integers(0, 60))
def test_while_nothing_happens_a_light_never_gets_better(day: date, life: Dates, n: int) -> None:
    known = life.known_on(day)
    now, later = light_on(day, known), light_on(day + timedelta(days=n), known)
    assert WORSE[now.colour] <= WORSE[later.colour]


@given(near, lives(), some.integers(0, 60))
def test_more_time_never_makes_it_worse(day: date, life: Dates, n: int) -> None:
    longer = replace(life, due=life.due + timedelta(days=n))
    assert WORSE[light_on(day, longer).colour] <= WORSE[light_on(day, life).colour]


@given(near, lives())
def test_what_happens_later_is_not_known_before(day: date, life: Dates) -> None:
    assert light_on(day, life) == light_on(day, life.known_on(day))


@given(near, lives(), some.integers(0, 30))
def test_stricter_thresholds_never_make_it_better(day: date, life: Dates, n: int) -> None:
    loose = Thresholds(n, 30, 30, 30)
    strict = Thresholds(n + 1, 20, 20, 20)
    assert WORSE[light_on(day, life, loose).colour] <= WORSE[light_on(day, life, strict).colour]


def on(day: int, **happened: int) -> tuple[str, str, int]:
    said = {name: date(2031, 5, d) for name, d in happened.items()}
    light = light_on(date(2031, 5, day), Dates(due=DUE, **said))
    return light.colour, light.rule, light.days


@pytest.mark.parametrize(
    ("day", "happened", "told"),
    [
        (1, {}, ("green", "on course", 19)),
        (12, {}, ("green", "on course", 8)),
        (13, {}, ("yellow", "due soon", 7)),
        (20, {}, ("yellow", "due soon", 0)),
        (21, {}, ("red", "overdue", 1)),
        (4, {"assigned": 1}, ("green", "on course", 16)),
        (5, {"assigned": 1}, ("yellow", "unsigned", 4)),
        (5, {"assigned": 1, "signed": 4}, ("green", "on course", 15)),
        (25, {"completed": 20}, ("green", "completed", 5)),
        (28, {"completed": 20}, ("yellow", "unchecked", 8)),
        (28, {"completed": 22}, ("red", "overdue", 2)),
        (30, {"completed": 22, "closed": 29}, ("out", "closed late", 2)),
        (30, {"completed": 20, "closed": 29}, ("out", "closed", 0)),
    ],
)
def test_the_table_at_its_edges(
    day: int, happened: dict[str, int], told: tuple[str, str, int]
) -> None:
    assert on(day, **happened) == told


def test_two_weeks_of_silence_are_yellow() -> None:
    life = Dates(due=date(2031, 7, 1), assigned=DUE, signed=DUE)
    assert light_on(DUE + timedelta(days=DECLARED.report_every), life).colour == "green"
    assert light_on(DUE + timedelta(days=DECLARED.report_every + 1), life).rule == "silent"


def test_every_rule_of_the_table_can_hold() -> None:
    days = [date(2031, 5, 1) + timedelta(days=n) for n in range(60)]
    lives = [
        Dates(DUE), Dates(DUE, assigned=days[0]), Dates(days[59], days[0], days[1]),
        Dates(DUE, completed=DUE), Dates(DUE, completed=DUE, closed=days[30]),
        Dates(DUE, completed=days[22], closed=days[30]),
    ]  # fmt: skip
    met = {light_on(day, life).rule for day in days for life in lives}
    assert met == {rule.name for rule in rules_by()}
