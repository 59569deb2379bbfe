"""Money one party has paid another under the agreement."""

from dataclasses import dataclass
from datetime import date

from feidi.evidence.source import At
from feidi.quantities.calendar import Period


@dataclass(frozen=True)
class Payment:
    """One payment between parties. period: the settlement period it was paid for; amount: fen."""

    id: str
    payer: str
    payee: str
    period: Period
    paid_on: date
    amount: int
    source: str
    at: At
