"""Who named an investor first, until when; and the numbers both sides have agreed for it."""

from datetime import date

from django.db import models

from feidi.quantities.words import Words
from feidi.workbench.projects.models.project import Project
from feidi.workbench.scope.rows import Scoped, Versioned

VALID, LATER, RELEASED = "valid", "later", "released"
LAPSED = "lapsed"
STATES = {
    VALID: Words("有效", "valid"),
    LATER: Words("在后", "later than another"),
    RELEASED: Words("已放弃", "given up"),
    LAPSED: Words("已失效", "lapsed"),
}


class ClaimBook(models.Model):
    """The register of a park's claims: locked by whoever enters one, so that one is first."""

    park = models.OneToOneField("parks.Park", models.PROTECT, related_name="+")
    entered = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.park} {self.entered}"


class Claim(Scoped, Versioned):
    """One entry of the register, seen by both sides: number, side, day, until when, state. §LC1.

    It does not say whom it is about: that stands in its subject. behind: the earlier claim for
    the same investor. near: one whose name is close, for people to look at.
    """

    number = models.PositiveIntegerField()
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    named_on = models.DateField()
    until = models.DateField()
    renewals = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, default=VALID)
    behind = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    near = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-number"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "number"], name="one_claim_a_number"),
        ]

    def __str__(self) -> str:
        return f"首报 {self.number} 号"

    def state_on(self, day: date) -> str:
        """Return the state as it is on a day: a valid claim lapses by itself."""
        return LAPSED if self.state == VALID and day > self.until else self.state


class ClaimSubject(Scoped):
    """Whom a claim is about: of the side that entered it, until the project is handed over."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="subjects")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="claims")
    investor = models.CharField(max_length=120)
    code = models.CharField(max_length=18, blank=True)
    grounds = models.TextField(blank=True)

    class Meta(Scoped.Meta):
        ordering = ["id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["claim"], name="one_subject_a_claim"),
        ]

    def __str__(self) -> str:
        return self.investor


class Term(Scoped):
    """A number both sides have agreed, or one has proposed. agreed_by: the side that said yes."""

    name = models.CharField(max_length=24)
    days = models.PositiveIntegerField()
    basis = models.CharField(max_length=200, blank=True)
    proposed_by = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} {self.days}"
