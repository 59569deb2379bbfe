"""Departments of each side, matters of the park, and who is in charge, as both confirm it."""

from typing import Any

from django.db import models
from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

LEAD, SUPPORT, INFORMED = "lead", "support", "informed"
MARKS = {
    LEAD: Words("牵头", "leads"),
    SUPPORT: Words("配合", "supports"),
    INFORMED: Words("知会", "is told"),
}


class Department(Scoped, Versioned):
    """A department of a side. All sides see it; only its own side changes it."""

    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    active = models.BooleanField(default=True)

    class Meta(Scoped.Meta):
        ordering = ["side", "id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "side", "name"], name="one_department_a_name_and_side"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Matter(Scoped, Versioned):
    """Something that departments of both sides have a part in, such as land or permits."""

    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(Scoped.Meta):
        ordering = ["order", "id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "name"], name="one_matter_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """The part a department has in a matter. A matter has one lead of each side at most."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="duties")
    department = models.ForeignKey(Department, models.PROTECT, related_name="duties")
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    mark = models.CharField(max_length=8)

    objects: models.Manager[Any] = scoped_through("matter")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "department"], name="one_part_a_matter"),
            models.UniqueConstraint(
                fields=["matter", "side"], condition=Q(mark=LEAD), name="one_lead_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.department} {self.mark_words.zh}"

    @property
    def mark_words(self) -> Words:
        """The part in words."""
        return MARKS[self.mark]


PROPOSED, BINDING, SUPERSEDED, RETURNED = "proposed", "binding", "superseded", "returned"
SHEET_STATES = {
    PROPOSED: Words("待双方确认", "to be confirmed"),
    BINDING: Words("有效", "in force"),
    SUPERSEDED: Words("已被替代", "superseded"),
    RETURNED: Words("已退回", "sent back"),
}


class DutySheet(Scoped, Versioned):
    """One version of the matrix of duties, put forward for both sides to confirm.

    sealed: the exact words that are confirmed; its bytes never change. fingerprint: of them.
    """

    number = models.PositiveIntegerField()
    sealed = models.TextField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=PROPOSED)
    proposed_by = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering = ["-number"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "number"], name="one_duty_sheet_a_number"),
            models.UniqueConstraint(
                fields=["park", "state"],
                condition=Q(state__in=(PROPOSED, BINDING)),
                name="one_living_duty_sheet_a_state",
            ),
        ]

    def __str__(self) -> str:
        return self.words.zh

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return f"/coordination/duties/{self.pk}/"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; once put forward its words never change."""
        if not self._state.adding:
            kwargs["update_fields"] = ["state", "changed_at"]
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        """What it is called."""
        return Words(f"职责分工第 {self.number} 版", f"Duties, version {self.number}")

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return SHEET_STATES[self.state]


class DutyKey(models.Model):
    """A side's confirmation of a version of the duties, by the fingerprint it saw."""

    sheet = models.ForeignKey(DutySheet, models.PROTECT, related_name="keys")
    party = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Any] = scoped_through("sheet")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "party"], name="one_key_a_duties_and_party")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.fingerprint[:12]}"
