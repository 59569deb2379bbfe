"""Series of meetings and single meetings: found, change, call, move, cancel, hold."""

from dataclasses import dataclass
from datetime import date

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import COORDINATE
from feidi.workbench.actions import Refusal, action, take
from feidi.workbench.audit.recording import Entry
from feidi.workbench.coordination.actions.saying import must_hold_key, must_say
from feidi.workbench.coordination.models import AgendaItem, Department, Meeting, Series
from feidi.workbench.coordination.models.meetings import (
    AGREED,
    CANCELLED,
    GATHERING,
    HELD,
    POSTPONED,
    RHYTHMS,
    SUBMITTED,
)
from feidi.workbench.coordination.telling import CALLED, tell_other_office
from feidi.workbench.parks.models import Park, Party

WHAT_NAME = Words("名称", "the name")
WHAT_REASON = Words("原因", "the reason")


@dataclass(frozen=True)
class NewSeries:
    """What a series is founded with. members: departments of either side."""

    name: str
    rhythm: str
    convener: Party | None
    place: str = ""
    purpose: str = ""
    members: tuple[Department, ...] = ()


@dataclass(frozen=True)
class When:
    """The day and place of a meeting. day: None where nothing that is a day was said."""

    day: date | None
    place: str = ""


@action("coordination.found", Words("建立了会议制度", "founded a series"), COORDINATE)
def found(entry: Entry, *, actor: Actor, new: NewSeries) -> Series:
    """Found a series of meetings; the convener is one of the sides that hold keys."""
    park, _ = actor.at
    name = must_say(new.name, WHAT_NAME)[:120]
    if new.rhythm not in RHYTHMS or new.convener is None:
        raise Refusal(Words("请选择频次和召集方", "choose the rhythm and the convener"))
    must_hold_key(park.pk, new.convener.pk)
    if Series.objects.filter(park=park, name=name).exists():
        raise Refusal(Words("已有同名的会议", "there is a series of that name"))
    series: Series = Series.objects.create(
        park=park,
        name=name,
        rhythm=new.rhythm,
        convener=new.convener,
        place=new.place.strip()[:120],
        purpose=new.purpose.strip(),
    )
    _members(series, new.members, park)
    entry.about = series
    entry.after = {"name": name, "rhythm": new.rhythm, "convener": str(new.convener)}
    return series


@action("coordination.change_series", Words("调整了会议制度", "changed a series"), COORDINATE)
def change(entry: Entry, *, actor: Actor, series: Series, version: int, new: NewSeries) -> Series:
    """Change rhythm, place, purpose and members; the convener and the name stay."""
    series = take(series, version)
    if new.rhythm not in RHYTHMS:
        raise Refusal(Words("请选择频次", "choose the rhythm"))
    entry.about = series
    entry.change(series, rhythm=new.rhythm, place=new.place.strip()[:120])
    series.purpose = new.purpose.strip()
    series.save()
    before = [str(member) for member in series.members.all()]
    series.members.all().delete()
    _members(series, new.members, series.park)
    entry.before["members"] = "、".join(before)
    entry.after["members"] = "、".join(str(department) for department in new.members)
    return series


def _members(series: Series, members: tuple[Department, ...], park: Park) -> None:
    for department in members:
        if department.park_id == park.pk:
            series.members.create(department=department)


@action("coordination.call", Words("召集会议", "called a meeting"), COORDINATE)
def call(
    entry: Entry, *, actor: Actor, series: Series, version: int, when: When, day: date
) -> Meeting:
    """Call the next meeting of a series; what was postponed is on its agenda."""
    series = take(series, version)
    must_convene(actor, series)
    if when.day is None or when.day < day:
        raise Refusal(Words("会议日期应写明，不早于今天", "the day is to be said, today or later"))
    last: Meeting | None = series.meetings.order_by("-number").first()
    if last is not None and last.state in (GATHERING, AGREED):
        raise Refusal(Words("上一次会议还没有召开", "the meeting before is still to be held"))
    meeting: Meeting = Meeting.objects.create(
        park_id=series.park_id,
        series=series,
        number=(last.number if last else 0) + 1,
        day=when.day,
        place=when.place.strip()[:120] or series.place,
        by=str(actor.user or "machine"),
    )
    _carry_over(meeting, last)
    tell_other_office(meeting, CALLED, actor)
    entry.about, entry.after = meeting, {"day": str(when.day), "place": meeting.place}
    return meeting


def _carry_over(meeting: Meeting, last: Meeting | None) -> None:
    """Put on the agenda what the meeting before has postponed."""
    rows = AgendaItem.objects.filter(meeting=last, state=POSTPONED) if last else []
    for n, item in enumerate(rows, 1):
        AgendaItem.objects.create(
            park_id=meeting.park_id,
            meeting=meeting,
            side_id=item.side_id,
            title=item.title,
            note=item.note,
            about=item.about,
            order=n,
            state=SUBMITTED,
            by=item.by,
        )


@action("coordination.move", Words("更改会议时间地点", "moved a meeting"), COORDINATE)
def move(entry: Entry, *, actor: Actor, meeting: Meeting, version: int, when: When) -> Meeting:
    """Move a meeting that is not yet held; an agenda agreed for another day is open again."""
    meeting = take(meeting, version)
    must_convene(actor, meeting.series)
    must_be(meeting, GATHERING, AGREED)
    if when.day is None:
        raise Refusal(Words("请写明日期", "say the day"))
    entry.about = meeting
    entry.change(meeting, day=when.day, place=when.place.strip()[:120], state=GATHERING)
    meeting.save()
    return meeting


@action("coordination.cancel", Words("取消会议", "cancelled a meeting"), COORDINATE)
def cancel(entry: Entry, *, actor: Actor, meeting: Meeting, version: int, text: str) -> Meeting:
    """Cancel a meeting that is not yet held."""
    meeting = take(meeting, version)
    must_convene(actor, meeting.series)
    must_be(meeting, GATHERING, AGREED)
    entry.about, entry.reason = meeting, must_say(text, WHAT_REASON)
    entry.change(meeting, state=CANCELLED)
    meeting.save()
    return meeting


@action("coordination.hold", Words("会议已召开", "held a meeting"), COORDINATE)
def hold(entry: Entry, *, actor: Actor, meeting: Meeting, version: int, day: date) -> Meeting:
    """Note that a meeting whose agenda is agreed has been held."""
    meeting = take(meeting, version)
    must_convene(actor, meeting.series)
    must_be(meeting, AGREED)
    if day < meeting.day:
        raise Refusal(Words("还没有到会议日期", "its day has not come"))
    entry.about = meeting
    entry.change(meeting, state=HELD)
    meeting.save()
    return meeting


def must_convene(actor: Actor, series: Series) -> None:
    """Refuse who is not of the side that convenes."""
    if actor.party is None or actor.party.pk != series.convener_id:
        raise Refusal(Words("由召集方办理", "the convener does this"))


def must_be(meeting: Meeting, *states: str) -> None:
    """Refuse what a meeting is not ready for, or past."""
    if meeting.state not in states:
        what = Words("会议现在是“{now}”，不能这样做", "the meeting is “{now}” now: not possible")
        raise Refusal(what.fill(now=meeting.state_words))
