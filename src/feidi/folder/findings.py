"""Problems of one file, collected: the first few one by one, the rest as a number."""

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.quantities.words import Words


class Findings:
    """The problems of one file. Past layout.MOST_PROBLEMS they are counted, not kept."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rest = 0
        self._found: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Take note of a problem."""
        if len(self._found) < layout.MOST_PROBLEMS:
            self._found.append(problem)
        else:
            self.rest += 1

    def row(self, code: str, at: At, said: str, words: tuple[Words, Words]) -> None:
        """Take note of a problem of one row; words: what is wrong, how to mend it."""
        self.add(Problem(code, at, *words, said.rstrip("\r\n")))

    def all(self) -> list[Problem]:
        """Return the problems, and how many more there are."""
        if not self.rest:
            return list(self._found)
        shown, every = len(self._found), len(self._found) + self.rest
        more = Problem(
            "FO019",
            At(self.name),
            Words(
                f"共有 {every} 个问题，列出前 {shown} 个，另有 {self.rest} 个",
                f"{every} problems, of which {shown} are listed and {self.rest} are not",
            ),
            Words("先改正列出的，再检查一次", "mend those listed, then check again"),
        )
        return [*self._found, more]
