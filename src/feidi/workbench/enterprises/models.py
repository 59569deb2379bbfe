"""A firm: in the park already, or courted by a side."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from feidi.match.names import parts
from feidi.quantities.words import Words, both
from feidi.records.classification import classification
from feidi.workbench.scope.acting import JOINT
from feidi.workbench.scope.rows import Scoped, Versioned

EDITION = "GB/T 4754-2017"


class Enterprise(Scoped, Versioned):
    """A firm, as one side knows it or as both do. code: its unified social credit code, or "".

    roster: how receipts name it (7-settle/enterprises.csv), or "". core: brand and trade of the
    name, by which others of the same are looked for. industry: a code of GB/T 4754-2017, or "".
    above_scale_since: since when it is above designated size (规上), None where it is not.
    tenant_since: since when it is in the park. contact_*: never shown whole without a reason.
    """

    code = models.CharField(max_length=18, blank=True)
    roster = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60, blank=True)
    core = models.CharField(max_length=200, blank=True)
    industry = models.CharField(max_length=5, blank=True)
    registered_at = models.CharField(max_length=120, blank=True)
    taxed_at = models.CharField(max_length=120, blank=True)
    above_scale_since = models.DateField(null=True, blank=True)
    tenant_since = models.DateField(null=True, blank=True)
    contact_post = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=40, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    side = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["park", "core"])]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "code"],
                condition=Q(visibility=JOINT) & ~Q(code=""),
                name="one_joint_enterprise_a_code",
            ),
            models.UniqueConstraint(
                fields=["park", "owner", "code"],
                condition=Q(owner__isnull=False) & ~Q(code=""),
                name="one_own_enterprise_a_code",
            ),
            models.UniqueConstraint(
                fields=["park", "roster"],
                condition=~Q(roster=""),
                name="one_enterprise_a_roster_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("enterprise", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, with what of its name is compared."""
        self.core = parts(self.name).core[:200]
        super().save(*args, **kwargs)

    @property
    def industry_words(self) -> Words:
        """The industry in words, with its code."""
        if not self.industry:
            return both("")
        name = classification(EDITION).name(self.industry)
        return Words(f"{self.industry} {name.zh}", f"{self.industry} {name.en}")
