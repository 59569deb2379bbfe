"""A small park to report on: two governments, three clauses of money, hostile text on request."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import read_document
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.setting import Book
from feidi.quantities.calendar import read_period
from feidi.records.cells import Cells
from feidi.settle import Settlement, settle

HOSTILE = "<script>alert('1')</script><img src=https://example.invalid/x.png> =cmd()"
KNOWN_AT = date(2032, 1, 31)

POLICY = """# 增值税收入划分

| 文号 | 国发〔2016〕26号 |
|---|---|

## 第一条 增值税
```规则
条款: 财政分成
税种: 增值税
自: 2016-05
中央: 50%
```
"""

AGREEMENT = """# 甲市—乙市共建产业园区合作协议

| 角色 | 签约方 |
|---|---|
| 飞入地 | 乙市人民政府 |
| 飞出地 | 甲市人民政府 |

## 第一条　期限
```规则
条款: 期限与结算周期
结算周期: 年度
起算月份: 2026-01
期限年数: 10 年
```

## 第二条　取整
```规则
条款: 取整与尾差
取整环节: 每个结算期
取整方式: 舍去
取整单位: 0.01 元
尾差归属: 飞入地
```

## 第三条　范围{hostile}
```规则
条款: 范围与口径
税种: 增值税
口径: 地方留成
退税: 冲减
企业: 名册内全部
计算单元: 园区
```

## 第四条　存量归飞入地
```规则
条款: 存量基数
取自: 第三条
基数: 12,360,000.00 元
基数归属: 飞入地
不足基数: 全部归基数方，不分享
```

## 第五条　增量分享
```规则
条款: 比例分享
取自: 第四条
第1-5年: 飞入地 50%，飞出地 50%
第6年起: 飞入地 40%，飞出地 60%
```

## 附件一　算例
```算例
年度, 第三条入池, 飞出地应得
2026, 32,360,000.00 元, 10,000,000.00 元
2031, 82,360,000.00 元, 42,000,000.00 元
```
"""

# period, fen, kind: a growing park, one year with a refund, a receipt nobody covers
RECEIPTS = (
    ("2029", 38_720_000_00, "collection"),
    ("2030-02", 64_720_000_37, "collection"),
    ("2030-09", -3_100_000_00, "refund"),
    ("2031-03", 100_000_000_01, "collection"),
    ("2031-07", 64_720_000_00, "collection"),
)


def agreed(hostile: str = "", text: str = AGREEMENT) -> Agreement:
    """Return the agreement, with `hostile` in a heading."""
    rules, problems = read_policies((read_document(POLICY.encode(), "policies/vat.md"),))
    document = read_document(text.replace("{hostile}", hostile).encode(), "agreement.md")
    agreement, found = read_agreement((document,), rules)
    assert agreement is not None, [*problems, *found]
    return agreement


def cells(rows: Iterable[tuple[str, int, str]]) -> Cells:
    """Return VAT receipts of one enterprise as cells."""
    listed = list(rows)
    count = len(listed)
    same = np.zeros(count, np.int32)
    return Cells(
        same,
        same,
        np.arange(count, dtype=np.int32),
        np.array([kind == "refund" for _, _, kind in listed], np.int32),
        np.array([fen for _, fen, _ in listed], np.int64),
        ("E1",),
        ("vat",),
        tuple(read_period(period) for period, _, _ in listed),
        ("collection", "refund"),
    )


def settled(
    hostile: str = "", rows: Iterable[tuple[str, int, str]] = RECEIPTS, text: str = AGREEMENT
) -> Settlement:
    """Return the park settled as known at the end of January 2032."""
    return settle(agreed(hostile, text), cells(rows), Book(), KNOWN_AT)
