"""The people of the demo: invented, one for each role, with one password known to everybody."""

from feidi.quantities.words import Words
from feidi.workbench.accounts import roles
from feidi.workbench.accounts.actions import make_account
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.accounts.models import User
from feidi.workbench.parks.models import Park
from feidi.workbench.parks.queries import keyholders
from feidi.workbench.project.environment import DEMO_PASSWORD
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
    made = []
    for side, seat in zip(SIDES, keyholders(park.pk), strict=False):
        for name, role in OFFICES:
            display = f"{seat.party.short}{roles.ROLES[role].zh}（示例）"
            made.append(_person(f"{prefix}{side}-{name}", display, role, park, seat.party.pk))
    if not prefix:
        made += [_person(name, f"{roles.ROLES[r].zh}（示例）", r, None, None) for name, r in SITE]
    return made


def _person(name: str, display: str, role: str, park: Park | None, party: int | None) -> User:
    user = make_account(
        actor=MACHINE, username=name, display=display, password=DEMO_PASSWORD, first=False
    )
    user.memberships.create(role=role, park=park, party_id=party)
    return user


def demo_accounts() -> list[tuple[User, Words]]:
    """Return who may sign in, for the sign-in page of the demo."""
    people = User.objects.prefetch_related("memberships__party").order_by("id")
    return [(user, user.memberships.all()[0].words) for user in people if user.memberships.all()]


def first_settlement(park: Park) -> Run:
    """Compute a settlement at once, so that the demo opens on figures."""
    with everything("the demo is made before anybody acts"):
        run: Run = Run.objects.create(park=park, number=1, by="machine", known_at=None)
    compute.func(run.pk)
    return run
