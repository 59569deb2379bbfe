"""Tables come in whole or not at all; what is wrong has its row."""

import io
import zipfile
from importlib import import_module

import pytest
import xlsxwriter
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.actions import Refusal
from feidi.workbench.imports.actions import undo
from feidi.workbench.imports.models import Batch, ReceiptRow
from feidi.workbench.imports.queries import firms
from feidi.workbench.imports.sheets import as_csv, template_sheet
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import OutsideScope, everything
from feidi.workbench.stored.models import StoredFile
from workbench.conftest import as_owner, browser_of
from workbench.story import HEADER, acting, brought, confirmed, put_forward, settled

GOOD = "20,A,增值税,2032Q3,2033-02-01,100.00,入库,凭证20\n"
BAD = (
    "21,A,增值税,2032Q3,2033-02-30,100.00,入库,\n"
    "22,X,增值税,2032Q3,2033-02-01,100.00,入库,\n"
    "23,A,增值税,2032Q3,2033-02-01,-100.00,入库,\n"
)


def send(content: bytes, name: str = "rows.csv", table: str = "receipts"):  # type: ignore[no-untyped-def]
    client = browser_of("host-finance")
    file = SimpleUploadedFile(name, content)
    return client, client.post("/imports/", {"table": table, "file": file})


def counted(park: Park) -> tuple[int, int, int]:
    with everything("the test counts all rows"):
        return (
            Batch.objects.filter(park=park).count(),
            ReceiptRow.objects.filter(batch__park=park).count(),
            StoredFile.objects.filter(park=park).count(),
        )


