"""What a result leaves out, and why: nothing disappears without a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from feidi.quantities.words import Words


@dataclass(frozen=True)
class Dropped:
    """An industry, sector, place or table that a result does not use. why: said to people."""

    what: str
    name: Words
    why: Words

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {"what": self.what, "name": self.name._asdict(), "why": self.why._asdict()}


def listed(rows: Iterable[Dropped]) -> list[dict[str, Any]]:
    """Return several for machines."""
    return [row.as_json() for row in rows]
