"""The page of the system's health: what it judges, what it tells, who sees it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.audit.models import Event
from feidi.workbench.audit.verifying import verify
from feidi.workbench.exchange.recording import note_backup
from feidi.workbench.health import judging
from feidi.workbench.health.beating import KEY, Beat, beat, last_beat
from feidi.workbench.health.facts import Backup, Database, Disk, Facts, Jobs, Tables, facts
from feidi.workbench.health.judging import BAD, GOOD, WAIT, answer, checks
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of

NOW = datetime(2026, 5, 1, 12, tzinfo=timezone.get_default_timezone())
MINUTE = timedelta(minutes=1)
WELL = {
    "database": Database("SQLite", "3.40", 1 << 20),
    "disk": Disk("/var/feidi", 90, 100),
    "tables": Tables(80, (), NOW),
    "jobs": Jobs(0, 0, 0, None, ()),
    "beat": Beat(NOW, NOW, 1, 2, 1),
    "backups": (Backup(NOW - timedelta(hours=3), "a.zip", 10, 100),),
    "versions": (),
}
# one thing at a time that is not well, which check tells it, and how loudly
ILL = [
    ({"beat": None}, "worker", BAD),
    ({"beat": Beat(NOW - 2 * MINUTE, NOW, 1, 2, 1)}, "worker", BAD),
    ({"jobs": Jobs(1, 0, 0, NOW - 2 * MINUTE, ())}, "queue", BAD),
    ({"jobs": Jobs(21, 0, 0, NOW, ())}, "queue", BAD),
    ({"jobs": Jobs(0, 0, 1, None, ())}, "failed jobs", WAIT),
    ({"backups": ()}, "backup", BAD),
    ({"backups": (Backup(NOW - timedelta(days=2), "a", 1, 1),)}, "backup", WAIT),
    ({"backups": (Backup(NOW - timedelta(days=8), "a", 1, 1),)}, "backup", BAD),
    ({"disk": Disk("/", 4, 100)}, "disk", BAD),
    ({"disk": Disk("/", 19, 100)}, "disk", WAIT),
    ({"tables": Tables(79, ("land 0009_more",), NOW)}, "tables", BAD),
]


def judged(**other: object) -> dict[str, judging.Check]:
    found = checks(Facts(**{**WELL, **other}), NOW, MINUTE)  # type: ignore[arg-type]
    return {one.name.en: one for one in found}


def test_a_site_that_is_well_says_so() -> None:
    found = judged()
    assert {one.tone for one in found.values()} == {GOOD}
    assert not any(one.then for one in found.values())
    assert answer(list(found.values())).zh == "各项正常。"


@pytest.mark.parametrize(("other", "name", "tone"), ILL)
def test_what_is_not_well_is_told_with_what_to_do(
    other: dict[str, object], name: str, tone: str
) -> None:
    found = judged(**other)
    assert found.pop(name).tone == tone
    assert judged(**other)[name].then is not None
    assert {one.tone for one in found.values()} == {GOOD}
    assert name in answer(list(judged(**other).values())).en.lower()


def test_a_job_that_has_waited_a_moment_is_no_reason_to_worry() -> None:
    assert judged(jobs=Jobs(1, 1, 0, NOW - MINUTE / 2, ()))["queue"].tone == GOOD


def test_a_backup_is_on_record_with_its_fingerprint_and_the_page_says_when(
    small: Park, tmp_path: Path
) -> None:
    assert facts().backups == ()
    archive = tmp_path / "night.zip"
    archive.write_bytes(b"rows")
    note_backup(actor=MACHINE, archive=archive, rows=7)
    one = facts().backups[0]
    assert (one.file, one.rows, one.size) == ("night.zip", 7, 4)
    with everything("the test looks at the trail"):
        event = Event.objects.filter(verb="exports.backup").get()
        assert "sha256" in event.after
        assert str(tmp_path) not in event.after
        assert verify() == []
    assert "night.zip" in browser_of("system").get("/health/").content.decode()
    assert "night.zip" in browser_of("auditor").get("/oversight/exports/").content.decode()


def test_the_keeper_leaves_a_sign_of_life(db: None) -> None:
    cache.delete(KEY)
    assert last_beat() is None
    beat(42, NOW, 3)
    found = last_beat()
    assert found is not None
    assert (found.worker, found.started) == (42, 3)
    assert timezone.now() - found.at < MINUTE


def test_a_failed_job_is_told_by_its_kind_and_never_by_what_it_was_about(small: Park) -> None:
    DBTaskResult.objects.create(
        status="FAILED",
        task_path="feidi.workbench.settlements.tasks.compute",
        args_kwargs={"args": ["SECRET-ARGUMENT"], "kwargs": {}},
        run_after=timezone.now(),
        backend_name="default",
        exception_class_path="builtins.ZeroDivisionError",
        traceback="SECRET-TRACE",
    )
    said = browser_of("system").get("/health/").content.decode()
    assert "计算结算" in said
    assert "builtins.ZeroDivisionError" in said
    assert "SECRET" not in said


def test_the_system_administrator_begins_there_and_sees_no_park(small: Park) -> None:
    client = browser_of("system")
    assert client.get("/")["Location"] == "/health/"
    said = client.get("/health/").content.decode()
    for wanted in (
        "系统状况",
        "后台进程",
        "任务队列",
        "备份",
        "磁盘",
        "表结构",
        "数据库",
        "Django",
    ):
        assert wanted in said
    assert small.name not in said


@pytest.mark.parametrize("username", ["security", "auditor", "host-leader", "origin-finance"])
def test_nobody_else_sees_it(small: Park, username: str) -> None:
    assert browser_of(username).get("/health/").status_code == 403
