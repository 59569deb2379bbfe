"""The choice under limits, against every choice tried one by one."""

from collections.abc import Mapping
from datetime import date
from itertools import product

import numpy as np
import pytest

from feidi.match.absent import Absent
from feidi.match.given import Candidate, Choices, Given, Limit, Need, Pair, VetoFact
from feidi.match.portfolio import Portfolio, Standing, portfolio
from feidi.match.vetoes import vetoes
from feidi.quantities.words import Words, both

NOTHING = Standing({}, frozenset())
RESOURCES = {"land": "亩", "water": "立方米"}
PLAIN = Choices()
Rows = Mapping[str, tuple[float, float, float]]


def situation(
    rows: Rows, land: float, water: float, choices: Choices = PLAIN, group: str = ""
) -> Given:
    """rows: candidate -> (benefit, land, water); each is its own industry."""
    return Given(
        Pair("甲县", "乙区", "全国"),
        date(2026, 1, 1),
        candidates=tuple(
            Candidate(key, both(key), f"i{key}", row[0], "万元", "虚构", group)
            for key, row in rows.items()
        ),
        needs=tuple(
            Need(key, resource, amount, unit, "虚构")
            for key, row in rows.items()
            for amount, (resource, unit) in zip(row[1:], RESOURCES.items(), strict=True)
        ),
        limits=(
            Limit("land", Words("土地", "land"), land, "亩", 10, "虚构"),
            Limit("water", Words("水", "water"), water, "立方米", 5, "虚构"),
        ),
        choices=choices,
    )


def best(found: "Portfolio | Absent") -> Portfolio:
    assert isinstance(found, Portfolio)
    return found


def taken(found: "Portfolio | Absent") -> list[str]:
    return [c.id for c in best(found).taken]


BY_HAND: Rows = {"a": (60, 10, 1), "b": (100, 20, 1), "c": (120, 30, 1)}


def test_the_textbook_choice_is_found_with_what_more_land_would_bring() -> None:
    # 50 mu: b and c bring 220; a and c 180; a and b 160. 60 mu take all three
    found = best(portfolio(situation(BY_HAND, 50, 9), vetoes(()), NOTHING))
    assert taken(found) == ["b", "c"]
    assert (found.value, found.bound, found.gap) == (220, 220, 0)
    land, water = found.uses
    assert (land.used, land.spare, land.more, land.enters) == (50, 0, 60, ("a",))
    assert (water.used, water.more, water.enters) == (2, 0, ())
    (missed,) = found.not_taken
    assert (missed.candidate.id, missed.cost, missed.displaced) == ("a", 40, ("b",))
    assert "lower the total" in missed.reason.en


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    portfolio(situation(BY_HAND, 50, 9), vetoes(()), NOTHING)
    assert capfd.readouterr() == ("", "")


def test_only_one_of_a_group_is_taken() -> None:
    found = portfolio(situation(BY_HAND, 99, 99, group="variants"), vetoes(()), NOTHING)
    assert taken(found) == ["c"]


def test_a_vetoed_candidate_is_never_taken_and_the_fact_is_told() -> None:
    fact = VetoFact("ic", "water", 9.0, 5.0, "吨", Words("", ""), "虚构")
    found = best(portfolio(situation(BY_HAND, 50, 9), vetoes([fact]), NOTHING))
    assert taken(found) == ["a", "b"]
    assert found.not_taken[0].reason.en == "vetoed: water: 9 吨, limit 5"


def test_what_cannot_fit_alone_says_by_how_much() -> None:
    found = best(portfolio(situation({"a": (9, 80, 1)}, 50, 9), vetoes(()), NOTHING))
    assert found.taken == ()
    assert found.value == 0
    assert "80" in found.not_taken[0].reason.en
    assert "50" in found.not_taken[0].reason.en


def test_an_unknown_need_is_not_zero() -> None:
    known = situation(BY_HAND, 50, 9)
    given = Given(
        known.pair,
        known.as_at,
        candidates=known.candidates,
        needs=tuple(n for n in known.needs if (n.candidate, n.resource) != ("c", "water")),
        limits=known.limits,
    )
    found = best(portfolio(given, vetoes(()), NOTHING))
    assert taken(found) == ["a", "b"]
    assert "water" in found.not_taken[0].reason.en


