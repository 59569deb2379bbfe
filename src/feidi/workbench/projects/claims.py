"""The common register of claims, as one side sees it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.projects.models import Claim, ClaimSubject
from feidi.workbench.projects.models.claim import STATES, VALID
from feidi.workbench.projects.terms import WARN_DAYS, number_of


@dataclass(frozen=True)
class Entered:
    """One entry. subject: whom it is about, for who may know it."""

    claim: Claim
    subject: ClaimSubject | None
    state: str
    left: int
    soon: bool

    @property
    def words(self) -> Words:
        """The state in words."""
        return STATES[self.state]


def register() -> QuerySet[Claim]:
    """Return the entries of the register, the latest first."""
    rows: QuerySet[Claim] = Claim.objects.select_related("side", "behind", "near")
    return rows.prefetch_related(
        Prefetch("subjects", ClaimSubject.objects.select_related("project"))
    )


def told(rows: list[Claim]) -> list[Entered]:
    """Return entries as of today."""
    day, warn = timezone.localdate(), number_of(WARN_DAYS)
    return [_told(one, day, warn) for one in rows]


def _told(claim: Claim, day: date, warn: int) -> Entered:
    subject = next(iter(claim.subjects.all()), None)
    state = claim.state_on(day)
    left = (claim.until - day).days
    return Entered(claim, subject, state, left, state == VALID and left <= warn)


def expiring(day: date) -> QuerySet[Claim]:
    """Return valid claims that lapse within the agreed days."""
    last = day + timedelta(number_of(WARN_DAYS))
    return register().filter(state=VALID, until__gte=day, until__lte=last)
