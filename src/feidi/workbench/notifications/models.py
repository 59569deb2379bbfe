"""Something people are told, and who has read it."""

from typing import Any

from django.db import models

from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, scoped_through


class Notification(Scoped):
    """Told to one side. role, user: to whom there; empty for everybody. address: where it leads.

    A row belongs to the side it is told to: the other side never sees what that side is told.
    maker: whose act it tells of; nobody is told what he did himself.
    """

    role = models.CharField(max_length=12, blank=True)
    user = models.ForeignKey("accounts.User", models.CASCADE, null=True, related_name="+")
    zh = models.CharField(max_length=300)
    en = models.CharField(max_length=300)
    address = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, blank=True)
    side = models.CharField(max_length=80, blank=True)
    maker = models.ForeignKey("accounts.User", models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["owner", "-id"])]

    def __str__(self) -> str:
        return self.zh

    @property
    def words(self) -> Words:
        """What is told, in words."""
        return Words(self.zh, self.en)


class Reading(models.Model):
    """A person has read something."""

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="readings")
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Any] = scoped_through("notification")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notification", "user"], name="one_reading_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.notification_id} {self.user_id}"
