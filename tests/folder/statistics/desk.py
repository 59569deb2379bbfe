"""A small folder of statistics that tests write, break and read."""

from pathlib import Path

from openpyxl import Workbook

from feidi.evidence.problem import Problem
from feidi.folder.statistics import Statistics, read_statistics

PLACES = "地区,角色,英文名\n甲县,飞出地,A\n乙区,飞入地,B\n某省,全省,P\n"
HEADER = "地区,年度,分类版本,行业代码,指标,数值,单位,状态,来源\n"
ROWS = (
    "甲县,2024,GB/T 4754-2017,17,从业人员,0,人,,统计局\n"
    "甲县,2024,GB/T 4754-2017,27,从业人员,,人,保密,统计局\n"
    "乙区,2024,GB/T 4754-2017,17,从业人员,70,人,假设,试填\n"
    "乙区,2024,GB/T 4754-2017,27,从业人员,40,人,公布,统计局\n"
)
INDUSTRIES = "1-diagnose/industries.csv"
EMPTY = [f"{number:02}" for number in range(3, 43)]


def square(*rows: str) -> str:
    """Return a table of 42 sectors from rows in which the first two make something."""
    head, *rest = rows
    sold = [f"{row},{','.join('0' * len(EMPTY))}" for row in rest]
    width = head.count(",") + len(EMPTY)
    return "\n".join(
        [f"{head},{','.join(EMPTY)}", *sold, *(code + ",0" * width for code in EMPTY), ""]
    )


IO = square(
    "部门,01,02,FU101,EX,IM,GO",
    "01,10,20,30,5,5,60",
    "02,20,10,25,0,15,40",
    "VA001,20,5,,,,",
    "VA004,10,5,,,,",
)
LISTING = (
    "文件,地区,年度,分类版本,单位,类型,来源\n"
    "io-some.csv,某省,2017,CN-IO-42-2017,万元,竞争型,统计局\n"
)


def desk(place: Path, **files: "str | bytes") -> Path:
    """Write a folder: places_csv="…" becomes 1-diagnose/places.csv, m_plans_csv 2-match/…."""
    whole: dict[str, str | bytes] = {"places_csv": PLACES, "industries_csv": HEADER + ROWS}
    for name, content in {**whole, **files}.items():
        folder = "2-match" if name.startswith("m_") else "1-diagnose"
        stem, _, ending = name.removeprefix("m_").rpartition("_")
        path = place / folder / f"{stem.replace('_', '-')}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def read(place: Path, **files: "str | bytes") -> Statistics:
    """Read the folder made of some files."""
    return read_statistics(desk(place, **files))


def problems(place: Path, **files: "str | bytes") -> list[Problem]:
    """Return what is wrong with the folder made of some files."""
    return list(read(place, **files).problems)


def workbook(place: Path, rows: list[list[object]]) -> bytes:
    """Return the bytes of a workbook with some rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    target = place / "made.xlsx"
    book.save(target)
    content = target.read_bytes()
    target.unlink()
    return content
