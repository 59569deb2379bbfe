"""What a text says, clause by clause, and what is wrong with it: by the core, on bytes alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Q

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import Document, read_document
from feidi.clauses.reading import read_agreement, read_policies
from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.quantities.words import Words
from feidi.settle import check_examples
from feidi.workbench.stored.models import StoredFile

# the documents of a park's folder: their names and bytes
Stored = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class ReadClause:
    """A clause as written and as read back. sentence: None where its rule cannot be read."""

    id: str
    heading: str
    line: int
    text: str
    sentence: Words | None


@dataclass(frozen=True)
class Reading:
    """A document as read. examples: how many worked examples its rules reproduce or should."""

    title: str
    clauses: tuple[ReadClause, ...]
    problems: tuple[Problem, ...]
    examples: int

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way of signing it."""
        return not has_errors(self.problems)


def read(park: int, name: str, content: bytes) -> Reading:
    """Return what a text says if it took its place among the park's other documents."""
    under = (layout.AGREEMENT, layout.SUPPLEMENTS, layout.POLICIES)
    return _read(name, content, tuple(_stored(park, under)))


@lru_cache(maxsize=64)
def _read(name: str, content: bytes, stored: Stored) -> Reading:
    """Read a text among others: of the same bytes always the same, so it is read once."""
    try:
        own = read_document(content, name)
    except UnicodeDecodeError as error:
        return Reading("", (), (_not_utf8(name, error),), 0)
    documents = _with_others(stored, name, own)
    policies, problems = read_policies(_documents(stored, layout.POLICIES))
    agreement, found = read_agreement(documents, policies)
    problems += found
    if agreement is not None:
        problems += check_examples(agreement)
    said = {c.at.line: c.sentence() for c in agreement.clauses} if agreement else {}
    examples = sum(len(clause.examples) for clause in own.clauses)
    lines = own.text.splitlines()
    clauses = tuple(_clauses(own, lines, said, agreement))
    return Reading(own.title, clauses, in_reading_order(problems), examples)


def _clauses(
    document: Document, lines: list[str], said: dict[int, Words], agreement: Agreement | None
) -> Iterator[ReadClause]:
    sentences = (
        {(v.clause.at.file, v.clause.id): v.clause.sentence() for v in agreement.versions}
        if agreement
        else {}
    )
    heads = [part for part in document.clauses if part.id]
    ends = [*(part.at.line - 1 for part in heads), len(lines)][1:]
    for part, end in zip(heads, ends, strict=True):
        sentence = said.get(part.at.line) or sentences.get((document.file, part.id))
        text = "\n".join(lines[part.at.line : end]).strip()
        yield ReadClause(part.id, part.title, part.at.line, text, sentence)


def _with_others(stored: Stored, name: str, own: Document) -> tuple[Document, ...]:
    """Return the agreement first, then its supplements, with `own` in its place."""
    main_and_rest = (layout.AGREEMENT, layout.SUPPLEMENTS)
    others = {d.file: d for under in main_and_rest for d in _documents(stored, under)}
    others[name] = own
    main = others.pop(layout.AGREEMENT, own)
    rest = [others[key] for key in sorted(others) if others[key] is not main]
    return (main, *rest)


def stored_documents(park: int, under: str) -> tuple[Document, ...]:
    """Return the current documents of a park below a name of its folder."""
    return _documents(tuple(_stored(park, (under,))), under)


def _stored(park: int, under: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    wanted = reduce(or_, (Q(name__startswith=start) for start in under))
    rows = StoredFile.objects.filter(wanted, park=park, current=True).order_by("name")
    for name, content in rows.values_list("name", "content"):
        yield name, bytes(content)


def _documents(stored: Stored, under: str) -> tuple[Document, ...]:
    return tuple(
        read_document(content, name)
        for name, content in stored
        if name == under or (name.startswith(under) and name.endswith(".md"))
    )


def _not_utf8(name: str, error: UnicodeDecodeError) -> Problem:
    what = Words(f"第 {error.start + 1} 个字节不是 UTF-8", f"byte {error.start + 1} is not UTF-8")
    fix = Words("以 UTF-8 保存再上传", "save it as UTF-8 and upload it again")
    return Problem("FO008", At(name, 1), what, fix)


@dataclass(frozen=True)
class ClauseChange:
    """One clause in two versions. lines: (mark, text); mark: same, gone or new."""

    id: str
    heading: str
    state: str
    lines: tuple[tuple[str, str], ...]


def changes(old: Reading, new: Reading) -> list[ClauseChange]:
    """Return what differs, clause by clause, in the new order; removed clauses last."""
    before = {clause.id: clause for clause in old.clauses}
    found = []
    for clause in new.clauses:
        earlier = before.pop(clause.id, None)
        lines = tuple(_lines(_whole(earlier), _whole(clause)))
        if any(mark != "same" for mark, _ in lines):
            state = "changed" if earlier else "new"
            found.append(ClauseChange(clause.id, clause.heading, state, lines))
    found += [
        ClauseChange(c.id, c.heading, "gone", tuple(("gone", line) for line in _whole(c)))
        for c in before.values()
    ]
    return found


def _whole(clause: ReadClause | None) -> list[str]:
    return [clause.heading, *clause.text.splitlines()] if clause else []


def _lines(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (("same", line) for line in new[k:m])
        else:
            yield from (("gone", line) for line in old[i:j])
            yield from (("new", line) for line in new[k:m])
