"""A project handed over to the other side: what goes with it, and what both sides said."""

from typing import Any

from django.db import models
from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.projects.models.project import Project
from feidi.workbench.scope.rows import Versioned, scoped_through

PROPOSED, ACCEPTED, DECLINED, WITHDRAWN = "proposed", "accepted", "declined", "withdrawn"
STATES = {
    PROPOSED: Words("待接收", "waits to be accepted"),
    ACCEPTED: Words("已接收", "accepted"),
    DECLINED: Words("已退回", "declined"),
    WITHDRAWN: Words("已撤回", "withdrawn"),
}


class HandOver(Versioned):
    """One offer to hand a project over. seen_before: who saw the project before it was offered.

    contact: whether the contact goes with it. answered_by: who accepted, declined or withdrew.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="handovers")
    giver = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    taker = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    files = models.TextField()
    conditions = models.TextField(blank=True)
    contact = models.BooleanField(default=True)
    seen_before = models.CharField(max_length=6)
    state = models.CharField(max_length=10, default=PROPOSED)
    offered_by = models.CharField(max_length=120)
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects: models.Manager[Any] = scoped_through("project")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(state=PROPOSED), name="one_offer_a_project"
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]
