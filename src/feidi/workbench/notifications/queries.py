"""What a person is told, and what of it is unread."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.lately import forget, of_person
from feidi.workbench.notifications.models import Notification, Reading

# beyond so many the bell, and a list, count no further
MOST, MOST_LISTED = 99, 1000


def told_to(actor: Actor) -> QuerySet[Any]:
    """Return what a person is told in the role he acts in, each with whether he has `read` it."""
    told: QuerySet[Any] = _told(actor).annotate(read=_read(actor))
    return told


def unread(actor: Actor) -> QuerySet[Any]:
    """Return what a person has not read yet."""
    return told_to(actor).filter(read=False)


def number_unread(actor: Actor) -> str:
    """Return how many things are unread, as the bell on every page writes it: 0 to 99, or 99+."""
    return of_person(_bell(actor), actor, lambda: _bell_says(actor))


def _bell_says(actor: Actor) -> str:
    count = _up_to(_told(actor).filter(~_read(actor)), MOST + 1)
    return f"{MOST}+" if count > MOST else str(count)


def number_told(actor: Actor, only_unread: bool) -> tuple[int, bool]:
    """Return how many things a list holds, up to so many, and whether there are more."""
    rows = _told(actor).filter(~_read(actor)) if only_unread else _told(actor)
    count = _up_to(rows, MOST_LISTED + 1)
    return min(count, MOST_LISTED), count > MOST_LISTED


def _up_to(rows: QuerySet[Any], most: int) -> int:
    return rows.order_by()[:most].count()


def _bell(actor: Actor) -> str:
    person = actor.user.pk if actor.user else 0
    return f"unread-{actor.role}-{person}"


def _told(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = Notification.objects.filter(
        Q(role__in=("", actor.role)),
        Q(user=None) | Q(user=actor.user),
        Q(maker=None) | ~Q(maker=actor.user),
        owner=actor.party,
    )
    return rows


def _read(actor: Actor) -> Exists:
    return Exists(Reading._base_manager.filter(notification=OuterRef("pk"), user=actor.user))


def mark_read(actor: Actor, rows: QuerySet[Any]) -> int:
    """Note that a person has read rows; his own state, no act of his side (§TR4)."""
    keys = list(rows.values_list("pk", flat=True))
    Reading._base_manager.bulk_create(
        [Reading(notification_id=key, user=actor.user) for key in keys], ignore_conflicts=True
    )
    forget(_bell(actor), actor)
    return len(keys)
