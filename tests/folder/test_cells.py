"""Every path from receipts to cells gives the same, to the fen, and none wraps."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.folder.cells import cells_of
from feidi.folder.engines.cube import Cube
from feidi.folder.engines.enterprises import NotForScan
from feidi.folder.engines.scan import scan
from feidi.folder.engines.scatter import scatter
from feidi.folder.engines.sql import query
from feidi.quantities.calendar import Cycle
from feidi.quantities.exact import AmountTooLarge
from feidi.records.cells import Cells
from feidi.records.grouping import Grouping

Row = tuple[str, str, str, str, date, int]
Answer = tuple[dict[tuple[Any, ...], int], tuple[Any, ...]]
HEADER = "编号,企业,税种,所属期,类型,入库日期,金额\n"
PATHS = (query, lambda *a: scan(*a, compiled=False), lambda *a: scan(*a, compiled=True))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "17", "E1", "企业甲"]),
        st.sampled_from(["增值税", "VAT", "vat", "契税", "没有这种税"]),
        st.sampled_from(["2026-01", "2026-1", "2026Q1", "2026"]),
        st.sampled_from(["入库", "collection", "退库", "更正"]),
        st.dates(date(2026, 1, 1), date(2026, 3, 1)),
        st.integers(-(10**15), 10**15),
    ),
    min_size=1,
    max_size=30,
)
GROUPING = Grouping.of({"1": "north", "17": "south", "E1": "north"})
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def canon(cells: Cells) -> Answer:
    names = (cells.enterprises, cells.taxes, cells.periods, cells.kinds)
    axes = (cells.enterprise, cells.tax, cells.period, cells.kind)
    keys = zip(*([n[c] for c in a] for n, a in zip(names, axes, strict=True)), strict=True)
    return dict(zip(keys, cells.amount.tolist(), strict=True)), names


def yuan(amount: list[int]) -> pa.Array:
    return pa.array([Decimal(a) / 100 for a in amount], pa.decimal128(18, 2))


def parquet(
    path: Path, rows: list[Row], dictionary: bool = True, fen: bool = True, numbers: bool = False
) -> Path:
    firm, tax, period, kind, day, amount = (list(column) for column in zip(*rows, strict=True))
    texts = [pa.array(column) for column in (tax, period, kind)]
    if dictionary:
        texts = [column.dictionary_encode() for column in texts]
    table = pa.table(
        {
            "id": [str(i) for i in range(len(rows))],
            "企业": pa.array([int(f) for f in firm] if numbers else firm),
            "tax": texts[0],
            "period": texts[1],
            "类型": texts[2],
            "booked_on": pa.array(day, pa.date32()),
            "amount": pa.array(amount, pa.int64()) if fen else yuan(amount),
        }
    )
    pq.write_table(table, path, row_group_size=7)
    return path


def csv(path: Path, rows: list[Row], encoding: str = "utf-8") -> Path:
    lines = [
        f"{i},{firm},{tax},{period},{kind},{day.year}年{day.month}月{day.day}日,"
        f'"{amount / 100:,.2f}"\n'
        for i, (firm, tax, period, kind, day, amount) in enumerate(rows)
    ]
    path.write_text(HEADER + "".join(lines), encoding=encoding)
    return path


@pytest.mark.slow
@given(
    rows=ROWS,
    dictionary=st.booleans(),
    grouped=st.booleans(),
    yearly=st.booleans(),
    day=st.sampled_from([None, date(2026, 2, 1)]),
)
@settings(max_examples=25, deadline=None)
def test_all_paths_agree(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Row],
    dictionary: bool,
    grouped: bool,
    yearly: bool,
    day: date | None,
) -> None:
    path = parquet(tmp_path_factory.mktemp("r") / "r.parquet", rows, dictionary)
    grouping = GROUPING if grouped else None
    cycle = Cycle.YEAR if yearly else Cycle.MONTH
    answers = [canon(job([path], day, grouping, cycle)) for job in PATHS]
    assert answers[0] == answers[1] == answers[2]
    assert sum(answers[0][0].values()) == sum(r[5] for r in rows if day is None or r[4] <= day)


ROWS_OF_TWO = [
    ("1", "增值税", "2026-01", "入库", date(2026, 1, 9), 1_234_567),
    ("2", "vat", "2026-01", "collection", date(2026, 1, 9), -5),
    ("1", "VAT", "2026-01", "collection", date(2026, 2, 9), 33),
    ("2", "契税", "2026", "退库", date(2026, 3, 9), -100),
]
EXPECTED = {
    ("1", "vat", 24312, "collection"): 1_234_600,
    ("2", "vat", 24312, "collection"): -5,
    ("2", "deed", 24312, "refund"): -100,
}


def found(cells: Cells) -> dict[tuple[str, str, int, str], int]:
    return {(e, t, p.first, k): v for (e, t, p, k), v in canon(cells)[0].items()}


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("fen", [True, False])
@pytest.mark.parametrize("repeated", [True, False])
def test_amounts_in_fen_and_in_yuan(
    tmp_path: Path, numbers: bool, fen: bool, repeated: bool
) -> None:
    path = parquet(tmp_path / "r.parquet", ROWS_OF_TWO, fen=fen, numbers=numbers)
    assert found(cells_of([path], repeated=repeated)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_as_people_write_it(tmp_path: Path, encoding: str) -> None:
    path = csv(tmp_path / "receipts[1].csv", ROWS_OF_TWO, encoding)
    assert found(cells_of([path])) == EXPECTED
    early = found(cells_of([path], date(2026, 1, 31)))
    assert list(early.values()) == [1_234_567, -5]


def test_files_of_both_forms_together(tmp_path: Path) -> None:
    files = [csv(tmp_path / "a.csv", ROWS_OF_TWO), parquet(tmp_path / "b.parquet", ROWS_OF_TWO)]
    assert found(cells_of(files, repeated=False)) == {k: 2 * v for k, v in EXPECTED.items()}
    assert found(cells_of(files)) == EXPECTED, "a row that stands twice counts once"


def test_an_amount_finer_than_the_fen_is_not_rounded(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(HEADER + "1,E1,vat,2026,入库,2026-01-01,1.005\n", encoding="utf-8")
    with pytest.raises(Exception, match="two decimals"):
        cells_of([path])


@pytest.mark.parametrize("repeated", [True, False])
def test_a_sum_beyond_int64_is_an_error(tmp_path: Path, repeated: bool) -> None:
    row = ("1", "vat", "2026", "collection", date(2026, 1, 1), 2**62)
    path = parquet(tmp_path / "r.parquet", [row, row])
    with pytest.raises(AmountTooLarge):
        cells_of([path], repeated=repeated)


def test_a_sum_that_comes_back_into_int64_is_right(tmp_path: Path) -> None:
    row = ("1", "vat", "2026", "collection", date(2026, 1, 1))
    path = parquet(tmp_path / "r.parquet", [(*row, 2**62), (*row, 2**62), (*row, -(2**62))])
    assert list(cells_of([path], repeated=False).amount) == [2**62]


def test_no_files_no_cells() -> None:
    assert len(cells_of([])) == 0


def test_a_table_too_large_is_left_to_sql() -> None:
    with pytest.raises(NotForScan, match="50000000"):
        Cube(scatter(compiled=False)).make_room(60, 10**6)
