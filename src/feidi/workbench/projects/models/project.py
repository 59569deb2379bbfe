"""A project, from lead to full capacity, and whom one calls about it."""

from datetime import date

from django.db import models
from django.urls import reverse

from feidi.quantities.words import Words
from feidi.records.classification import classification
from feidi.workbench.projects.stages import CODES, FIRST, Stage, expected_until, stage_of
from feidi.workbench.scope.acting import JOINT, OWN, SHARED
from feidi.workbench.scope.rows import Scoped, Versioned

EDITION = "GB/T 4754-2017"
OPEN, LOST = "open", "lost"
STATES = {OPEN: Words("在谈在建", "open"), LOST: Words("已流失", "lost")}
VISIBILITIES = {
    OWN: Words("仅本方可见", "seen by one side"),
    SHARED: Words("对方可看", "shown to the other side"),
    JOINT: Words("双方共同", "joint"),
}


class Project(Scoped, Versioned):
    """One project. A lead belongs to its side until it is shared or handed over.

    investment, output, tax: fen, in all and per year in full production; area: in the smallest
    parts of a mu. industry: a code of `EDITION`. brought_by: the side that brought the lead;
    led_by: the side that moves it on. enterprise: the firm it belongs to, once there is one.
    stage_since: the day it entered its stage.
    """

    code = models.CharField(max_length=24)
    name = models.CharField(max_length=120)
    investor = models.CharField(max_length=120, blank=True)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, related_name="projects"
    )
    industry = models.CharField(max_length=4, blank=True)
    investment = models.BigIntegerField(null=True)
    output = models.BigIntegerField(null=True)
    tax = models.BigIntegerField(null=True)
    area = models.BigIntegerField(null=True)
    needs = models.TextField(blank=True)
    brought_by = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    led_by = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16, choices=[(code, code) for code in CODES], default=FIRST)
    stage_since = models.DateField()
    state = models.CharField(max_length=8, default=OPEN)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering = ["-changed_at", "-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "code"], name="one_project_a_code"),
        ]
        indexes = [
            models.Index(fields=["park", "state", "stage", "stage_since"]),
            models.Index(fields=["park", "state", "-changed_at", "-id"], name="project_changed"),
            # what the head of the list sums is read in the index alone
            models.Index(
                fields=["park", "state", "owner", "visibility", "industry", "investment", "area"],
                name="project_totals",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("project", args=[self.pk])

    @property
    def at_stage(self) -> Stage:
        """The stage it is in."""
        return stage_of(self.stage)

    @property
    def expected_until(self) -> date | None:
        """The day until which it is usually in this stage."""
        return expected_until(self.stage, self.stage_since)

    @property
    def industry_words(self) -> Words | None:
        """The industry by name."""
        return classification(EDITION).name(self.industry) if self.industry else None

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]

    @property
    def visibility_words(self) -> Words:
        """Who sees it, in words."""
        return VISIBILITIES[self.visibility]


class Contact(Scoped):
    """A person one calls about a project; pages mask name and number until it is revealed.

    It belongs to the side that has it, also while the project is shown to the other.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta(Scoped.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.masked_name

    @property
    def masked_name(self) -> str:
        """The surname alone."""
        return f"{self.name[:1]}{'*' * (len(self.name) - 1)}"

    @property
    def masked_phone(self) -> str:
        """The number without its middle."""
        said = self.phone
        return f"{said[:3]}{'*' * max(len(said) - 5, 4)}{said[-2:]}" if said else ""
