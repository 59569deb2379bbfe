"""A siting plan (选址方案): which project on which parcels, and how good that is."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, Versioned

DRAFT, SHOWN, DISCARDED, WITHDRAWN = "draft", "shown", "discarded", "withdrawn"
STATES = {
    DRAFT: Words("本方草稿", "a draft of our side"),
    SHOWN: Words("双方可见", "shown to both sides"),
    DISCARDED: Words("已放弃", "discarded"),
    WITHDRAWN: Words("已撤回", "withdrawn"),
}
ON_MAP = (DRAFT, SHOWN)


class SitingPlan(Scoped, Versioned):
    """One plan as `feidi site` wrote it, found to hold by the checker that knows no solver.

    A draft belongs to the side that brought it; once shown it is joint, and stays so when it is
    withdrawn. value, bound: in yuan, of the plan and of any plan. placed, left: how many projects
    have land and how many have none. told: placements, parts of the value, quotas, and of the
    projects without land the reasons, as far as the file gave them. reason: of a withdrawal.
    """

    said_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    value = models.BigIntegerField()
    bound = models.BigIntegerField()
    placed = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    told = models.JSONField()
    state = models.CharField(max_length=10, default=DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "sha256"], condition=Q(state__in=ON_MAP), name="no_plan_twice"
            ),
        ]

    def __str__(self) -> str:
        return self.said_name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("sitingplan", args=[self.pk])

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]

    @property
    def gap(self) -> float | None:
        """(bound - value) / value: how much better any plan could be at most; None at 0."""
        return (self.bound - self.value) / self.value if self.value else None

    @property
    def value_fen(self) -> int:
        """The value in fen."""
        return 100 * self.value

    @property
    def bound_fen(self) -> int:
        """The bound in fen."""
        return 100 * self.bound

    @property
    def placements(self) -> list[dict[str, Any]]:
        """What stands where: project, name, park, parcels, year, tenant."""
        found: list[dict[str, Any]] = self.told["placements"]
        return found
