"""What a search finds among firms, visits and chambers; contacts are never searched."""

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import MOST, Found
from feidi.workbench.enterprises.queries import chambers, enterprises, visits


def found(said: str) -> list[Found]:
    """Return firms by name or code, visits by what came of them, chambers by name or place."""
    firms = tuple(
        (e.name, e.code or e.roster, e.get_absolute_url()) for e in enterprises(said)[:MOST]
    )
    paid = tuple(
        (str(v), v.outcome[:60] or v.purpose_words.zh, v.get_absolute_url())
        for v in visits(said)[:MOST]
    )
    clubs = tuple((c.name, c.place, c.get_absolute_url()) for c in chambers(said)[:MOST])
    return [
        Found(Words("企业", "enterprises"), firms),
        Found(Words("走访", "visits"), paid),
        Found(Words("商会", "chambers"), clubs),
    ]
