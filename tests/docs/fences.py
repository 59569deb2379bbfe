"""The documents as the tests see them: pages, fenced blocks, headings, links."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^(?P<mark>`{3,})(?P<word>[^\s`]*)\s*$")


@dataclass(frozen=True)
class Fenced:
    """One fenced block: its page, first line, word and text."""

    page: str
    line: int
    word: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


@cache
def pages() -> tuple[Path, ...]:
    """Every Markdown page that people read: of the root, of docs/ and below."""
    return tuple(sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")]))


@cache
def text(name: str) -> str:
    """The text of a page by its path below the root."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def blocks(page: Path) -> tuple[Fenced, ...]:
    """The outermost fenced blocks of a page."""
    found: list[Fenced] = []
    open_at, mark, word, lines = 0, "", "", list[str]()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        match = FENCE.match(line)
        if not mark and match:
            open_at, mark, word, lines = number, match["mark"], match["word"], []
        elif mark and line.strip() == mark:
            name = str(page.relative_to(ROOT))
            found.append(Fenced(name, open_at, word, "".join(f"{said}\n" for said in lines)))
            mark = ""
        elif mark:
            lines.append(line)
    return tuple(found)


def fenced(*words: str) -> list[Fenced]:
    """Every block of all pages whose fence has one of the words."""
    return [block for page in pages() for block in blocks(page) if block.word in words]


def prose(page: Path) -> str:
    """The text of a page without its fenced blocks."""
    kept, mark = [], ""
    for line in page.read_text(encoding="utf-8").splitlines():
        match = FENCE.match(line)
        if not mark and match:
            mark = match["mark"]
        elif mark:
            mark = "" if line.strip() == mark else mark
        else:
            kept.append(line)
    return "\n".join(kept)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    found = set()
    for line in prose(page).splitlines():
        if line.startswith("#"):
            said = line.lstrip("#").strip().lower()
            found.add(re.sub(r"[^\w\- ]", "", said).replace(" ", "-"))
    return found
