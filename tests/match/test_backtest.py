"""The test on history: published NDCG, exact chance, and nothing known too early."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from feidi.match import match
from feidi.match.absent import Absent
from feidi.match.firms import Backtest, hit_rate, ndcg
from feidi.match.given import Arrival, Firm
from feidi.match.matching import backtest
from match.places import WHOLE, fact, graph, pair_table

THEN = date(2024, 3, 1)


def many(count: int = 40) -> "tuple[Firm, ...]":
    return tuple(Firm(f"n{i:02}", f"企业{i:02}有限公司", "丙市", ("pack",)) for i in range(count))


def test_ndcg_of_a_published_order() -> None:
    # Järvelin & Kekäläinen's discount on the judgements 1 0 1 1 0: 1 + 1/2 + 1/log2(5)
    came = np.array([True, False, True, True, False])
    best = 1 + 1 / np.log2(3) + 1 / 2
    assert ndcg(came) == pytest.approx((1 + 1 / 2 + 1 / np.log2(5)) / best)
    assert ndcg(np.array([True, True, False])) == 1
    assert ndcg(np.array([False, True])) == pytest.approx(1 / np.log2(3))
    assert np.isnan(ndcg(np.array([False, False])))
    assert ndcg(came, first=2) == pytest.approx(1 / (1 + 1 / np.log2(3)))


def test_hit_rate_is_about_the_first_few() -> None:
    came = np.array([True] * 5 + [False] * 15 + [True] * 20)
    assert hit_rate(came) == 0.25
    assert hit_rate(came, 40) == 0.625


def situation() -> Backtest:
    firms = many()
    # strength and mobility fall with the number; the first eight came
    facts = [fact(f.id, "revenue", 100 - i, date(2023, 1, 1)) for i, f in enumerate(firms)]
    arrivals = tuple(Arrival(f"n{i:02}", date(2025, 1, 1), "虚构") for i in range(8))
    given = replace(WHOLE, firms=firms, firm_facts=tuple(facts), arrivals=arrivals)
    found = backtest(given, THEN)
    assert isinstance(found, Backtest)
    return found


def test_a_perfect_order_scores_one_and_chance_its_share() -> None:
    found = situation()
    assert (found.firms, found.came, found.first) == (40, 8, 20)
    assert found.by_score.ndcg == 1
    assert found.by_score.hit_rate == 0.4
    assert found.by_size is not None
    assert found.by_size.ndcg == 1
    assert found.by_chance_hit == 0.2
    assert found.by_score.ndcg_low <= 1
    assert found.by_score.hit_low <= 0.4 <= found.by_score.hit_high


def test_expected_ndcg_of_chance_is_that_of_shuffled_orders() -> None:
    chance = np.random.default_rng(1)
    came = np.arange(40) < 8
    shuffled = [ndcg(chance.permutation(came)) for _ in range(4_000)]
    assert situation().by_chance_ndcg == pytest.approx(np.mean(shuffled), abs=0.01)


def test_intervals_depend_on_the_seed_only() -> None:
    assert situation() == situation()


def test_nothing_dated_later_is_used() -> None:
    found = backtest(WHOLE, THEN)
    assert isinstance(found, Backtest)
    later = (
        fact("f2", "revenue", 1e9, date(2024, 3, 2)),
        fact("f2", "western_plant", 1, date(2024, 5, 1)),
    )
    again = backtest(replace(WHOLE, firm_facts=(*WHOLE.firm_facts, *later)), THEN)
    assert isinstance(again, Backtest)
    assert again.by_score == found.by_score
    assert again.by_size == found.by_size
    assert "2 facts dated after 2024-03-01" in [w.en for w in again.left_out]


def test_tables_of_the_year_or_later_are_not_used() -> None:
    fresh = replace(WHOLE, industries=pair_table([5, 1], [1, 5], [9, 9], year=2024))
    found = backtest(fresh, THEN)
    assert isinstance(found, Absent)
    assert "industries" in found.reason.en
    newer = replace(WHOLE, graph=graph({("01", "02"): 0.3}, year=2024))
    assert isinstance(backtest(newer, THEN), Absent)


def test_who_came_before_is_out_and_who_had_no_rank_is_named() -> None:
    early = Arrival("f2", date(2023, 1, 1), "虚构")
    blank = Arrival("f7", date(2025, 1, 1), "虚构")
    firms = (*WHOLE.firms, Firm("f7", "辛泰有限公司", "丙市"))
    found = backtest(replace(WHOLE, firms=firms, arrivals=(*WHOLE.arrivals, early, blank)), THEN)
    assert isinstance(found, Backtest)
    assert found.unranked_came == ("f7",)
    whole = backtest(WHOLE, THEN)
    assert isinstance(whole, Backtest)
    assert found.firms == whole.firms - 1


def test_without_a_day_there_is_no_test() -> None:
    found = match(replace(WHOLE, choices=replace(WHOLE.choices, backtest_day=None)))
    assert isinstance(found.backtest, Absent)
