"""A file that cannot be read is a located problem, never a traceback and never unpacked."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from feidi.folder import Refused, layout, read_folder, settle
from folder.park import HEADER, RECEIPTS, ROWS, found, park, write


def test_no_folder(tmp_path: Path) -> None:
    assert found(tmp_path / "no") == [f"FO001 {tmp_path / 'no'}:0"]
    with pytest.raises(Refused, match="FO001"):
        settle(tmp_path / "no")


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "park", "x")
    assert found(tmp_path / "park") == [f"FO001 {tmp_path / 'park'}:0"]


def test_no_agreement(tmp_path: Path) -> None:
    assert found(tmp_path) == ["FO002 agreement.md:0"]


def test_a_scope_without_receipts(tmp_path: Path) -> None:
    park(tmp_path).joinpath(RECEIPTS).unlink()
    assert found(tmp_path) == [f"FO002 {RECEIPTS}:0"]


def _zip_bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (1 << 22))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FO006"),
        (b"\n\n", "FO012"),
        (_zip_bomb(), "FO007"),
        (gzip.compress(HEADER.encode(), mtime=0), "FO007"),
        (b"PAR1" + bytes(8), "FO007"),
        (HEADER.encode("utf-16"), "FO007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FO007"),
        (HEADER.encode() + b"r1,E1,\x00\n", "FO010"),
    ],
)
def test_what_is_no_text_table_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    place = park(tmp_path, receipts_csv=content)
    (problem,) = found(place)
    assert problem.startswith(f"{code} {RECEIPTS}")


def test_a_byte_of_neither_encoding_is_located(tmp_path: Path) -> None:
    place = park(
        tmp_path, receipts_csv=HEADER.encode("gb18030") + ROWS.encode("gb18030") + b"r4,\xff\n"
    )
    assert found(place) == [f"FO008 {RECEIPTS}:5"]


def test_two_encodings_in_one_file_are_located(tmp_path: Path) -> None:
    first, *rest = ROWS.splitlines(keepends=True)
    mixed = (HEADER + first).encode() + "".join(rest).encode("gb18030")
    assert found(park(tmp_path, receipts_csv=mixed)) == [f"FO008 {RECEIPTS}:3"]
    mixed = (HEADER + first).encode("gb18030") + "".join(rest).encode()
    assert found(park(tmp_path, receipts_csv=mixed)) == [f"FO008 {RECEIPTS}:3"]


def test_two_line_ends_in_one_file_are_located(tmp_path: Path) -> None:
    mixed = HEADER + ROWS.replace("\n", "\r\n")
    assert found(park(tmp_path, receipts_csv=mixed)) == [f"FO023 {RECEIPTS}:2"]


def test_a_last_line_needs_no_end(tmp_path: Path) -> None:
    text = (HEADER + ROWS).replace("\n", "\r\n").removesuffix("\r\n")
    assert found(park(tmp_path, receipts_csv=text)) == []


def test_a_document_that_is_not_utf8(tmp_path: Path) -> None:
    place = park(tmp_path)
    write(place / "agreement.md", (place / "agreement.md").read_text("utf-8").encode("gb18030"))
    assert found(place) == ["FO008 agreement.md:1"]


def test_a_document_beyond_all_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feidi.folder.opening.LARGEST_DOCUMENT", 10)
    assert found(park(tmp_path)) == ["FO022 agreement.md:0"]


def test_a_quote_that_never_closes(tmp_path: Path) -> None:
    place = park(tmp_path, receipts_csv=HEADER + ROWS + 'r4,"E1,增值税\nr5,E1\n')
    assert found(place) == [f"FO011 {RECEIPTS}:5"]


def test_a_quote_that_closes_on_a_later_line(tmp_path: Path) -> None:
    row = 'r4,E1,北园,增值税,2026,2027-01-01,5,入库,"凭证\n四"\n'
    assert found(park(tmp_path, receipts_csv=HEADER + row)) == [f"FO016 {RECEIPTS}:2"]


def test_an_endless_line_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LONGEST_LINE", 1 << 12)
    place = park(tmp_path)
    with (place / RECEIPTS).open("ab") as file:
        file.write(b"r9,")
        file.seek(100 << 20, os.SEEK_CUR)
        file.truncate()
    import tracemalloc

    tracemalloc.start()
    problems = found(place)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problems == [f"FO009 {RECEIPTS}:5"]
    assert peak < 20 << 20


@pytest.mark.parametrize(
    "name", ["7-settle/receipts-x.csv", "7-settle/facts.csv", "park.toml", "policies/a.md"]
)
def test_a_fifo_does_not_block(tmp_path: Path, name: str) -> None:
    place = park(tmp_path)
    (place / name).parent.mkdir(exist_ok=True)
    os.mkfifo(place / name)
    assert found(place) == [f"FO003 {name}:0"]


@pytest.mark.parametrize(
    "name",
    [
        "7-settle/receipts-x.csv",
        "7-settle/receipts-x.parquet",
        "7-settle/facts.csv",
        "park.toml",
        "agreement.md",
    ],
)
def test_a_directory_where_a_file_is_expected(tmp_path: Path, name: str) -> None:
    place = park(tmp_path)
    (place / name).unlink(missing_ok=True)
    (place / name).mkdir(parents=True)
    assert found(place) == [f"FO003 {name}:0"]


def test_a_device(tmp_path: Path) -> None:
    place = park(tmp_path)
    (place / "7-settle/facts.csv").symlink_to("/dev/zero")
    assert found(place) == ["FO004 7-settle/facts.csv:0"]


@pytest.mark.parametrize(
    "name",
    [
        "7-settle/receipts-x.csv",
        "7-settle/receipts-x.parquet",
        "7-settle/facts.csv",
        "agreement.md",
        "park.toml",
    ],
)
def test_a_link_out_of_the_folder(tmp_path: Path, name: str) -> None:
    place = park(tmp_path / "park")
    outside = tmp_path / "outside"
    write(outside, "secret")
    (place / name).unlink(missing_ok=True)
    (place / name).symlink_to(outside)
    assert found(place) == [f"FO004 {name}:0"]
    assert "secret" not in str(read_folder(place).problems)


@pytest.mark.parametrize("folder", ["policies", "supplements", "7-settle", "7-settle/posted"])
def test_a_linked_directory_out_of_the_folder(tmp_path: Path, folder: str) -> None:
    place = park(tmp_path / "park")
    if folder == "7-settle":
        (place / folder).rename(tmp_path / "moved")
    target = tmp_path / "other"
    write(target / "a.md", "# x\n")
    (place / folder).symlink_to(target)
    assert f"FO004 {folder}:0" in found(place)


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    place = park(tmp_path)
    (place / RECEIPTS).rename(place / "kept.csv")
    (place / RECEIPTS).symlink_to(place / "kept.csv")
    assert found(place) == []


def test_a_link_to_itself(tmp_path: Path) -> None:
    place = park(tmp_path)
    (place / "7-settle/facts.csv").symlink_to("facts.csv")
    (problem,) = found(place)
    assert problem.endswith(" 7-settle/facts.csv:0")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    place = park(tmp_path)
    (place / RECEIPTS).chmod(0)
    assert found(place) == [f"FO005 {RECEIPTS}:0"]


def test_a_read_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = park(tmp_path)
    opened = os.open

    def failing(path: Path, *args: int) -> int:
        if str(path).endswith("receipts.csv"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr("feidi.folder.opening.os.open", failing)
    assert f"FO005 {RECEIPTS}:0" in found(place)


@pytest.mark.parametrize(
    "text", ["name = ", 'nam = "x"', "name = 3", 'lang = "fr"', "lang = 1", "lang = []"]
)
def test_wrong_settings(tmp_path: Path, text: str) -> None:
    place = park(tmp_path)
    write(place / "park.toml", text)
    assert found(place) == ["FO015 park.toml:0"]


def test_a_file_nobody_reads_is_named(tmp_path: Path) -> None:
    place = park(tmp_path, fact_csv="x", receipts_xlsx=b"PK")
    write(place / "policies/old.txt", "x")
    write(place / "7-settle/.hidden", "x")
    assert found(place) == [
        "FO024 7-settle/fact.csv:0",
        "FO024 7-settle/receipts.xlsx:0",
        "FO021 policies/old.txt:0",
    ]


def test_a_stray_carriage_return_at_the_end_is_located(tmp_path: Path) -> None:
    place = park(tmp_path, receipts_csv=(HEADER + ROWS + "\r").encode("gb18030"))
    assert found(place) == [f"FO023 {RECEIPTS}:5"]


def test_a_row_of_too_few_empty_cells_is_located(tmp_path: Path) -> None:
    assert found(park(tmp_path, receipts_csv=HEADER + ROWS + ",")) == [f"FO016 {RECEIPTS}:5"]


def test_a_row_of_empty_cells_is_blank(tmp_path: Path) -> None:
    assert found(park(tmp_path, receipts_csv=HEADER + ROWS + "," * 8 + "\n")) == []
