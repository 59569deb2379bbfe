"""The exact words both sides confirm: of an agenda, and of minutes with what they decide."""

import hashlib

from feidi.workbench.coordination.models import AgendaItem, Meeting, Minutes
from feidi.workbench.coordination.models.meetings import POSTPONED, SUBMITTED


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """Return what is on the agenda, in its order; drafts are not."""
    rows = AgendaItem.objects.filter(meeting=meeting, state__in=(SUBMITTED, POSTPONED))
    return list(rows.select_related("side"))


def agenda_text(meeting: Meeting) -> str:
    """Return the agenda as it is agreed."""
    head = f"{meeting.words.zh}议程　{meeting.day}　{meeting.place}"
    lines = [
        f"{n}. {item.title}（{item.side.short}提出）\n{item.note}\n{item.about}".strip()
        for n, item in enumerate(agenda(meeting), 1)
    ]
    return "\n".join([head, *lines])


def minutes_text(minutes: Minutes) -> str:
    """Return the minutes as they are confirmed: what was said, each outcome, each decision."""
    meeting = minutes.meeting
    members = meeting.series.members.select_related("department__side")
    there = "、".join(f"{m.department.side.short}{m.department.name}" for m in members)
    lines = [
        f"{meeting.words.zh}纪要（第 {minutes.number} 稿）",
        f"时间：{meeting.day}　地点：{meeting.place or '—'}",
        f"参加单位：{there or '—'}",
        "",
        minutes.text.strip(),
        "",
        "议题",
    ]
    for n, item in enumerate(agenda(meeting), 1):
        lines.append(f"{n}. {item.title}（{item.side.short}提出）")
        lines.append(f"   {item.outcome.strip() or item.state_words.zh}")
    lines += ["", "决定"]
    for one in minutes.decisions.select_related("side", "department", "counterpart"):
        other = f"；配合：{one.counterpart}" if one.counterpart else ""
        lines.append(f"{one.number}. {one.text}")
        lines.append(f"   承办：{one.side.short} {one.department}{other}；期限：{one.due}")
    return "\n".join(lines)


def print_of(text: str) -> str:
    """Return the fingerprint of words."""
    return hashlib.sha256(text.encode()).hexdigest()
