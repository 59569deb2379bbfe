"""The meetings of today, for everybody's desk; where there is none, the one that comes next."""

from datetime import date

from django.urls import reverse

from feidi.quantities.words import Words, both
from feidi.workbench.coordination.models import Meeting
from feidi.workbench.coordination.models.meetings import CANCELLED
from feidi.workbench.dashboards.board import Line, Listing

HEADING = Words("今天的会", "Meetings today")
NONE_AHEAD = Words(
    "今天没有会，也没有排出下一次。联合办在“会议”里召集。",
    "None today, and none is called. The joint office calls one under “Meetings”.",
)
NEXT = Words("今天没有会。下一次：{day}，{name}。", "None today. The next: {name}, on {day}.")


def of_today(day: date) -> Listing:
    """Return the meetings of a day, and where there are none the next one."""
    rows = Meeting.objects.exclude(state=CANCELLED).select_related("series")
    lines = tuple(_line(one) for one in rows.filter(day=day).order_by("id"))
    ahead = rows.filter(day__gt=day).order_by("day", "id").first()
    nothing = NEXT.fill(day=ahead.day, name=ahead.words) if ahead else NONE_AHEAD
    return Listing(HEADING, lines, nothing, reverse("meetings"))


def _line(meeting: Meeting) -> Line:
    place = both(meeting.place or meeting.series.place)
    state = meeting.state_words
    note = (
        Words("{state} · {place}", "{state} · {place}") if place.zh else Words("{state}", "{state}")
    )
    return Line(meeting.words, note.fill(state=state, place=place), meeting.get_absolute_url())
