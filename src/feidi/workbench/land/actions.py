"""Who holds a parcel: asked for, reserved for some days, talked about, given, released.

The land lies at one side; its officers answer. Every change of a parcel's status writes a row of
its history in the same transaction; of two who reach for one parcel exactly one gets it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import ALLOCATE, PROJECTS
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.land.models import Allocation, Parcel, Step
from feidi.workbench.land.sides import at_land
from feidi.workbench.land.statuses import (
    ASKED,
    DECLINED,
    GIVEN,
    HELD,
    HOLDING,
    NEXT,
    PLANNED,
    RELEASED,
    RESERVED,
    STATUS_OF,
    STATUSES,
    TALKED,
)
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import OWN

MOST_DAYS = 365
EXPIRED = Words("预留期满，未续", "the reservation ran out")
NO_REASON = Words("请写明原因", "say why")


@dataclass(frozen=True)
class For:
    """The project a parcel is for: by name, and the park's own record of it where there is one."""

    name: str
    project: Project | None = None

    @property
    def code(self) -> str:
        """Its number, empty where it has none."""
        return self.project.code if self.project else ""


def for_said(said: str) -> For:
    """Return the project somebody names: one the park keeps where its number stands in front."""
    text = said.strip()[:200]
    known = Project.objects.filter(code=text.partition(" ")[0]).first() if text else None
    return For(known.name, known) if known else For(text)


@action("land.ask", Words("申请用地", "asked for a parcel"), PROJECTS)
def ask(entry: Entry, *, actor: Actor, parcel: Parcel, whom: For, reason: str = "") -> Allocation:
    """Ask the side the land lies at for a parcel; nothing is held by asking."""
    park, party = actor.at
    _named(whom)
    if parcel.status not in (PLANNED, RESERVED):
        what = Words("宗地现在是“{now}”，不能申请", "the parcel is “{now}” now: not to be had")
        raise Refusal(what.fill(now=parcel.status_words))
    if Allocation.objects.filter(parcel=parcel, state=ASKED, project_name=whom.name).exists():
        raise Refusal(Words("这个项目已经申请过这宗地", "this project has asked for it already"))
    made: Allocation = Allocation.objects.create(
        park=park,
        parcel=parcel,
        project=whom.project,
        project_code=whom.code,
        project_name=whom.name,
        side=party,
        by=str(actor.user),
        reason=reason[:500],
    )
    entry.about, entry.reason = made, reason
    entry.after = {"parcel": parcel.code, "project": whom.name}
    return made


@action("land.reserve", Words("预留了宗地", "reserved a parcel"), ALLOCATE)
def reserve(
    entry: Entry, *, actor: Actor, parcel: Parcel, version: int, whom: For | Allocation, days: int
) -> Allocation:
    """Hold a parcel for some days: for who asked, or for a project the officer names."""
    _must_hold_land(actor)
    if not 0 < days <= MOST_DAYS:
        raise Refusal(Words("预留 1 到 365 天", "reserve for 1 to 365 days"))
    parcel = take(parcel, version)
    _free(actor, parcel)
    until = today() + timedelta(days=days)
    if isinstance(whom, Allocation):
        held = take(whom, whom.version)
        _must_be(held, ASKED)
        entry.before["state"] = held.state
        held.state, held.until = HELD, until
        held.save()
    else:
        held = _new(actor, parcel, whom, until)
    entry.about = held
    entry.after |= {"state": HELD, "until": str(until), "parcel": parcel.code}
    _move(actor, parcel, held, reason="")
    return held


def _new(actor: Actor, parcel: Parcel, whom: For, until: date) -> Allocation:
    park, party = actor.at
    _named(whom)
    made: Allocation = Allocation.objects.create(
        park=park,
        parcel=parcel,
        project=whom.project,
        project_code=whom.code,
        project_name=whom.name,
        state=HELD,
        until=until,
        side=party,
        by=str(actor.user),
    )
    return made


@action("land.extend", Words("延长了预留", "extended a reservation"), ALLOCATE)
def extend(
    entry: Entry, *, actor: Actor, held: Allocation, version: int, days: int, reason: str
) -> Allocation:
    """Let a reservation run some days longer than today, with the reason."""
    _must_hold_land(actor)
    if not 0 < days <= MOST_DAYS:
        raise Refusal(Words("延长 1 到 365 天", "extend by 1 to 365 days"))
    if not reason.strip():
        raise Refusal(NO_REASON)
    held = take(held, version)
    _must_be(held, HELD)
    entry.about, entry.reason = held, reason
    entry.change(held, until=today() + timedelta(days=days))
    held.save()
    return held


@action("land.negotiate", Words("宗地转入在谈", "opened negotiations on a parcel"), ALLOCATE)
def negotiate(entry: Entry, *, actor: Actor, held: Allocation, version: int) -> Allocation:
    """Say that terms are being negotiated; the parcel stays held without a last day."""
    _must_hold_land(actor)
    held = take(held, version)
    _must_be(held, HELD)
    entry.about = held
    entry.change(held, state=TALKED, until=None)
    held.save()
    _move(actor, _claimed(held.parcel), held, reason="")
    return held


