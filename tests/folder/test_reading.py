"""A sound folder becomes records."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from feidi.folder import read_folder, settle
from feidi.quantities.calendar import read_period
from folder.park import AGREEMENT, HEADER, ROWS, cells, found, park, write


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return park(tmp_path)


def test_it_has_no_problems(place: Path) -> None:
    assert found(place) == []


def test_it_reads_receipts_into_cells(place: Path) -> None:
    assert cells(place) == {
        ("E1", "vat", "2026-04", "collection"): 100001,
        ("E1", "vat", "2026-04", "refund"): -10000,
        ("E2", "cit", "2026", "collection"): 5000,
    }


def test_it_settles_as_known_at_the_last_booking(place: Path) -> None:
    settlement = settle(place)
    assert settlement.known_at == date(2027, 5, 31)
    assert (settlement.of(2026, "飞入地"), settlement.of(2026, "飞出地")) == (57001, 38000)


def test_it_settles_as_known_at_an_earlier_day(place: Path) -> None:
    settlement = settle(place, known_at=date(2026, 5, 31))
    assert settlement.of(2026, "飞入地") + settlement.of(2026, "飞出地") == 100001


def test_its_name_and_language_come_from_the_agreement(place: Path) -> None:
    folder = read_folder(place)
    assert (folder.name, folder.lang) == ("合作协议", "zh")


def test_park_toml_names_it(place: Path) -> None:
    write(place / "park.toml", 'name = "化工园"\nlang = "en"\n')
    folder = read_folder(place)
    assert (folder.name, folder.lang) == ("化工园", "en")


def test_headers_may_be_english_fields(place: Path) -> None:
    before = cells(place)
    header = "id,enterprise,park,tax,period,booked_on,amount,kind,source\n"
    english = ROWS.replace("企业所得税", "cit").replace("增值税", "VAT")
    english = english.replace("入库", "collection").replace("退库", "refund")
    park(place, receipts_csv=header + english)
    assert cells(place) == before


def test_optional_columns_may_be_left_out(place: Path) -> None:
    park(
        place,
        receipts_csv="编号,企业,税种,所属期,入库日期,金额,类型\nr9,E1,增值税,2026,2027-01-02,3,入库\n",
    )
    assert cells(place) == {("E1", "vat", "2026", "collection"): 300}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_matter(place: Path, encoding: str, line_end: str) -> None:
    before = cells(place)
    text = (HEADER + ROWS).replace("\n", line_end)
    park(place, receipts_csv=text.encode(encoding))
    assert found(place) == []
    assert cells(place) == before


def test_blank_lines_and_full_width_amounts_are_read(place: Path) -> None:
    before = cells(place)
    wide = ROWS.replace("-100.00", "－１００．００")
    park(place, receipts_csv=HEADER + "\n" + wide + ",,,,,,,,\n\n")
    assert found(place) == []
    assert cells(place) == before


def test_figures_in_money_are_fen_and_others_exact(place: Path) -> None:
    park(
        place,
        facts_csv='事项,对象,期间,数值,单位,来源\n成本,园区,2026,1.5,万元,甲\n人口,飞入地,2026,"12,000",人,乙\n',
    )
    cost, people = read_folder(place).book.facts
    assert (cost.subject, cost.value, cost.unit) == ("", Fraction(1500000), "fen")
    assert (people.subject, people.value, people.unit) == ("飞入地", Fraction(12000), "人")


def test_events_and_payments_are_known_from_their_day(place: Path) -> None:
    park(
        place,
        events_csv="事件,对象,日期\n达产,E1,2026-05-01\n达产,园区,2027-05-01\n",
        payments_csv="编号,付款方,收款方,结算期,付款日期,金额\np1,飞入地,飞出地,2026,2027-04-10,5\n",
    )
    folder = read_folder(place)
    assert folder.problems == ()
    assert [e.subject for e in folder.known(date(2026, 12, 31)).events] == ["E1"]
    assert folder.known(date(2027, 4, 9)).payments == ()
    assert [p.amount for p in folder.known(date(2027, 4, 10)).payments] == [500]


def test_the_roster_says_who_brought_and_led(place: Path) -> None:
    park(
        place,
        enterprises_csv="编号,名称,引荐方,主导,确认日期\nE1,一厂,飞出地,政府,2026-01-15\nE2,二厂,,,\n",
    )
    first, second = read_folder(place).book.enterprises
    assert (first.brought_by, first.led_by, first.listed_on) == (
        "飞出地",
        "government",
        date(2026, 1, 15),
    )
    assert (second.brought_by, second.led_by, second.listed_on) == ("", "", None)


def test_a_trail_shows_the_rows_behind_a_figure(place: Path) -> None:
    month = read_period("2026-04").first
    rows = read_folder(place).receipts_behind("E1", "vat", month, month, date(2026, 6, 1))
    assert [(r.id, str(r.at)) for r in rows] == [("r1", "7-settle/receipts.csv:2")]


def test_an_agreement_without_a_scope_needs_no_receipts(tmp_path: Path) -> None:
    text = AGREEMENT[: AGREEMENT.index("## 第三条")]
    write(tmp_path / "agreement.md", text)
    assert not [p for p in found(tmp_path) if "receipts" in p]


def test_progress_names_every_file(place: Path) -> None:
    seen: list[str] = []
    read_folder(place, progress=seen.append)
    assert seen == ["agreement.md", "7-settle/receipts.csv"]
