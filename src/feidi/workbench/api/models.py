"""A token of a side, and what was pushed with it."""

from typing import Any

from django.db import models

from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, scoped_through

READ, RECEIPTS, READINGS = "read", "receipts.push", "readings.push"
# what a token may be given, by the name of the right
SCOPES = {
    READ: Words("读取本方可见的数据", "read what the side may see"),
    RECEIPTS: Words(
        "报送入库（待本方财政导入）", "push receipts, for the finance officer to import"
    ),
    READINGS: Words("上报监测数据", "push readings"),
}


class Token(Scoped):
    """A secret by which a program acts for a side. Only its digest is kept.

    scopes: rights by name. window, used: the minute in which it was used last, and how often.
    """

    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    window = models.BigIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)

    class Meta(Scoped.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}…"

    @property
    def scope_words(self) -> list[Words]:
        """What it may do, in words."""
        return [SCOPES[name] for name in self.scopes]


class Push(models.Model):
    """One delivery. key: by which a repeated one is known. body: digest of what was sent."""

    token = models.ForeignKey(Token, models.PROTECT, related_name="pushes")
    key = models.CharField(max_length=80)
    what = models.CharField(max_length=20)
    body = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Any] = scoped_through("token")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="one_push_a_token_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key}"
