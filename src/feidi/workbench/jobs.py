"""What lets a job be killed at any point: one worker claims it, says it lives, or is succeeded.

The rows of a job have `state`, `claim` and `beat`. Whoever does the job has claimed its row by one
UPDATE, and says every few seconds that he is alive. A row whose worker has been silent too long is
queued again; should that worker wake up after all, what it brings is no longer taken.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Manager
from django.utils import timezone

from feidi.workbench.scope.acting import everything

FOR_BOTH = "a job works for both sides"
QUEUED, RUNNING = "queued", "running"
# beats within the silence after which a worker counts as dead; never more often than once a second
BEATS, OFTEN = 4, 1.0


def claim(rows: "Manager[Any]", key: int) -> str:
    """Take a row that waits; of several workers one gets the mark, the others nothing."""
    mark = token_hex(16)
    waits = rows.filter(pk=key, state=QUEUED)
    claimed = waits.update(state=RUNNING, claim=mark, beat=timezone.now())
    return mark if claimed else ""


@contextmanager
def beating(rows: "Manager[Any]", key: int, mark: str) -> Iterator[None]:
    """Say every few seconds, beside the work, that it goes on."""
    done = threading.Event()
    pause = max(settings.JOB_SILENCE_SECONDS / BEATS, OFTEN)

    def beat() -> None:
        while not done.wait(pause):
            try:
                with everything(FOR_BOTH):
                    rows.filter(pk=key, claim=mark).update(beat=timezone.now())
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


def taken_up(rows: "Manager[Any]", enqueue: Callable[[int], object], **cleared: object) -> int:
    """Queue again every row nobody has worked on for too long; return how many.

    Called again and again, by any number of processes: of two that find the same row, one queues
    it. cleared: fields that begin anew.
    """
    with everything(FOR_BOTH):
        now = timezone.now()
        since = now - timedelta(seconds=settings.JOB_SILENCE_SECONDS)
        left = rows.filter(state__in=(QUEUED, RUNNING), beat__lt=since)
        count = 0
        for key in list(left.values_list("pk", flat=True)):
            again = {"state": QUEUED, "claim": "", "beat": now, **cleared}
            if left.filter(pk=key).update(**again):
                enqueue(key)
                count += 1
        return count
