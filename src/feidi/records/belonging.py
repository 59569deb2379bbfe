"""Which county or area a place belongs to: by administration and by statistics, with dates."""

from dataclasses import dataclass
from datetime import date

from feidi.evidence.source import At

ADMINISTRATIVE, STATISTICAL = "administrative", "statistical"


@dataclass(frozen=True)
class Belonging:
    """One belonging of a park or parcel.

    kind: "administrative" (whose county it is) or "statistical" (in whose figures it is counted);
    the two may differ, as in an enclave. code: division or statistical code.
    """

    subject: str
    kind: str
    code: str
    name: str
    since: date | None
    until: date | None
    source: str
    at: At

    def holds_on(self, day: date) -> bool:
        """Say whether it belongs there on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
