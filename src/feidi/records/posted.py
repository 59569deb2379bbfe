"""A total that both sides have confirmed and posted; it is never rewritten."""

from dataclasses import dataclass
from datetime import date

from feidi.evidence.source import At


@dataclass(frozen=True)
class PostedTotal:
    """What a posted settlement gave one account.

    year: the year whose settlement it is. of_year: the year the money belongs to, an earlier
    one for a correction. amount: fen. known_at: the day whose knowledge it was computed with.
    fingerprint: of the agreement then.
    """

    year: int
    of_year: int
    party: str
    amount: int
    known_at: date
    fingerprint: str
    at: At
