"""Order, splitting and repetition of receipts never change what is settled."""

import random
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.folder import layout, read_folder
from feidi.quantities.calendar import FIRST_YEAR, LAST_YEAR
from folder.park import HEADER, RECEIPTS, cells, park

pytestmark = pytest.mark.slow

KINDS = {"入库": st.integers(0, 10**15), "退库": st.integers(-(10**15), 0)}
FIRMS = st.sampled_from(["E1", "E2"])
TAXES = st.sampled_from(["增值税", "VAT", "企业所得税", "契税"])
PERIODS = st.sampled_from(["2026", "2026-4", "2026-04", "2027Q1", "2031-12"])
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(
    lambda day: f"{day.year:04d}-{day.month}-{day.day:02d}"
)


@st.composite
def receipts(draw: st.DrawFn) -> list[str]:
    """Draw rows as lines, each with an id of its own."""
    lines = []
    for i in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        yuan, fen = divmod(abs(amount := draw(KINDS[kind])), 100)
        sign = "-" if amount < 0 else ""
        said = draw(st.sampled_from([f"{sign}{yuan}.{fen:02d}", f'"{sign}{yuan:,}.{fen:02d}"']))
        firm, tax, period, day = (draw(s) for s in (FIRMS, TAXES, PERIODS, DAYS))
        lines.append(f"r{i},{firm},,{tax},{period},{day},{said},{kind},\n")
    return lines


@settings(max_examples=40, deadline=None)
@given(lines=receipts(), seed=st.integers(0, 999), pieces=st.integers(1, 4))
def test_order_split_and_duplication_do_not_matter(
    lines: list[str], seed: int, pieces: int
) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        plain = park(Path(one), receipts_csv=HEADER + "".join(lines))
        chance = random.Random(seed)  # noqa: S311
        shuffled = [*lines, *chance.sample(lines, len(lines) // 2)]
        chance.shuffle(shuffled)
        place = park(Path(other))
        (place / RECEIPTS).unlink()
        for i in range(pieces):
            park(place, **{f"receipts_{i}_csv": HEADER + "".join(shuffled[i::pieces])})
        park(place, receipts_again_csv=(place / "7-settle/receipts-0.csv").read_bytes())
        (place / RECEIPTS).unlink()
        assert cells(place) == cells(plain)
        rows = read_folder(place).receipts_behind()
        assert sum(cells(plain).values()) == sum(row.amount for row in rows)
        assert read_folder(place).latest_booking() == read_folder(plain).latest_booking()
        assert not [p for p in read_folder(place).problems if p.level == "error"]


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300), header=st.booleans())
def test_no_bytes_ever_end_in_a_traceback(content: bytes, header: bool) -> None:
    with TemporaryDirectory() as place:
        start = HEADER.encode() if header else b""
        folder = read_folder(park(Path(place), receipts_csv=start + content))
        assert all(p.at.file.startswith(layout.SETTLE) for p in folder.problems)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=120), column=st.integers(0, 8))
def test_no_cell_ever_ends_in_a_traceback(text: str, column: int) -> None:
    row = ["r1", "E1", "北园", "增值税", "2026", "2027-01-01", "5", "入库", "甲"]
    row[column] = '"' + text.replace('"', '""') + '"'
    with TemporaryDirectory() as place:
        content = (HEADER + ",".join(row) + "\n").encode("utf-8", "replace")
        read_folder(park(Path(place), receipts_csv=content))
