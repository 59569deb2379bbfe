"""What a search finds among documents."""

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import MOST, Found
from feidi.workbench.documents.queries import documents, with_objects


def found(said: str) -> list[Found]:
    """Return the documents whose title, name, place or fingerprint is what is said."""
    rows = tuple(
        (one.title, f"{one.about_name} · {one.purpose_words.zh}", about.get_absolute_url())
        for one, about in with_objects(list(documents(said)[:MOST]))
    )
    return [Found(Words("文件", "documents"), rows)]
