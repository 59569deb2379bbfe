"""The exact words both sides confirm: an agenda, minutes with what they decide, the duties."""

import hashlib

from feidi.workbench.coordination.models import AgendaItem, Duty, Matter, Meeting, Minutes
from feidi.workbench.coordination.models.meetings import POSTPONED, SUBMITTED
from feidi.workbench.coordination.models.organisation import MARKS


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """Return what is on the agenda, in its order; drafts are not."""
    rows = AgendaItem.objects.filter(meeting=meeting, state__in=(SUBMITTED, POSTPONED))
    return list(rows.select_related("side"))


def agenda_text(meeting: Meeting, items: list[AgendaItem] | None = None) -> str:
    """Return the agenda as it is agreed. items: what is on it, where that is at hand."""
    head = f"{meeting.words.zh}议程　{meeting.day}　{meeting.place}"
    lines = [
        f"{n}. {item.title}（{item.side.short}提出）\n{item.note}\n{item.about}".strip()
        for n, item in enumerate(agenda(meeting) if items is None else items, 1)
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


def duties_text(park: int) -> str:
    """Return the matrix of duties as it is confirmed: a matter a line, each part by its mark."""
    parts = Duty.objects.filter(matter__park=park).select_related("department", "side")
    by_matter: dict[int, list[Duty]] = {}
    for one in parts.order_by("side_id", "department_id"):
        by_matter.setdefault(one.matter_id, []).append(one)
    lines = ["职责分工"]
    for n, matter in enumerate(Matter.objects.filter(park=park), 1):
        lines.append(f"{n}. {matter.name}")
        for mark, words in MARKS.items():
            those = [one for one in by_matter.get(matter.pk, []) if one.mark == mark]
            if those:
                named = "、".join(f"{one.side.short}{one.department.name}" for one in those)
                lines.append(f"   {words.zh}：{named}")
    return "\n".join(lines)


def print_of(text: str) -> str:
    """Return the fingerprint of words."""
    return hashlib.sha256(text.encode()).hexdigest()
