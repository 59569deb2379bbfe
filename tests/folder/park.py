"""A small project folder that tests write, break and read."""

from pathlib import Path

from feidi.folder import Folder, check, read_folder

HEADER = "编号,企业,园区,税种,所属期,入库日期,金额,类型,来源\n"
ROWS = (
    'r1,E1,北园,增值税,2026-04,2026-05-10,"1,000.01",入库,凭证一\n'
    "r2,E1,北园,增值税,2026-04,2026-06-10,-100.00,退库,凭证二\n"
    "r3,E2,南园,企业所得税,2026,2027-05-31,50,入库,凭证三\n"
)
ROSTER = "编号,名称,园区\nE1,一厂,北园\nE2,二厂,南园\n"
AGREEMENT = """# 合作协议

| 角色 | 签约方 |
|---|---|
| 飞入地 | 乙市人民政府 |
| 飞出地 | 甲市人民政府 |

## 第一条 期限
```规则
条款: 期限与结算周期
结算周期: 年度
起算月份: 2026-01
期限年数: 10 年
```
## 第二条 取整
```规则
条款: 取整与尾差
取整环节: 每个结算期
取整方式: 舍去
取整单位: 0.01 元
尾差归属: 飞入地
```
## 第三条 范围
```规则
条款: 范围与口径
税种: 增值税、企业所得税
口径: 全部入库
退税: 冲减
企业: 名册内全部
计算单元: 园区
```
## 第四条 分享
```规则
条款: 比例分享
取自: 第三条
各年: 飞入地 60%，飞出地 40%
```
```算例
年度, 增值税, 飞入地应得, 飞出地应得
2026, 100.01 元, 60.01 元, 40.00 元
```
"""
RECEIPTS = "7-settle/receipts.csv"


def park(place: Path, **files: "str | bytes") -> Path:
    """Write a sound folder and `files`: receipts_csv="…" becomes 7-settle/receipts.csv."""
    write(place / "agreement.md", AGREEMENT)
    write(place / RECEIPTS, HEADER + ROWS)
    write(place / "7-settle/enterprises.csv", ROSTER)
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        write(place / f"7-settle/{stem.replace('_', '-')}.{ending}", content)
    return place


def write(path: Path, content: "str | bytes") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def found(place: Path) -> list[str]:
    """Return every problem as `CODE file:line`."""
    return [f"{p.code} {p.at.file}:{p.at.line}" for p in check(place)]


def cells(folder: "Folder | Path") -> dict[tuple[str, str, str, str], int]:
    """Return the cells of all receipts by name."""
    read = folder if isinstance(folder, Folder) else read_folder(folder)
    got = read.cells(None)
    rows = zip(*(c.tolist() for c in (got.enterprise, got.tax, got.period, got.kind)), strict=True)
    names = [
        (got.enterprises[e], got.taxes[t], str(got.periods[p]), got.kinds[k]) for e, t, p, k in rows
    ]
    return dict(zip(names, got.amount.tolist(), strict=True))
