"""Every row that cannot be meant is located, with what stands there and how to mend it."""

from pathlib import Path

import pytest

from feidi.evidence.problem import Problem
from feidi.folder import check, layout, settle
from folder.park import AGREEMENT, HEADER, RECEIPTS, ROWS, found, park, write


def one(tmp_path: Path, row: str) -> Problem:
    place = park(tmp_path, receipts_csv=HEADER + ROWS + row + "\n")
    (problem,) = check(place)
    assert (problem.at.file, problem.at.line, problem.said) == (RECEIPTS, 5, row)
    return problem


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        ("r4,E1,北园,增值说,2026,2027-01-01,5,入库,", "RE003", "增值税"),
        ("r4,E9,北园,增值税,2026,2027-01-01,5,入库,", "RE004", "E1"),
        ("r4,E1,南园,增值税,2026,2027-01-01,5,入库,", "RE014", "北园"),
        ("r4,E1,北园,增值税,2026-13,2027-01-01,5,入库,", "RE002", "2026-13"),
        ("r4,E1,北园,增值税,2026,2027-02-30,5,入库,", "RE002", "2027-02-30"),
        ("r4,E1,北园,增值税,2026,2027-01-01,1.005,入库,", "RE005", "1.005"),
        ('r4,E1,北园,增值税,2026,2027-01-01,"1,00.00",入库,', "RE005", "1,00.00"),
        ("r4,E1,北园,增值税,2026,2027-01-01,1e3,入库,", "RE005", "1e3"),
        ("r4,E1,北园,增值税,2026,2027-01-01,1.500,入库,", "RE005", "1.500"),
        ("r4,E1,北园,增值税,2026,2027-01-01,①,入库,", "RE005", "①"),
        ("r4,E1,北园,增值税,2026,2027-01-01,\u0661,入库,", "RE005", "\u0661"),
        ("r4,E1,北园,增值税,2026,2027-01-01,99999999999999999999,入库,", "RE005", "99999"),
        ("r4,E1,北园,增值税,2026,2027-01-01," + "9" * 5000 + ",入库,", "RE005", "5000"),
        ("r4,E1,北园,增值税,2026,2027-01-01,nan,入库,", "RE005", "nan"),
        ("r4,E1,北园,增值税,2026,2027-01-01,-5,入库,", "RE006", "-5.00"),
        ("r4,E1,北园,增值税,2026,2027-01-01,5,退库,", "RE006", "5.00"),
        ("r4,E1,北园,增值税,2026,2027-01-01,5,退税,", "RE002", "退库"),
        (" r4,E1,北园,增值税,2026,2027-01-01,5,入库,", "RE002", "写成“r4”"),
        ("r\uff14,E1,北园,增值税,2026,2027-01-01,5,入库,", "RE002", "写成“r4”"),
        ("r4,,北园,增值税,2026,2027-01-01,5,入库,", "RE001", "企业"),
        ("r1,E1,北园,增值税,2026,2027-01-01,5,入库,", "RE007", f"{RECEIPTS}:2"),
        ("r4,E1,北园,增值税,2026,2027-01-01,1,000.00,入库,", "FO016", "10 格"),
        ("r4,E1,北园", "FO016", "3 格"),
    ],
)
def test_a_bad_row(tmp_path: Path, row: str, code: str, says: str) -> None:
    problem = one(tmp_path, row)
    assert problem.code == code
    assert says in problem.what.zh + problem.fix.zh
    assert problem.fix.en


@pytest.mark.parametrize("amount", ["-5", "0", "5"])
def test_a_correction_has_either_sign(tmp_path: Path, amount: str) -> None:
    row = f"r4,E1,北园,增值税,2026,2027-01-01,{amount},更正,\n"
    assert found(park(tmp_path, receipts_csv=HEADER + ROWS + row)) == []


def test_errors_in_rows_stop_the_settlement(tmp_path: Path) -> None:
    row = "r4,E1,北园,增值税,2026,2027-01-01,5,退库,\n"
    settlement = settle(park(tmp_path, receipts_csv=HEADER + ROWS + row))
    assert [p.code for p in settlement.problems] == ["RE006"]
    assert settlement.totals == ()


def test_without_a_roster_any_enterprise_counts(tmp_path: Path) -> None:
    place = park(tmp_path)
    (place / "7-settle/enterprises.csv").unlink()
    assert found(place) == []


def test_many_bad_rows_are_listed_up_to_a_number(tmp_path: Path) -> None:
    rows = "".join(f"x{i},E1,北园,增值税,2026,2027-01-01,y,入库,\n" for i in range(120))
    problems = check(park(tmp_path, receipts_csv=HEADER + rows))
    assert [p.code for p in problems].count("RE005") == layout.MOST_PROBLEMS
    (more,) = [p for p in problems if p.code == "FO019"]
    assert ("120" in more.what.zh, "70" in more.what.zh) == (True, True)


def test_rows_outside_the_term_are_one_warning(tmp_path: Path) -> None:
    rows = "".join(f"x{i},E1,北园,增值税,2024,2025-01-01,1,入库,\n" for i in range(3))
    (problem,) = check(park(tmp_path, receipts_csv=HEADER + ROWS + rows))
    assert (problem.code, problem.level, problem.at) == ("RE009", "warning", (RECEIPTS, 0, ""))
    assert "3 行" in problem.what.zh
    assert "2024-01 至 2024-12" in problem.what.zh


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER.replace("金额", "金额（元）"), ["FO012", "FO013"]),
        (HEADER.replace("来源", "金额"), ["FO014"]),
        (HEADER.replace("类型,", ""), ["FO012"]),
        (HEADER.replace(",", ";"), ["FO012"] * 7 + ["FO013"]),
        (HEADER.replace(",", "\t"), ["FO012"] * 7 + ["FO013"]),
    ],
)
def test_a_bad_header(tmp_path: Path, header: str, expected: list[str]) -> None:
    problems = check(park(tmp_path, receipts_csv=header + ROWS))
    assert [p.code for p in problems] == expected
    assert {(p.at.file, p.at.line) for p in problems} == {(RECEIPTS, 1)}


