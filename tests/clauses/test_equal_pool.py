"""A fraction of the pot is divided equally; the rest goes on."""

from documents import ROUNDING, SCOPE, TERM, document
from feidi.clauses.document import Document
from lanes import assert_lanes_are_independent, by_period

PARTIES = ("飞入地", "飞出地", "丙县", "丁县")
REST = "条款: 比例分享\n取自: 第四条\n各年: 飞入地 100%"


def pool(stages: str, rounding: str = ROUNDING) -> Document:
    rule = f"条款: 提取均分\n取自: 第三条\n均分各方: 飞出地、丙县、丁县\n{stages}"
    return document(TERM, rounding, SCOPE, rule, REST, parties=PARTIES)


def test_the_parts_are_equal_and_the_odd_fen_is_the_stated_owners() -> None:
    found = by_period(pool("各年: 50%"), [("2026", 200)])
    assert found == {"飞出地": [33], "丙县": [33], "丁县": [33], "飞入地": [101]}


def test_the_fraction_changes_with_the_agreement_year() -> None:
    found = by_period(pool("第1年: 30%\n第2年起: 0%"), [("2026", 100), ("2027", 100)])
    assert found["丙县"] == [10, 0]
    assert found["飞入地"] == [70, 100]


def test_refunds_are_borne_in_the_same_proportion() -> None:
    found = by_period(pool("各年: 30%"), [("2026", 1000), ("2027", -1000)])
    assert found["丁县"] == [100, -100]
    assert found["飞入地"] == [700, -700]


def test_the_largest_remainder_hands_out_every_fen() -> None:
    largest = ROUNDING.replace("尾差归属: 飞入地", "尾差归属: 最大余数")
    found = by_period(pool("各年: 50%", largest), [("2026", 200)])
    assert found == {"飞出地": [34], "丙县": [33], "丁县": [33], "飞入地": [100]}


def test_lanes_with_different_numbers_do_not_touch_each_other() -> None:
    documents = [pool("各年: 30%"), pool("各年: 1/7"), pool("各年: 100%")]
    assert_lanes_are_independent(documents, [[("2026", n)] for n in (1001, -500, 2)])
