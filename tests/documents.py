"""Small agreements for tests, put together from rule blocks."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import Document, read_document
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.setting import Book
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import read_period
from feidi.records.cells import Cells
from feidi.settle import Settlement, settle

NUMBERS = "一二三四五六七八九"
TERM = "条款: 期限与结算周期\n结算周期: 年度\n起算月份: 2026-01\n长期有效: 是"
ROUNDING = (
    "条款: 取整与尾差\n取整环节: 每个结算期\n取整方式: 舍去\n取整单位: 0.01 元\n尾差归属: 飞入地"
)
SCOPE = (
    "条款: 范围与口径\n税种: 增值税\n口径: 全部入库\n退税: 冲减\n企业: 名册内全部\n计算单元: 园区"
)
HALVES = "条款: 比例分享\n取自: 第三条\n各年: 飞入地 50%，飞出地 50%"
KNOWN = date(2040, 1, 31)


def document(
    *rules: str,
    parties: Sequence[str] = ("飞入地", "飞出地"),
    first: int = 0,
    file: str = "agreement.md",
) -> Document:
    """Return a document whose clauses 第一条, 第二条 … hold the rules."""
    table = "".join(f"| {role} | {role}人民政府 |\n" for role in parties)
    clauses = "".join(
        f"\n## 第{NUMBERS[i + first]}条 条文\n\n```规则\n{rule}\n```\n"
        for i, rule in enumerate(rules)
    )
    return read_document(f"# 协议\n\n| 角色 | 签约方 |\n|---|---|\n{table}{clauses}".encode(), file)


def policy(*rules: str) -> tuple[FiscalSplit, ...]:
    """Return the fiscal rules of one policy document."""
    clauses = "".join(
        f"\n## 第{NUMBERS[i]}条 规定\n\n```规则\n{rule}\n```\n" for i, rule in enumerate(rules)
    )
    text = f"# 规定\n\n| 文号 | 测字〔2026〕1号 |\n|---|---|\n{clauses}"
    found, problems = read_policies((read_document(text.encode(), "policies/rule.md"),))
    assert not problems
    return found


def problems_of(*rules: str, parties: Sequence[str] = ("飞入地", "飞出地")) -> list[Problem]:
    """Return what is wrong with an agreement of these rules."""
    return read_agreement((document(*rules, parties=parties),))[1]


def signed(*documents: Document, policies: tuple[FiscalSplit, ...] = ()) -> Agreement:
    """Read documents that must be sound."""
    agreement, problems = read_agreement(documents, policies)
    assert agreement is not None, [(str(p.at), p.what.zh, p.said) for p in problems]
    return agreement


def receipts(*rows: tuple[str, str, int], firm: str = "E1", kind: str = "collection") -> Cells:
    """Return cells of (tax code, period, fen) rows of one enterprise."""
    return cells(*((firm, tax, period, kind, fen) for tax, period, fen in rows))


def cells(*rows: tuple[str, str, str, str, int]) -> Cells:
    """Return cells of (enterprise, tax code, period, kind, fen) rows."""
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), ()]
    names = [tuple(dict.fromkeys(column)) for column in columns[:4]]
    firm, tax, period, kind = (
        np.array([known.index(v) for v in column], np.int32)
        for known, column in zip(names, columns[:4], strict=True)
    )
    return Cells(
        firm,
        tax,
        period,
        kind,
        np.array(columns[4], np.int64),
        names[0],
        names[1],
        tuple(read_period(p) for p in names[2]),
        names[3],
    )


def settled(agreement: Agreement, what: Cells, book: Book | None = None) -> Settlement:
    """Settle and insist that nothing was wrong."""
    result = settle(agreement, what, book or Book(), KNOWN)
    assert not result.problems, [(p.code, p.what.zh) for p in result.problems]
    return result
