"""The people of the demo: invented, one for each role, with one password known to everybody."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts import roles
from feidi.workbench.accounts.actions import make_account
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.accounts.models import User
from feidi.workbench.coordination.demo import demo_coordination
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.project.environment import DEMO_PASSWORD
from feidi.workbench.projects.demo import invented_projects
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.models import Run
from feidi.workbench.settlements.tasks import compute

# sign-in name, what it stands for, roles; at the first keyholder (host), the second (origin)
SIDES = ("host", "origin")
OFFICES = (
    ("finance", roles.FINANCE),
    ("leader", roles.LEADER),
    ("investment", roles.INVESTMENT),
    ("park", roles.PARK),
    ("land", roles.LAND),
    ("statistics", roles.STATISTICS),
    ("policy", roles.POLICY),
    ("office", roles.JOINT_OFFICE),
    ("duty", roles.DUTY),
)
SITE = (("system", roles.SYSTEM), ("security", roles.SECURITY), ("auditor", roles.AUDIT))


def demo_people(park: Park, prefix: str = "") -> list[User]:
    """Make the demo's accounts at a park's keyholders; without a prefix also administrators."""
    # the password is everybody's, and to hash it takes half a second
    secret = make_password(DEMO_PASSWORD)
    made = []
    for side, seat in zip(SIDES, keyholders(park.pk), strict=False):
        for name, role in OFFICES:
            display = f"{seat.party.short}{roles.ROLES[role].zh}（示例）"
            made.append(
                _person(f"{prefix}{side}-{name}", display, role, secret, (park, seat.party.pk))
            )
    if not prefix:
        made += [_person(name, f"{roles.ROLES[r].zh}（示例）", r, secret) for name, r in SITE]
    return made


def _person(
    name: str,
    display: str,
    role: str,
    secret: str,
    seat: tuple[Park | None, int | None] = (None, None),
) -> User:
    park, party = seat
    user = make_account(actor=MACHINE, username=name, display=display, password=None, first=False)
    user.password = secret
    user.save(update_fields=["password"])
    user.memberships.create(role=role, park=park, party_id=party)
    return user


class Accounts(NamedTuple):
    """The people of one side, each with the role; without a seat those of the whole site."""

    seat: Seat | None
    place: int
    people: list[tuple[User, Words]]


def demo_accounts() -> Iterator[Accounts]:
    """Yield who may sign in, side by side, for the sign-in page of the demo."""
    people = list(User.objects.prefetch_related("memberships").order_by("id"))
    seats = list(Seat.objects.filter(confirms=True).select_related("party"))
    for place, seat in enumerate((*seats, None)):
        at = (seat.park_id, seat.party_id) if seat else (None, None)
        own = [(user, one.words) for user in people for one in user.memberships.all()
               if (one.park_id, one.party_id) == at]  # fmt: skip
        if own:
            yield Accounts(seat, place % len(SIDES), own)


def first_settlement(park: Park) -> Run:
    """Compute a settlement at once, so that the demo opens on figures."""
    with everything("the demo is made before anybody acts"):
        run: Run = Run.objects.create(park=park, number=1, by="machine", known_at=None)
    compute.func(run.pk)
    return run


def first_projects(park: Park) -> int:
    """Invent the projects the demo opens on, their days counted back from today."""
    return len(invented_projects(park, timezone.localdate()))


def demo_rows(park: Park) -> None:
    """Fill what the folder does not hold with invented rows, each marked as an example."""
    demo_coordination(park, timezone.localdate())
