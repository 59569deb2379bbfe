"""A total that both sides have confirmed and posted; it is never rewritten."""

from dataclasses import dataclass
from datetime import date

from feidi.evidence.source import At


@dataclass(frozen=True)
class PostedTotal:
    """What one account was given for one year by a posted settlement.

    known_at: the day whose knowledge it was computed with. fingerprint: of the agreement then.
    amount: fen, corrections of earlier years not included.
    """

    year: int
    party: str
    amount: int
    known_at: date
    fingerprint: str
    at: At
