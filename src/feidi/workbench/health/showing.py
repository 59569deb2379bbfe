"""A job as its administrator reads it: what it is, how it went, never what it was about."""

from collections.abc import Iterable
from dataclasses import dataclass

from feidi.quantities.words import Words, both
from feidi.workbench.health.facts import Job

NAMES = {
    "feidi.workbench.settlements.tasks.compute": Words("计算结算", "compute a settlement"),
    "feidi.workbench.exchange.archiving.pack": Words(
        "打包离场存档", "pack what a side takes along"
    ),
}
STATES = {
    "READY": (Words("排队中", "waiting"), "queued"),
    "RUNNING": (Words("在办", "running"), "running"),
    "SUCCESSFUL": (Words("办完", "done"), "done"),
    "FAILED": (Words("出错", "failed"), "failed"),
}


@dataclass(frozen=True)
class ShownJob:
    """One job of the list. state: as the style sheet calls it."""

    row: Job
    name: Words
    state: str
    state_words: Words


def shown_jobs(rows: Iterable[Job]) -> list[ShownJob]:
    """Return jobs with their names and states in words."""
    found = []
    for row in rows:
        said, state = STATES[row.status]
        name = NAMES.get(row.task_path, both(row.task_path))
        found.append(ShownJob(row, name, state, said))
    return found
