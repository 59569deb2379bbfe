"""Attribution sheets: the core's figures, two keys for the exact sheet, fixed for good."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from django.db import connection

from feidi.quantities.units import STATISTICAL_YUAN, UNITS
from feidi.workbench.accounts.actor import Actor, NotAllowed
from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.attribution import actions
from feidi.workbench.attribution.making import Made, made_of, stands
from feidi.workbench.attribution.models import CORRECTED, OPEN, POSTED, Sheet, SheetRow
from feidi.workbench.attribution.queries import offers, shown
from feidi.workbench.desk.queries import desk, search
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.models import Line, Run
from workbench.conftest import browser_of
from workbench.story import acting

HOST, ORIGIN = "case-host-statistics", "case-origin-statistics"


@pytest.fixture
def waits(case: Park) -> Iterator[Sheet]:
    """The demo's sheet of 2025: confirmed by the origin, waiting for the host."""
    with everything("the test looks at all rows"):
        yield Sheet.objects.get(park=case, year=2025)


def made(case: Park, year: int) -> tuple[Made, ...]:
    with everything("the test computes"):
        return made_of(Run.objects.get(park=case, number=1))[year]


def test_a_sheet_is_what_the_settlement_posted(case: Park) -> None:
    with everything("the test looks at all rows"):
        for sheet in Sheet.objects.filter(park=case):
            lines = Line.objects.filter(run=sheet.run, year=sheet.year, kind="indicator")
            posted = sorted((one.clause, one.target, one.amount) for one in lines)
            parts = sorted(
                (row.clause, share.party, share.amount)
                for row in sheet.rows.all()
                for share in row.shares.all()
            )
            assert parts == posted
            for row in sheet.rows.all():
                whole = sum(s.amount for s in row.shares.all() if not s.again)
                assert whole == row.whole > 0
                assert row.sources, row
            assert stands(sheet)


def test_the_last_key_fixes_the_sheet(waits: Sheet) -> None:
    with acting(HOST) as host:
        assert [w.title for w in desk(host).mine if "2025" in w.title.zh] == [waits.words]
        done = actions.confirm(
            actor=host, sheet=waits, version=waits.version, seen=waits.fingerprint
        )
        assert (done.state, done.keys.count()) == (POSTED, 2)
        assert done.anchor
        with pytest.raises(Refusal):
            actions.withdraw(actor=host, sheet=done, version=done.version, reason="x")
        assert not [w for w in desk(host).mine if "2025" in w.title.zh]


def test_only_the_exact_sheet_is_confirmed_and_only_once_a_side(waits: Sheet) -> None:
    with acting(ORIGIN) as origin, pytest.raises(Refusal, match="已经确认"):
        actions.confirm(actor=origin, sheet=waits, version=waits.version, seen=waits.fingerprint)
    with acting(HOST) as host:
        waits.refresh_from_db()
        with pytest.raises(Refusal, match="不是这一份"):
            actions.confirm(actor=host, sheet=waits, version=waits.version, seen="0" * 64)
        waits.refresh_from_db()
        with pytest.raises(Stale):
            actions.confirm(
                actor=host, sheet=waits, version=waits.version + 7, seen=waits.fingerprint
            )
    waits.refresh_from_db()
    with acting("case-host-finance") as other, pytest.raises(NotAllowed):
        actions.confirm(actor=other, sheet=waits, version=waits.version, seen=waits.fingerprint)


def test_a_row_changed_behind_the_program_cannot_be_fixed(waits: Sheet) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update attribution_rowshare set amount = amount + 1 where row_id in "
            "(select id from attribution_sheetrow where sheet_id = %s)",
            [waits.pk],
        )
    with acting(HOST) as host, pytest.raises(Refusal, match="指纹不符"):
        actions.confirm(actor=host, sheet=waits, version=waits.version, seen=waits.fingerprint)
    waits.refresh_from_db()
    assert waits.state == OPEN


