"""One task on a database of its own, in a process that may be killed; see the tests beside it."""

import hashlib
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from feidi.workbench import commands  # noqa: E402

SMALL = HERE.parents[1] / "examples" / "two-clause-park"


def furnish() -> None:
    commands.prepare()
    commands.furnish(SMALL)


def story() -> None:
    """A year from the receipts to both keys, and a late refund."""
    from workbench.story import brought, confirmed, put_forward, settled

    furnish()
    run = settled("origin-finance")
    key = put_forward("origin-finance", run, 2031).pk
    confirmed("origin-finance", key)
    assert confirmed("host-finance", key).state == "posted"
    brought("host-finance", "99,A,增值税,2031Q1,2033-03-01,-10000.00,退库,\n")
    later = settled("host-finance")
    assert later.result.count('"settled_with": 2032') > 1
    verified()


def more() -> None:
    """Work goes on in a database that was put back."""
    from workbench.story import settled

    assert settled("host-finance").number == 4
    verified()
    sys.stdout.write("ok")


def verified() -> None:
    from feidi.workbench.audit.verifying import verify

    assert verify() == []


def digest() -> None:
    """What all rows say, whatever database they are in."""
    from feidi.workbench.audit.verifying import end_of_chain
    from feidi.workbench.imports.models import ReceiptRow
    from feidi.workbench.scope.acting import everything
    from feidi.workbench.settlements.models import Line, Run
    from feidi.workbench.stored.models import StoredFile

    with everything("the test looks at all rows"):
        said: list[Any] = [end_of_chain()]
        said += Run.objects.order_by("pk").values_list("pk", "result_sha256", "version")
        said += Line.objects.order_by("pk").values_list("pk", "amount", "because_zh")
        said += ReceiptRow.objects.order_by("pk").values_list("pk", "code", "amount", "booked_on")
        said += [
            (f.pk, f.name, hashlib.sha256(bytes(f.content)).hexdigest(), f.current)
            for f in StoredFile.objects.order_by("pk")
        ]
    sys.stdout.write(hashlib.sha256(repr(said).encode()).hexdigest())


def hold(where: Any, name: str) -> None:
    """Let a function of a module stop half-way, and say that it has come there."""
    real = getattr(where, name)

    def held(*args: Any, **given: Any) -> Any:
        answer = real(*args, **given)
        sys.stdout.write("half\n")
        sys.stdout.flush()
        time.sleep(120)
        return answer

    setattr(where, name, held)


def half_import() -> None:
    """Import a table, and be killed when its rows are stored and nothing is committed."""
    from feidi.workbench.imports import rows
    from workbench.story import brought

    hold(rows, "store")
    brought("host-finance", "50,A,增值税,2032Q3,2033-02-01,1.00,入库,\n")


def half_settlement() -> None:
    """Compute a settlement, and be killed when its figures are stored and not committed."""
    from feidi.workbench.settlements.models import Step
    from workbench.story import settled

    hold(Step.objects, "bulk_create")
    settled("host-finance")


def half_confirmation() -> None:
    """Turn the last key, and be killed when the posted file is on the shelf, not committed."""
    from feidi.workbench.settlements import actions
    from feidi.workbench.settlements.models import Run
    from workbench.story import acting, confirmed, put_forward

    with acting("host-finance"):
        run = Run.objects.get(number=1)
    key = put_forward("host-finance", run, 2031).pk
    confirmed("host-finance", key)
    hold(actions, "put")
    confirmed("origin-finance", key)


def state() -> None:
    """What is there after a kill."""
    from feidi.workbench.imports.models import Batch, ReceiptRow
    from feidi.workbench.scope.acting import everything
    from feidi.workbench.settlements.models import Line, Run, Statement
    from feidi.workbench.stored.models import StoredFile

    with everything("the test looks at all rows"):
        said = {
            "batches": sorted(Batch.objects.values_list("state", flat=True)),
            "rows": ReceiptRow.objects.count(),
            "runs": sorted(Run.objects.values_list("state", flat=True)),
            "lines": Line.objects.count(),
            "statements": sorted(Statement.objects.values_list("state", flat=True)),
            "posted": StoredFile.objects.filter(name__contains="posted/").count(),
        }
    verified()
    sys.stdout.write(repr(said))


def resume() -> None:
    """Start a worker again: what was left is computed."""
    from feidi.workbench.scope.acting import everything
    from feidi.workbench.settlements.models import Run
    from feidi.workbench.settlements.tasks import compute, resume

    with everything("the test makes it long ago"):
        long_ago = timezone.now() - timedelta(hours=1)
        assert Run.objects.filter(state="running").update(beat=long_ago) == 1
    assert resume() == 1
    assert resume() == 0  # it is queued once
    with everything("the test plays the worker"):
        left = Run.objects.get(state="queued")
    assert compute.func(left.pk) == "done"
    verified()


