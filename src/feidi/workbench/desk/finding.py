"""What a search finds: the form in which every app tells it to the desk."""

from dataclasses import dataclass

from feidi.quantities.words import Words

# rows of one kind that a search shows
MOST = 20


@dataclass(frozen=True)
class Found:
    """What a search finds of one kind. rows: (title, note, address)."""

    kind: Words
    rows: tuple[tuple[str, str, str], ...]
