"""What a search finds among siting plans."""

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import MOST, Found
from feidi.workbench.siting.queries import plans


def found(said: str) -> list[Found]:
    """Return plans by the name of their file."""
    rows = tuple(
        (str(plan), plan.state_words.zh, plan.get_absolute_url())
        for plan in plans().filter(said_name__icontains=said)[:MOST]
    )
    return [Found(Words("选址方案", "siting plans"), rows)]
