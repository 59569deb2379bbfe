"""Departments of each side, matters of the park, and who is in charge of what."""

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
