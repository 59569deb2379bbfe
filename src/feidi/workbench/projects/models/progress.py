"""How a project goes on: moves between stages, the evidence shown, the days planned."""

from typing import Any

from django.db import models
from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.projects.models.project import Project
from feidi.workbench.projects.stages import PROOFS, Proof, Stage, stage_of
from feidi.workbench.scope.rows import scoped_through

FORWARD, BACK, CLOSED, REOPENED, BEGUN = "forward", "back", "closed", "reopened", "begun"
MOVES = {
    BEGUN: Words("登记", "registered"),
    FORWARD: Words("推进", "moved on"),
    BACK: Words("回退", "fell back"),
    CLOSED: Words("流失", "lost"),
    REOPENED: Words("恢复跟进", "taken up again"),
}


class StageChange(models.Model):
    """One move of a project: who, for which side, when, how long it had been in the stage left.

    on: the day it counts from, which may lie before the day it was entered (`at`). days: spent
    in the stage left; none where a lost project is taken up again.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8)
    left = models.CharField(max_length=16, blank=True)
    entered = models.CharField(max_length=16)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    days = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=120)
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    objects: models.Manager[Any] = scoped_through("project")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["project", "id"])]

    def __str__(self) -> str:
        return f"{self.left} → {self.entered}"

    @property
    def kind_words(self) -> Words:
        """What kind of move it was."""
        return MOVES[self.kind]

    @property
    def from_stage(self) -> Stage | None:
        """The stage left."""
        return stage_of(self.left) if self.left else None

    @property
    def to_stage(self) -> Stage:
        """The stage entered."""
        return stage_of(self.entered)


class Evidence(models.Model):
    """One piece of evidence. change: the move it was needed for. void: why it no longer counts.

    document: the copy attached, where the kind asks for one.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=80)
    dated = models.DateField()
    issuer = models.CharField(max_length=120, blank=True)
    change = models.ForeignKey(
        StageChange, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    void = models.TextField(blank=True)
    by = models.CharField(max_length=120)
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Any] = scoped_through("project")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"], condition=Q(void=""), name="one_evidence_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proof.words.zh} {self.number}"

    @property
    def proof(self) -> Proof:
        """The kind of evidence it is."""
        return PROOFS[self.kind]


class Milestone(models.Model):
    """The day by which a project is planned to enter a stage."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones")
    stage = models.CharField(max_length=16)
    planned_on = models.DateField()

    objects: models.Manager[Any] = scoped_through("project")

    class Meta:
        ordering = ["planned_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "stage"], name="one_plan_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.planned_on}"

    @property
    def at_stage(self) -> Stage:
        """The stage planned for."""
        return stage_of(self.stage)
