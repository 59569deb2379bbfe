"""The job that computes a run, outside any request; and what becomes of it if its worker dies.

Whoever computes a run has claimed it by one UPDATE, and says every few seconds that he is alive.
A run whose worker has been silent too long is queued again; should that worker wake up after all,
what it brings is no longer taken.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from secrets import token_hex

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks import task

from feidi.folder import Refused
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.actions import Refusal
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.actions import fail, store
from feidi.workbench.settlements.computing import computed
from feidi.workbench.settlements.models import QUEUED, RUNNING, Run

# beats within the silence after which a worker counts as dead; never more often than once a second
BEATS, OFTEN = 4, 1.0
FOR_BOTH = "a job works for both sides"


@task()
def compute(key: int) -> str:
    """Compute a run that waits; whatever happens, it ends computed, failed, or waiting again."""
    with everything(FOR_BOTH):
        mark = claim(key)
        if not mark:
            return "nothing to do"
        with beating(key, mark):
            return _computed(Run.objects.get(pk=key))


def claim(key: int) -> str:
    """Take a run that waits; of several workers one gets the mark, the others nothing."""
    mark = token_hex(16)
    waits = Run.objects.filter(pk=key, state=QUEUED)
    claimed = waits.update(state=RUNNING, claim=mark, beat=timezone.now())
    return mark if claimed else ""


@contextmanager
def beating(key: int, mark: str) -> Iterator[None]:
    """Say every few seconds, beside the work, that it goes on."""
    done = threading.Event()
    pause = max(settings.JOB_SILENCE_SECONDS / BEATS, OFTEN)

    def beat() -> None:
        while not done.wait(pause):
            try:
                with everything(FOR_BOTH):
                    Run.objects.filter(pk=key, claim=mark).update(beat=timezone.now())
            except DatabaseError:
                continue  # the database is busy; the next beat comes soon
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _computed(run: Run) -> str:
    def progress(stage: str) -> None:
        own = Run.objects.filter(pk=run.pk, claim=run.claim)
        own.update(stage=stage[:200], beat=timezone.now())

    try:
        with computed(run.park_id, run.known_at, progress) as done:
            store(actor=MACHINE, run=run, done=done, progress=lambda _stage: None)
    except Refused as refused:
        return _failed(run, [p.as_json() for p in refused.problems], "refused")
    except Refusal:
        return "overtaken"
    except Exception as error:
        what = Words(
            f"程序出错，没有结果：{type(error).__name__}；请把这一页交给维护人员",
            f"the program failed, there is no result: {type(error).__name__}; tell the maintainer",
        )
        _failed(run, [{"level": "error", "what": what._asdict()}], "failed")
        raise
    return "done"


def _failed(run: Run, problems: list[dict[str, object]], answer: str) -> str:
    try:
        fail(actor=MACHINE, run=run, problems=problems)
    except Refusal:
        return "overtaken"
    return answer


def resume() -> int:
    """Queue again every run nobody has worked on for too long; return how many.

    Called again and again, by any number of processes: of two that find the same run, one
    queues it.
    """
    with everything(FOR_BOTH):
        now = timezone.now()
        since = now - timedelta(seconds=settings.JOB_SILENCE_SECONDS)
        left = Run.objects.filter(state__in=(QUEUED, RUNNING), beat__lt=since)
        count = 0
        for key in list(left.values_list("pk", flat=True)):
            if left.filter(pk=key).update(state=QUEUED, claim="", stage="", beat=now):
                compute.enqueue(key)
                count += 1
        return count
