"""Tax that reached the treasury: one row of the receipts, and its three kinds."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from feidi.evidence.source import At
from feidi.quantities.calendar import Period


class ReceiptKind(Enum):
    """A collection is positive, a refund negative, a correction of an earlier entry either."""

    COLLECTION = "collection"
    REFUND = "refund"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Receipt:
    """One entry of the treasury for one enterprise and one tax.

    id: unique in the folder. period: the time the tax belongs to. booked_on: the day it was
    booked. amount: fen, signed. source: the treasury voucher or table it was taken from.
    """

    id: str
    enterprise: str
    park: str
    tax: str
    period: Period
    booked_on: date
    amount: int
    kind: ReceiptKind
    source: str
    at: At
