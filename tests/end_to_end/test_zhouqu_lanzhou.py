"""The first case: late bookings correct a posted year, and figures worked out by hand hold."""

import csv
import shutil
import subprocess
import sys
from collections import defaultdict
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest

from end_to_end.commands import EXAMPLES, feidi, fen, receipts, settled
from feidi import settle
from feidi.report.terminal import show_totals, terminal
from feidi.report.to_html import settlement_page

pytestmark = pytest.mark.slow

FOLDER = EXAMPLES / "zhouqu-lanzhou"
# what the agreement and the policies say, written down a second time
KEPT = {"增值税": 40, "企业所得税": 20, "个人所得税": 20, "城镇土地使用税": 100, "房产税": 100}
ENCLAVE = {"负极材料产业园", "城市矿产和表面处理产业园", "西部药谷产业园"}
BASE = 1170_0000_00
# a VAT refund of 360,000 yuan of 2024, booked on the second day, divided by hand:
# 50 % centre, 10 % province, and of the 40 % that stays 70 % origin, 30 % host
DAY_BEFORE, DAY = "2025-08-19", "2025-08-20"
REFUND = {"中央": -180_000_00, "省级": -36_000_00, "飞出地": -100_800_00, "飞入地": -43_200_00}


def _by_party(known_at: str, year: int) -> dict[str, int]:
    totals = settled(FOLDER, "--known-at", known_at)["totals"]
    return {t["party"]: t["amount"] for t in totals if t["year"] == year and "/" not in t["party"]}


def test_before_and_after_the_late_refund_differ_by_the_correction_alone() -> None:
    before, after = (_by_party(day, 2025) for day in (DAY_BEFORE, DAY))
    assert {who: after[who] - before[who] for who in after if after[who] != before[who]} == REFUND


def test_the_correction_names_the_receipts_that_caused_it() -> None:
    late = [
        r["编号"] for r in receipts(FOLDER) if r["所属期"] < "2025" and r["入库日期"] > "2025-06"
    ]
    assert settled(FOLDER, "--known-at", DAY_BEFORE)["corrections"] == []
    corrections = settled(FOLDER)["corrections"]
    assert {c["year"] for c in corrections} == {2024}
    assert {c["settled_with"] for c in corrections} == {2025}
    assert [c["receipts"] for c in corrections] == [late] * len(corrections)


def test_the_posted_year_is_the_same_before_and_after() -> None:
    assert _by_party(DAY_BEFORE, 2024) == _by_party(DAY, 2024)


def _increment(year: str, incentives: int) -> int:
    """Return what 第七条 divides, from the receipts alone."""
    kept: defaultdict[str, Fraction] = defaultdict(Fraction)
    for row in receipts(FOLDER):
        if row["所属期"].startswith(year) and row["园区"] in ENCLAVE and row["税种"] in KEPT:
            kept[row["税种"]] += Fraction(fen(row["金额"]) * KEPT[row["税种"]], 100)
    return int(sum(kept.values())) - BASE - incentives


@pytest.mark.parametrize(
    ("year", "incentives", "by_hand"),
    [("2025", 200_0000_00, 2818_0000_00), ("2026", 200_0000_00, 6976_0000_00)],
)
def test_the_increment_is_what_the_receipts_give_by_hand(
    year: str, incentives: int, by_hand: int
) -> None:
    assert _increment(year, incentives) == by_hand
    postings = settled(FOLDER)["postings"]
    shared = {
        p["to"]: p["amount"]
        for p in postings
        if (p["clause"], p["from"], str(p["year"])) == ("第七条", "第七条", year)
    }
    assert shared == {"飞出地": by_hand * 7 // 10, "飞入地": by_hand * 3 // 10}


def test_a_changed_share_no_longer_reproduces_the_worked_examples(tmp_path: Path) -> None:
    copy = tmp_path / "park"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("results"))
    text = (copy / "agreement.md").read_text(encoding="utf-8")
    changed = text.replace("第1-3年: 飞出地 70%，飞入地 30%", "第1-3年: 飞出地 60%，飞入地 40%")
    assert changed != text
    (copy / "agreement.md").write_text(changed, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", "from feidi.cli import main; main()", "check", str(copy)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    assert "AG070" in run.stderr
    assert "12,600,000.00" in run.stderr
    assert "10,800,000.00" in run.stderr


def test_what_is_still_owed_can_be_asked_why_too() -> None:
    assert "年终清算" in feidi("why", FOLDER, "2026/应收/飞出地")


@pytest.mark.parametrize("table", ["receipts-2024", "receipts-2025", "receipts-2026", "facts"])
def test_no_assumed_figure_looks_real(table: str) -> None:
    with (FOLDER / "7-settle" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert all("assumed" in row["来源"] for row in csv.DictReader(file))


def test_every_clause_with_a_rule_stands_in_the_list_of_sources() -> None:
    sources = (FOLDER / "sources.md").read_text(encoding="utf-8")
    told = feidi("read", FOLDER, "--lang", "zh")
    numbers = {line.split("　")[0] for line in told.splitlines() if line.startswith("第")}
    unsaid = {number for number in numbers if number not in sources}
    # rounding, the scopes of 第十条 and 第十三条 hold no figure of their own
    assert unsaid <= {"第三条", "第十条", "第十三条"}


def test_the_demo_runs_and_says_what_to_open() -> None:
    run = subprocess.run(
        [sys.executable, str(EXAMPLES / "demo.py")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    for said in ("check", "settle", "why", "report", "report.html", "report.xlsx"):
        assert said in run.stdout
    assert (FOLDER / "results" / "report.html").is_file()
    assert (FOLDER / "results" / "report.xlsx").is_file()


def test_page_and_terminal_say_first_that_figures_are_assumed() -> None:
    settlement = settle(FOLDER)
    assert "假设" in settlement.note
    page = settlement_page(settlement)
    assert page.index(settlement.note) < page.index("年的结果")
    out = StringIO()
    show_totals(terminal(out, 200), settlement)
    assert out.getvalue().startswith("! ")
