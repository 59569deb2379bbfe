"""What the frame of every page needs: who acts, for whom, where one may go."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.accounts.roles import ACCOUNTS, GRANT, READ, READ_AUDIT, Right
from feidi.workbench.pages.templatetags.said import language
from feidi.workbench.parks.models import Seat


class Entry(NamedTuple):
    """One entry of the navigation."""

    place: str
    words: Words
    icon: str
    right: Right


NAVIGATION = (
    Entry("desk", Words("我的工作台", "My desk"), "home", READ),
    Entry("settlements", Words("结算", "Settlement"), "scale", READ),
    Entry("agreements", Words("协议", "Agreements"), "file-text", READ),
    Entry("tasks", Words("协同", "Coordination"), "calendar-event", READ),
    Entry("imports", Words("数据导入", "Imports"), "upload", READ),
    Entry("receipts", Words("入库明细", "Receipts"), "receipt", READ),
    Entry("history", Words("办理记录", "History"), "history", READ),
    Entry("oversight", Words("审计", "Oversight"), "shield-check", READ_AUDIT),
    Entry("accounts", Words("账号与授权", "Accounts"), "user", ACCOUNTS),
    Entry("grants", Words("账号与授权", "Accounts"), "user", GRANT),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout asks for."""
    actor: Actor | None = getattr(request, "actor", None)
    found: dict[str, Any] = {"actor": actor, "demo": settings.DEMO, "lang": language()}
    if actor is None or actor.user is None:
        return found
    entries = [(e, reverse(e.place)) for e in NAVIGATION if actor.may(e.right)]
    found["navigation"] = entries
    found["here"] = max(
        (place for _, place in entries if request.path.startswith(place)), key=len, default=""
    )
    own = Membership.objects.filter(user=actor.user).select_related("party", "park")
    found["memberships"] = list(own)
    if actor.park and actor.party:
        seats = list(Seat.objects.filter(park=actor.park).select_related("party"))
        found["seat"] = next((s for s in seats if s.party_id == actor.party.pk), None)
        found["side_colour"] = next(
            (place for place, s in enumerate(seats) if s.party_id == actor.party.pk), 0
        )
    return found