def work_long() -> None:
    """Compute a settlement, alive all the while, and not come to its end until told to."""
    from feidi.workbench.scope.acting import everything
    from feidi.workbench.settlements import computing
    from feidi.workbench.settlements.models import Run
    from feidi.workbench.settlements.tasks import compute

    settings.JOB_SILENCE_SECONDS = 4  # so it beats every second
    with everything("the test plays the worker"):
        run = Run.objects.create(park_id=1, number=9, by="worker")
    where: Any = computing
    real = where.settle

    def settle(*given: Any, **named: Any) -> Any:
        sys.stdout.write("half\n")
        sys.stdout.flush()
        while not Path(sys.argv[2]).exists():
            time.sleep(0.1)
        return real(*given, **named)

    where.settle = settle
    sys.stdout.write(compute.func(run.pk))


def work_beside() -> None:
    """Be a second worker beside one that is alive: leave its run alone."""
    from feidi.workbench.settlements.tasks import resume

    settings.JOB_SILENCE_SECONDS = 10
    until = time.monotonic() + 11
    while time.monotonic() < until:
        assert resume() == 0
        time.sleep(0.5)
    sys.stdout.write(compute_ninth())


def take_over() -> None:
    """Be a second worker beside one that is dead, or as good as dead: do its work."""
    from feidi.workbench.settlements.tasks import resume

    settings.JOB_SILENCE_SECONDS = 2
    until = time.monotonic() + 60
    while not resume():
        assert time.monotonic() < until
        time.sleep(0.2)
    sys.stdout.write(compute_ninth())


def compute_ninth() -> str:
    from feidi.workbench.scope.acting import everything
    from feidi.workbench.settlements.models import Run
    from feidi.workbench.settlements.tasks import compute

    with everything("the test plays the worker"):
        return str(compute.func(Run.objects.get(number=9).pk))


def race() -> None:
    """Confirm a statement that another process confirms at the same moment."""
    from feidi.workbench.actions import Stale
    from feidi.workbench.settlements.actions import confirm
    from feidi.workbench.settlements.models import Statement
    from workbench.story import acting

    with acting("host-finance") as one:
        statement = Statement.objects.select_related("run").get()
        while time.time() < float(sys.argv[2]):
            time.sleep(0.001)
        try:
            seen = statement.run.result_sha256
            confirm(actor=one, statement=statement, version=1, seen=seen)
            sys.stdout.write("done")
        except Stale:
            sys.stdout.write("told")


def land_race() -> None:
    """Reserve a parcel that another process reserves at the same moment."""
    from feidi.workbench.actions import Stale
    from feidi.workbench.land.actions import For, reserve
    from feidi.workbench.land.models import Parcel
    from workbench.story import acting

    with acting("host-land") as one:
        parcel = Parcel.objects.get()
        while time.time() < float(sys.argv[2]):
            time.sleep(0.001)
        try:
            reserve(actor=one, parcel=parcel, version=1, whom=For("甲"), days=9)
            sys.stdout.write("done")
        except Stale:
            sys.stdout.write("told")


def ready_for_land() -> None:
    """A park with one free parcel."""
    from feidi.workbench.scope.acting import everything
    from workbench.walk import parcel_in

    furnish()
    with everything("the test makes a parcel"):
        from feidi.workbench.parks.models import Park

        parcel_in(Park.objects.get())


def land_held() -> None:
    """Who holds the parcel now."""
    from feidi.workbench.land.models import Allocation, Step
    from feidi.workbench.scope.acting import everything

    with everything("the test counts all rows"):
        sys.stdout.write(repr((Allocation.objects.count(), Step.objects.count())))
    verified()


def ready_to_race() -> None:
    from feidi.workbench.settlements.models import Run
    from workbench.story import acting, put_forward

    furnish()
    with acting("host-finance"):
        run = Run.objects.get()
    put_forward("host-finance", run, 2031)


def claim_at() -> None:
    """Name an investor at the moment the other side does."""
    from feidi.workbench.projects.actions import Naming, claim
    from workbench.story import acting

    with acting(sys.argv[3]) as one:
        while time.time() < float(sys.argv[2]):
            time.sleep(0.001)
        kept = claim(actor=one, naming=Naming("甘肃抢报示例有限公司"))
        sys.stdout.write(kept.state)


def backup() -> None:
    from feidi.workbench.exchange.backing_up import back_up

    back_up(Path(sys.argv[2]))


def restore() -> None:
    from feidi.workbench.exchange.backing_up import restore

    commands.prepare()
    restore(Path(sys.argv[2]))
    verified()


if __name__ == "__main__":
    commands.set_up()
    for task in sys.argv[1].split(","):
        globals()[task]()
