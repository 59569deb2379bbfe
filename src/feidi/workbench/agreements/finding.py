"""What a search finds among agreements."""

from feidi.quantities.words import Words
from feidi.workbench.agreements.models import WITHDRAWN, Text
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
    return [Found(Words("协议", "agreements"), rows)]