@action("land.allocate", Words("供地", "allocated a parcel"), ALLOCATE)
def allocate(
    entry: Entry, *, actor: Actor, held: Allocation, version: int, document: str, on: date
) -> Allocation:
    """Give a held parcel to its project, on the document that says so."""
    _must_hold_land(actor)
    if not document.strip():
        what = Words(
            "请写供地依据（出让合同、批复文号）", "name the contract or decision it rests on"
        )
        raise Refusal(what)
    held = take(held, version)
    _must_be(held, HELD, TALKED)
    entry.about = held
    entry.change(held, state=GIVEN, document=document.strip()[:200], given_on=on, until=None)
    held.save()
    _move(actor, _claimed(held.parcel), held, reason=document.strip())
    return held


@action("land.release", Words("释放了宗地", "released a parcel"), ALLOCATE)
def release(
    entry: Entry, *, actor: Actor, held: Allocation, version: int, reason: str
) -> Allocation:
    """Take a parcel back from who held it, with the reason; it can be had again."""
    _must_hold_land(actor)
    if not reason.strip():
        raise Refusal(NO_REASON)
    held = take(held, version)
    _must_be(held, *HOLDING)
    entry.about, entry.reason = held, reason
    entry.change(held, state=RELEASED, reason=reason.strip()[:500], until=None)
    held.save()
    _set_free(actor, _claimed(held.parcel), held, reason.strip())
    return held


@action("land.decline", Words("没有同意用地申请", "declined to give a parcel"), ALLOCATE)
def decline(
    entry: Entry, *, actor: Actor, held: Allocation, version: int, reason: str
) -> Allocation:
    """Answer a side that asked with no, and say why."""
    _must_hold_land(actor)
    if not reason.strip():
        raise Refusal(NO_REASON)
    held = take(held, version)
    _must_be(held, ASKED)
    entry.about, entry.reason = held, reason
    entry.change(held, state=DECLINED, reason=reason.strip()[:500])
    held.save()
    return held


@action("land.advance", Words("更新了宗地状态", "told how far a parcel is"), ALLOCATE)
def advance(
    entry: Entry, *, actor: Actor, parcel: Parcel, version: int, status: str, reason: str = ""
) -> Parcel:
    """Say that building began, production began, or that a given parcel lies idle."""
    _must_hold_land(actor)
    if status not in NEXT.get(parcel.status, ()):
        what = Words("“{now}”之后不能直接是“{then}”", "“{then}” cannot follow “{now}”")
        then = STATUSES.get(status, Words("？", "?"))
        raise Refusal(what.fill(now=parcel.status_words, then=then))
    parcel = take(parcel, version)
    held = Allocation.objects.filter(parcel=parcel, state=GIVEN).first()
    entry.about, entry.reason = parcel, reason
    _step(actor, parcel, held, status, reason.strip())
    entry.change(parcel, status=status)
    parcel.save()
    return parcel


def today() -> date:
    """Return the day it is where the park is."""
    return timezone.localdate()


def _named(whom: For) -> None:
    if not whom.name.strip():
        raise Refusal(Words("请写明给哪个项目", "say for which project"))
    if whom.project is not None and whom.project.visibility == OWN:
        what = Words(
            "项目 {code} 还只有本方看见；先共享给对方，再办用地",
            "project {code} is seen by your side only: share it before it is given land",
        )
        raise Refusal(what.fill(code=whom.project.code))


def _must_hold_land(actor: Actor) -> None:
    if not at_land(actor):
        what = Words("供地由飞入地一方办理", "only the side the land lies at decides on it")
        raise Refusal(what)


def _must_be(held: Allocation, *states: str) -> None:
    if held.state not in states:
        what = Words("这条供地记录现在是“{now}”，不能这样做", "it is “{now}” now: not possible")
        raise Refusal(what.fill(now=held.state_words))


def _claimed(parcel: Parcel) -> Parcel:
    """Claim the parcel of an allocation that was claimed: nobody edits it at the same moment."""
    return take(parcel, parcel.version)


def _free(actor: Actor, parcel: Parcel) -> None:
    """Refuse a parcel somebody holds; a reservation that has run out gives way."""
    held = Allocation.objects.filter(parcel=parcel, state__in=HOLDING).first()
    if held is None and parcel.status in (PLANNED, RESERVED):
        return
    if held is not None and held.state == HELD and held.until and held.until < today():
        held = take(held, held.version)
        held.state, held.reason = RELEASED, EXPIRED.zh
        held.save()
        _set_free(actor, parcel, held, EXPIRED.zh)
        return
    what = Words("宗地已是“{now}”：{who}", "the parcel is “{now}” already: {who}")
    raise Refusal(what.fill(now=parcel.status_words, who=held.project_name if held else "—"))


def _move(actor: Actor, parcel: Parcel, held: Allocation, reason: str) -> None:
    """Let the parcel follow the allocation that holds it."""
    status = STATUS_OF[held.state]
    _step(actor, parcel, held, status, reason)
    parcel.status, parcel.holder = status, held.project_name
    parcel.save()


def _set_free(actor: Actor, parcel: Parcel, held: Allocation, reason: str) -> None:
    _step(actor, parcel, held, PLANNED, reason)
    parcel.status, parcel.holder = PLANNED, ""
    parcel.save()


def _step(actor: Actor, parcel: Parcel, held: Allocation | None, now: str, reason: str) -> None:
    Step.objects.create(
        parcel=parcel,
        allocation=held,
        was=parcel.status,
        now=now,
        reason=reason[:500],
        by=str(actor.user or "machine"),
        side=str(actor.party or ""),
    )
