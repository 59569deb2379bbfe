"""Invented pairs of names: one firm, perhaps one, or two."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feidi.match.given import Firm
from feidi.match.names import DISTINCT, MATCHED, POSSIBLE, compare, pairings, parts
from feidi.match.names.comparing import one_off

TABLE = Path(__file__).with_name("firm_name_pairs.csv")
PAIRS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p["why"])
def test_pair(pair: dict[str, str]) -> None:
    verdict = compare(pair["one"], pair["other"])
    assert verdict.kind == pair["kind"], verdict.reasons
    assert verdict.reasons
    turned = compare(pair["other"], pair["one"])
    assert (turned.kind, turned.related) == (verdict.kind, verdict.related)


def test_the_table_has_all_verdicts_and_is_long_enough() -> None:
    kinds = [pair["kind"] for pair in PAIRS]
    assert len(kinds) >= 60
    assert min(kinds.count(k) for k in (MATCHED, POSSIBLE, DISTINCT)) >= 15


def test_an_alias_joins_what_names_cannot() -> None:
    said = [("甲丰制药有限公司", "Jiafeng Pharma Co., Ltd.")]
    assert compare("甲丰制药有限公司", "JIAFENG PHARMA CO LTD", said).kind == MATCHED
    assert compare("甲丰制药有限公司", "Jiafeng Carbon Ltd", said).kind == DISTINCT


def test_a_group_and_its_firm_are_related_but_not_one() -> None:
    verdict = compare("甲丰集团有限公司", "甲丰制药有限公司")
    assert (verdict.kind, verdict.related) == (DISTINCT, True)


def test_a_region_that_would_leave_nothing_is_the_brand() -> None:
    assert parts("白银集团").core == "白银"
    assert parts("中国石油天然气集团有限公司").core == "石油天然气"


def test_a_short_name_that_fits_two_firms_is_possible_with_both() -> None:
    firms = [
        Firm("1", "兰州甲丰制药有限公司"),
        Firm("2", "西宁甲丰制药有限公司"),
        Firm("3", "甲丰制药"),
        Firm("4", "乙盛食品有限公司"),
    ]
    found = pairings(firms)
    said = [(p.one.id, p.other.id, p.verdict.kind) for p in found]
    assert said == [("1", "3", POSSIBLE), ("2", "3", POSSIBLE), ("1", "2", DISTINCT)]
    assert pairings(list(reversed(firms))) == found


def test_rows_are_matched_over_aliases() -> None:
    firms = [
        Firm("1", "甲丰制药有限公司", aliases=("Jiafeng Pharma Ltd",)),
        Firm("2", "Jiafeng Pharma Co Ltd"),
    ]
    assert [p.verdict.kind for p in pairings(firms)] == [MATCHED]


NAMES = st.sampled_from([pair[side] for pair in PAIRS for side in ("one", "other")])


@given(NAMES, NAMES)
def test_what_the_list_does_not_compare_is_distinct_and_unrelated(one: str, other: str) -> None:
    verdict = compare(one, other)
    found = pairings([Firm("1", one), Firm("2", other)])
    if not found:
        assert (verdict.kind, verdict.related) == (DISTINCT, False)
    else:
        assert found[0].verdict == verdict


@given(st.text("甲乙丙", max_size=5), st.text("甲乙丙", max_size=5))
def test_one_edit_is_an_edit_both_ways(one: str, other: str) -> None:
    assert one_off(one, other) == one_off(other, one)
    if one_off(one, other):
        assert abs(len(one) - len(other)) <= 1
