"""Who leaves takes all it may read and nothing of others, and needs no workbench to read it."""

import csv
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import models

from feidi.cli import main
from feidi.evidence.problem import has_errors
from feidi.folder import check, settle
from feidi.report.to_json import dumps, settlement_json
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.accounts.models import User
from feidi.workbench.agreements.actions import draft
from feidi.workbench.commands import audit, workbench
from feidi.workbench.documents.actions import attach
from feidi.workbench.documents.models import Document
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.enterprises import demo as enterprises
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.exchange.bringing import TRAIL, bring_folder, names_in
from feidi.workbench.exchange.demo import demo_rows, first_projects
from feidi.workbench.exchange.describing import README, dictionary, told_of
from feidi.workbench.exchange.leaving import LEFT_OUT, columns, is_file, label_of, tables
from feidi.workbench.exchange.packing import take_archive
from feidi.workbench.exchange.taking import take_folder
from feidi.workbench.land.demo import furnish_land
from feidi.workbench.parks.models import Park, Party
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.scope.acting import OWN, Scope, acting_for, everything
from feidi.workbench.scope.fencing import fenced
from feidi.workbench.settlements.models import Run
from feidi.workbench.stored.models import StoredFile
from workbench.conftest import EXAMPLES
from workbench.story import acting, put_forward
from workbench.uploads import PDF
from workbench.walk import PRIVATE

MARK, THEIRS = b"MARK-", b"HOST-OWN"
HOST, ORIGIN = 0, 1
FORMULA = "=HYPERLINK('http://example.invalid')"


def rows_of(folder: Path, label: str) -> list[dict[str, str]]:
    with (folder / "workbench" / f"{label}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def side(park: Park, place: int) -> Party:
    seats = keyholders(park.pk)
    return seats[place].party


@pytest.fixture
def lived_in(small: Park) -> Park:
    """A park with rows of both, of the origin alone (marked), and of the host alone (marked)."""
    first_projects(small)
    with acting("origin-finance") as one:
        for make, _, _ in PRIVATE:
            make(one)
        run = Run.objects.get()
    put_forward("origin-finance", run, 2031)
    text = (EXAMPLES / "two-clause-park" / "agreement.md").read_text(encoding="utf-8")
    with acting("host-finance") as one:
        theirs = draft(
            actor=one,
            name="agreement.md",
            content=text.replace("# ", f"# {THEIRS.decode()} ", 1).encode(),
        )
        upload = Upload("内部.txt", THEIRS + b"-BYTES")
        attach(actor=one, about=theirs, upload=upload, title=f"{THEIRS.decode()}-DOCUMENT")
        attach(actor=one, about=run, upload=Upload("共同.pdf", PDF), title=FORMULA)
    return small


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
            if p.is_file()}  # fmt: skip


def test_every_table_of_a_side_is_written_or_said_to_be_left_out(db: None) -> None:
    known = {label_of(model) for model in fenced()}
    assert set(LEFT_OUT) <= known
    assert set(dictionary("tables")) == known - set(LEFT_OUT)
    for model in tables():
        for field in columns(model):
            assert told_of(model, field).words.zh, f"{label_of(model)}.{field.name}"
            if field.is_relation:
                assert field.related_model in (Party, *tables()), f"{label_of(model)}.{field.name}"
            assert field.related_model is not User


def test_every_whole_number_that_is_money_says_so(db: None) -> None:
    unsaid = [
        f"{label_of(model)}.{field.name}"
        for model in tables()
        for field in columns(model)
        if isinstance(field, models.BigIntegerField)
        and not isinstance(field, models.BigAutoField)
        and not told_of(model, field).unit
    ]
    # what is counted in bytes has its unit too
    assert unsaid == []