def test_nobody_confirms_what_is_disputed_until_the_dispute_is_taken_back(case: Park) -> None:
    with acting(ORIGIN) as origin:
        sheet = Sheet.objects.get(year=2026)
        row = SheetRow.objects.get(sheet=sheet, disputes__isnull=False)
        with pytest.raises(Refusal, match="1 处异议"):
            actions.confirm(
                actor=origin, sheet=sheet, version=sheet.version, seen=sheet.fingerprint
            )
        sheet.refresh_from_db()
        with pytest.raises(Refusal, match="没有异议"):
            actions.settle(actor=origin, sheet=sheet, version=sheet.version, row=row)
    with acting(HOST) as host:
        sheet.refresh_from_db()
        sheet = actions.settle(actor=host, sheet=sheet, version=sheet.version, row=row)
    with acting(ORIGIN) as origin:
        sheet = actions.confirm(
            actor=origin, sheet=sheet, version=sheet.version, seen=sheet.fingerprint
        )
        assert sheet.state == OPEN
        with pytest.raises(Refusal, match="已经确认"):
            actions.dispute(
                actor=origin, sheet=sheet, version=sheet.version, row=row, reason="late"
            )


@pytest.mark.slow
def test_a_correction_is_a_new_sheet_and_the_old_one_stays(case: Park) -> None:
    rows = made(case, 2024)
    with acting(ORIGIN) as origin:
        run, fixed = Run.objects.get(), Sheet.objects.get(year=2024)
        assert fixed.state == POSTED
        with pytest.raises(Refusal, match="完全相同"):
            actions.propose(actor=origin, run=run, year=2024, made=rows)
        # as a later settlement would give it: an indicator less
        new = actions.propose(actor=origin, run=run, year=2024, made=rows[:2])
        assert (new.number, new.corrects) == (2, fixed)
        new = actions.confirm(actor=origin, sheet=new, version=new.version, seen=new.fingerprint)
    with acting(HOST) as host:
        actions.confirm(actor=host, sheet=new, version=new.version, seen=new.fingerprint)
        text = Sheet.objects.get(pk=fixed.pk).content
        assert (Sheet.objects.get(pk=fixed.pk).state, text) == (CORRECTED, fixed.content)
        assert not any(part.changed for row in shown(new, host).rows for part in row.parts)


@pytest.mark.slow
def test_a_year_is_offered_until_a_sheet_of_it_is_put(case: Park, as_case: Actor) -> None:
    assert offers() == []
    sheet = Sheet.objects.get(year=2026)
    actions.withdraw(actor=as_case, sheet=sheet, version=sheet.version, reason="again")
    assert [one.year for one in offers()] == [2026]
    client = browser_of(ORIGIN)
    answer = client.post("/attribution/", {"year": 2026})
    assert answer.status_code == 302
    again = Sheet.objects.get(year=2026, state=OPEN)
    assert (again.number, again.content) == (2, sheet.content)
    assert [one.kind.zh for one in search(again.fingerprint[:12])] == ["指标分算表"]


@pytest.fixture
def as_case(case: Park) -> Iterator[Actor]:
    with acting(ORIGIN) as one:
        yield one


def test_the_papers_say_what_the_sheet_says(as_case: Actor) -> None:
    sheet = Sheet.objects.get(year=2024)
    client = browser_of("case-host-leader")
    pdf = client.get(f"/attribution/{sheet.pk}/paper.pdf").content
    assert pdf.startswith(b"%PDF")
    assert pdf == client.get(f"/attribution/{sheet.pk}/paper.pdf").content
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/attribution/{sheet.pk}/paper.xlsx").content)
    )
    first, facts = book.worksheets
    cells = [[cell.value for cell in row] for row in first.iter_rows(min_row=2)]
    row = sheet.rows.all()[0]
    said = next(line for line in cells if line[0] == row.clause)
    assert said[4] == row.whole / UNITS[STATISTICAL_YUAN].parts
    assert sheet.fingerprint in [cell.value for line in facts.iter_rows() for cell in line]
    assert client.get(f"/attribution/{sheet.pk}/paper.exe").status_code == 404
