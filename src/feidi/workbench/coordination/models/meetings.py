"""Series of meetings, a meeting, its agenda, its minutes with the keys turned, its decisions."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.roles import ROLES
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

WEEKLY, FORTNIGHTLY, MONTHLY = "weekly", "fortnightly", "monthly"
QUARTERLY, YEARLY, AS_NEEDED = "quarterly", "yearly", "as_needed"
RHYTHMS = {
    WEEKLY: Words("每周", "weekly"),
    FORTNIGHTLY: Words("每两周", "fortnightly"),
    MONTHLY: Words("每月", "monthly"),
    QUARTERLY: Words("每季度", "quarterly"),
    YEARLY: Words("每年", "yearly"),
    AS_NEEDED: Words("按需", "as needed"),
}
GATHERING, AGREED, HELD = "gathering", "agreed", "held"
DRAFTED, CONFIRMED, CANCELLED = "drafted", "confirmed", "cancelled"
# the steps of a meeting in their order; a cancelled one leaves them
MEETING_STATES = {
    GATHERING: Words("征集议题", "agenda being gathered"),
    AGREED: Words("议程已定", "agenda agreed"),
    HELD: Words("已召开", "held"),
    DRAFTED: Words("纪要会签", "minutes to be confirmed"),
    CONFIRMED: Words("纪要生效", "minutes confirmed"),
    CANCELLED: Words("已取消", "cancelled"),
}
DRAFT, SUBMITTED, POSTPONED, WITHDRAWN = "draft", "submitted", "postponed", "withdrawn"
ITEM_STATES = {
    DRAFT: Words("本方草稿", "draft of our side"),
    SUBMITTED: Words("已提出", "proposed"),
    POSTPONED: Words("下次再议", "postponed"),
    WITHDRAWN: Words("已撤回", "withdrawn"),
}
PROPOSED, BINDING, RETURNED = "proposed", "binding", "returned"
MINUTES_STATES = {
    DRAFT: Words("起草中", "being drafted"),
    PROPOSED: Words("待双方确认", "to be confirmed"),
    BINDING: Words("已生效", "binding"),
    RETURNED: Words("已退回修改", "sent back"),
}


class Series(Scoped, Versioned):
    """A meeting that returns: its rhythm, the side that convenes it."""

    name = models.CharField(max_length=120)
    rhythm = models.CharField(max_length=12)
    convener = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(blank=True)

    class Meta(Scoped.Meta):
        ordering = ["id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "name"], name="one_series_a_name"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return f"/coordination/meetings/series/{self.pk}/"

    def __str__(self) -> str:
        return self.name

    @property
    def rhythm_words(self) -> Words:
        """The rhythm in words."""
        return RHYTHMS[self.rhythm]


class Member(models.Model):
    """A department that takes part in a series."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="members")
    department = models.ForeignKey("coordination.Department", models.PROTECT, related_name="+")

    objects: models.Manager[Any] = scoped_through("series")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "department"], name="a_member_once")
        ]

    def __str__(self) -> str:
        return str(self.department)


class Meeting(Scoped, Versioned):
    """One meeting of a series. number: counted within it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    day = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, default=GATHERING)
    called_at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=120)

    class Meta(Scoped.Meta):
        ordering = ["-day", "-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["series", "number"], name="one_meeting_a_number"),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return f"/coordination/meetings/{self.pk}/"

    def __str__(self) -> str:
        return self.words.zh

    @property
    def words(self) -> Words:
        """What it is called."""
        name, number = self.series.name, self.number
        return Words(f"{name}第 {number} 次会议", f"{name}, meeting {number}")

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return MEETING_STATES[self.state]


class AgendaItem(Scoped, Versioned):
    """Something a side wants talked about: a draft of its own until it is submitted.

    about: the address of the page it is about. outcome: what the meeting said to it.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    about = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=DRAFT)
    outcome = models.TextField(blank=True)
    by = models.CharField(max_length=120)

    class Meta(Scoped.Meta):
        ordering = ["order", "id"]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return f"/coordination/meetings/items/{self.pk}/"

    def __str__(self) -> str:
        return self.title

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return ITEM_STATES[self.state]


class AgendaKey(models.Model):
    """A side's consent to the agenda of the fingerprint it saw, and to no other."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda_keys")
    party = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Any] = scoped_through("meeting")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "party", "fingerprint"], name="one_key_an_agenda_and_party"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.fingerprint[:12]}"


class Minutes(Scoped, Versioned):
    """One version of what is written of a meeting. A draft is of the side that writes it.

    issue: the number of the minutes in the park once they bind. sealed: the exact words, with the
    outcomes and decisions, that both sides confirm; its bytes never change. fingerprint: of them.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    issue = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)
    sealed = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default=DRAFT)
    drafted_by = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering = ["meeting", "-number"]
        verbose_name_plural = "minutes"
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "number"], name="one_minutes_a_number"),
            models.UniqueConstraint(fields=["park", "issue"], name="one_minutes_an_issue"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state__in=(DRAFT, PROPOSED, BINDING)),
                name="one_living_minutes_a_meeting",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return f"/coordination/meetings/minutes/{self.pk}/"

    def __str__(self) -> str:
        return self.words.zh

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store them; the words of what binds, or was sent back, never change."""
        if not self._state.adding and self.state in (BINDING, RETURNED):
            kwargs["update_fields"] = ["state", "issue", "changed_at"]
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        """What they are called."""
        if self.issue:
            return Words(f"会议纪要第 {self.issue} 号", f"Minutes no. {self.issue}")
        return Words(f"纪要第 {self.number} 稿", f"Minutes, draft {self.number}")

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return MINUTES_STATES[self.state]


class MinutesKey(models.Model):
    """A side's confirmation of minutes, by the fingerprint it saw."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="keys")
    party = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Any] = scoped_through("minutes")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "party"], name="one_key_minutes_and_party")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.fingerprint[:12]}"


class Decision(models.Model):
    """Something the minutes decide: what, who of each side, by when. Seen with its minutes."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    department = models.ForeignKey("coordination.Department", models.PROTECT, related_name="+")
    counterpart = models.ForeignKey(
        "coordination.Department", models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=12)
    due = models.DateField()

    objects: models.Manager[Any] = scoped_through("minutes")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_decision_a_number")
        ]

    def __str__(self) -> str:
        return self.words.zh

    @property
    def words(self) -> Words:
        """What it is called: 纪要第3号之二, as it is cited."""
        issue = self.minutes.issue
        if issue:
            return Words(
                f"纪要第 {issue} 号第 {self.number} 项", f"Minutes {issue}, no. {self.number}"
            )
        return Words(f"第 {self.number} 项", f"no. {self.number}")

    @property
    def role_words(self) -> Words:
        """The officers in charge, in words."""
        return ROLES[self.role]
