"""The parts that need the site, each in a process of its own; each prints one line of JSON.

build SCALE [ROLE]: make the park; on PostgreSQL let ROLE run the site. pages REPEATS: the CPU
time, queries and size of every page. doors: an address and a session for everybody of the crowd.
bring ROWS: import that many receipts.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import django

django.setup()

from django.core.cache import caches  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.web.addresses import FINANCE, OFFICE, Page, pages  # noqa: E402
from bench.web.bare import KEPT  # noqa: E402
from bench.web.park import Filling, Size  # noqa: E402
from feidi.workbench.accounts.actor import Actor  # noqa: E402
from feidi.workbench.accounts.models import Membership, User  # noqa: E402
from feidi.workbench.commands import furnish, prepare  # noqa: E402
from feidi.workbench.coordination.actions.tasks import NewTask, register  # noqa: E402
from feidi.workbench.coordination.forms import today  # noqa: E402
from feidi.workbench.coordination.models import Department  # noqa: E402
from feidi.workbench.coordination.models.tasks import OTHER  # noqa: E402
from feidi.workbench.imports import actions  # noqa: E402
from feidi.workbench.imports.checking import check_table  # noqa: E402
from feidi.workbench.parks.models import Park  # noqa: E402
from feidi.workbench.scope.acting import acting_for, everything  # noqa: E402
from feidi.workbench.scope.fencing import grant_to  # noqa: E402

CASE = Path(__file__).parents[2] / "examples" / "zhouqu-lanzhou"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HEAD = "编号,企业,园区,税种,所属期,入库日期,金额,类型,来源\n"
MIB = 1 << 20


def build(scale: str, role: str = "") -> dict[str, Any]:
    """Make the park; say how many rows of each kind are invented, and how long it took."""
    began, size = time.perf_counter(), Size.of(float(scale))
    prepare()
    furnish(CASE)
    with everything("the park of the benchmark is made"):
        Filling(Park.objects.get(), size).all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if role:
            cursor.execute(f"CREATE ROLE {role} LOGIN")
    if role:
        grant_to(connection, role)
    return {"size": vars(size), "seconds": time.perf_counter() - began}


def signed_in(who: str) -> Client:
    """Return a browser in which somebody has signed in."""
    client = Client(raise_request_exception=False, HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=who), backend=BACKEND)
    return client


def measure(repeats: str) -> dict[str, Any]:
    """Return what every page costs, and a bare page of its size."""
    with everything("the pages to measure are looked up"):
        listed = list(pages())
    clients = {who: signed_in(who) for who in {page.who for page in listed}}
    return {"pages": [_page(page, clients[page.who], int(repeats)) for page in listed]}


def _page(page: Page, client: Client, repeats: int) -> dict[str, Any]:
    answer = client.get(page.address)
    if answer.status_code != 200:
        return {"name": page.name, "address": page.address, "status": answer.status_code}
    KEPT[len(answer.content)] = answer.content
    for kept in caches.all():
        kept.clear()
    afresh = cpu(lambda: client.get(page.address))
    _act()
    after = cpu(lambda: client.get(page.address))
    own = [cpu(lambda: client.get(page.address)) for _ in range(repeats)]
    with CaptureQueriesContext(connection) as asked:
        client.get(page.address)
        queries = len(asked)  # what was asked is forgotten with the next request
    address = f"/bare/{len(answer.content)}/"
    client.get(address)
    bare = [cpu(lambda: client.get(address)) for _ in range(repeats)]
    return {
        "name": page.name,
        "address": page.address,
        "status": 200,
        "cpu": median(own) * 1000,
        "afresh": afresh * 1000,
        "after": after * 1000,
        "bare": median(bare) * 1000,
        "queries": queries,
        "size": len(answer.content),
    }


def _act() -> None:
    """Register a task that both sides see, as the office does."""
    actor = _person(OFFICE)
    assert actor.scope is not None  # noqa: S101
    with acting_for(actor.scope):
        room = Department.objects.filter(side=actor.party)[0]
        day = today()
        new = NewTask("示例事项 example", room, day + timedelta(days=30), OTHER)
        register(actor=actor, new=new, day=day)


def _person(who: str) -> Actor:
    membership = Membership.objects.select_related("user", "park", "party")
    one = membership.get(user__username=who)
    return Actor(one.user, one, fresh=True)


def cpu(does: Callable[[], object]) -> float:
    """Return the CPU seconds something takes in this process."""
    began = time.process_time()
    does()
    return time.process_time() - began


def doors() -> dict[str, Any]:
    """Return for every page its address and a session of who asks for it."""
    with everything("the pages to ask for are looked up"):
        listed = list(pages())
    keys = {}
    for who in {page.who for page in listed}:
        client = signed_in(who)
        client.get("/")
        client.get("/notifications/")
        keys[who] = {name: client.cookies[name].value for name in client.cookies}
    return {"doors": [[page.name, page.address, keys[page.who]] for page in listed]}


def bring(rows: str) -> dict[str, Any]:
    """Import so many receipts through the actions; return the time and the growth in memory."""
    actor = _person(FINANCE)
    _bring(actor, 10)
    with highest() as peak:
        began = time.perf_counter()
        _bring(actor, int(rows))
        seconds = time.perf_counter() - began
    return {"rows": int(rows), "seconds": seconds, "growth": peak() / MIB}


def _bring(actor: Actor, rows: int) -> None:
    assert actor.scope is not None  # noqa: S101
    content = (HEAD + "".join(_lines(rows))).encode()
    with acting_for(actor.scope):
        checked = check_table(actor.scope.park, "receipts", content)
        batch = actions.bring(
            actor=actor, table="receipts", said_name="receipts.csv", content=content,
            checked=checked,
        )  # fmt: skip
        actions.bring_in(actor=actor, batch=batch, version=batch.version)


def _lines(rows: int) -> Iterator[str]:
    for n in range(rows):
        month = 1 + n % 9
        yield (
            f"X{rows}-{n:06},E0{1 + n % 2},,增值税,2026-{month:02},2026-{month + 1:02}-15,"
            f"{100 + n}.00,入库,示例 example\n"
        )


@contextmanager
def highest() -> Iterator[Callable[[], int]]:
    """Watch resident memory meanwhile; what is given tells by how many bytes it rose at most."""
    began, over = resident(), threading.Event()
    most = [began]

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], resident())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield lambda: most[0] - began
    finally:
        over.set()
        thread.join()


def resident(process: int | str = "self") -> int:
    """Return the resident memory of a process in bytes."""
    said = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    return int(said[1]) * 4096


JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "build": build,
    "pages": measure,
    "doors": doors,
    "bring": bring,
}

if __name__ == "__main__":
    print(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
