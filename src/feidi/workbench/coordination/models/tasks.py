"""A supervised task, what is said of it, and the extensions asked of its due day."""

from typing import Any

from django.db import models
from django.db.models import Q

from feidi.coordinate import Dates
from feidi.quantities.words import Words
from feidi.workbench.accounts.roles import ROLES
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

REGISTERED, ASSIGNED, SIGNED = "registered", "assigned", "signed"
REPORTED, CHECKING, CLOSED = "reported", "checking", "closed"
# the steps of a task in their order
STATES = {
    REGISTERED: Words("立项", "registered"),
    ASSIGNED: Words("交办", "assigned"),
    SIGNED: Words("签收", "signed for"),
    REPORTED: Words("反馈", "reported on"),
    CHECKING: Words("核查", "to be checked"),
    CLOSED: Words("销号", "closed"),
}
DECISION, INSTRUCTION, OBLIGATION = "decision", "instruction", "obligation"
PROJECT, OTHER = "project", "other"
SOURCES = {
    DECISION: Words("会议决定", "decision of a meeting"),
    INSTRUCTION: Words("领导批示", "a leader's instruction"),
    OBLIGATION: Words("协议义务", "obligation of the agreement"),
    PROJECT: Words("项目受阻", "a project that is stuck"),
    OTHER: Words("其他", "other"),
}
REPORT, COMPLETION, RETURNED, ACCEPTED = "report", "completion", "returned", "accepted"
CHASE, COMMENT, NOTE, REOPENED, EXTENDED = "chase", "comment", "note", "reopened", "extended"
KINDS = {
    REPORT: Words("反馈", "report"),
    COMPLETION: Words("报完成", "completion"),
    RETURNED: Words("核查退回", "sent back"),
    ACCEPTED: Words("核查通过", "accepted"),
    CHASE: Words("催办", "chased"),
    COMMENT: Words("意见", "comment"),
    NOTE: Words("本方备注", "own note"),
    REOPENED: Words("重新打开", "reopened"),
    EXTENDED: Words("延期", "extension"),
}
ASKED, GRANTED, REFUSED = "asked", "granted", "refused"
ANSWERS = {
    ASKED: Words("待对方答复", "to be answered"),
    GRANTED: Words("同意", "granted"),
    REFUSED: Words("不同意", "refused"),
}


class Task(Scoped, Versioned):
    """Something one side has to do by a day, watched by the other. number: counted in the park.

    side: who has to do it. department: the department of that side in charge. counterpart: the
    department of the other side that works with it. role: whose officers sign and report.
    about: the address of the page it is about. The days are facts; the light is never stored.
    """

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    source = models.CharField(max_length=12)
    basis = models.CharField(max_length=300, blank=True)
    decision = models.ForeignKey(
        "coordination.Decision", models.PROTECT, null=True, related_name="tasks"
    )
    about = models.CharField(max_length=200, blank=True)
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    department = models.ForeignKey("coordination.Department", models.PROTECT, related_name="tasks")
    counterpart = models.ForeignKey(
        "coordination.Department", models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=12)
    due = models.DateField()
    first_due = models.DateField()
    state = models.CharField(max_length=10, default=REGISTERED)
    registered_on = models.DateField()
    assigned_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    reported_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    registered_by = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)

    class Meta(Scoped.Meta):
        ordering = ["due", "number"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "number"], name="one_task_a_number"),
        ]
        indexes = [models.Index(fields=["park", "state", "due"])]

    def __str__(self) -> str:
        return f"督办 {self.number}　{self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return f"/coordination/tasks/{self.pk}/"

    @property
    def dates(self) -> Dates:
        """What the light is worked out from."""
        return Dates(
            self.due,
            assigned=self.assigned_on,
            signed=self.signed_on,
            reported=self.reported_on,
            completed=self.completed_on,
            closed=self.closed_on,
        )

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]

    @property
    def source_words(self) -> Words:
        """Where it comes from, in words."""
        return SOURCES[self.source]

    @property
    def role_words(self) -> Words:
        """The officers in charge, in words."""
        return ROLES[self.role]


class Remark(Scoped):
    """One thing said of a task. A note is of the own side; all else is joint."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=10)
    text = models.TextField()
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.kind_words.zh} {self.on}"

    @property
    def kind_words(self) -> Words:
        """The kind in words."""
        return KINDS[self.kind]


class Extension(models.Model):
    """A later due day that the side in charge asks for, and what the other side says to it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    old_due = models.DateField()
    new_due = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=120)
    asked_on = models.DateField()
    state = models.CharField(max_length=8, default=ASKED)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True)

    objects: models.Manager[Any] = scoped_through("task")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(state=ASKED), name="one_extension_asked_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_due} → {self.new_due}"

    @property
    def state_words(self) -> Words:
        """The answer in words."""
        return ANSWERS[self.state]
