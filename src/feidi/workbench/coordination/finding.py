"""What a search finds of coordination."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.coordination.models import AgendaItem, Decision, Minutes, Task
from feidi.workbench.desk.finding import MOST, Found


def found(said: str) -> list[Found]:
    """Return the tasks, items, minutes and decisions that hold what is said."""
    return [
        Found(Words("督办事项", "tasks"), _tasks(said)),
        Found(Words("议题", "agenda items"), _items(said)),
        Found(Words("会议纪要", "minutes"), _minutes(said)),
        Found(Words("会议决定", "decisions"), _decisions(said)),
    ]


def _tasks(said: str) -> tuple[tuple[str, str, str], ...]:
    wanted = Q(title__icontains=said) | Q(basis__icontains=said)
    wanted |= Q(department__name__icontains=said)
    rows = Task.objects.filter(wanted).select_related("department", "side")[:MOST]
    return tuple(
        (str(t), f"{t.state_words.zh} · {t.side.short} {t.department} · {t.due}", address(t))
        for t in rows
    )


def _items(said: str) -> tuple[tuple[str, str, str], ...]:
    wanted = Q(title__icontains=said) | Q(note__icontains=said)
    rows = AgendaItem.objects.filter(wanted).select_related("meeting__series")[:MOST]
    return tuple((i.title, f"{i.meeting} · {i.state_words.zh}", address(i)) for i in rows)


def _minutes(said: str) -> tuple[tuple[str, str, str], ...]:
    wanted = Q(text__icontains=said) | Q(sealed__icontains=said) | Q(fingerprint__startswith=said)
    rows = Minutes.objects.filter(wanted).select_related("meeting__series")[:MOST]
    return tuple((str(m.words.zh), f"{m.meeting} · {m.state_words.zh}", address(m)) for m in rows)


def _decisions(said: str) -> tuple[tuple[str, str, str], ...]:
    rows = Decision.objects.filter(text__icontains=said).select_related("minutes")[:MOST]
    return tuple((d.text, d.words.zh, address(d.minutes)) for d in rows)


def address(row: Task | AgendaItem | Minutes) -> str:
    """Return the address of a row's page."""
    return row.get_absolute_url()
