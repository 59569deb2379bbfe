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
from feidi.workbench.coordination.models.organisation import (
    Department,
    Duty,
    DutyKey,
    DutySheet,
    Matter,
)
from feidi.workbench.coordination.models.tasks import Extension, Remark, Task

__all__ = [
    "AgendaItem",
    "AgendaKey",
    "Decision",
    "Department",
    "Duty",
    "DutyKey",
    "DutySheet",
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
