"""A supplement replaces a clause from a year on; the old clause stays for the old years."""

import pytest

from documents import HALVES, ROUNDING, SCOPE, TERM, document, policy, receipts, settled, signed
from feidi.clauses.document import Document
from feidi.clauses.reading import read_agreement

FIRST = document(TERM, ROUNDING, SCOPE, HALVES)
LATER = document(
    "条款: 比例分享\n替代: 第四条\n生效年度: 2029\n取自: 第三条\n各年: 飞入地 30%，飞出地 70%",
    first=8,
    file="supplements/1.md",
)


def test_it_settles_old_years_by_the_old_clause_and_new_ones_by_the_new() -> None:
    result = settled(signed(FIRST, LATER), receipts(("vat", "2028", 1000), ("vat", "2029", 1000)))
    assert [result.of(year, "飞出地") for year in (2028, 2029)] == [500, 700]


def test_the_replacing_clause_takes_the_number_of_the_old_one() -> None:
    result = settled(signed(FIRST, LATER), receipts(("vat", "2029", 1000)))
    assert {p.clause for p in result.postings} == {"第三条", "第四条"}


def test_the_fingerprint_covers_the_supplement() -> None:
    assert signed(FIRST).fingerprint != signed(FIRST, LATER).fingerprint


def test_it_refuses_a_supplement_without_a_year() -> None:
    clause = document(
        "条款: 比例分享\n替代: 第四条\n取自: 第三条\n各年: 飞入地 30%，飞出地 70%",
        first=8,
        file="supplements/1.md",
    )
    assert [p.code for p in read_agreement((FIRST, clause))[1]] == ["AG051"]


def test_it_refuses_replacing_labels_in_the_agreement_itself() -> None:
    clause = document(TERM, ROUNDING, SCOPE, HALVES.replace("取自", "生效年度: 2027\n取自"))
    assert [p.code for p in read_agreement((clause,))[1]] == ["AG050"]


def test_it_refuses_supplements_out_of_order() -> None:
    again = document(
        "条款: 比例分享\n替代: 第四条\n生效年度: 2028\n取自: 第三条\n各年: 飞入地 20%，飞出地 80%",
        first=8,
        file="supplements/2.md",
    )
    problems = read_agreement((FIRST, LATER, again))[1]
    assert [p.code for p in problems] == ["AG053"]
    assert "2028" in problems[0].what.zh
    assert "2029" in problems[0].what.zh


def test_a_new_clause_may_join_in_a_supplement() -> None:
    extra = document(
        "条款: 范围与口径\n生效年度: 2027\n税种: 房产税\n口径: 全部入库\n退税: 冲减\n"
        "企业: 名册内全部\n计算单元: 园区",
        "条款: 比例分享\n生效年度: 2027\n取自: 第七条\n各年: 飞入地 0%，飞出地 100%",
        first=6,
        file="supplements/1.md",
    )
    result = settled(
        signed(FIRST, extra), receipts(("property", "2026", 9), ("property", "2027", 9))
    )
    assert [result.of(year, "飞出地") for year in (2026, 2027)] == [0, 9]


def supplement(*rules: str, first: int = 6) -> Document:
    """Return a supplement of 2027 whose clauses stand from 第七条 on."""
    dated = (f"{rule}\n生效年度: 2027" for rule in rules)
    return document(*dated, first=first, file="supplements/1.md")


def refused(*rules: str, first: int = 6) -> list[str]:
    agreement = document(TERM, ROUNDING, SCOPE, HALVES)
    return [p.code for p in read_agreement((agreement, supplement(*rules, first=first)))[1]]


def test_it_rounds_every_year_by_the_rounding_then_in_force() -> None:
    down = ROUNDING.replace("尾差归属: 飞入地", "尾差归属: 飞出地")
    later = supplement(down.replace("舍去", "进一") + "\n替代: 第二条")
    agreement = signed(document(TERM, down, SCOPE, HALVES), later)
    result = settled(agreement, receipts(("vat", "2026", 101), ("vat", "2027", 101)))
    assert [result.of(year, "飞入地") for year in (2026, 2027)] == [50, 51]


def test_it_takes_upper_levels_by_the_rounding_then_in_force() -> None:
    later = supplement(ROUNDING.replace("舍去", "进一") + "\n替代: 第二条")
    split = policy("条款: 财政分成\n税种: 增值税\n自: 2016-05\n中央: 50%")
    local = SCOPE.replace("全部入库", "地方留成")
    agreement = signed(document(TERM, ROUNDING, local, HALVES), later, policies=split)
    result = settled(agreement, receipts(("vat", "2026", 101), ("vat", "2027", 101)))
    assert [result.of(year, "中央") for year in (2026, 2027)] == [50, 51]


def test_running_totals_do_not_restate_what_an_older_clause_gave() -> None:
    term = TERM.replace("年度", "季度").replace("2026-01", "2026-07")
    running = ROUNDING.replace("每个结算期", "当年累计")
    later = supplement("条款: 比例分享\n替代: 第四条\n取自: 第三条\n各年: 飞出地 100%")
    agreement = signed(document(term, running, SCOPE, HALVES), later)
    result = settled(agreement, receipts(("vat", "2026Q4", 1000), ("vat", "2027Q1", 1000)))
    assert [result.of(2027, who) for who in ("飞入地", "飞出地")] == [0, 1000]


