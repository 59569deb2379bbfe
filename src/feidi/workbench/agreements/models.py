"""A version of an agreement or supplement, and the keys turned for it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from feidi.coordinate import Dates
from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

DRAFT, PROPOSED, IN_FORCE = "draft", "proposed", "in_force"
SUPERSEDED, WITHDRAWN = "superseded", "withdrawn"
STATES = {
    DRAFT: Words("草稿", "draft"),
    PROPOSED: Words("待双方确认", "to be confirmed"),
    IN_FORCE: Words("已生效", "in force"),
    SUPERSEDED: Words("已被替代", "superseded"),
    WITHDRAWN: Words("已撤回", "withdrawn"),
}
FIXED = (IN_FORCE, SUPERSEDED, WITHDRAWN)


class Text(Scoped, Versioned):
    """One version of a document. number: counted within its name once it is proposed.

    content: exact bytes. A draft belongs to the side that writes it; once proposed it is joint.
    """

    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=200)
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default=DRAFT)
    drafted_by = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    author = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering = ["name", "-number"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "name", "number"], name="one_text_a_number"),
            models.UniqueConstraint(
                fields=["park", "name"], condition=Q(state=IN_FORCE), name="one_text_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}" if self.number else self.title

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("agreement", args=[self.pk])

    @property
    def text(self) -> str:
        """The document as it is read and edited."""
        return bytes(self.content).decode("utf-8-sig")

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; the bytes of what has been proposed never change."""
        if not self._state.adding and self.state != DRAFT:
            kwargs["update_fields"] = ["state", "owner", "visibility", "number", "changed_at"]
        super().save(*args, **kwargs)


class Key(models.Model):
    """One party's confirmation of a text, by the fingerprint it saw."""

    text = models.ForeignKey(Text, models.PROTECT, related_name="keys")
    party = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)
    fingerprint = models.CharField(max_length=64)

    objects: models.Manager[Any] = scoped_through("text")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["text", "party"], name="one_key_a_party_and_text")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.fingerprint[:12]}"


DERIVED, ENTERED = "derived", "entered"
TO_ACCEPT, OPEN, REPORTED = "to_accept", "due", "reported"
KEPT, EARLIER, DROPPED = "kept", "earlier", "dropped"
OBLIGATION_STATES = {
    TO_ACCEPT: Words("待对方确认", "to be confirmed by the other side"),
    OPEN: Words("待履行", "to be kept"),
    REPORTED: Words("已报履行，待核对", "reported, to be checked"),
    KEPT: Words("已履行", "kept"),
    EARLIER: Words("建账前到期", "due before the ledger began"),
    DROPPED: Words("不再适用", "no longer holds"),
}


class Obligation(Scoped, Versioned):
    """What a clause asks of a side by a day. key: the same whenever it is derived anew.

    side: whose it is, None for both. to: to whom. milestone: a day on which nothing need be owed.
    every, until: months after which an entered one returns, and the last day it may.
    """

    origin = models.CharField(max_length=8)
    clause = models.CharField(max_length=120)
    key = models.CharField(max_length=200)
    zh = models.CharField(max_length=300)
    en = models.CharField(max_length=300)
    side = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(
        "coordination.Department", models.PROTECT, null=True, related_name="+"
    )
    due = models.DateField()
    milestone = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=OPEN)
    every = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True)
    proposed_by = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    reported_by = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    report = models.TextField(blank=True)
    reported_on = models.DateField(null=True)
    kept_on = models.DateField(null=True)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["due", "id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "key"], name="one_obligation_a_key"),
        ]
        indexes = [models.Index(fields=["park", "state", "due"])]

    def __str__(self) -> str:
        return f"{self.clause} {self.zh}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return f"/agreements/obligations/{self.pk}/"

    @property
    def words(self) -> Words:
        """What is to be done, in words."""
        return Words(self.zh, self.en)

    @property
    def state_words(self) -> Words:
        """The state in words; a milestone that is not past is one."""
        if self.milestone and self.state == OPEN:
            return Words("节点", "milestone")
        return OBLIGATION_STATES[self.state]

    @property
    def dates(self) -> Dates:
        """What the light is worked out from."""
        return Dates(self.due, completed=self.reported_on, closed=self.kept_on)
