"""What a person is told, and what of it is unread."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.notifications.models import Notification, Reading


def told_to(actor: Actor) -> QuerySet[Any]:
    """Return what a person is told in the role he acts in, each with whether he has `read` it."""
    read = Reading._base_manager.filter(notification=OuterRef("pk"), user=actor.user)
    rows: QuerySet[Any] = Notification.objects.filter(
        Q(role__in=("", actor.role)), Q(user=None) | Q(user=actor.user), owner=actor.party
    )
    told: QuerySet[Any] = rows.exclude(maker=actor.user).annotate(read=Exists(read))
    return told


def unread(actor: Actor) -> QuerySet[Any]:
    """Return what a person has not read yet."""
    return told_to(actor).filter(read=False)


def mark_read(actor: Actor, rows: QuerySet[Any]) -> int:
    """Note that a person has read rows; his own state, no act of his side (§TR4)."""
    keys = list(rows.values_list("pk", flat=True))
    Reading._base_manager.bulk_create(
        [Reading(notification_id=key, user=actor.user) for key in keys], ignore_conflicts=True
    )
    return len(keys)
