"""A rule block -> one clause of its kind, or the located problems that stand in its way."""

from typing import Any

from feidi.clauses.clause import Clause, FieldOf
from feidi.clauses.document import Block, ClauseText, Line
from feidi.clauses.values import Vocabulary, nearest
from feidi.evidence.problem import Problem
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words

KIND_LABEL = Words("条款", "kind")
Entry = tuple[Line, str, str]


def entries(block: Block) -> tuple[list[Entry], list[Problem]]:
    """Return (line, label, value) for each line of a block that is not blank."""
    found, problems = [], []
    for line in block.lines:
        if not line.text.strip():
            continue
        label, colon, value = fold(line.text).partition(":")
        if not colon or not label.strip() or not any(c.isalnum() for c in value):
            problems.append(
                Problem(
                    "AG010",
                    line.at,
                    Words("这一行不是“条目: 值”", "this line is not “label: value”"),
                    Words("写成“条目: 值”，一行一条", "write “label: value”, one a line"),
                    line.text,
                )
            )
            continue
        found.append((line, label.strip(), value.strip()))
    return found, problems


def read_rule(
    text: ClauseText, block: Block, names: Vocabulary, kinds: tuple[type[Clause], ...]
) -> tuple[Clause | None, list[Problem]]:
    """Return the clause that a rule block writes; None where a problem stands in the way."""
    lines, problems = entries(block)
    kind_line = [e for e in lines if e[1].lower() in (KIND_LABEL.zh, KIND_LABEL.en)]
    if len(kind_line) != 1:
        stated = "、".join(fold(e[2]) for e in kind_line)
        problems.append(
            Problem(
                "AG011",
                kind_line[1][0].at if kind_line else block.at,
                Words(
                    f"规则须有一行“条款: …”写明种类，这里有 {len(kind_line)} 行 {stated}",
                    f"a rule says its kind on one line “kind: …”; here there are {len(kind_line)}",
                ),
                nearest("", [getattr(k.title, block.lang) for k in kinds]),
            )
        )
        return None, problems
    line, _, said = kind_line[0]
    kind = next((k for k in kinds if said in k.title or said.lower() == k.title.en), None)
    if kind is None:
        problems.append(
            Problem(
                "AG011",
                line.at,
                Words(f"不认识的条款种类“{said}”", f"unknown kind of clause “{said}”"),
                nearest(said, [getattr(k.title, block.lang) for k in kinds]),
                line.text,
            )
        )
        return None, problems
    reader = _FieldReader(kind, names, block.lang)
    for entry in lines:
        if entry is not kind_line[0]:
            reader.take(*entry)
    reader.finish(block)
    problems += reader.problems
    if reader.problems:
        return None, problems
    return kind(
        id=text.id, heading=text.title, at=block.at, lines=reader.places, **reader.values
    ), problems


class _FieldReader:
    """Fills the fields of one kind from entries, collecting what is wrong."""

    def __init__(self, kind: type[Clause], names: Vocabulary, lang: str) -> None:
        self.kind, self.names, self.lang = kind, names, lang
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}
        self.places: dict[str, tuple[Any, str]] = {}
        self._seen: dict[str, Line] = {}
        self._many: dict[str, list[Any]] = {}

    def take(self, line: Line, label: str, value: str) -> None:
        try:
            if self._many_lines(line, label, value):
                return
            field = self._named(line, label)
            if field and self._first_time(line, label, field):
                self.values[field.key] = field.value.read(value, self.names)
        except Unreadable as error:
            self.problems.append(Problem("AG020", line.at, error.what, error.fix, line.text))

    def _many_lines(self, line: Line, label: str, value: str) -> bool:
        for field in self.kind.fields():
            if field.many_lines:
                try:
                    part = field.value.read_line(label, value, self.names)
                except Unreadable:
                    self._many.setdefault(field.key, [])
                    raise
                if part is not None:
                    self.places.setdefault(field.key, (line.at, line.text))
                    self._many.setdefault(field.key, []).append(part)
                    return True
        return False

    def _named(self, line: Line, label: str) -> FieldOf | None:
        fields = [f for f in self.kind.fields() if not f.many_lines]
        for field in fields:
            if label.lower() == fold(getattr(field.label, self.lang)).lower():
                return field
        other = [f for f in fields if label.lower() in (f.label.zh, f.label.en.lower())]
        labels = [getattr(f.label, self.lang) for f in self.kind.fields()]
        if other:
            what = Words(
                f"条目“{label}”与本规则的语言不一致",
                f"the label “{label}” is not in the language of this rule",
            )
            fix = Words(f"写作“{other[0].label.zh}”", f"write “{other[0].label.en}”")
        else:
            what = Words(
                f"“{self.kind.title.zh}”没有条目“{label}”",
                f"“{self.kind.title.en}” has no label “{label}”",
            )
            fix = nearest(label, labels)
        self.problems.append(Problem("AG012", line.at, what, fix, line.text))
        return None

    def _first_time(self, line: Line, label: str, field: FieldOf) -> bool:
        if field.key in self._seen:
            before = self._seen[field.key].at.line
            self.problems.append(
                Problem(
                    "AG014",
                    line.at,
                    Words(
                        f"“{label}”写了两次，前一次在第 {before} 行",
                        f"“{label}” is written twice, before on line {before}",
                    ),
                    Words("删去其中一行", "delete one of the lines"),
                    line.text,
                )
            )
            return False
        self._seen[field.key] = line
        self.places[field.key] = (line.at, line.text)
        return True

    def finish(self, block: Block) -> None:
        for field in self.kind.fields():
            if field.key in self._many:
                if not self.problems:
                    self.values[field.key] = field.value.gather(self._many[field.key])
            elif field.required and field.key not in self._seen:
                label = getattr(field.label, self.lang)
                self.problems.append(
                    Problem(
                        "AG013",
                        block.at,
                        Words(
                            f"“{self.kind.title.zh}”缺少“{label}”：{field.meaning.zh}",
                            f"“{self.kind.title.en}” lacks “{label}”: {field.meaning.en}",
                        ),
                        Words(
                            f"补写一行；值是{field.value.hint.zh}",
                            f"add a line; its value is {field.value.hint.en}",
                        ),
                    )
                )
