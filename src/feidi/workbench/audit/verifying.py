"""Holds the stored chain against itself, its signatures and its end."""

from collections.abc import Iterator

from django.conf import settings

from feidi.evidence.chain import FIRST, Link, broken, sign_of
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.workbench.audit.models import ChainEnd, Event
from feidi.workbench.scope.acting import everything


def stored_links() -> Iterator[Link]:
    """Yield every row of the trail as a link, in order; few are held in memory."""
    with everything("the chain is one for all sides"):
        rows = Event.objects.order_by("number").iterator(2000)
        for event in rows:
            yield event.as_link()


def end_of_chain() -> tuple[int, str]:
    """Return number and link of the last row as noted at the end of the chain: an anchor."""
    end = ChainEnd.objects.filter(pk=1).first()
    return (end.number, end.link) if end else (0, FIRST)


def verify(anchor: tuple[int, str] | None = None) -> list[Problem]:
    """What is wrong with the audit trail? Nothing, if the list is empty (§TR1-§TR3).

    anchor: number and link noted elsewhere, as printed on a statement; by default the end of
    the chain as this database notes it.
    """
    end = ChainEnd.objects.filter(pk=1).first()
    problems = list(broken(stored_links(), settings.AUDIT_KEY, anchor))
    if end is not None and end.number:
        if end.sign != sign_of(settings.AUDIT_KEY, end.link):
            problems.append(_end_unsigned(end))
        cut = broken(stored_links(), "", (end.number, end.link))
        problems += [p for p in cut if p.code == "AU005" and p not in problems]
    return problems


def _end_unsigned(end: ChainEnd) -> Problem:
    what = Words(
        f"链尾登记的第 {end.number} 条不是本系统密钥所签",
        f"the noted end, record {end.number}, is not signed with this site's key",
    )
    fix = Words(
        "停止使用，保留数据库现状；与双方存档的备份和锚点核对",
        "stop, keep the database as it is, and compare it with both sides' backups and anchors",
    )
    return Problem("AU004", At("audit", end.number), what, fix)
