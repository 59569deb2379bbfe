"""One file of a park's folder. Its bytes never change; a new version is a new row."""

from typing import Any

from django.db import models
from django.db.models import Q

from feidi.workbench.scope.rows import Scoped


class StoredFile(Scoped):
    """name: within the folder, as 7-settle/receipts-2026.csv. current: part of the folder now."""

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    current = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=120)

    class Meta(Scoped.Meta):
        ordering = ["name", "-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "name"], condition=Q(current=True), name="one_current_file_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new file, or whether an old one is current; never other bytes."""
        if not self._state.adding:
            kwargs["update_fields"] = ["current"]
        super().save(*args, **kwargs)
