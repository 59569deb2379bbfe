"""What the pages of meetings show: series with their next meeting, keys turned, what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE
from feidi.workbench.coordination.models import AgendaItem, Meeting, Minutes, Series
from feidi.workbench.coordination.models.meetings import (
    AGREED,
    CANCELLED,
    CONFIRMED,
    DRAFT,
    DRAFTED,
    GATHERING,
    HELD,
    MEETING_STATES,
)
from feidi.workbench.coordination.offers import steps_of
from feidi.workbench.coordination.wording import agenda_text, print_of
from feidi.workbench.pages.templatetags.pieces import Step
from feidi.workbench.parks.models import Seat
from feidi.workbench.parks.queries import keyholders


@dataclass(frozen=True)
class SeriesLine:
    """A series with the meeting that comes next and the one before."""

    series: Series
    next: Meeting | None
    last: Meeting | None


@dataclass(frozen=True)
class MeetingView:
    """A meeting as one side sees it. prints: the fingerprint of the agenda as it is now.

    keys: every side that holds one, with its consent to this agenda. hint: what comes next.
    """

    items: list[AgendaItem]
    drafts: list[AgendaItem]
    prints: str
    keys: list[tuple[Seat, Any]]
    convenes: bool
    leads: bool
    agreed: bool
    minutes: Minutes | None
    hint: Words


def series_lines() -> list[SeriesLine]:
    """Return every series with its next and its last meeting."""
    found = []
    for series in Series.objects.select_related("convener"):
        meetings = series.meetings.exclude(state=CANCELLED).select_related("series")
        coming = meetings.filter(state__in=(GATHERING, AGREED)).order_by("day").first()
        past = meetings.exclude(state__in=(GATHERING, AGREED)).order_by("-number").first()
        found.append(SeriesLine(series, coming, past))
    return found


def meeting_view(meeting: Meeting, actor: Actor, day: date) -> MeetingView:
    """Return what the page of a meeting shows to who asks."""
    rows = list(AgendaItem.objects.filter(meeting=meeting).select_related("side"))
    prints = print_of(agenda_text(meeting))
    turned = {key.party_id: key for key in meeting.agenda_keys.filter(fingerprint=prints)}
    keys = [(seat, turned.get(seat.party_id)) for seat in keyholders(meeting.park_id)]
    party = actor.party.pk if actor.party else 0
    minutes: Minutes | None = meeting.minutes.order_by("-number").first()
    convenes = party == meeting.series.convener_id and actor.may(COORDINATE)
    return MeetingView(
        items=[one for one in rows if one.state in ("submitted", "postponed")],
        drafts=[one for one in rows if one.state == DRAFT],
        prints=prints,
        keys=keys,
        convenes=convenes,
        leads=actor.may(COORDINATE) and any(seat.party_id == party for seat, _ in keys),
        agreed=party in turned,
        minutes=minutes,
        hint=_hint(meeting, minutes, day),
    )


def _hint(meeting: Meeting, minutes: Minutes | None, day: date) -> Words:
    """Say what comes next, and who does it."""
    convener = meeting.series.convener.short
    if meeting.state == GATHERING:
        return Words("双方提出议题，然后各自同意议程", "propose items, then each side agrees")
    if meeting.state == AGREED and meeting.day > day:
        return Words(
            f"{meeting.day} 开会；可打印会议材料", f"held on {meeting.day}; print the pack"
        )
    if meeting.state == AGREED:
        return Words(f"由{convener}登记已召开", f"{convener} notes that it was held")
    if meeting.state == HELD and minutes is not None and minutes.state == "returned":
        return Words(f"纪要被退回，由{convener}修改", f"sent back: {convener} drafts anew")
    if meeting.state == HELD:
        return Words(
            f"由{convener}记下各议题结果，起草纪要", f"{convener} notes outcomes, drafts minutes"
        )
    return {
        DRAFTED: Words("双方确认纪要，各转一把钥匙", "both sides confirm the minutes"),
        CONFIRMED: Words("决定已成为督办任务", "the decisions have become tasks"),
    }.get(meeting.state, Words("", ""))


def meeting_steps(meeting: Meeting) -> list[Step]:
    """Return the steps of a meeting: done, now, or to come; one that was cancelled has none."""
    if meeting.state == CANCELLED:
        return [Step(MEETING_STATES[CANCELLED], "stopped")]
    names = {name: said for name, said in MEETING_STATES.items() if name != CANCELLED}
    return steps_of(names, meeting.state, meeting.state == CONFIRMED)


def keys_of(minutes: Minutes) -> list[tuple[Seat, Any]]:
    """Return every side that holds a key, with the key it has turned for minutes."""
    turned = {key.party_id: key for key in minutes.keys.all()}
    return [(seat, turned.get(seat.party_id)) for seat in keyholders(minutes.park_id)]
