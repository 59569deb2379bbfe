"""Random agreements, written in their own language, and random receipts for them."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import read_document
from feidi.clauses.reading import read_agreement
from feidi.quantities.calendar import read_period
from feidi.quantities.money import in_yuan
from feidi.quantities.ratio import in_percent
from feidi.records.cells import Cells

FIRST, LAST = 2024, 2029
ROLES = ("飞入地", "飞出地", "园区公司", "合作方")
FIRMS = ("E1", "E2", "E3")
TAXES = ("vat", "cit", "property")


@st.composite
def splits(draw: st.DrawFn, roles: tuple[str, ...]) -> str:
    """Shares of some roles that add up to the whole, odd fractions included."""
    weights = draw(st.lists(st.integers(0, 9), min_size=len(roles), max_size=len(roles)))
    weights[0] += not any(weights)
    total = sum(weights)
    shares = [Fraction(w, total) for w in weights]
    return "，".join(
        f"{r} {in_percent(s) if in_percent(s) != '0%' else '0%'}"
        for r, s in zip(roles, shares, strict=True)
    )


@st.composite
def agreements(draw: st.DrawFn) -> str:
    """The text of an agreement: scope, perhaps a base, staged shares, any rounding."""
    roles = ROLES[: draw(st.integers(2, 4))]
    pick = st.sampled_from
    owner = draw(pick([*roles, "作废", "留存"]))
    grain = draw(pick(["0.01 元", "1 元", "1,000 元"]))
    cycle = draw(pick(["年度", "季度", "月度"]))
    unit = draw(pick(["园区", "企业"]))
    rules = [
        f"条款: 期限与结算周期\n结算周期: {cycle}\n"
        f"起算月份: {draw(st.integers(FIRST, FIRST + 2))}-01\n长期有效: 是",
        f"条款: 取整与尾差\n取整环节: {draw(pick(['每个结算期', '当年累计']))}\n"
        f"取整方式: {draw(pick(['舍去', '进一', '四舍五入', '四舍六入五成双']))}\n"
        f"取整单位: {grain}\n尾差归属: {owner}",
        f"条款: 范围与口径\n税种: {draw(pick(['增值税', '增值税、企业所得税', '房产税']))}\n"
        f"口径: 全部入库\n退税: {draw(pick(['冲减', '不冲减']))}\n"
        f"企业: {draw(pick(['名册内全部', 'E1', 'E1、E2']))}\n计算单元: {unit}",
    ]
    source = "第三条"
    if draw(st.booleans()):
        base = in_yuan(draw(st.integers(0, 10**9)))
        rules.append(
            f"条款: 存量基数\n取自: {source}\n基数: {base} 元\n基数归属: {draw(pick(roles))}\n"
            f"不足基数: {draw(pick(['全部归基数方，不分享', '差额结转下期补足基数']))}"
        )
        source = "第四条"
    turn = draw(st.integers(1, 3))
    rules.append(
        f"条款: 比例分享\n取自: {source}\n第1-{turn}年: {draw(splits(roles))}\n"
        f"第{turn + 1}年起: {draw(splits(roles))}"
    )
    parties = "".join(f"| {role} | {role}政府 |\n" for role in roles)
    numbers = "一二三四五"
    clauses = "".join(
        f"\n## 第{numbers[i]}条 款\n\n```规则\n{rule}\n```\n" for i, rule in enumerate(rules)
    )
    return f"# 协议\n\n| 角色 | 签约方 |\n|---|---|\n{parties}{clauses}"


@dataclass(frozen=True)
class Row:
    """One receipt, as little as a cell needs."""

    firm: str
    tax: str
    month: int
    kind: str
    fen: int


def rows() -> st.SearchStrategy[list[Row]]:
    """Receipts: collections, refunds larger than collections, corrections."""
    months = st.integers(FIRST * 12, LAST * 12 + 11)
    amounts = st.one_of(st.integers(0, 10**6), st.integers(0, 10**14))
    row = st.builds(
        lambda firm, tax, month, kind, fen: Row(
            firm, tax, month, kind, -fen if kind == "refund" else fen
        ),
        st.sampled_from(FIRMS),
        st.sampled_from(TAXES),
        months,
        st.sampled_from(["collection", "collection", "refund", "correction"]),
        amounts,
    )
    return st.lists(row, min_size=1, max_size=25)


def cells(receipts: list[Row]) -> Cells:
    """Every row as a cell of its own, in the order given."""
    months = sorted({r.month for r in receipts})
    kinds = ("collection", "refund", "correction")
    periods = tuple(read_period(f"{m // 12}-{m % 12 + 1:02d}") for m in months)
    return Cells(
        np.array([FIRMS.index(r.firm) for r in receipts], np.int32),
        np.array([TAXES.index(r.tax) for r in receipts], np.int32),
        np.array([months.index(r.month) for r in receipts], np.int32),
        np.array([kinds.index(r.kind) for r in receipts], np.int32),
        np.array([r.fen for r in receipts], np.int64),
        FIRMS,
        TAXES,
        periods,
        kinds,
    )


def signed(text: str) -> Agreement:
    """Read an agreement that must be sound."""
    agreement, problems = read_agreement((read_document(text.encode(), "agreement.md"),))
    assert agreement is not None, [(p.at, p.what.zh, p.said) for p in problems]
    return agreement
