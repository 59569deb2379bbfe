"""The sign of life of whoever keeps the worker running, left where every process can read it."""

import os
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

KEY = "keeper-beat"


@dataclass(frozen=True)
class Beat:
    """When the keeper last looked, and after its worker. started: how often one was started."""

    at: datetime
    since: datetime
    keeper: int
    worker: int
    started: int


def beat(worker: int, since: datetime, started: int) -> None:
    """Say that the keeper is alive and has just looked after its worker."""
    said = {"at": timezone.now(), "since": since, "keeper": os.getpid(), "worker": worker}
    cache.set(KEY, {**said, "started": started}, None)


def last_beat() -> Beat | None:
    """Return the last sign of life; None where there has never been one."""
    said = cache.get(KEY)
    return Beat(**said) if said else None