@pytest.mark.slow
@pytest.mark.parametrize("place", [HOST, ORIGIN])
def test_a_side_takes_its_own_and_the_joint_rows_and_none_of_the_other(
    lived_in: Park, tmp_path: Path, place: int
) -> None:
    take_folder(lived_in, tmp_path / "out", side(lived_in, place))
    taken = all_bytes(tmp_path / "out")
    everywhere = b"\n".join([*taken.values(), "\n".join(taken).encode()])
    own, other = (THEIRS, MARK) if place == HOST else (MARK, THEIRS)
    assert other not in everywhere
    assert everywhere.count(own) > 3
    assert b"MARK-BYTES" not in everywhere or place == ORIGIN
    with everything("the test looks at all rows"):
        stranger = Park.objects.exclude(pk=lived_in.pk).get()
        assert stranger.name.encode() not in everywhere
    assert rows_of(tmp_path / "out", "projects.stagechange")
    assert rows_of(tmp_path / "out", "settlements.statement")
    assert {row["owner"] for row in rows_of(tmp_path / "out", "agreements.text")} == {
        "", side(lived_in, place).name
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("place", [HOST, ORIGIN])
def test_the_tables_hold_exactly_what_the_side_may_see(
    lived_in: Park, tmp_path: Path, place: int
) -> None:
    party = side(lived_in, place)
    take_folder(lived_in, tmp_path / "out", party)
    for model in tables():
        with acting_for(Scope(lived_in.pk, party.pk)):
            keys = {str(key) for key in model._default_manager.values_list("pk", flat=True)}
        rows = rows_of(tmp_path / "out", label_of(model))
        assert {row["id"] for row in rows} == keys, label_of(model)
        assert len(rows) == len(keys)


@pytest.mark.slow
def test_every_key_and_every_file_named_is_in_the_archive(lived_in: Park, tmp_path: Path) -> None:
    take_folder(lived_in, tmp_path / "out", side(lived_in, ORIGIN))
    keys = {label_of(m): {row["id"] for row in rows_of(tmp_path / "out", label_of(m))}
            for m in tables()}  # fmt: skip
    named = 0
    for model in tables():
        for row in rows_of(tmp_path / "out", label_of(model)):
            for field in columns(model):
                said = row[field.name]
                if said and is_file(model, field):
                    named += (tmp_path / "out" / said).is_file()
                    assert (tmp_path / "out" / said).is_file(), said
                elif said and field.is_relation and field.related_model is not Party:
                    assert said in keys[label_of(field.related_model)], (field, said)  # type: ignore[arg-type]
    assert named > 5


@pytest.mark.slow
def test_files_keep_their_fingerprint(lived_in: Park, tmp_path: Path) -> None:
    place = tmp_path / "out"
    take_folder(lived_in, place, side(lived_in, ORIGIN))
    lines = (place / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert {one["title"] for one in told} >= {"MARK-DOCUMENT", FORMULA}
    for one in told:
        assert hashlib.sha256((place / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    for row in rows_of(place, "stored.storedfile"):
        digest = hashlib.sha256((place / row["content"]).read_bytes()).hexdigest()
        assert digest == row["sha256"], row["name"]
    for row in rows_of(place, "settlements.run"):
        digest = hashlib.sha256((place / row["result"]).read_bytes()).hexdigest()
        assert digest == row["result_sha256"]


@pytest.mark.slow
def test_no_cell_is_a_formula(lived_in: Park, tmp_path: Path) -> None:
    take_folder(lived_in, tmp_path / "out", side(lived_in, HOST))
    assert f"'{FORMULA}" in {
        row["title"] for row in rows_of(tmp_path / "out", "documents.document")
    }
    for path in (tmp_path / "out" / "workbench").glob("*.csv"):
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        for cell in cells:
            if cell.startswith(("=", "+", "-", "@")):
                float(cell)


@pytest.mark.slow
def test_check_audit_and_settling_take_the_archive_as_it_is(lived_in: Park, tmp_path: Path) -> None:
    with everything("the test looks at all rows"):
        take_folder(lived_in, tmp_path / "plain")
    place = tmp_path / "out"
    take_folder(lived_in, place, side(lived_in, ORIGIN))
    checked = CliRunner().invoke(main, ["check", str(place)])
    assert checked.exit_code == 0, checked.output
    # nothing is said of the folder that is not said without what was taken along
    assert [p.code for p in check(place)] == [p.code for p in check(tmp_path / "plain")]
    verified = CliRunner().invoke(audit, ["verify", "--file", str(place / TRAIL)])
    assert verified.exit_code == 0, verified.output
    again = dumps(settlement_json(settle(place)))
    assert again == dumps(settlement_json(settle(tmp_path / "plain")))


@pytest.mark.slow
def test_what_was_ones_own_does_not_come_back_as_joint(lived_in: Park, tmp_path: Path) -> None:
    from feidi.folder.opening import Root

    take_folder(lived_in, tmp_path / "out", side(lived_in, ORIGIN))
    take_folder(lived_in, tmp_path / "plain")
    assert names_in(Root(tmp_path / "out")) == names_in(Root(tmp_path / "plain"))
    again = bring_folder(actor=MACHINE, path=tmp_path / "out")
    with everything("the test looks at all rows"):
        kept = [bytes(one.content) for one in StoredFile.objects.filter(park=again)]
        assert not Document.objects.filter(park=again).exists()
    assert not any(MARK in content for content in kept)


@pytest.mark.slow
def test_contacts_the_other_side_entered_stay_masked(lived_in: Park, tmp_path: Path) -> None:
    seats = [side(lived_in, place) for place in (HOST, ORIGIN)]
    with everything("the test makes a joint firm that the host entered"):
        Enterprise.objects.create(
            park=lived_in,
            name="示例共同企业",
            side=seats[HOST],
            contact_name="示例某",
            contact_phone="00012345678",
        )
    found = {}
    for party in seats:
        take_folder(lived_in, tmp_path / str(party.pk), party)
        rows = rows_of(tmp_path / str(party.pk), "enterprises.enterprise")
        found[party.pk] = next(r for r in rows if r["name"] == "示例共同企业")["contact_phone"]
    assert found == {seats[HOST].pk: "00012345678", seats[ORIGIN].pk: "*********78"}


@pytest.mark.slow
def test_the_page_of_the_archive_says_what_is_there(lived_in: Park, tmp_path: Path) -> None:
    party = side(lived_in, ORIGIN)
    take_folder(lived_in, tmp_path / "out", party)
    page = (tmp_path / "out" / README).read_text(encoding="utf-8")
    count = len(rows_of(tmp_path / "out", "projects.project"))
    assert f"| `projects.project.csv` | 项目 projects | {count} |" in page
    assert party.name in page
    told = (tmp_path / "out" / "workbench" / "columns.csv").read_text(encoding="utf-8")
    assert "projects.project,investment,投资额,investment,分 fen," in told


@pytest.mark.slow
def test_a_long_table_is_split_and_nothing_lost(
    lived_in: Park, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = side(lived_in, ORIGIN)
    take_folder(lived_in, tmp_path / "whole", party)
    monkeypatch.setattr("feidi.workbench.exchange.leaving.ROWS_A_FILE", 2)
    take_folder(lived_in, tmp_path / "split", party)
    parts = sorted((tmp_path / "split" / "workbench").glob("projects.stagechange-*.csv"),
                   key=lambda path: int(path.stem.rpartition("-")[2]))  # fmt: skip
    assert len(parts) > 1
    joined = [row for part in parts for row in rows_of(tmp_path / "split", part.stem)]
    assert joined == rows_of(tmp_path / "whole", "projects.stagechange")


@pytest.mark.slow
def test_the_archive_holds_the_folder_byte_for_byte(lived_in: Park, tmp_path: Path) -> None:
    party = side(lived_in, HOST)
    take_folder(lived_in, tmp_path / "out", party)
    take_archive(lived_in, tmp_path / "out.zip", party)
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        packed.extractall(tmp_path / "back")
    assert all_bytes(tmp_path / "back" / f"park-{lived_in.pk}") == all_bytes(tmp_path / "out")
    with pytest.raises(FileExistsError):
        take_archive(lived_in, tmp_path / "out.zip", party)


@pytest.mark.slow
def test_the_command_takes_a_folder_or_an_archive_not_both(lived_in: Park, tmp_path: Path) -> None:
    said = ["export", "--park", str(lived_in.pk), "--for", "飞出地"]
    packed = tmp_path / "out.zip"
    done = CliRunner().invoke(workbench, [*said, "--zip", str(packed)])
    assert done.exit_code == 0, done.output
    assert zipfile.is_zipfile(packed)
    assert CliRunner().invoke(workbench, said).exit_code == 2
    both = [*said, str(tmp_path / "out"), "--zip", str(tmp_path / "other.zip")]
    assert CliRunner().invoke(workbench, both).exit_code == 2
    again = CliRunner().invoke(workbench, [*said, "--zip", str(packed)])
    assert again.exit_code == 1


@pytest.mark.slow
@pytest.mark.parametrize("place", [HOST, ORIGIN])
def test_the_case_of_the_demo_leaves_whole(case: Park, tmp_path: Path, place: int) -> None:
    first_projects(case)
    furnish_land(case)
    enterprises.furnish(case)
    demo_rows(case)
    party = side(case, place)
    take_folder(case, tmp_path / "out", party)
    assert not has_errors(check(tmp_path / "out"))
    filled = {label_of(m) for m in tables() if rows_of(tmp_path / "out", label_of(m))}
    assert filled >= {
        "agreements.text", "agreements.obligation", "attribution.sheet", "attribution.sheetrow",
        "coordination.decision", "coordination.duty", "coordination.meeting",
        "coordination.minutes", "coordination.minuteskey", "coordination.remark",
        "coordination.task", "documents.document", "enterprises.chamber",
        "enterprises.enterprise", "enterprises.visit", "land.allocation", "land.parcel",
        "land.step", "projects.claim", "projects.evidence", "projects.handover",
        "projects.project", "projects.stagechange", "settlements.run", "settlements.total",
    }  # fmt: skip
    for label, told in (("projects.project", "owner"), ("enterprises.enterprise", "owner")):
        rows = rows_of(tmp_path / "out", label)
        hidden = [r for r in rows if r["visibility"] == OWN and r[told] != party.name]
        assert not hidden, label
