"""Note who took what out of the site: a file that leaves is out of its scope."""

from django.db import models

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import READ
from feidi.workbench.actions import action
from feidi.workbench.audit.recording import Entry

# the verbs of what leaves; an app whose action lets data out begins its verb so
EXPORTS = ("exports.", "exchange.take", "exchange.leave", "exchange.export")


@action("exports.file", Words("下载了文件", "took a file out"), READ)
def note_export(entry: Entry, *, actor: Actor, about: models.Model, file: str) -> None:
    """Record that a file of a row was given out."""
    entry.about, entry.after = about, {"file": file}


@action("exports.command", Words("用命令行导出了园区", "took the park out by a command"), READ)
def note_command(entry: Entry, *, actor: Actor, about: models.Model, told: dict[str, str]) -> None:
    """Record that an operator wrote a park out. told: for whom, which file, its digest."""
    entry.about, entry.after = about, told
