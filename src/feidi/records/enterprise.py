"""A firm of the park's roster."""

from dataclasses import dataclass
from datetime import date

from feidi.evidence.source import At


@dataclass(frozen=True)
class Enterprise:
    """A firm both parties count as the park's.

    id: as receipts name it. brought_by: role of the party that introduced it, or empty.
    led_by: "government" or "market", who led its coming, or empty. listed_on: the day both
    parties confirmed it for the joint list, or None.
    """

    id: str
    name: str
    park: str
    brought_by: str
    led_by: str
    listed_on: date | None
    at: At
