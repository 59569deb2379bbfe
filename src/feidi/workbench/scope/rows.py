"""What every row that belongs to a side or to both has in common, and the only way to it."""

from functools import lru_cache
from typing import Any, TypeVar

from django.db import models

from feidi.workbench.scope.acting import (
    JOINT,
    OWN,
    SHARED,
    Everything,
    OutsideScope,
    Scope,
    current,
    visible,
)

M = TypeVar("M", bound=models.Model)


class ScopedRows(models.Manager[M]):
    """Gives the rows that may be seen now, and raises where nobody said for whom.

    through: the way to the row that says whose it is. It stands on the class, so that the
    managers Django derives for relations keep it.
    """

    through = ""

    def get_queryset(self) -> models.QuerySet[M]:
        """Return the visible rows."""
        seen: models.QuerySet[M] = _seen(self.model, self.through, current()).using(self._db)
        return seen


# a query is much cheaper copied than put together, and a page asks several hundred
@lru_cache(4096)
def _seen(model: type[M], through: str, scope: Scope | Everything) -> models.QuerySet[M]:
    """Return the rows of a model that a scope may see; never evaluated itself."""
    return models.QuerySet(model).filter(visible(through, scope))


def scoped_through(way: str) -> models.Manager[Any]:
    """Return the manager of rows that belong to whom the row at the end of a way belongs to."""
    manager: models.Manager[Any] = type(f"ScopedThrough_{way}", (ScopedRows,), {"through": way})()
    return manager


class Scoped(models.Model):
    """A row of one park. owner: the side it belongs to, none where it is joint."""

    park = models.ForeignKey("parks.Park", models.PROTECT, related_name="+")
    owner = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    visibility = models.CharField(
        max_length=6, choices=[(OWN, "本方"), (SHARED, "共享"), (JOINT, "共同")], default=JOINT
    )

    objects: models.Manager[Any] = ScopedRows()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility=JOINT, owner__isnull=True)
                | models.Q(visibility__in=(OWN, SHARED), owner__isnull=False),
                name="%(app_label)s_%(class)s_owner",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, if it lies within the scope that holds now."""
        scope = current()
        if isinstance(scope, Scope):
            mine = self.owner_id in (None, scope.party)
            if self.park_id != scope.park or not mine:
                message = f"{self._meta.label} of another side or park cannot be written"
                raise OutsideScope(message)
        super().save(*args, **kwargs)


class Versioned(models.Model):
    """A row two people may change at once: the second is told."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