def sheet(rows: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def test_three_bad_rows_are_named_and_nothing_is_kept(small: Park) -> None:
    before = counted(small)
    _, answer = send((HEADER + GOOD + BAD).encode())
    said = answer.content.decode()
    assert answer.status_code == 422
    for line, code in ((3, "RE003"), (4, "RE004"), (5, "RE006")):
        assert f":{line}</code>" in said
        assert code in said or line == 3
    assert counted(small) == before


def test_a_clean_table_waits_for_a_decision_then_counts(small: Park) -> None:
    client, answer = send((HEADER + GOOD).encode())
    page = client.get(answer["Location"])
    assert "导入全部" in page.content.decode()
    batches, rows, files = counted(small)
    client.post(f"{answer['Location']}import/", {"version": 1})
    assert counted(small) == (batches, rows + 1, files + 1)
    shown = client.get("/receipts/?q=20").content.decode()
    assert "凭证20" in shown


def test_the_same_bytes_again_are_recognised(small: Park) -> None:
    brought("host-finance", GOOD, "first.csv")
    _, answer = send((HEADER + GOOD).encode(), "again.csv")
    assert answer.status_code == 422
    assert "first.csv" in answer.content.decode()


def test_a_row_that_is_there_with_other_content_is_refused(small: Park) -> None:
    _, answer = send((HEADER + "1,A,增值税,2031Q1,2031-04-18,999.00,入库,\n").encode())
    assert answer.status_code == 422
    assert "RE007" in answer.content.decode()


def test_a_whole_batch_is_undone_with_a_reason(small: Park) -> None:
    before = counted(small)
    batch = brought("host-finance", GOOD)
    with acting("host-finance") as one:
        with pytest.raises(Refusal, match="原因"):
            undo(actor=one, batch=batch, version=batch.version, reason="")
        batch.refresh_from_db()
        undo(actor=one, batch=batch, version=batch.version, reason="重复报送")
    after = counted(small)
    assert after[1] == before[1]
    with acting("origin-finance"):
        assert not StoredFile.objects.filter(name=batch.name, current=True).exists()


@pytest.mark.slow
def test_a_batch_under_a_posted_settlement_is_not_undone(small: Park) -> None:
    run = settled("host-finance")
    key = put_forward("host-finance", run, 2031).pk
    for side in ("host-finance", "origin-finance"):
        confirmed(side, key)
    with acting("host-finance") as one:
        batch = Batch.objects.get(table="receipts", state="imported")
        with pytest.raises(Refusal, match="2031"):
            undo(actor=one, batch=batch, version=batch.version, reason="x")


def test_the_template_filled_in_comes_back(small: Park) -> None:
    book = load_workbook(io.BytesIO(template_sheet("receipts", "zh")))
    book.worksheets[0].append(
        ["20", "A", None, "增值税", "2032Q3", "2033-02-01", 100.5, "入库", None]
    )
    buffer = io.BytesIO()
    book.save(buffer)
    client, answer = send(buffer.getvalue(), "filled.xlsx")
    assert answer.status_code == 302, answer.content.decode()
    assert "100.50" in client.get(answer["Location"]).content.decode()


def test_a_formula_in_a_cell_is_refused_at_its_place() -> None:
    with pytest.raises(Refusal, match=r"B2.*=1\+1"):
        as_csv(sheet([["编号", "金额"], ["1", "=1+1"]]), "x.xlsx")


def test_a_workbook_that_unpacks_without_end_is_not_opened() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(Refusal, match="限度"):
        as_csv(buffer.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("xl/printerSettings/printerSettings1.bin", True),
        ("xl/drawings/vmlDrawing1.vml", True),
        ("xl/vbaProject.bin", False),
        ("xl/activeX/activeX1.bin", False),
    ],
)
def test_a_workbook_is_refused_for_macros_not_for_how_it_prints(part: str, kept: bool) -> None:
    book = io.BytesIO(sheet([["编号"], ["1"]]))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr(part, b"x")
    if kept:
        assert as_csv(book.getvalue(), "x.xlsx").decode("utf-8-sig").split() == ["编号", "1"]
    else:
        with pytest.raises(Refusal, match="宏"):
            as_csv(book.getvalue(), "x.xlsx")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"%PDF-1.7", "a.csv"),
        (b"PK\x03\x04junk", "a.xlsx"),
        (b"PK\x03\x04", "a.csv"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(content: bytes, name: str) -> None:
    with pytest.raises(Refusal):
        as_csv(content, name)


@pytest.mark.slow
def test_text_that_looks_like_a_formula_stays_text_in_the_workbooks(small: Park) -> None:
    brought("host-finance", "30,A,增值税,2032Q3,2033-02-01,1.00,入库,=HYPERLINK(1)\n")
    run = settled("host-finance")
    content = browser_of("host-finance").get(f"/settlements/{run.number}/paper.xlsx").content
    book = load_workbook(io.BytesIO(content))
    cells = [c for page in book.worksheets for row in page.iter_rows() for c in row]
    assert any(str(c.value).startswith("=HYPERLINK") for c in cells)
    assert not any(c.data_type == "f" for c in cells if not str(c.value).startswith("=HYPERLINK"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
    assert not any(b"<f>" in page for page in pages)


def test_the_firms_to_choose_from_are_those_of_ones_own_park(as_origin: Actor) -> None:
    assert firms() == ["A", "B"]


@pytest.mark.django_db
def test_outside_a_scope_there_is_no_list_of_firms() -> None:
    with pytest.raises(OutsideScope):
        firms()


def test_batches_of_before_are_summed_by_tax_when_the_database_is_brought_up_to_date(
    small: Park,
) -> None:
    brought("host-finance", GOOD)
    with everything("the test plays an older database"), as_owner():
        kept = dict(Batch.objects.filter(table="receipts").values_list("pk", "by_tax"))
        assert sum(map(len, kept.values())) > 1
        Batch.objects.update(by_tax={})
        import_module("feidi.workbench.imports.migrations.0005_sums_by_tax").sum_up(apps, None)
        again = dict(Batch.objects.filter(table="receipts").values_list("pk", "by_tax"))
    assert again == kept
