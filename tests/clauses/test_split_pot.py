"""A pot is divided into named pots, and later clauses take from them by name."""

from documents import ROUNDING, SCOPE, TERM, document, problems_of
from feidi.clauses.document import Document
from lanes import assert_lanes_are_independent, by_period

ONE = "条款: 比例分享\n取自: 第四条·甲池\n各年: 飞入地 100%"
TWO = "条款: 比例分享\n取自: 第四条·乙池\n各年: 飞出地 100%"


def split(share: str = "各年: 甲池 1/3，乙池 2/3", rest: str = "乙池") -> str:
    return f"条款: 资金池拆分\n取自: 第三条\n{share}\n尾差并入: {rest}"


def agreement(share: str = "各年: 甲池 1/3，乙池 2/3", rest: str = "乙池") -> Document:
    return document(TERM, ROUNDING, SCOPE, split(share, rest), ONE, TWO)


def test_each_part_goes_to_its_own_clause_and_the_remainder_where_it_is_said() -> None:
    found = by_period(agreement(), [("2026", 100), ("2027", -100)])
    assert found == {"飞入地": [33, -33], "飞出地": [67, -67]}
    assert by_period(agreement(rest="甲池"), [("2026", 100)])["飞入地"] == [34]


def test_parts_change_with_the_agreement_year() -> None:
    staged = "第1年: 甲池 100%，乙池 0%\n第2年起: 甲池 50%，乙池 50%"
    found = by_period(agreement(staged), [("2026", 100), ("2027", 100)])
    assert found["飞入地"] == [100, 50]


def test_several_named_pots_flow_into_one_clause() -> None:
    both = "条款: 比例分享\n取自: 第四条·甲池、第四条・乙池\n各年: 飞入地 50%，飞出地 50%"
    found = by_period(document(TERM, ROUNDING, SCOPE, split(), both), [("2026", 100)])
    assert found == {"飞入地": [50], "飞出地": [50]}


def codes(*rules: str) -> list[str]:
    return [p.code for p in problems_of(TERM, ROUNDING, SCOPE, *rules)]


def test_a_part_nobody_takes_is_refused() -> None:
    assert codes(split(), ONE) == ["AG061"]


def test_a_part_two_clauses_take_is_refused() -> None:
    assert codes(split(), ONE, TWO, TWO) == ["AG062"]


def test_the_whole_of_a_divided_pot_cannot_be_taken() -> None:
    whole = "条款: 比例分享\n取自: 第四条\n各年: 飞入地 100%"
    assert codes(split(), ONE, TWO, whole) == ["AG060"]


def test_lanes_with_different_numbers_do_not_touch_each_other() -> None:
    documents = [agreement(), agreement("各年: 甲池 5%，乙池 95%")]
    assert_lanes_are_independent(documents, [[("2026", 1001)], [("2026", -77)]])