def test_an_unknown_column_is_told_its_nearest_name(tmp_path: Path) -> None:
    problems = check(park(tmp_path, receipts_csv=HEADER.replace("金额", "金 额") + ROWS))
    assert [p.fix.zh.split("？")[0] for p in problems if p.code == "FO013"] == ["是否指“金额”"]


class TestRepeats:
    """The same row counts once; one id with two contents is an error."""

    def test_a_row_in_the_same_file(self, tmp_path: Path) -> None:
        place = park(tmp_path, receipts_csv=HEADER + ROWS + ROWS)
        (problem,) = check(place)
        assert (problem.code, problem.at.line) == ("RE008", 5)
        assert "3 行" in problem.what.zh

    def test_a_row_written_differently(self, tmp_path: Path) -> None:
        again = "r1,E1,北园,VAT,2026-4,2026年5月10日,1000.01,collection,凭证一\n"
        place = park(tmp_path, receipts_csv=HEADER + ROWS + again)
        assert found(place) == [f"RE008 {RECEIPTS}:5"]

    def test_the_same_file_twice(self, tmp_path: Path) -> None:
        place = park(tmp_path, receipts_copy_csv=HEADER + ROWS)
        assert found(place) == ["FO020 7-settle/receipts.csv:0"]

    def test_another_content_in_another_file(self, tmp_path: Path) -> None:
        row = "r1,E1,北园,增值税,2026,2027-01-01,5,入库,\n"
        place = park(tmp_path, receipts_2_csv=HEADER + row)
        assert found(place) == ["RE007 7-settle/receipts.csv:2"]

    def test_large_files_are_compared_on_disk(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("feidi.folder.receipt_rows.MOST_IN_MEMORY", 0)
        monkeypatch.setattr("feidi.folder.repeats._ROWS_AT_ONCE", 2)
        row = "r1,E1,北园,增值税,2026,2027-01-01,5,入库,\n"
        place = park(tmp_path, receipts_csv=HEADER + ROWS + ROWS + row)
        assert found(place) == [f"RE008 {RECEIPTS}:5", f"RE007 {RECEIPTS}:8"]


class TestSmallTables:
    """Roster, figures, events, payments, totals."""

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ("E1,一厂,北园\nE1,一厂,北园\nE2,二厂,南园\n", ["RE008"]),
            ("E1,一厂,北园\nE1,甲厂,北园\nE2,二厂,南园\n", ["RE007"]),
            ("E1,,北园\nE2,二厂,南园\n", ["RE001", "RE004", "RE004"]),
        ],
    )
    def test_the_roster(self, tmp_path: Path, rows: str, expected: list[str]) -> None:
        place = park(tmp_path, enterprises_csv="编号,名称,园区\n" + rows)
        assert [p.split()[0] for p in found(place)] == expected

    def test_the_roster_names_parties(self, tmp_path: Path) -> None:
        place = park(
            tmp_path, enterprises_csv="编号,名称,引荐方,主导\nE1,一,飞出,政俯\nE2,二,飞出,市场\n"
        )
        assert [p for p in found(place) if "enterprises" in p] == [
            "RE002 7-settle/enterprises.csv:2",
            "RE011 7-settle/enterprises.csv:3",
        ]

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ("人口,飞入地,2026,1,人\n人口,飞入地,2026,1,人\n", ["RE008 7-settle/facts.csv:3"]),
            ("人口,飞入地,2026,1,人\n人口,飞入地,2026,2,人\n", ["RE012 7-settle/facts.csv:3"]),
            ("成本,园区,2026,1,元\n成本,park,2026-04,1,元\n", ["RE013 7-settle/facts.csv:3"]),
            ("人口,飞入地,2026,x,人\n", ["RE002 7-settle/facts.csv:2"]),
            ("人口,飞入地,2026,1,\n", ["RE001 7-settle/facts.csv:2"]),
        ],
    )
    def test_figures(self, tmp_path: Path, rows: str, expected: list[str]) -> None:
        assert found(park(tmp_path, facts_csv="事项,对象,期间,数值,单位\n" + rows)) == expected

    def test_payments_name_parties(self, tmp_path: Path) -> None:
        header = "编号,付款方,收款方,结算期,付款日期,金额\n"
        place = park(tmp_path, payments_csv=header + "p1,飞人地,飞出地,2026,2027-01-01,5\n")
        assert found(place) == ["RE011 7-settle/payments.csv:2"]

    def test_control_totals_show_both_numbers_and_the_gap(self, tmp_path: Path) -> None:
        totals = "所属期,税种,金额\n2026,增值税,900.01\n2026Q2,增值税,900.02\n2026,契税,1\n"
        problems = check(park(tmp_path, control_totals_csv=totals))
        assert [(p.code, p.at.line) for p in problems] == [("RE010", 3), ("RE010", 4)]
        for number in ("900.01", "900.02", "0.01"):
            assert number in problems[0].what.zh
            assert number in problems[0].what.en


def test_a_worked_example_that_fails_is_reported(tmp_path: Path) -> None:
    place = park(tmp_path)
    write(place / "agreement.md", AGREEMENT.replace("60.01 元, 40.00", "60.00 元, 40.01"))
    assert {p.code for p in check(place)} == {"AG070"}
