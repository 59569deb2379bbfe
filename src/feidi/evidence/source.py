"""A place in a document: file, line, clause."""

from typing import NamedTuple


class At(NamedTuple):
    """Where something stands; line 0 means the file as a whole."""

    file: str
    line: int = 0
    clause: str = ""

    def __str__(self) -> str:
        """Return file:line clause."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}  {self.clause}" if self.clause else place
