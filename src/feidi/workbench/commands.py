"""`feidi workbench …` and `feidi audit …`: the command line's door to the site.

This module is found through the entry-point group `feidi.commands`; it loads Django only when
one of its commands runs, and says plainly where the extra `workbench` is not installed.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from feidi.evidence.chain import Link, broken
from feidi.evidence.problem import Problem

NO_EXTRA = "工作台没有安装 / the workbench is not installed: pip install 'feidi[workbench]'"
ADDRESS = "127.0.0.1:8000"
WORKERS = 2
_PLACE = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def set_up(settings: str = "feidi.workbench.project.settings") -> None:
    """Load the site; end with a plain message where it cannot be."""
    try:
        import django
    except ImportError as error:
        raise click.ClickException(NO_EXTRA) from error
    from feidi.workbench.project.environment import Unset

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    try:
        django.setup()
    except Unset as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def told() -> Iterator[None]:
    """Say what a command was refused for, located, and end with code 1."""
    from feidi.folder import Refused
    from feidi.workbench.exchange.backing_up import NotRestored

    try:
        yield
    except Refused as refused:
        show(refused.problems)
        sys.exit(1)
    except (NotRestored, FileExistsError, ValueError) as error:
        raise click.ClickException(str(error)) from error


def show(problems: "tuple[Problem, ...] | list[Problem]") -> None:
    """Print problems, one a paragraph, on the error stream."""
    for p in problems:
        click.echo(f"{p.at}  [{p.code}] {p.what.zh}\n    {p.what.en}\n    → {p.fix.zh}", err=True)


@click.group("workbench")
def workbench() -> None:
    """The site on which two governments run one park: import, export, serve, back up."""


@workbench.command("migrate")
@click.option("--app-role", metavar="ROLE", help="PostgreSQL: the role under which the site runs.")
def migrate_command(app_role: str | None) -> None:
    """Make the tables of the database, or bring them up to date, as their owner."""
    set_up()
    prepare()
    if app_role:
        from django.db import connection

        from feidi.workbench.scope.fencing import grant_to

        if connection.vendor != "postgresql":
            message = "--app-role：只用于 PostgreSQL / for PostgreSQL only"
            raise click.ClickException(message)
        grant_to(connection, app_role)


def prepare() -> None:
    """Make the folder of the data and the tables of the database."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import ProgrammingError

    from feidi.workbench.scope.acting import everything

    settings.ENVIRONMENT.data.mkdir(parents=True, exist_ok=True)
    try:
        with everything("tables are made for all sides"):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except ProgrammingError as error:
        message = (
            f"请以表的所有者运行 / run as the owner of the tables: feidi workbench migrate\n{error}"
        )
        raise click.ClickException(message) from error


@workbench.command("import")
@click.argument("folder", metavar="DIR", type=_PLACE)
@click.option("--confirms", metavar="ROLE", multiple=True, help="Whose confirmation is a key.")
def import_command(folder: Path, confirms: tuple[str, ...]) -> None:
    """Make a park of a project folder that checks clean."""
    set_up()
    prepare()
    from feidi.workbench.accounts.actor import MACHINE
    from feidi.workbench.exchange.bringing import bring_folder

    with told():
        park = bring_folder(actor=MACHINE, path=folder, confirms=confirms)
    click.echo(f"已导入 / imported: {park.name} (park {park.pk})")


@workbench.command("export")
@click.argument("folder", metavar="DIR", type=_PLACE, required=False)
@click.option("--park", type=int, help="Its number; the only park if left out.")
@click.option(
    "--for", "role", metavar="ROLE", help="With all that this party may read: rows, files, trail."
)
@click.option("--zip", "packed", metavar="FILE", type=_PLACE, help="One archive, not a folder.")
def export_command(
    folder: Path | None, park: int | None, role: str | None, packed: Path | None
) -> None:
    """Write a park as a project folder that `feidi check` and `feidi settle` take."""
    if (folder is None) == (packed is None):
        message = "写一个文件夹，或 --zip FILE / name a folder, or --zip FILE"
        raise click.UsageError(message)
    set_up()
    from feidi.workbench.exchange.operating import take_out
    from feidi.workbench.parks.models import Park, Seat

    parks = Park.objects.filter(pk=park) if park else Park.objects.all()
    if parks.count() != 1:
        listed = "; ".join(f"--park {p.pk} {p.name}" for p in Park.objects.all())
        message = f"写明哪一个园区 / say which park: {listed}"
        raise click.ClickException(message)
    one = parks.get()
    seat = Seat.objects.filter(park=one, role=role).first() if role else None
    if role and seat is None:
        message = f"{role}: 不是签约方 / no party of the agreement"
        raise click.ClickException(message)
    party = seat.party if seat else None
    with told():
        place = packed or folder or Path()
        take_out(one, place, party, packed=packed is not None)
    click.echo(f"已导出 / exported: {place}")


