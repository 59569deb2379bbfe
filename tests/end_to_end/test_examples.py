"""Every example folder: from read to report."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from end_to_end.commands import FOLDERS, booked, feidi, fen, receipts, settled
from feidi.folder import settle
from feidi.settle import why

pytestmark = pytest.mark.slow

every_example = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


# what the figures of an example are meant to show: a published loss of a province; projects
# below an assumed control of land use
MEANT = {"ST009", "LA070"}


@every_example
def test_it_checks_clean(folder: Path) -> None:
    problems = json.loads(feidi("check", folder, "--json"))["problems"]
    assert [p for p in problems if p["level"] == "error"] == []
    assert {p["code"] for p in problems} <= MEANT


@every_example
def test_it_settles_every_fen_that_was_booked(folder: Path) -> None:
    assert sum(total["amount"] for total in settled(folder)["totals"]) == booked(folder)


@every_example
def test_it_settles_every_fen_known_on_any_booking_day(folder: Path) -> None:
    for day in sorted({row["入库日期"] for row in receipts(folder)})[::5]:
        totals = settled(folder, "--known-at", day)["totals"]
        assert sum(total["amount"] for total in totals) == booked(folder, day), day


@every_example
def test_two_runs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert feidi("settle", folder, "--json") == feidi("settle", folder, "--json")
    for name in ("one", "two"):
        feidi("report", folder, "-o", tmp_path / name)
    for file in ("report.html", "report.xlsx"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@every_example
def test_the_order_of_the_receipts_does_not_matter(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("results"))
    for path in (copy / "7-settle").glob("receipts*.csv"):
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert settled(copy)["totals"] == settled(folder)["totals"]


@every_example
def test_the_trail_of_every_figure_adds_up_to_it(folder: Path) -> None:
    settlement = settle(folder)
    for total in settlement.totals:
        own = [s.posting for s in why(settlement, f"{total.year}/{total.party}") if not s.depth]
        moved = sum(
            p.amount * ((p.target == total.party) - (p.source == total.party))
            for p in own
            if p.unit == total.unit
        )
        assert moved == total.amount, total


@every_example
def test_its_report_shows_every_partys_total_of_a_year(folder: Path, tmp_path: Path) -> None:
    feidi("report", folder, "-o", tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for total in settled(folder)["totals"]:
        yuan, rest = divmod(abs(total["amount"]), 100)
        assert f"{yuan:,}.{rest:02d}" in page, total


@every_example
def test_a_posted_year_recomputes_and_stays(folder: Path) -> None:
    for path in (folder / "7-settle" / "posted").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        year, day = rows[0]["年度"], rows[0]["核算日"]
        posted = {row["一方"]: fen(row["金额"]) for row in rows}
        for option in (("--known-at", day), ()):
            found = settled(folder, *option)
            assert "SE041" not in [problem["code"] for problem in found["problems"]]
            assert posted == {
                t["party"]: t["amount"] for t in found["totals"] if str(t["year"]) == year
            }
