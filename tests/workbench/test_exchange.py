"""Folder in, folder out: the same bytes; the trail leaves with who leaves; a backup comes back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from feidi.folder import check, settle
from feidi.report.to_json import dumps, settlement_json
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.commands import audit
from feidi.workbench.exchange.bringing import TRAIL, bring_folder
from feidi.workbench.exchange.taking import take_folder
from feidi.workbench.parks.models import Park
from workbench import ready
from workbench.conftest import EXAMPLES

FOLDERS = sorted(p.parent.name for p in EXAMPLES.glob("*/agreement.md"))
CHILD = Path(__file__).with_name("child.py")
# tasks that begin on a furnished park
FURNISHED = ("furnish", "story", "ready")


def files(folder: Path) -> dict[str, bytes]:
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {name: content for name, content in found.items() if not name.startswith("results")}


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_export_import_settle_gives_the_same_bytes(db: None, tmp_path: Path, name: str) -> None:
    park = bring_folder(actor=MACHINE, path=EXAMPLES / name)
    take_folder(park, tmp_path / "out")
    assert files(tmp_path / "out") == files(EXAMPLES / name)
    again = dumps(settlement_json(settle(tmp_path / "out")))
    assert again == dumps(settlement_json(settle(EXAMPLES / name)))


@pytest.mark.slow
def test_who_leaves_takes_a_folder_and_a_trail_that_need_no_workbench(
    case: Park, tmp_path: Path
) -> None:
    seat = case.seats.get(role="飞出地")
    take_folder(case, tmp_path / "out", seat.party)
    assert not [p for p in check(tmp_path / "out") if p.level == "error"]
    trail = tmp_path / "out" / TRAIL
    done = CliRunner().invoke(audit, ["verify", "--file", str(trail)])
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in trail.read_text(encoding="utf-8").splitlines()]
    sealed = [row for row in rows if row["content"] is None]
    assert sealed
    assert len(sealed) < len(rows)
    assert "两条款" not in trail.read_text(encoding="utf-8")  # another park's
    opened = next(row for row in rows if row["content"])
    opened["content"]["actor"] = "somebody else"
    trail.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert CliRunner().invoke(audit, ["verify", "--file", str(trail)]).exit_code == 1


def test_a_folder_with_errors_is_not_imported(db: None, tmp_path: Path) -> None:
    from feidi.folder import Refused

    take_folder(Park.objects.order_by("id")[0], tmp_path / "out")
    text = tmp_path / "out" / "agreement.md"
    text.write_text(text.read_text(encoding="utf-8").replace("50%", "60%", 1), encoding="utf-8")
    before = Park.objects.count()
    with pytest.raises(Refused):
        bring_folder(actor=MACHINE, path=tmp_path / "out")
    assert Park.objects.count() == before


def child(task: str, data: Path, database: str = "", *given: str) -> str:
    if task.startswith(FURNISHED) and database:
        ready.clone("two-clause-park", database)
    elif task.startswith(FURNISHED):
        ready.copy("two-clause-park", data)
    done = subprocess.run(
        [sys.executable, str(CHILD), task, *given],
        env={**os.environ, "FEIDI_DEMO": "1", "FEIDI_DATA": str(data), "FEIDI_DATABASE": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def told(data: Path, database: str, other: str, tmp_path: Path) -> None:
    """The story, a backup, and the backup put back into an empty database."""
    before = child("story,digest,backup", data, database, str(tmp_path / "all.zip"))
    (tmp_path / "empty").mkdir()
    after = child("restore,digest,more", tmp_path / "empty", other, str(tmp_path / "all.zip"))
    assert after == f"{before}ok"


@pytest.mark.slow
@pytest.mark.databases
def test_the_story_and_its_backup_on_sqlite(tmp_path: Path) -> None:
    told(tmp_path, "", "", tmp_path)


@pytest.mark.slow
@pytest.mark.databases
def test_the_story_and_its_backup_on_postgresql(tmp_path: Path, postgresql: list[str]) -> None:
    told(tmp_path, postgresql[0], postgresql[1], tmp_path)


@pytest.mark.slow
@pytest.mark.databases
def test_a_backup_crosses_from_one_kind_of_database_to_the_other(
    tmp_path: Path, postgresql: list[str]
) -> None:
    told(tmp_path, "", postgresql[2], tmp_path)
