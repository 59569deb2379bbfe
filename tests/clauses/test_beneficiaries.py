"""What a party got reaches those behind it, and nobody else."""

from batches import Lane, Row, assert_same_side_by_side
from documents import HALVES, KNOWN, NUMBERS, ROUNDING, SCOPE, TERM, cells, settled, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.document import Document, read_document
from feidi.clauses.reading import read_agreement
from feidi.settle import settle
from figures import book

BEHIND = {
    "飞入地": "",
    "飞出地": "",
    "甲村": "飞出地",
    "乙村": "飞出地",
    "丙村": "飞出地",
    "丁村": "飞入地",
}
ON = "条款: 受益人分配\n适用于: 第四条\n转付方: 飞出地\n"
ONE_YEAR = TERM.replace("长期有效: 是", "期限年数: 1 年")
TWO_YEARS = TERM.replace("长期有效: 是", "期限年数: 2 年")


def text(more: str, term: str = ONE_YEAR, rounding: str = ROUNDING) -> Document:
    table = "".join(f"| {role} | {role} | {of} |\n" for role, of in BEHIND.items())
    rules = (term, rounding, SCOPE, HALVES, ON + more)
    clauses = "".join(
        f"\n## 第{NUMBERS[i]}条 条文\n\n```规则\n{rule}\n```\n" for i, rule in enumerate(rules)
    )
    head = f"# 协议\n\n| 角色 | 签约方 | 代表 |\n|---|---|---|\n{table}"
    return read_document((head + clauses).encode(), "agreement.md")


def agreement(more: str, term: str = ONE_YEAR, rounding: str = ROUNDING) -> Agreement:
    return signed(text(more, term, rounding))


def year(n: int, fen: int, firm: str = "E1") -> Row:
    return (firm, "vat", str(2025 + n), "collection" if fen > 0 else "refund", fen)


def got(one: Agreement, fen: int, *rows: tuple[str, str, str, str, str]) -> dict[str, int]:
    result = settled(one, cells(year(1, fen)), book(*rows))
    assert sum(t.amount for t in result.totals) == fen
    return {role: result.of(2026, role) for role in BEHIND if role != "飞入地"}


def test_equal_heads_leave_the_odd_fen_to_its_owner() -> None:
    one = agreement("平均分配: 甲村、乙村、丙村")
    assert got(one, 200) == {"飞出地": 0, "甲村": 33, "乙村": 33, "丙村": 33, "丁村": 0}
    assert settled(one, cells(year(1, 200))).of(2026, "飞入地") == 101


def test_a_refund_is_passed_on_with_its_sign() -> None:
    one = agreement("各年: 飞出地 10%，甲村 90%")
    assert got(one, -200) == {"飞出地": -10, "甲村": -90, "乙村": 0, "丙村": 0, "丁村": 0}


def test_a_counted_figure_decides_the_parts() -> None:
    one = agreement("分配依据: 出资\n受益人: 甲村、乙村")
    rows = (("出资", "甲村", "2026", "1", "万元"), ("出资", "乙村", "2026", "3", "万元"))
    assert got(one, 800, *rows) == {"飞出地": 0, "甲村": 100, "乙村": 300, "丙村": 0, "丁村": 0}


def test_figures_that_are_all_zero_divide_nothing() -> None:
    one = agreement("分配依据: 出资\n受益人: 甲村、乙村")
    rows = [("出资", who, "2026", "0", "万元") for who in ("甲村", "乙村")]
    result = settle(one, cells(year(1, 800)), book(*rows), KNOWN)
    assert [p.code for p in result.problems] == ["AG422"]
    assert result.totals == ()


def test_fixed_amounts_are_paid_in_a_loss_year_or_cut() -> None:
    fixed = "年定额: 甲村、乙村 各 6 元；丙村 3 元\n不足定额时: "
    paid = agreement(fixed + "照付，由转付方自行承担")
    assert got(paid, 1000) == {"飞出地": -1000, "甲村": 600, "乙村": 600, "丙村": 300, "丁村": 0}
    cut = agreement(fixed + "按比例减付")
    assert got(cut, 1000) == {"飞出地": 0, "甲村": 200, "乙村": 200, "丙村": 100, "丁村": 0}
    assert got(cut, -1000) == {"飞出地": -500, "甲村": 0, "乙村": 0, "丙村": 0, "丁村": 0}


def test_one_who_stands_behind_another_party_is_refused() -> None:
    _, problems = read_agreement((text("平均分配: 甲村、丁村"),))
    assert [p.code for p in problems] == ["AG421"]
    assert "丁村" in problems[0].what.zh
    assert "飞入地" in problems[0].what.zh


def test_lanes_with_different_amounts_do_not_mix() -> None:
    lanes = [
        Lane(
            agreement(f"年定额: 甲村 {n} 元；乙村 1 元\n不足定额时: 按比例减付", TWO_YEARS),
            [year(1, fen, firm), year(2, -fen, firm)],
        )
        for firm, n, fen in (("A", 1, 999), ("B", 7, 500), ("C", 100, 3))
    ]
    assert_same_side_by_side(lanes, "2026-2027")


def test_yearly_amounts_are_those_of_the_park_where_firms_are_counted_singly() -> None:
    by_firm = text("年定额: 甲村 6 元\n不足定额时: 照付，由转付方自行承担")
    content = by_firm.text.replace("计算单元: 园区", "计算单元: 企业").encode()
    one = signed(read_document(content, "agreement.md"))
    result = settled(one, cells(year(1, 5000), year(1, 5000, "E2")))
    assert result.of(2026, "甲村") == 600


def test_only_a_class_of_several_gets_each() -> None:
    one = agreement("年定额: 甲村、乙村 各 6 元；丙村 3 元\n不足定额时: 按比例减付")
    said = one.versions[-1].clause.say("heads")
    assert said.zh == "甲村、乙村 各 6.00 元；丙村 3.00 元"
    assert said.en == "甲村, 乙村 each 6.00 yuan; 丙村 3.00 yuan"
