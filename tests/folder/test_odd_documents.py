"""Odd documents get a located answer, quickly: far years, long numbers, strange line ends."""

from pathlib import Path

import pytest

from feidi.folder import check
from folder.park import AGREEMENT, found, park, write

EXAMPLE = "```算例\n"
ROW = "2026, 100.01 元"
ALL_YEARS = "各年: 飞入地 60%，飞出地 40%"
SHARES = "飞入地 60%，飞出地 40%"


def answer(place: Path, old: str, new: str) -> list[str]:
    assert old in AGREEMENT
    write(park(place) / "agreement.md", AGREEMENT.replace(old, new))
    return found(place)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("2026-01", "0001-01", "AG020 agreement.md:12"),
        ("2026-01", "9999-12", "AG020 agreement.md:12"),
        ("2026-01", "2026-13", "AG020 agreement.md:12"),
        ("10 年", "999999 年", "AG020 agreement.md:13"),
        ("10 年", "9" * 5000 + " 年", "AG020 agreement.md:13"),
        ("0.01 元", "1e9 元", "AG020 agreement.md:20"),
        ("60%，", "1/" + "9" * 5000 + "，", "AG020 agreement.md:36"),
        ("60%，", "1/0，", "AG020 agreement.md:36"),
        ("60%，", "100.0000001%，", "AG020 agreement.md:36"),
        (ALL_YEARS, f"第0年: {SHARES}\n第1年起: {SHARES}", "AG020 agreement.md:36"),
        (
            ALL_YEARS,
            f"第1-4年: {SHARES}\n第5-3年: {SHARES}\n第5年起: {SHARES}",
            "AG020 agreement.md:37",
        ),
        (ALL_YEARS, "各年: ，；", "AG010 agreement.md:36"),
        (ROW, "9999, 100.01 元", "AG071 agreement.md:40"),
        (ROW, "0000, 100.01 元", "AG071 agreement.md:40"),
        (ROW, "2026-04..2025-01, 100.01 元", "AG071 agreement.md:40"),
        (ROW, f"2026, {'9' * 5000} 元", "AG071 agreement.md:40"),
        ("40.00 元", "9" * 5000, "AG071 agreement.md:40"),
        (EXAMPLE, f"{EXAMPLE}事件: 达产 2026-02-30\n", "AG071 agreement.md:39"),
        (EXAMPLE, f"{EXAMPLE}事件: 2026-05-01\n", "AG071 agreement.md:39"),
        (EXAMPLE, f"{EXAMPLE}企业:\n", "AG071 agreement.md:39"),
        (EXAMPLE, f"{EXAMPLE}核算日: 9999-12-31\n", "AG071 agreement.md:39"),
        (EXAMPLE, f"{EXAMPLE}付款: 甲→飞出地 2031 2032-04-10 1 元\n", "AG071 agreement.md:39"),
        ("年度, 增值税, ", "年度, 增值锐, ", "AG071 agreement.md:39"),
    ],
)
def test_it_is_refused_on_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert problem in answer(tmp_path, old, new)


def test_a_year_out_of_reach_is_told_with_the_limits(tmp_path: Path) -> None:
    answer(tmp_path, "2026-01", "0001-01")
    assert [p.what.zh for p in check(tmp_path)][-1] == "“0001-01”的年份 1 不在 1900 至 2200 年之间"


def test_a_sum_of_shares_is_told_in_percent(tmp_path: Path) -> None:
    answer(tmp_path, SHARES, "飞入地 100.0000001%，飞出地 0%")
    (problem,) = check(tmp_path)
    assert "100.0000001%" in problem.what.zh


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_any_line_end_reads_alike(tmp_path: Path, end: str) -> None:
    assert answer(tmp_path, "\n", end) == []


@pytest.mark.parametrize("mark", ["\x0c", "\x0b", "\x85", "\u2028"])
def test_lines_are_counted_as_an_editor_does(tmp_path: Path, mark: str) -> None:
    write(
        park(tmp_path) / "agreement.md",
        AGREEMENT.replace("# 合作协议", f"# 合作{mark}协议").replace("10 年", "十年"),
    )
    assert "AG020 agreement.md:13" in found(tmp_path)
