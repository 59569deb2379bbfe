"""A problem is a value: where, what stands there, what is wrong, how to mend it, rule cited."""

from dataclasses import dataclass
from typing import Any

from feidi.evidence.codes import codes, page_of
from feidi.evidence.source import At
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, said so that an officer can act on it.

    code: a key of evidence/codes.csv, which gives level, title and the section cited.
    at: file, line, clause. said: the line as it stands there (may be empty).
    what: what is wrong, with both numbers. fix: how to mend it.
    """

    code: str
    at: At
    what: Words
    fix: Words
    said: str = ""

    def __post_init__(self) -> None:
        if self.code not in codes():
            message = f"{self.code} is not in evidence/codes.csv"
            raise KeyError(message)

    @property
    def level(self) -> str:
        """Either error or warning."""
        return codes()[self.code].level

    @property
    def section(self) -> str:
        """The numbered rule that was broken, such as §4.2."""
        return codes()[self.code].section

    @property
    def rule(self) -> str:
        """Where that rule stands, such as docs/settlement-rules.md §R4."""
        return f"docs/{page_of(self.section)} {self.section}"

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "code": self.code,
            "level": self.level,
            "file": self.at.file,
            "line": self.at.line,
            "clause": self.at.clause,
            "said": self.said,
            "section": self.section,
            "what": self.what._asdict(),
            "fix": self.fix._asdict(),
        }


def in_reading_order(problems: "list[Problem] | tuple[Problem, ...]") -> tuple[Problem, ...]:
    """Return the problems once each, by file and line."""
    return tuple(sorted(set(problems), key=lambda p: (p.at.file, p.at.line, p.code, p.what)))


def has_errors(problems: "list[Problem] | tuple[Problem, ...]") -> bool:
    """Say whether any problem stops a settlement."""
    return any(problem.level == "error" for problem in problems)
