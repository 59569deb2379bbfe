"""A section of a result that cannot be given, and why."""

from dataclasses import dataclass

from feidi.quantities.words import Words


@dataclass(frozen=True)
class Absent:
    """That there is no answer, and the reason: never an empty answer without one."""

    reason: Words

    def as_json(self) -> dict[str, dict[str, str]]:
        """Return the reason for machines."""
        return {"absent": self.reason._asdict()}
