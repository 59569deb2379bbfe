"""Which clause takes what another left: every pot has one taker, every receipt one scope."""

import pytest

from documents import (
    HALVES,
    ROUNDING,
    SCOPE,
    TERM,
    cells,
    document,
    problems_of,
    receipts,
    settled,
    signed,
)

BASE = (
    "条款: 存量基数\n取自: 第三条\n基数: 10.00 元\n基数归属: 飞入地\n不足基数: 全部归基数方，不分享"
)


def codes(*rules: str) -> list[str]:
    return [problem.code for problem in problems_of(*rules)]


def test_two_clauses_on_one_pot_are_a_conflict_that_names_both() -> None:
    problems = problems_of(TERM, ROUNDING, SCOPE, HALVES, HALVES)
    assert [p.code for p in problems] == ["AG062"]
    assert "第四条" in problems[0].what.zh
    assert "第五条" in problems[0].what.zh


def test_a_pot_that_nobody_empties_is_refused() -> None:
    assert codes(TERM, ROUNDING, SCOPE, BASE) == ["AG061"]


def test_a_clause_cannot_take_from_a_later_one() -> None:
    later = HALVES.replace("第三条", "第五条")
    assert "AG060" in codes(TERM, ROUNDING, SCOPE, later, BASE)


def test_a_clause_cannot_take_from_one_that_leaves_nothing() -> None:
    assert "AG060" in codes(TERM, ROUNDING, SCOPE, HALVES, HALVES.replace("第三条", "第四条"))


def test_two_scopes_of_one_tax_are_refused() -> None:
    halves = HALVES.replace("第三条", "第五条")
    assert codes(TERM, ROUNDING, SCOPE, HALVES, SCOPE, halves) == ["AG063"]


def test_two_scopes_of_different_taxes_are_fine() -> None:
    other, halves = SCOPE.replace("增值税", "房产税"), HALVES.replace("第三条", "第五条")
    assert codes(TERM, ROUNDING, SCOPE, HALVES, other, halves) == []


def test_an_agreement_needs_its_term_and_its_rounding() -> None:
    assert codes(SCOPE, HALVES.replace("第三条", "第一条")) == ["AG006", "AG006"]


BY_FIRM = SCOPE.replace("计算单元: 园区", "计算单元: 企业")
FLOOR = "条款: 保底\n适用于: 第四条\n保底方: 飞出地\n补足方: 飞入地\n补足时点: 协议年度末\n各年: "


def test_what_was_summed_cannot_be_counted_by_enterprise_again() -> None:
    assert codes(TERM, ROUNDING, SCOPE, HALVES + "\n计算单元: 企业") == ["AG066"]


def test_a_limit_on_clauses_by_enterprise_says_whether_it_is_each_ones() -> None:
    floor = FLOOR + "1.00 元"
    assert codes(TERM, ROUNDING, BY_FIRM, HALVES, floor) == ["AG066"]
    for unit in ("企业", "园区"):
        assert codes(TERM, ROUNDING, BY_FIRM, HALVES, f"{floor}\n计算单元: {unit}") == []
    assert codes(TERM, ROUNDING, BY_FIRM, HALVES, FLOOR + "三税/企业") == []


def test_a_figure_of_each_enterprise_needs_lanes_by_enterprise() -> None:
    assert codes(TERM, ROUNDING, SCOPE, HALVES, FLOOR + "三税/企业") == ["AG066"]


def test_a_floor_of_the_park_is_made_up_once_for_all_enterprises() -> None:
    floor = FLOOR + "100.00 元\n计算单元: {}"
    term = TERM.replace("长期有效: 是", "期限年数: 1 年")
    got = {}
    for unit in ("企业", "园区"):
        agreement = signed(document(term, ROUNDING, BY_FIRM, HALVES, floor.format(unit)))
        rows = [(firm, "vat", "2026", "collection", 6000) for firm in ("E1", "E2")]
        got[unit] = settled(agreement, cells(*rows)).of(2026, "飞出地")
    assert got == {"企业": 20000, "园区": 10000}


def test_two_general_roundings_are_refused() -> None:
    assert codes(TERM, ROUNDING, SCOPE, HALVES, ROUNDING) == ["AG038"]


@pytest.mark.parametrize(
    "role",
    [
        *("第三条", "入库税款", "不分享（属地留存）", "中央", "省级", "receipts", "应付/飞入地"),
        *("A/B", "作废", "最大余数", "引荐方", "本条资金池", "飞入地2"),
    ],
)
def test_a_party_named_like_an_account_or_a_clause_is_refused(role: str) -> None:
    split = HALVES.replace("飞出地", "飞入地2" if role == "飞入地2" else "飞出地")
    parties = ("飞入地", "飞出地", role)
    assert "AG002" in [p.code for p in problems_of(TERM, ROUNDING, SCOPE, split, parties=parties)]


def test_a_party_whose_name_begins_with_anothers_is_told_apart() -> None:
    split = HALVES.replace("飞出地 50%", "飞入地东区 20%，飞出地 30%")
    agreement = signed(
        document(TERM, ROUNDING, SCOPE, split, parties=("飞入地", "飞入地东区", "飞出地"))
    )
    result = settled(agreement, receipts(("vat", "2026", 100)))
    assert [result.of(2026, who) for who in ("飞入地", "飞入地东区", "飞出地")] == [50, 20, 30]
