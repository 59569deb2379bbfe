"""What two invented places have in common and could sell each other, worked out by hand."""

from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from feidi.match.complement import complement
from feidi.match.given import OtherSource, Pair, Plan
from feidi.match.overlap import overlap
from feidi.records.classification import classification
from feidi.records.industry_table import Counted, IndustryTable, industry_table
from feidi.records.supply_edges import SupplyGraph, national_supply_graph

EDITION = classification("CN-IO-42-2017")
PAIR = Pair("甲县", "乙区", "全国")


def table(*rows: list[float]) -> IndustryTable:
    codes = EDITION.codes[: len(rows[0])]
    counted = Counted("output", "万元", 2017, "虚构")
    return industry_table(counted, ["甲县", "乙区", "全国"], EDITION, codes, rows)


def graph(edges: dict[tuple[int, int], float]) -> SupplyGraph:
    ends = np.array(list(edges), dtype=np.int64)
    strengths = np.array(list(edges.values()))
    return SupplyGraph(EDITION, ends[:, 0], ends[:, 1], strengths, 0.0, 2017, "虚构")


def test_equal_portfolios_overlap_wholly_and_disjoint_ones_not_at_all() -> None:
    same = overlap(table([3, 1, 0], [6, 2, 0], [9, 3, 5]), PAIR)
    assert (same.similarity, same.krugman) == (1, 0)
    apart = overlap(table([3, 1, 0], [0, 0, 5], [9, 3, 5]), PAIR)
    assert (apart.similarity, apart.krugman) == (0, 2)


def test_what_is_missing_is_left_out_and_named() -> None:
    found = overlap(table([3, 1, nan], [6, 2, 9], [9, 3, 5]), PAIR)
    assert found.unknown == (EDITION.codes[2],)
    assert found.similarity == 1


def test_industries_that_both_push_and_both_excel_in_are_named() -> None:
    first, second = EDITION.codes[:2]
    plans = [Plan(p, c, "规划") for p, c in (("甲县", first), ("乙区", first), ("甲县", second))]
    found = overlap(table([8, 1, 1], [6, 2, 2], [40, 30, 30]), PAIR, plans)
    assert found.pushed_by_both == (first,)
    top = found.industries[0]
    assert (top.industry, top.both_push, top.both_specialised) == (first, True, True)
    assert top.common == pytest.approx(0.6)
    assert top.difference == pytest.approx(0.2)
    assert not found.industries[1].both_push


@given(arrays(np.float64, (2, 6), elements=st.floats(0.5, 100)))
def test_krugman_is_twice_what_is_not_common(shares: np.ndarray) -> None:
    found = overlap(table(*shares.tolist(), [1.0] * 6), PAIR)
    assert found.krugman == pytest.approx(2 * (1 - found.similarity))
    assert sum(row.common for row in found.industries) == pytest.approx(found.similarity)


def test_supply_times_use_times_absence() -> None:
    # the host's second industry (200) uses 0.3 of the first, its third (100) uses 0.2
    edges = {(0, 1): 0.3, (0, 2): 0.2, (0, 0): 0.1}
    given_table = table([50, 0, 0], [20, 200, 100], [900, 900, 900])
    found = complement(given_table, PAIR, graph(edges))
    offer = found.to_host[0]
    # use 0.1 x 20 + 0.3 x 200 + 0.2 x 100 = 82; spare 50 - 0.1 x 50 = 45; the host makes 20
    assert offer.use == pytest.approx(82)
    assert offer.spare == pytest.approx(45)
    assert offer.supply == pytest.approx(45 / 82)
    assert offer.absence == pytest.approx(1 - 20 / 82)
    assert offer.flow == pytest.approx(45 * (1 - 20 / 82))
    assert offer.weight == 1
    assert offer.buyers[0][0] == EDITION.codes[1]
    assert offer.buyers[0][1] == pytest.approx(60)
    assert not found.other_sources_known


def test_a_better_source_takes_the_place_of_the_sender() -> None:
    rows = table([50, 0], [0, 100], [900, 900])
    near = OtherSource(EDITION.codes[0], 30.0, "虚构")
    found = complement(rows, PAIR, graph({(0, 1): 0.3}), [near])
    assert found.to_host[0].absence == 0
    assert found.to_host[0].score == 0
    assert found.other_sources_known


def test_an_unknown_factor_gives_no_score_and_stands_last() -> None:
    rows = table([nan, 10, 5], [0, 0, 100], [900, 900, 900])
    found = complement(rows, PAIR, graph({(0, 2): 0.5, (1, 2): 0.1}))
    assert [offer.industry for offer in found.to_host] == [EDITION.codes[1], EDITION.codes[0]]
    assert found.to_host[1].score is None
    assert found.to_host[1].use == pytest.approx(50)


def test_buyers_without_a_figure_are_counted() -> None:
    rows = table([9, 0, 0], [0, nan, 100], [900, 900, 900])
    found = complement(rows, PAIR, graph({(0, 1): 0.5, (0, 2): 0.1}))
    assert found.to_host[0].unknown_buyers == 1
    assert found.to_host[0].use == pytest.approx(10)


def test_buyers_that_are_not_listed_are_without_a_figure() -> None:
    rows = table([9, 0], [0, 100], [900, 900])
    found = complement(rows, PAIR, graph({(0, 1): 0.5, (0, 2): 0.1, (0, 3): 0.1}))
    assert found.to_host[0].unknown_buyers == 2


def test_two_editions_are_not_joined() -> None:
    with pytest.raises(ValueError, match="CN-IO-153-2020"):
        complement(table([1, 1], [1, 1], [2, 2]), PAIR, national_supply_graph())
