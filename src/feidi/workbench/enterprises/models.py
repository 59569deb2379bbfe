"""Firms, the visits paid to them, and the chambers of commerce through which they come."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from feidi.match.names import parts
from feidi.quantities.words import Words, both
from feidi.records.classification import classification
from feidi.workbench.scope.acting import JOINT, OWN
from feidi.workbench.scope.rows import Scoped, Versioned

EDITION = "GB/T 4754-2017"
PURPOSES = {
    "courting": Words("招商洽谈", "courting"),
    "survey": Words("实地考察", "survey"),
    "service": Words("走访服务", "looking after"),
    "signing": Words("签约", "signing"),
    "chamber": Words("商会联络", "chamber of commerce"),
    "other": Words("其他", "other"),
}
CHAMBERS = {
    "regional": Words("异地商会", "chamber of fellow provincials"),
    "trade": Words("行业协会", "trade association"),
    "general": Words("工商联、总商会", "general chamber of commerce"),
    "office": Words("驻外招商机构", "investment office elsewhere"),
}


class WithContact(models.Model):
    """A row with a contact. Pages, lists, searches and the audit trail only ever say it masked."""

    contact_post = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=40, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True

    @property
    def masked_name(self) -> str:
        """The surname alone."""
        return f"{self.contact_name[:1]}**" if self.contact_name else ""

    @property
    def masked_phone(self) -> str:
        """The last two digits alone."""
        return f"*********{self.contact_phone[-2:]}" if self.contact_phone else ""

    @property
    def has_contact(self) -> bool:
        """Whether there is anybody to call."""
        return bool(self.contact_name or self.contact_phone)


class Enterprise(Scoped, Versioned, WithContact):
    """A firm, as one side knows it or as both do. code: its unified social credit code, or "".

    roster: how receipts name it (7-settle/enterprises.csv), or "". core: brand and trade of the
    name, by which others of the same are looked for. industry: a code of GB/T 4754-2017, or "".
    above_scale_since: since when it is above designated size (规上), None where it is not.
    tenant_since: since when it is in the park.
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


class Chamber(Scoped, Versioned, WithContact):
    """A chamber of commerce or an association, as one side knows it or as both do."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, default="regional")
    place = models.CharField(max_length=80, blank=True)
    industries = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    side = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("chamber", args=[self.pk])

    @property
    def kind_words(self) -> Words:
        """What kind of chamber it is, in words."""
        return CHAMBERS[self.kind]


class Visit(Scoped, Versioned):
    """A visit that one side paid to a firm or a chamber, or received from it.

    ours, theirs: offices and posts, not names. next_due: by when the next step is to be taken;
    next_done: when it was.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="visits")
    chamber = models.ForeignKey(Chamber, models.PROTECT, null=True, related_name="visits")
    project = models.ForeignKey(
        "projects.Project", models.PROTECT, null=True, related_name="visits"
    )
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=10, default="courting")
    ours = models.CharField(max_length=200, blank=True)
    theirs = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_due = models.DateField(null=True)
    next_done = models.DateField(null=True)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.CheckConstraint(
                condition=Q(enterprise__isnull=False) | Q(chamber__isnull=False),
                name="a_visit_is_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.enterprise or self.chamber}"

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("visit", args=[self.pk])

    @property
    def whom(self) -> Any:
        """The firm or the chamber."""
        return self.enterprise or self.chamber

    @property
    def purpose_words(self) -> Words:
        """What it was for, in words."""
        return PURPOSES[self.purpose]

    @property
    def private(self) -> bool:
        """Whether the own side alone sees it."""
        return self.visibility == OWN
