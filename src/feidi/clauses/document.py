"""Signed text -> its parts with their lines: title, tables, headings, rule and example blocks.

Knows Markdown's outline and nothing of what a rule means (§D1). The text in, never a file.
"""

import hashlib
import re
from dataclasses import dataclass

from feidi.evidence.source import At
from feidi.quantities.folding import fold

RULE_FENCES = {"规则": "zh", "rule": "en"}
EXAMPLE_FENCES = {"算例": "zh", "example": "en"}
_FENCE = re.compile(r"^(`{3,}|~{3,})\s*(\S*)")


@dataclass(frozen=True)
class Line:
    """One line as it stands, with its place."""

    at: At
    text: str


@dataclass(frozen=True)
class Block:
    """A fenced block under a heading. lang: zh or en, by the fence's word."""

    at: At
    lang: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ClauseText:
    """A heading and what stands under it until the next heading."""

    id: str
    title: str
    at: At
    prose: tuple[str, ...]
    rules: tuple[Block, ...]
    examples: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A document with legal force. fingerprint: SHA-256 of its exact bytes.

    rows: the cells of every table row before the first clause, header rows included.
    unclosed: fences that never end.
    """

    file: str
    title: str
    fingerprint: str
    rows: tuple[tuple[Line, tuple[str, ...]], ...]
    clauses: tuple[ClauseText, ...]
    unclosed: tuple[Line, ...]
    text: str

    @property
    def ruled_lines(self) -> tuple[Line, ...]:
        """Every line of its rules and worked examples, in reading order."""
        return tuple(
            line
            for clause in self.clauses
            for block in (*clause.rules, *clause.examples)
            for line in block.lines
        )


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of the exact bytes, as printed on the signature page."""
    return hashlib.sha256(content).hexdigest()


def clause_number(heading: str) -> tuple[str, str]:
    """Return the number a heading is cited by, and its title.

    >>> clause_number("第五条　增值税的分享"), clause_number("Article 5. VAT")
    (('第五条', '增值税的分享'), ('Article 5', 'VAT'))
    """
    said = fold(heading)
    if match := re.match(r"(第[^\s条]+条(?:之[一二三四五六七八九十]+)?)[ :、.]*(.*)", said):
        return match.group(1), match.group(2)
    if match := re.match(r"((?:Article|Section|Clause) [\w.-]*\w)[ .:]*(.*)", said, re.I):
        return match.group(1), match.group(2)
    number, _, title = said.partition(" ")
    return number, title or number


def read_document(content: bytes, file: str) -> Document:
    """Return the outline of a Markdown document.

    content: UTF-8 bytes (a decoding error is raised as UnicodeDecodeError).
    file: the name to print in messages.
    """
    text = content.decode("utf-8-sig")
    outline = _Outline(file)
    for number, line in enumerate(_lines(text), 1):
        outline.take(number, line)
    return Document(
        file,
        outline.title,
        fingerprint(content),
        tuple(outline.rows),
        tuple(part.closed() for part in outline.parts),
        tuple(outline.open_fence),
        text,
    )


def _lines(text: str) -> list[str]:
    """Return the lines as an editor counts them: LF, CRLF or CR ends one, nothing else does."""
    lines = re.split(r"\r\n|\r|\n", text)
    return lines if lines[-1] else lines[:-1]


class _Part:
    """A clause while it is being read."""

    def __init__(self, at: At, title: str) -> None:
        self.at, self.title = at, title
        self.prose: list[str] = []
        self.rules: list[Block] = []
        self.examples: list[Block] = []

    def closed(self) -> ClauseText:
        return ClauseText(
            self.at.clause,
            self.title,
            self.at,
            tuple(self.prose),
            tuple(self.rules),
            tuple(self.examples),
        )


class _Outline:
    """Reads line by line; holds the fence it stands in."""

    def __init__(self, file: str) -> None:
        self.file, self.title = file, ""
        self.rows: list[tuple[Line, tuple[str, ...]]] = []
        self.parts: list[_Part] = []
        self.open_fence: list[Line] = []
        self._mark = self._word = ""
        self._lines: list[Line] = []

    def take(self, number: int, text: str) -> None:
        line = Line(At(self.file, number, self.parts[-1].at.clause if self.parts else ""), text)
        if self._mark:
            self._inside_fence(line)
        elif match := _FENCE.match(text):
            self._mark, self._word = match.group(1), fold(match.group(2)).lower()
            self.open_fence, self._lines = [line], []
        elif text.startswith("#"):
            self._heading(line)
        elif text.lstrip().startswith("|") and not any(part.at.clause for part in self.parts):
            self._row(line)
        elif self.parts:
            self.parts[-1].prose.append(text)

    def _inside_fence(self, line: Line) -> None:
        closing = line.text.strip()
        if closing.startswith(self._mark) and not closing.strip(self._mark[0]):
            self._close(self.open_fence.pop())
        else:
            self._lines.append(line)

    def _close(self, opening: Line) -> None:
        self._mark = ""
        for fences, kind in ((RULE_FENCES, "rules"), (EXAMPLE_FENCES, "examples")):
            if self._word in fences:
                if not self.parts:
                    self.parts.append(_Part(opening.at, ""))
                block = Block(opening.at, fences[self._word], tuple(self._lines))
                getattr(self.parts[-1], kind).append(block)

    def _heading(self, line: Line) -> None:
        level = len(line.text) - len(line.text.lstrip("#"))
        words = line.text[level:].strip()
        if level == 1 and not self.title:
            self.title = words
            return
        number, title = clause_number(words)
        self.parts.append(_Part(line.at._replace(clause=number), title))

    def _row(self, line: Line) -> None:
        cells = tuple(cell.strip() for cell in line.text.strip().strip("|").split("|"))
        if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            self.rows.append((line, cells))
