"""What the demo shows of land: invented asks and reservations, by the actions people use."""

from datetime import timedelta

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.accounts.roles import INVESTMENT, LAND
from feidi.workbench.land import actions
from feidi.workbench.land.actions import For
from feidi.workbench.land.models import Allocation, Parcel
from feidi.workbench.land.sides import land_seat
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import acting_for

# (project, days of its reservation, how far it goes): every one is marked as invented
SHOWN = (
    ("示例：精密铸造项目（虚构）", 30, "held"),
    ("示例：药材提取项目（虚构）", 7, "held"),
    ("示例：电池回收项目（虚构）", 60, "talked"),
    ("锂电池负极材料二期（示例）", 60, "given"),
    ("示例：仓储物流项目（虚构）", 60, "building"),
)
ASKED = "示例：高原食品项目（虚构）"


def furnish_land(park: Park) -> int:
    """Let the host's officer hold some free parcels, and the origin ask for one."""
    seat = land_seat(park.pk)
    people = Membership.objects.select_related("user", "park", "party").filter(park=park)
    officer = people.filter(role=LAND, party=seat.party if seat else None).first()
    other = people.filter(role=INVESTMENT).exclude(party=seat.party if seat else None).first()
    if officer is None or other is None:
        return 0
    actor = Actor(officer.user, officer)
    with acting_for(actor.scope):  # type: ignore[arg-type]
        free = list(Parcel.objects.filter(status="planned", assumed=True).order_by("-code"))[::5]
        for parcel, (name, days, far) in zip(free, SHOWN, strict=False):
            _go(actor, parcel, name, days, far)
    asker = Actor(other.user, other)
    with acting_for(asker.scope):  # type: ignore[arg-type]
        wanted = Parcel.objects.filter(status="planned", assumed=True).order_by("code").first()
        if wanted is not None:
            actions.ask(
                actor=asker, parcel=wanted, whom=For(ASKED), reason="扩大中药材加工（虚构）"
            )
    return len(free)


def _whom(name: str) -> For:
    """Return the demo's project of a name where the two sides share one, else the name alone."""
    known = Project.objects.filter(name=name, owner=None).first()
    return For(name, known)


def _go(actor: Actor, parcel: Parcel, name: str, days: int, far: str) -> None:
    held: Allocation = actions.reserve(
        actor=actor, parcel=parcel, version=parcel.version, whom=_whom(name), days=days
    )
    if far in ("talked", "given", "building"):
        actions.negotiate(actor=actor, held=held, version=held.version)
    if far in ("given", "building"):
        held.refresh_from_db()
        day = actions.today() - timedelta(days=20)
        actions.allocate(
            actor=actor, held=held, version=held.version, document="示例合同（虚构）", on=day
        )
    if far == "building":
        parcel.refresh_from_db()
        actions.advance(actor=actor, parcel=parcel, version=parcel.version, status="building")
