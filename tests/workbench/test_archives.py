"""A side has its archive packed by a job, fetches it, and all of it is on record."""

import zipfile
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from feidi.cli import main
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.models import Event
from feidi.workbench.commands import audit, workbench
from feidi.workbench.exchange import actions, archiving, operating
from feidi.workbench.exchange.models import Archive
from feidi.workbench.jobs import claim
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of
from workbench.story import acting, person
from workbench.walk import private_text

LEADER = "origin-leader"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "archives"
    monkeypatch.setattr(actions, "archives", lambda: place)
    return place


@pytest.fixture
def packed(small: Park) -> Iterator[Archive]:
    with acting("origin-finance") as one:
        private_text(one)
    archive = actions.ask(actor=person(LEADER), why="例行备份")
    assert archiving.pack.func(archive.pk) == "done"
    with acting(LEADER):
        yield Archive.objects.get()


def events(verb: str) -> list[Event]:
    with everything("the test looks at the trail"):
        return list(Event.objects.filter(verb=verb))


@pytest.mark.slow
def test_the_leader_asks_the_job_packs_and_programs_accept_it(
    small: Park, folder: Path, tmp_path: Path
) -> None:
    with acting("origin-finance") as one:
        private_text(one)
    client = browser_of(LEADER)
    answer = client.post("/leaving/", {"why": "协议期满"}, follow=True)
    assert "正在打包" in answer.content.decode()
    with everything("the test looks at all rows"):
        archive = Archive.objects.get()
    assert client.get(f"/leaving/{archive.pk}/", follow=True).content.decode().count("存档已不在")
    assert archiving.pack.func(archive.pk) == "done"
    with everything("the test looks at all rows"):
        archive.refresh_from_db()
    page = client.get("/leaving/").content.decode()
    assert archive.sha256 in page
    assert "协议期满" in page
    given = client.get(f"/leaving/{archive.pk}/")
    content = b"".join(given)
    assert sha256(content).hexdigest() == archive.sha256
    assert len(content) == archive.size
    assert given["Content-Disposition"] == f'attachment; filename="{archive.name}"'
    digest = b64encode(bytes.fromhex(archive.sha256)).decode()
    assert given["Repr-Digest"] == f"sha-256=:{digest}:"
    (tmp_path / "got.zip").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "got.zip") as got:
        got.extractall(tmp_path)
    root = tmp_path / f"park-{small.pk}"
    assert CliRunner().invoke(main, ["check", str(root)]).exit_code == 0
    verified = CliRunner().invoke(audit, ["verify", "--file", str(root / "audit.jsonl")])
    assert verified.exit_code == 0, verified.output
    assert b"MARK-TITLE" in (root / "workbench" / "agreements.text.csv").read_bytes()


@pytest.mark.slow
def test_asking_packing_and_fetching_are_on_record(packed: Archive) -> None:
    client = browser_of(LEADER)
    for _ in range(2):
        b"".join(client.get(f"/leaving/{packed.pk}/"))
    (asked,) = events("archives.ask")
    assert asked.reason == "例行备份"
    (kept,) = events("archives.keep")
    assert packed.sha256 in kept.after
    fetched = events("exports.leaving")
    assert len(fetched) == 2
    assert all(packed.sha256 in one.after for one in fetched)
    log = browser_of("auditor").get("/oversight/exports/").content.decode()
    assert log.count("下载了离场存档") >= 2
    with acting(LEADER):
        said = browser_of(LEADER).get("/notifications/").content.decode()
    assert "可以下载" in said


@pytest.mark.slow
def test_only_the_leader_of_the_side_has_it_packed_and_fetches_it(packed: Archive) -> None:
    office, other = browser_of("origin-office"), browser_of("host-leader")
    assert "领导打包" in office.get("/leaving/").content.decode()
    assert office.post("/leaving/", {"why": "x"}).status_code == 403
    assert office.get(f"/leaving/{packed.pk}/").status_code == 403
    assert office.post(f"/leaving/{packed.pk}/remove/").status_code == 403
    assert other.get(f"/leaving/{packed.pk}/").status_code == 404
    assert packed.sha256 not in other.get("/leaving/").content.decode()
    assert events("exports.leaving") == []


