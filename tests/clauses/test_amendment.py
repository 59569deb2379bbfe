"""A supplement replaces a clause from a year on; the old clause stays for the old years."""

from documents import HALVES, ROUNDING, SCOPE, TERM, document, receipts, settled, signed
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
