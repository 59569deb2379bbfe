"""What auditors look at beside the trail: who took what out, and who may do what."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, QuerySet

from feidi.workbench.accounts.models import User
from feidi.workbench.api.models import Token
from feidi.workbench.audit.models import Event
from feidi.workbench.oversight.actions import EXPORTS


def exports() -> QuerySet[Event]:
    """Return the records of what left the site, the latest first."""
    wanted = reduce(or_, (Q(verb__startswith=start) for start in EXPORTS))
    found: QuerySet[Event] = Event.objects.filter(wanted).select_related("park")
    return found


@dataclass(frozen=True)
class Access:
    """A person and what he may do. factor: whether a second one is set up. locked: by tries."""

    user: User
    factor: bool
    locked: bool


def accesses() -> list[Access]:
    """Return everybody with his roles."""
    people = User.objects.prefetch_related("memberships__party", "memberships__park")
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    strong = set(Authenticator.objects.filter(type__in=kinds).values_list("user_id", flat=True))
    tried = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    locked = set(tried.values_list("username", flat=True))
    return [Access(p, p.pk in strong, p.username in locked) for p in people.order_by("username")]


def tokens() -> list[Token]:
    """Return every token that programs may ask by, those of no use any more too."""
    return list(Token.objects.select_related("park", "owner"))