def test_who_has_not_confirmed_lately_is_asked_first(packed: Archive) -> None:
    client = browser_of(LEADER, fresh=False)
    for answer in (client.post("/leaving/", {"why": "x"}), client.get(f"/leaving/{packed.pk}/")):
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert events("exports.leaving") == []
    assert len(events("archives.ask")) == 1


def test_one_is_packed_at_a_time_and_says_what_for(small: Park) -> None:
    with pytest.raises(Refusal):
        actions.ask(actor=person(LEADER), why=" ")
    actions.ask(actor=person(LEADER), why="一")
    with pytest.raises(Refusal):
        actions.ask(actor=person(LEADER), why="二")
    actions.ask(actor=person("host-leader"), why="对方不受影响")


def test_a_job_that_died_is_taken_up_and_what_it_left_is_swept(small: Park, folder: Path) -> None:
    archive = actions.ask(actor=person(LEADER), why="x")
    with everything("the test plays a worker that died"):
        mark = claim(Archive.objects, archive.pk)
        Archive.objects.update(beat=timezone.now() - timedelta(hours=1))
        folder.mkdir()
        left = folder / archiving.name_of(archive.pk, mark)
        left.write_bytes(b"half")
        archiving.sweep()
        assert left.exists()  # for all one knows it is still being written
    assert archiving.resume() == 1
    assert archiving.resume() == 0
    archiving.sweep()
    assert not left.exists()
    assert archiving.pack.func(archive.pk) == "done"
    assert archiving.pack.func(archive.pk) == "nothing to do"
    with everything("the test plays the worker that wakes up"):
        lost = actions.Packed("x.zip", "0" * 64, 1)
        with pytest.raises(Refusal):
            actions.keep(actor=MACHINE, archive=archive, mark=mark, packed=lost)


def test_a_failed_packing_leaves_no_file_and_says_so(
    small: Park, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        message = "no space left"
        raise OSError(message)

    archive = actions.ask(actor=person(LEADER), why="x")
    monkeypatch.setattr(archiving, "take_archive", full)
    with pytest.raises(OSError, match="no space"):
        archiving.pack.func(archive.pk)
    assert list(folder.iterdir()) == []
    assert "没有做成" in browser_of(LEADER).get("/leaving/").content.decode()


def test_an_archive_goes_by_hand_or_when_its_day_has_passed(packed: Archive, folder: Path) -> None:
    with everything("the test looks into the future"):
        assert archiving.sweep() == 0
        assert len(list(folder.iterdir())) == 1
        Archive.objects.update(until=timezone.localdate() - timedelta(1))
        assert archiving.sweep() == 1
    assert list(folder.iterdir()) == []
    assert len(events("archives.remove")) == 1
    page = browser_of(LEADER).get(f"/leaving/{packed.pk}/", follow=True).content.decode()
    assert "存档已不在" in page
    assert packed.sha256 in page  # what was taken can still be compared


@pytest.mark.slow
def test_the_command_is_on_record_and_unrecorded_nothing_stays(
    small: Park, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["export", "--park", str(small.pk), "--for", "飞出地", "--zip"]
    done = CliRunner().invoke(workbench, [*said, str(tmp_path / "out.zip")])
    assert done.exit_code == 0, done.output
    (event,) = events("exports.command")
    assert sha256((tmp_path / "out.zip").read_bytes()).hexdigest() in event.after
    assert event.park == small
    log = browser_of("auditor").get("/oversight/exports/").content.decode()
    assert "用命令行导出了园区" in log
    assert "out.zip" in log
    folder = tmp_path / "plain"
    done = CliRunner().invoke(workbench, ["export", "--park", str(small.pk), str(folder)])
    assert done.exit_code == 0, done.output
    assert len(events("exports.command")) == 2

    def fails(**_said: object) -> None:
        message = "the trail cannot be written"
        raise ValueError(message)

    monkeypatch.setattr(operating, "note_command", fails)
    for more in (["--zip", str(tmp_path / "b.zip")], [str(tmp_path / "b")]):
        done = CliRunner().invoke(workbench, ["export", "--park", str(small.pk), *more])
        assert done.exit_code == 1
    assert not (tmp_path / "b.zip").exists()
    assert not (tmp_path / "b").exists()
