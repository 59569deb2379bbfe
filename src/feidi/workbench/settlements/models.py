"""A run of the settlement with its figures and their trails; a year of it put to the parties."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
RUN_STATES = {
    QUEUED: Words("排队中", "queued"),
    RUNNING: Words("计算中", "running"),
    DONE: Words("已算出", "computed"),
    FAILED: Words("没有算出", "not computed"),
}
OPEN, POSTED, CLOSED = "open", "posted", "closed"
STATEMENT_STATES = {
    OPEN: Words("待双方确认", "to be confirmed"),
    POSTED: Words("双方已确认，已过账", "confirmed by both, posted"),
    CLOSED: Words("已撤回", "withdrawn"),
}
CONFIRMED, DISPUTED = "confirmed", "disputed"
MARKS = {CONFIRMED: Words("确认", "confirmed"), DISPUTED: Words("有异议", "disputed")}


class Run(Scoped, Versioned):
    """One settlement as known at a day. result: its JSON, byte for byte; empty until done.

    covered: for each clause with receipts, which (tax, enterprise) it covers. posted: of each
    posted year the day whose knowledge it was computed with. stage: what the job is doing.
    beat: when it last said so; claim: the mark of the worker that has it.
    """

    number = models.PositiveIntegerField()
    known_at = models.DateField(null=True)
    state = models.CharField(max_length=8, default=QUEUED)
    stage = models.CharField(max_length=200, blank=True)
    beat = models.DateTimeField(default=timezone.now)
    claim = models.CharField(max_length=32, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)
    side = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    program = models.CharField(max_length=40, blank=True)
    result = models.TextField(blank=True)
    result_sha256 = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list)
    covered = models.JSONField(default=dict)
    posted = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        ordering = ["-number"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "number"], name="one_run_a_number"),
        ]

    def __str__(self) -> str:
        return self.words.zh

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("run", args=[self.number])

    @property
    def words(self) -> Words:
        """What it is called."""
        return Words(f"结算 {self.number}", f"Settlement {self.number}")

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return RUN_STATES[self.state]


class OfRun(models.Model):
    """A row that a run has made; seen by whoever sees the run."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="%(class)ss")

    objects: models.Manager[Any] = scoped_through("run")

    class Meta:
        abstract = True


class Total(OfRun):
    """What an account holds of a year. place: its line in the report. part: which table of it."""

    year = models.PositiveSmallIntegerField()
    account = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    part = models.CharField(max_length=8)

    class Meta:
        ordering = ["year", "place"]
        constraints = [
            models.UniqueConstraint(fields=["run", "year", "account", "unit"], name="a_total_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.account}"


class Line(OfRun):
    """A posting: `amount` leaves `source` and enters `target`, because of a clause."""

    index = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=40)
    clause = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40)
    source = models.CharField(max_length=120)
    target = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=40)
    enterprise = models.CharField(max_length=200, blank=True)
    because_zh = models.TextField()
    because_en = models.TextField()

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["run", "index"], name="a_line_once")]

    def __str__(self) -> str:
        return f"{self.index} {self.source} → {self.target}"

    @property
    def because(self) -> Words:
        """The reason in words."""
        return Words(self.because_zh, self.because_en)


class Step(OfRun):
    """One posting of the trail of a total."""

    total = models.ForeignKey(Total, models.CASCADE, related_name="steps")
    line = models.ForeignKey(Line, models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.total} {self.place}"


class Correction(OfRun):
    """What has changed for an account since a year was posted."""

    year = models.PositiveSmallIntegerField()
    settled_with = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=120)
    posted = models.BigIntegerField()
    now = models.BigIntegerField()
    difference = models.BigIntegerField()
    receipts = models.JSONField(default=list)
    because_zh = models.TextField()
    because_en = models.TextField()

    class Meta:
        ordering = ["year", "id"]

    def __str__(self) -> str:
        return f"{self.year}/{self.party}"

    @property
    def because(self) -> Words:
        """The reason in words."""
        return Words(self.because_zh, self.because_en)


class Paper(OfRun):
    """What a run was printed as: the workbook and the page, as they were then."""

    name = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="a_paper_once")]

    def __str__(self) -> str:
        return self.name


class Statement(Scoped, Versioned):
    """A year of a run put to the parties to confirm; posted when all keys are turned."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="statements")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default=OPEN)
    by = models.CharField(max_length=120)
    side = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    posted_at = models.DateTimeField(null=True)
    file = models.ForeignKey("stored.StoredFile", models.PROTECT, null=True, related_name="+")
    anchor = models.CharField(max_length=90, blank=True)

    class Meta(Scoped.Meta):
        ordering = ["-year", "-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "year"], condition=~Q(state=CLOSED), name="one_statement_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.words.zh

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("statement", args=[self.pk])

    @property
    def words(self) -> Words:
        """What it is called."""
        return Words(f"{self.year} 年度结算书", f"Statement of {self.year}")

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATEMENT_STATES[self.state]


class Mark(models.Model):
    """What one party says of one line of a statement."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="marks")
    total = models.ForeignKey(Total, models.PROTECT, related_name="+")
    party = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    says = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now=True)

    objects: models.Manager[Any] = scoped_through("statement")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "total", "party"], name="one_mark_a_party_and_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.total} {self.says}"

    @property
    def says_words(self) -> Words:
        """What it says in words."""
        return MARKS[self.says]