@pytest.mark.parametrize("mode", ["全额", "超额累进"])
def test_new_tiers_leave_what_older_ones_gave_as_it_was(mode: str) -> None:
    tiers = (
        "条款: 分档分享\n取自: 第三条\n计量口径: 本条资金池\n计量期: 期限内累计\n"
        f"分档方式: {mode}\n"
        "0 元至 {edge} 元: 飞入地 100%\n{edge} 元以上: 飞出地 100%"
    )
    old, new = tiers.format(edge=10), tiers.format(edge=2) + "\n替代: 第四条"
    agreement = signed(document(TERM, ROUNDING, SCOPE, old), supplement(new))
    result = settled(agreement, receipts(("vat", "2026", 500), ("vat", "2027", 100)))
    assert [result.of(2027, who) for who in ("飞入地", "飞出地")] == [0, 100]


def test_a_clause_of_another_kind_inherits_no_balance() -> None:
    base = (
        "条款: 存量基数\n取自: 第三条\n基数: 10.00 元\n基数归属: 飞入地\n"
        "不足基数: 差额结转下期补足基数"
    )
    deduct = (
        "条款: 先行扣除\n取自: 第三条\n扣除金额: 1.00 元\n扣除归属: 飞入地\n"
        "不足扣除: 差额结转以后年度扣除\n替代: 第四条"
    )
    rest = HALVES.replace("第三条", "第四条").replace("飞入地 50%，飞出地 50%", "飞出地 100%")
    agreement = signed(document(TERM, ROUNDING, SCOPE, base, rest), supplement(deduct))
    result = settled(agreement, receipts(("vat", "2026", 400), ("vat", "2027", 5000)))
    assert [result.of(2027, who) for who in ("飞入地", "飞出地")] == [100, 4900]


def test_it_refuses_a_number_that_is_taken() -> None:
    paid = (
        "条款: 固定回报\n约定金额是: 每年回报额\n各年: 飞出地 1.00 元\n亏损年度: 照付\n"
        "付款方: 飞入地"
    )
    assert refused(paid, first=3) == ["AG054"]


def test_it_refuses_to_replace_two_clauses_by_one() -> None:
    assert refused(HALVES + "\n替代: 第三条、第四条") == ["AG052"]


def test_it_refuses_the_number_a_replacing_clause_has_in_its_supplement() -> None:
    scope = SCOPE.replace("增值税", "房产税") + "\n替代: 第三条"
    shares = HALVES.replace("第三条", "第七条") + "\n替代: 第四条"
    assert refused(scope, shares) == ["AG056"]


@pytest.mark.parametrize(
    "rule",
    [
        TERM.replace("年度", "季度") + "\n替代: 第一条",
        TERM.replace("2026-01", "2027-01") + "\n替代: 第一条",
        HALVES + "\n替代: 第二条",
        ROUNDING + "\n替代: 第一条",
    ],
)
def test_it_refuses_a_replacement_that_would_rewrite_earlier_years(rule: str) -> None:
    assert "AG055" in refused(rule)


def test_it_refuses_a_cap_that_starts_counting_over_another_span() -> None:
    cap = (
        "条款: 封顶\n适用于: 第四条\n封顶方: 飞出地\n封顶期间: {span}\n封顶口径: 所得\n"
        "超过部分归属: 飞入地\n封顶额: 5.00 元"
    )
    new = supplement(cap.format(span="期限内累计") + "\n替代: 第五条")
    old = document(TERM, ROUNDING, SCOPE, HALVES, cap.format(span="每一协议年度"))
    assert [p.code for p in read_agreement((old, new))[1]] == ["AG055"]


def test_a_longer_term_is_a_sound_replacement() -> None:
    ten = TERM.replace("长期有效: 是", "期限年数: {} 年")
    later = supplement(ten.format(3) + "\n替代: 第一条")
    agreement = signed(document(ten.format(2), ROUNDING, SCOPE, HALVES), later)
    assert settled(agreement, receipts(("vat", "2028", 100))).of(2028, "飞出地") == 50


def test_it_refuses_a_term_that_ends_before_it_takes_effect() -> None:
    ten = TERM.replace("长期有效: 是", "期限年数: {} 年")
    first = document(ten.format(10), ROUNDING, SCOPE, HALVES)
    for years, found in ((3, ["AG055"]), (5, [])):
        rule = ten.format(years) + "\n替代: 第一条\n生效年度: 2031"
        later = document(rule, first=6, file="supplements/1.md")
        assert [p.code for p in read_agreement((first, later))[1]] == found


def test_it_refuses_another_unit_of_account() -> None:
    by_firm = SCOPE.replace("计算单元: 园区", "计算单元: 企业")
    assert set(refused(by_firm + "\n替代: 第三条")) == {"AG066"}


def test_it_refuses_two_general_roundings_or_terms_at_once() -> None:
    assert refused(ROUNDING) == ["AG038"]
    assert refused(TERM) == ["AG038"]
    assert refused(ROUNDING + "\n适用于: 第四条") == []
