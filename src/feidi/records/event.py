"""Something that happened on a day and that a clause waits for: production start, aid arrived."""

from dataclasses import dataclass
from datetime import date

from feidi.evidence.source import At


@dataclass(frozen=True)
class Event:
    """One dated event. subject: an enterprise's id, or empty for the park as a whole."""

    name: str
    subject: str
    day: date
    source: str
    at: At