def test_equal_choices_are_said_to_be_equal() -> None:
    found = best(
        portfolio(situation({"a": (5, 10, 0), "b": (5, 10, 0)}, 10, 9), vetoes(()), NOTHING)
    )
    assert found.not_taken[0].cost == 0
    assert "equal value" in found.not_taken[0].reason.en


def test_a_target_of_complexity_is_reached_by_the_mean() -> None:
    # the host has one industry of 0.0; the target 0.5 needs c (2.0) for b (-1.0): mean of
    # 0, -1, 2 is 1/3, too low; c with a (0.6): 2.6 / 3
    standing = Standing({"ia": 0.6, "ib": -1.0, "ic": 2.0, "old": 0.0}, frozenset({"old"}))
    aim = Choices(least_complexity=0.5)
    found = best(portfolio(situation(BY_HAND, 50, 9, aim), vetoes(()), standing))
    assert taken(found) == ["a", "c"]
    assert found.mean_complexity == pytest.approx(2.6 / 3)
    (missed,) = found.not_taken
    assert missed.cost is None


def test_a_target_out_of_reach_is_said() -> None:
    standing = Standing({"ia": 0.1, "ib": 0.1, "ic": 0.1, "old": 0.0}, frozenset({"old"}))
    aim = Choices(least_complexity=5.0)
    found = portfolio(situation(BY_HAND, 50, 9, aim), vetoes(()), standing)
    assert isinstance(found, Absent)
    assert "5" in found.reason.en


def test_without_candidates_or_limits_there_is_no_portfolio() -> None:
    empty = Given(Pair("a", "b", "c"), date(2026, 1, 1))
    assert isinstance(portfolio(empty, vetoes(()), NOTHING), Absent)


def brute_force(rows: Rows, land: float, water: float) -> float:
    values = [0.0]
    for bits in product((0, 1), repeat=len(rows)):
        sums = [sum(b * r[k] for b, r in zip(bits, rows.values(), strict=True)) for k in range(3)]
        if sums[1] <= land and sums[2] <= water:
            values.append(sums[0])
    return max(values)


@pytest.mark.parametrize("seed", range(25))
def test_no_other_choice_is_better(seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = {
        key: (int(chance.integers(1, 51)), int(chance.integers(1, 31)), int(chance.integers(21)))
        for key in "abcdefgh"
    }
    land, water = int(chance.integers(20, 121)), int(chance.integers(10, 81))
    found = best(portfolio(situation(rows, land, water), vetoes(()), NOTHING))
    assert found.value == pytest.approx(brute_force(rows, land, water))
    for use, wider in zip(found.uses, ((land + 10, water), (land, water + 5)), strict=True):
        assert use.more == pytest.approx(brute_force(rows, *wider) - found.value)
    turned = dict(reversed(list(rows.items())))
    assert portfolio(situation(turned, land, water), vetoes(()), NOTHING) == found


def test_an_undecided_veto_is_marked_and_the_choice_made_without_it_too() -> None:
    # 50 mu: b and c; without c, whose energy is not known, a and b
    limit = VetoFact("ic", "energy", None, 0.5, "吨标准煤/万元", Words("待核", "open"), "虚构")
    found = best(portfolio(situation(BY_HAND, 50, 9), vetoes([limit]), NOTHING))
    assert taken(found) == ["b", "c"]
    assert {key: [v.kind for v in vs] for key, vs in found.undecided.items()} == {"c": ["energy"]}
    assert isinstance(found.sure, Portfolio)
    assert taken(found.sure) == ["a", "b"]
    assert found.sure.value == 160
    assert best(portfolio(situation(BY_HAND, 50, 9), vetoes(()), NOTHING)).sure is None


def test_without_any_decided_candidate_there_is_no_sure_choice() -> None:
    limits = [
        VetoFact(f"i{key}", "energy", None, 0.5, "吨", Words("待核", "open"), "虚构")
        for key in BY_HAND
    ]
    found = best(portfolio(situation(BY_HAND, 50, 9), vetoes(limits), NOTHING))
    assert isinstance(found.sure, Absent)


def test_what_is_taken_says_how_much_less_there_would_be_without_it() -> None:
    # 50 mu: b and c bring 220; without b a and c 180, without c a and b 160
    found = best(portfolio(situation(BY_HAND, 50, 9), vetoes(()), NOTHING))
    assert found.worth == {"b": 40, "c": 60}
