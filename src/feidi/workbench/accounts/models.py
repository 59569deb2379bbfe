"""People, and for which side of which park they act in which role."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.accounts.roles import ADMINISTRATORS, ROLES


class User(AbstractUser):
    """A person who signs in. The first password is given by somebody else and must be changed."""

    display = models.CharField(max_length=80, blank=True)
    must_change_password = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.display or self.username


class Membership(models.Model):
    """One role of a person: at a side of a park, or as an administrator of the site."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12)
    park = models.ForeignKey("parks.Park", models.PROTECT, null=True, blank=True)
    party = models.ForeignKey("parks.Party", models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=ADMINISTRATORS, park__isnull=True, party__isnull=True)
                | (~Q(role__in=ADMINISTRATORS) & Q(park__isnull=False, party__isnull=False)),
                name="administrators_have_no_side",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=ADMINISTRATORS),
                name="one_administration_a_person",
            ),
            models.UniqueConstraint(fields=["user", "role", "park", "party"], name="a_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.words.zh}"

    @property
    def words(self) -> Words:
        """The role in words."""
        return ROLES[self.role]

    @property
    def administers(self) -> bool:
        """Whether this is one of the three administrators' roles."""
        return self.role in ADMINISTRATORS
