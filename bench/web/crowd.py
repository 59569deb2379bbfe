"""A crowd before a real server: many at once, each asking again as soon as he is answered."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from random import Random

WORKERS, PEOPLE = 2, 20
PAGE = os.sysconf("SC_PAGE_SIZE")
WRITE = "/notifications/read/"


@dataclass(frozen=True)
class Door:
    """One page as somebody asks for it. keys: his cookies."""

    name: str
    address: str
    keys: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """How long one answer took, in seconds, and what was wrong with it, if anything."""

    name: str
    seconds: float
    fault: str


class Server:
    """Gunicorn with its workers, as `feidi workbench serve` starts it."""

    def __init__(self, env: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        server = [sys.executable, "-m", "gunicorn", "feidi.workbench.project.wsgi:application"]
        given = ["--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS), "--threads", "4"]
        quiet = ["--preload", "--no-control-socket", "--log-level", "warning", "--timeout", "120"]
        self.process = subprocess.Popen([*server, *given, *quiet], env=env)

    def wait(self) -> None:
        """Wait until it answers."""
        for _ in range(600):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                connection.request("GET", "/accounts/login/")
                connection.getresponse().read()
                connection.close()
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
            else:
                return
        message = "the server does not answer"
        raise RuntimeError(message)

    def resident(self) -> int:
        """Return the resident memory of its workers in bytes."""
        process = self.process.pid
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        files = (Path(f"/proc/{child}/statm") for child in children.split())
        return sum(int(file.read_text(encoding="ascii").split()[1]) * PAGE for file in files)


@contextmanager
def serving(env: dict[str, str]) -> Iterator[Server]:
    """Run the server meanwhile."""
    server = Server(env)
    try:
        server.wait()
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=60)


class Visitor:
    """One of the crowd, on a connection kept open."""

    def __init__(self, port: int, doors: list[Door], place: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.doors, self.by_chance = doors, Random(place)  # noqa: S311

    def ask(self, times: int, writes: int) -> list[Answer]:
        """Ask so many times for pages by chance. writes: every so many times post something."""
        found = []
        for turn in range(times):
            door = self.by_chance.choice(self.doors)
            posts = bool(writes) and turn % writes == writes - 1
            began = time.perf_counter()
            fault = self._once(door, posts)
            name = "post" if posts else door.name
            found.append(Answer(name, time.perf_counter() - began, fault))
        self.connection.close()
        return found

    def _once(self, door: Door, posts: bool) -> str:
        for last in (False, True):
            try:
                status = self._answered(door, posts)
            except (http.client.HTTPException, OSError) as error:
                self.connection.close()
                # the server may close a connection that was kept open; once more on a new one
                if last:
                    return f"{door.address}: {error!r}"
            else:
                wanted = 302 if posts else 200
                return "" if status == wanted else f"{door.address}: {status}"
        return ""

    def _answered(self, door: Door, posts: bool) -> int:
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in door.keys.items())}
        if posts:
            head |= {"X-CSRFToken": door.keys["csrftoken"], "Content-Length": "0"}
        self.connection.request("POST" if posts else "GET", WRITE if posts else door.address,
                                headers=head)  # fmt: skip
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


def crowd(port: int, doors: list[Door], times: int, writes: int = 0) -> list[Answer]:
    """Let twenty ask at once, `times` in all; return every answer."""
    each = max(ceil(times / PEOPLE), 1)
    with ThreadPoolExecutor(PEOPLE) as pool:
        visitors = [Visitor(port, doors, place) for place in range(PEOPLE)]
        return [one for got in pool.map(lambda v: v.ask(each, writes), visitors) for one in got]


def p95(seconds: list[float]) -> float:
    """Return the value that 95 of 100 do not exceed.

    >>> p95([float(n) for n in range(1, 101)])
    95.0
    """
    return sorted(seconds)[ceil(len(seconds) * 0.95) - 1]
