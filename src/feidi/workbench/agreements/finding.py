"""What a search finds among agreements."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.agreements.models import DROPPED, WITHDRAWN, Obligation, Text
from feidi.workbench.desk.finding import MOST, Found


def found(said: str) -> list[Found]:
    """Return the texts whose title or wording holds what is said."""
    wanted = said.lower()
    texts = [
        text
        for text in Text.objects.exclude(state=WITHDRAWN)
        if wanted in text.text.lower() or wanted in text.title.lower()
    ]
    rows = tuple((str(t), t.state_words.zh, f"/agreements/{t.pk}/") for t in texts[:MOST])
    return [
        Found(Words("协议", "agreements"), rows),
        Found(Words("履约", "obligations"), _owed(said)),
    ]


def _owed(said: str) -> tuple[tuple[str, str, str], ...]:
    wanted = Q(zh__icontains=said) | Q(en__icontains=said) | Q(clause=said)
    rows = Obligation.objects.exclude(state=DROPPED).filter(wanted)[:MOST]
    return tuple((str(o), f"{o.due} · {o.state_words.zh}", o.get_absolute_url()) for o in rows)