@workbench.command("backup")
@click.argument("archive", type=_PLACE)
def backup_command(archive: Path) -> None:
    """Write every row of the database into one archive, the same for both kinds of database."""
    set_up()
    from feidi.workbench.accounts.actor import MACHINE
    from feidi.workbench.exchange.backing_up import back_up
    from feidi.workbench.exchange.recording import note_backup

    with told():
        rows = back_up(archive)
    note_backup(actor=MACHINE, archive=archive, rows=rows)
    click.echo(f"{rows} 行 / rows → {archive}")


@workbench.command("restore")
@click.argument("archive", type=_FILE)
def restore_command(archive: Path) -> None:
    """Put an archive into an empty database, all of it or nothing, and verify the audit trail."""
    set_up()
    prepare()
    from feidi.workbench.audit.verifying import verify
    from feidi.workbench.exchange.backing_up import restore

    with told():
        click.echo(f"{restore(archive)} 行 / rows")
    _say_chain(verify())


@workbench.command("serve")
@click.option("--bind", default=ADDRESS, show_default=True)
@click.option("--workers", default=WORKERS, show_default=True)
def serve_command(bind: str, workers: int) -> None:
    """Serve the site and run its jobs, until it is stopped."""
    set_up()
    prepare()
    from feidi.workbench.serving import serve

    sys.exit(serve(bind, workers))


@workbench.command("demo")
@click.argument("folder", metavar="DIR", type=_PLACE)
@click.option("--bind", default=ADDRESS, show_default=True)
def demo_command(folder: Path, bind: str) -> None:
    """Serve a project folder as a demo on this machine, with invented people; nothing is kept."""
    os.environ["FEIDI_DEMO"] = "1"
    with TemporaryDirectory(prefix="feidi-demo-") as place:
        os.environ.setdefault("FEIDI_DATA", place)
        set_up()
        prepare()
        with told():
            furnish(folder)
        from feidi.workbench.serving import serve

        click.echo(f"\n工作台 / workbench: http://{bind}/   (Ctrl-C 结束 / ends)")
        sys.exit(serve(bind, WORKERS))


def furnish(folder: Path) -> None:
    """Fill an empty database with a folder, the people of the demo, and a first settlement."""
    from feidi.workbench.accounts.actor import MACHINE
    from feidi.workbench.accounts.models import User
    from feidi.workbench.attribution.demo import demo_sheets
    from feidi.workbench.enterprises import demo as enterprises
    from feidi.workbench.exchange.bringing import bring_folder
    from feidi.workbench.exchange.demo import (
        demo_people,
        demo_rows,
        first_projects,
        first_settlement,
    )
    from feidi.workbench.land.demo import furnish_land
    from feidi.workbench.projects.demo import link_firms
    from feidi.workbench.siting.demo import furnish_siting

    if User.objects.exists():
        return
    park = bring_folder(actor=MACHINE, path=folder)
    demo_people(park)
    first_projects(park)
    furnish_land(park)
    furnish_siting(park)
    enterprises.furnish(park)
    link_firms(park)
    demo_sheets(park, first_settlement(park))
    demo_rows(park)


@click.group("audit")
def audit() -> None:
    """The audit trail of the workbench."""


@audit.command("verify")
@click.option("--file", "trail", type=_FILE, help="The audit.jsonl of an export; needs no key.")
@click.option("--anchor", metavar="NUMBER:LINK", help="As printed on a posted statement.")
def verify_command(trail: Path | None, anchor: str | None) -> None:
    """Find any row of the audit trail that was changed, removed or put elsewhere."""
    last = _anchor(anchor)
    if trail is not None:
        _say_chain(list(broken(_read(trail), "", last)))
        return
    set_up()
    from feidi.workbench.audit.verifying import end_of_chain, verify

    number, link = end_of_chain()
    click.echo(f"锚点 / anchor {number}:{link}")
    _say_chain(verify(last))


def _anchor(said: str | None) -> tuple[int, str] | None:
    if said is None:
        return None
    number, _, link = said.partition(":")
    if not number.isdigit() or not link:
        message = "写成 编号:链值 / write NUMBER:LINK"
        raise click.UsageError(message)
    return int(number), link


def _read(trail: Path) -> Iterator[Link]:
    for line in trail.read_text(encoding="utf-8").splitlines():
        said: dict[str, Any] = json.loads(line)
        yield Link(
            said["number"], said["previous"], said["digest"], said["link"], "", said["content"]
        )


def _say_chain(problems: list[Problem]) -> None:
    if problems:
        show(problems)
        sys.exit(1)
    click.echo("审计链完好 / the audit chain is whole")
