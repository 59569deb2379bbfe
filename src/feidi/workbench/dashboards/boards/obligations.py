"""What the policy officers look at first: what the agreement asks by when, which texts are open."""

from django.urls import reverse

from feidi.coordinate.lights import GREEN, RED, YELLOW
from feidi.quantities.words import Words, both
from feidi.workbench.agreements.ledger.queries import Owed, ledger, owed
from feidi.workbench.agreements.models import DRAFT, OPEN, PROPOSED, REPORTED, TO_ACCEPT, Text
from feidi.workbench.coordination.forms import today
from feidi.workbench.dashboards.board import BAD, GOOD, WAIT, Figure, Line, Listing

MOST = 8
TONES = {RED: BAD, YELLOW: WAIT, GREEN: ""}


def unsettled() -> list[Owed]:
    """Return the obligations that are not settled, with their lights today, by day."""
    rows = ledger().filter(state__in=(OPEN, REPORTED, TO_ACCEPT), milestone=False)
    return owed(rows.order_by("due", "id"), today())


def figures(found: list[Owed]) -> list[Figure]:
    """Return how many are overdue, due soon, and to be answered; how many texts are open."""
    place = reverse("obligations")
    red, soon = (sum(_colour(one) == colour for one in found) for colour in (RED, YELLOW))
    ask = sum(one.row.state in (REPORTED, TO_ACCEPT) for one in found)
    open_ = Text.objects.filter(state__in=(DRAFT, PROPOSED)).count()
    many = Words("{n} 件", "{n}")
    return [
        Figure(
            Words("逾期的义务", "Overdue obligations"),
            many.fill(n=red),
            place,
            Words("没有了结的共 {n} 件", "of {n} not settled").fill(n=len(found)),
            BAD if red else GOOD,
        ),
        Figure(
            Words("临近期限的义务", "Obligations due soon"),
            many.fill(n=soon),
            place,
            tone=WAIT if soon else GOOD,
        ),
        Figure(
            Words("待确认、待核对的义务", "To be confirmed or checked"),
            many.fill(n=ask),
            place,
            tone=WAIT if ask else GOOD,
        ),
        Figure(
            Words("起草和待确认的文本", "Texts drafted or put forward"),
            Words("{n} 份", "{n}").fill(n=open_),
            reverse("agreements"),
            tone=WAIT if open_ else "",
        ),
    ]


def _colour(one: Owed) -> str:
    return one.light.colour if one.light else ""


def coming(found: list[Owed]) -> Listing:
    """Return the obligations whose day comes first."""
    lines = tuple(
        Line(one.row.words, _said(one), one.row.get_absolute_url(), TONES.get(_colour(one), ""))
        for one in found[:MOST]
    )
    return Listing(
        Words("最先到期的义务", "Obligations due first"),
        lines,
        Words(
            "没有待履行的义务。协议生效后，条款约定的日子自动进台账；规则没有写的，在“履约台账”登记。",
            "None is open. Days named by clauses in force enter the ledger by themselves; what no "
            "rule says is entered there.",
        ),
        reverse("obligations"),
    )


def _said(one: Owed) -> Words:
    who = one.row.side.short if one.row.side else Words("双方", "both sides")
    why = one.light.because if one.light else one.row.state_words
    said = Words("{who} · 期限 {due} · {why}", "{who} · due {due} · {why}")
    return said.fill(who=who, due=one.row.due, why=why)


def texts() -> Listing:
    """Return the texts that are drafted by the own side, or put forward and not in force."""
    rows = Text.objects.filter(state__in=(DRAFT, PROPOSED)).defer("content")
    lines = tuple(
        Line(both(str(one)), one.state_words, reverse("agreement", args=[one.pk]), WAIT)
        for one in rows[:MOST]
    )
    return Listing(
        Words("没有生效的文本", "Texts not in force"),
        lines,
        Words(
            "没有起草中或待确认的文本。要改协议，打开“合作协议”，从生效文本起草新版本。",
            "None is drafted or put forward. To change the agreement, draft a new version from "
            "the text in force under “Agreements”.",
        ),
        reverse("agreements"),
    )
