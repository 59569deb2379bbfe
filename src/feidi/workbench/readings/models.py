"""A measuring point, and one reading of it."""

from typing import Any

from django.db import models
from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, scoped_through

SEALED = "a reading is never changed or removed"
# how a reading came about, as instruments report it (HJ 212-2017)
FLAGS = {
    "N": Words("正常", "normal"),
    "F": Words("停运", "out of service"),
    "M": Words("维护", "maintenance"),
    "S": Words("手工输入", "entered by hand"),
    "D": Words("故障", "fault"),
    "C": Words("校准", "calibration"),
    "T": Words("超测量上限", "above its range"),
    "B": Words("通讯异常", "broken connection"),
}


class Point(Scoped):
    """Where something is measured. code: what instruments call it. unit: of every reading."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["code", "id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "code"], condition=Q(owner=None), name="one_joint_point_a_code"
            ),
            models.UniqueConstraint(
                fields=["park", "owner", "code"],
                condition=Q(owner__isnull=False),
                name="one_own_point_a_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Reading(models.Model):
    """One value of a point at a moment; seen by whoever sees the point."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="readings")
    at = models.DateTimeField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    flag = models.CharField(max_length=1)
    came_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    objects: models.Manager[Any] = scoped_through("point")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["point", "at"], name="one_reading_a_moment")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.at.isoformat()}"

    @property
    def flag_words(self) -> Words:
        """How it came about in words."""
        return FLAGS[self.flag]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new reading; an old one is never stored again."""
        if not self._state.adding:
            raise TypeError(SEALED)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse, whatever is asked."""
        del args, kwargs
        raise TypeError(SEALED)
