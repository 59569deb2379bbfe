"""Parquet receipts are held against the same rules as CSV, by their types and by SQL."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feidi.folder import check, read_folder
from folder.park import HEADER, RECEIPTS, ROWS, cells, found, park, write

NAME = "7-settle/receipts-p.parquet"
TYPES = {
    "id": pa.string(),
    "enterprise": pa.string(),
    "park": pa.string(),
    "tax": pa.string(),
    "period": pa.string(),
    "booked_on": pa.date32(),
    "amount": pa.decimal128(18, 2),
    "kind": pa.string(),
    "source": pa.string(),
}
ROW = {
    "id": "q1",
    "enterprise": "E1",
    "park": "北园",
    "tax": "增值税",
    "period": "2026-04",
    "booked_on": date(2026, 5, 10),
    "amount": Decimal("1000.01"),
    "kind": "入库",
    "source": "凭证",
}


def parquet(place: Path, *changes: dict[str, Any], types: "dict[str, Any] | None" = None) -> Path:
    """Write one row for each change of the sound row."""
    kinds = {**TYPES, **(types or {})}
    rows = [{**ROW, "id": f"q{i}", **change} for i, change in enumerate(changes, 1)]
    schema = pa.schema([(name, kind) for name, kind in kinds.items() if kind is not None])
    (place / NAME).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema), place / NAME)
    return place


@pytest.fixture
def place(tmp_path: Path) -> Path:
    park(tmp_path)
    (tmp_path / RECEIPTS).unlink()
    return tmp_path


def test_it_is_read(place: Path) -> None:
    parquet(place, {}, {"amount": Decimal("-0.01"), "kind": "refund"})
    assert found(place) == []
    assert cells(place) == {
        ("E1", "vat", "2026-04", "collection"): 100001,
        ("E1", "vat", "2026-04", "refund"): -1,
    }
    folder = read_folder(place)
    assert folder.latest_booking() == date(2026, 5, 10)
    assert [str(r.at) for r in folder.receipts_behind("E1")] == [f"{NAME}:1", f"{NAME}:2"]


@pytest.mark.parametrize("ending", ["[a].parquet", "'q'.parquet", "*.parquet"])
def test_its_name_is_only_a_name(place: Path, ending: str) -> None:
    parquet(place, {})
    (place / NAME).rename(place / f"7-settle/receipts{ending}")
    assert found(place) == []
    assert len(read_folder(place).receipts_behind()) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"tax": "增值说"}, "RE003"),
        ({"enterprise": "E'9"}, "RE004"),
        ({"park": "南园"}, "RE014"),
        ({"period": "2026-13"}, "RE002"),
        ({"id": "q 2 "}, "RE002"),
        ({"kind": "退税"}, "RE002"),
        ({"amount": Decimal(-5)}, "RE006"),
        ({"kind": "退库"}, "RE006"),
        ({"enterprise": None}, "RE001"),
        ({"enterprise": " "}, "RE001"),
        ({"amount": None}, "RE001"),
        ({"booked_on": None}, "RE001"),
    ],
)
def test_a_bad_row(place: Path, change: dict[str, Any], code: str) -> None:
    parquet(place, {}, change)
    assert found(place) == [f"{code} {NAME}:2"]


def test_a_row_outside_the_term(place: Path) -> None:
    parquet(place, {}, {"period": "2024"})
    assert found(place) == [f"RE009 {NAME}:0"]


def test_an_amount_beyond_int64(place: Path) -> None:
    large = {"amount": pa.decimal128(38, 2)}
    parquet(place, {}, {"amount": Decimal(10) ** 30}, types=large)
    assert found(place) == [f"RE015 {NAME}:2"]


@pytest.mark.parametrize(
    ("types", "change", "code"),
    [
        ({"amount": pa.float64()}, {"amount": 1.0}, "FO018"),
        ({"amount": pa.int64()}, {"amount": 1}, "FO018"),
        ({"amount": pa.decimal128(18, 3)}, {}, "FO018"),
        ({"amount": pa.string()}, {"amount": "1"}, "FO018"),
        ({"booked_on": pa.string()}, {"booked_on": "2026-01-01"}, "FO018"),
        ({"tax": pa.int32()}, {"tax": 1}, "FO018"),
        ({"tax": None}, {}, "FO012"),
        ({"taxes": pa.string()}, {"taxes": "x"}, "FO013"),
        ({"金额": pa.decimal128(18, 2)}, {}, "FO014"),
    ],
)
def test_a_bad_column(
    place: Path, types: dict[str, Any], change: dict[str, Any], code: str
) -> None:
    parquet(place, change, types=types)
    assert found(place) == [f"{code} {NAME}:0"]


def test_whole_amounts_say_that_they_are_fen(place: Path) -> None:
    schema = pa.schema(
        [
            pa.field(name, pa.int64(), metadata={"unit": "fen"})
            if name == "amount"
            else (name, kind)
            for name, kind in TYPES.items()
        ]
    )
    pq.write_table(pa.Table.from_pylist([{**ROW, "amount": 12345}], schema), place / NAME)
    assert found(place) == []
    assert [r.amount for r in read_folder(place).receipts_behind()] == [12345]
    assert list(cells(place).values()) == [12345]


@pytest.mark.parametrize(
    "content", [b"", b"id,enterprise\n", b"PAR1", b"PAR1" + bytes(100) + b"PAR1"]
)
def test_a_damaged_file(place: Path, content: bytes) -> None:
    write(place / NAME, content)
    assert found(place) == [f"{'FO017' if content else 'FO006'} {NAME}:0"]


def test_a_file_damaged_in_its_middle(place: Path) -> None:
    parquet(place, *[{"source": f"凭证 {i * 7919 % 1000}"} for i in range(2000)])
    content = bytearray((place / NAME).read_bytes())
    content[4 : len(content) // 2] = bytes(len(content) // 2 - 4)
    write(place / NAME, bytes(content))
    assert found(place) == [f"FO017 {NAME}:0"]


def test_many_bad_rows_are_listed_up_to_a_number(place: Path) -> None:
    parquet(place, *[{"tax": "x"}] * 120)
    codes = [p.code for p in check(place)]
    assert (codes.count("RE003"), codes.count("FO019")) == (50, 1)


def test_ids_are_compared_with_csv(place: Path) -> None:
    parquet(
        place,
        {"id": "r1", "source": "凭证一"},
        {"id": "r2", "amount": Decimal("-3"), "kind": "退库"},
    )
    write(place / RECEIPTS, HEADER + ROWS)
    assert found(place) == [f"RE008 {RECEIPTS}:2", f"RE007 {RECEIPTS}:3"]


@pytest.mark.parametrize("day", ["99999-01-01", "9999-12-31", "0001-01-01", "infinity"])
def test_a_day_out_of_reach_is_located(tmp_path: Path, day: str) -> None:
    park(tmp_path).joinpath(RECEIPTS).unlink()
    row = (
        "'r1' AS 编号, 'E1' AS 企业, '北园' AS 园区, '增值税' AS 税种, '2026-04' AS 所属期, "
        f"DATE '{day}' AS 入库日期, 10.5::DECIMAL(18, 2) AS 金额, '入库' AS 类型, 'x' AS 来源"
    )
    duckdb.sql(f"COPY (SELECT {row}) TO '{tmp_path}/7-settle/receipts.parquet'")
    assert found(tmp_path) == ["RE002 7-settle/receipts.parquet:1"]
