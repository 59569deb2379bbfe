"""A park, the parties of it, and the seat each party has in its agreement."""

from django.db import models


class Party(models.Model):
    """A government or another signatory."""

    name = models.CharField(max_length=200, unique=True)
    short = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.short


class Park(models.Model):
    """One shared park. note: what every reader must know first, such as that it is a demo."""

    name = models.CharField(max_length=200)
    lang = models.CharField(max_length=2, default="zh")
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A party's role in a park's agreement. confirms: its confirmation is one of the keys."""

    park = models.ForeignKey(Park, models.PROTECT, related_name="seats")
    party = models.ForeignKey(Party, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=60)
    confirms = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["park", "role"], name="one_party_a_role"),
            models.UniqueConstraint(fields=["park", "party"], name="one_seat_a_party"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.party.short}"
