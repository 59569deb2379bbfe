"""The archive a side takes along when it leaves: asked for, packed by a job, given out, swept."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.jobs import QUEUED, RUNNING
from feidi.workbench.scope.rows import Scoped

READY, FAILED, GONE = "ready", "failed", "gone"
STATES = {
    QUEUED: Words("排队中", "queued"),
    RUNNING: Words("正在打包", "being packed"),
    READY: Words("可下载", "ready"),
    FAILED: Words("没有做成", "failed"),
    GONE: Words("已删除", "removed"),
}


class Archive(Scoped):
    """What one side takes of one park. why: what for. file: its name among the site's archives.

    until: the last day it is kept. claim, beat: of the
    worker that packs it.
    """

    why = models.CharField(max_length=300)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, default=QUEUED)
    claim = models.CharField(max_length=32, blank=True)
    beat = models.DateTimeField(default=timezone.now)
    file = models.CharField(max_length=80, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    until = models.DateField(null=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "owner"],
                condition=models.Q(state__in=(QUEUED, RUNNING)),
                name="one_archive_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"离场存档 {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of the archives."""
        return reverse("leaving")

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]

    @property
    def name(self) -> str:
        """What it is called where it is saved."""
        return f"feidi-park-{self.park_id}-archive-{self.pk}.zip"
