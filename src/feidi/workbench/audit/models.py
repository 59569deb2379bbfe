"""One row of the audit trail, and the end of the chain."""

from typing import Any

from django.db import models

from feidi.evidence.chain import Link
from feidi.workbench.scope.rows import ScopedRows

SEALED = "an audit row is never changed or removed"


class Event(models.Model):
    """Who did what, for which side, to what, before and after, why; bound to the row before.

    before, after: JSON text. owner, visibility: who of the park may read it. Names are stored as
    they were then; keys may later lead to nothing.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    side = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=12)
    park = models.ForeignKey("parks.Park", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    visibility = models.CharField(max_length=6)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)
    before = models.TextField(default="{}")
    after = models.TextField(default="{}")
    reason = models.TextField(blank=True)
    session = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=45, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64)
    sign = models.CharField(max_length=64)

    objects: models.Manager[Any] = ScopedRows()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["kind", "key"]), models.Index(fields=["park", "-number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def content(self) -> dict[str, Any]:
        """Return what the digest covers."""
        return {
            "at": self.at.isoformat(timespec="microseconds"),
            "actor": self.actor,
            "user": self.user_id,
            "side": self.side,
            "role": self.role,
            "park": self.park_id,
            "owner": self.owner_id,
            "visibility": self.visibility,
            "verb": self.verb,
            "kind": self.kind,
            "key": self.key,
            "name": self.name,
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
            "session": self.session,
            "address": self.address,
        }

    def as_link(self, *, sealed: bool = False) -> Link:
        """Return the row as a link of the chain; sealed: without its content."""
        content = None if sealed else self.content()
        return Link(self.number, self.previous, self.digest, self.link, self.sign, content)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row; an old one is never stored again."""
        if not self._state.adding:
            raise TypeError(SEALED)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse, whatever is asked."""
        del args, kwargs
        raise TypeError(SEALED)


class Touch(models.Model):
    """The last act that wrote a table. park: that of the act; 0 where it was of none, so of all.

    owner: the side that alone may see the act; 0 where both may.
    """

    park = models.PositiveBigIntegerField()
    owner = models.PositiveBigIntegerField()
    table = models.CharField(max_length=63)
    number = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["park", "owner", "table"], name="audit_touch_once")
        ]

    def __str__(self) -> str:
        return f"{self.park} {self.owner} {self.table} {self.number}"


class ChainEnd(models.Model):
    """The number and link of the last row: one row, locked by whoever appends."""

    number = models.PositiveBigIntegerField()
    link = models.CharField(max_length=64)
    sign = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.link[:12]}"
