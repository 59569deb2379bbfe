"""The tables of coordination."""

from feidi.workbench.coordination.models.meetings import (
    AgendaItem,
    AgendaKey,
    Decision,
    Meeting,
    Member,
    Minutes,
    MinutesKey,
    Series,
)
from feidi.workbench.coordination.models.organisation import Department, Duty, Matter
from feidi.workbench.coordination.models.tasks import Extension, Remark, Task

__all__ = [
    "AgendaItem",
    "AgendaKey",
    "Decision",
    "Department",
    "Duty",
    "Extension",
    "Matter",
    "Meeting",
    "Member",
    "Minutes",
    "MinutesKey",
    "Remark",
    "Series",
    "Task",
]
