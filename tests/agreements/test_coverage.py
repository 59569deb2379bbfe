"""Every clause kind, every published clause and every refusal a document can earn is shown."""

import csv
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from feidi.clauses.catalogue import AGREEMENT_KINDS
from feidi.clauses.clause import Clause
from feidi.clauses.document import Document, read_document
from feidi.clauses.rule import KIND_LABEL, entries

HERE = Path(__file__).parent
PUBLISHED = {f"k{number:02d}" for number in range(1, 25)}
EXPECTED = re.compile(r"^([A-Z]{2}\d{3}) (\d+)$", re.M)
# refusals that no bad agreement shows, and where they are shown instead
ELSEWHERE = {
    "AG422": "needs figures that add up to nothing: tests/clauses/test_beneficiaries.py",
    "AG441": "needs payments across two years: tests/clauses/test_advance.py",
    "AG453": "needs payments across two periods: tests/clauses/test_late_payment.py",
    "PO001": "a policy: tests/agreements/test_policies.py",
    "PO010": "a policy: tests/agreements/test_policies.py",
    "PO011": "a policy: tests/agreements/test_policies.py",
    "PO012": "a policy: tests/agreements/test_policies.py",
}


@cache
def documents(folder: str) -> tuple[tuple[Path, Document], ...]:
    paths = sorted((HERE / folder).rglob("*.md"))
    return tuple((path, read_document(path.read_bytes(), path.name)) for path in paths)


def blocks(document: Document) -> list[tuple[str, range]]:
    """Return the kind that each rule block names, and its lines."""
    found = []
    for clause in document.clauses:
        for block in clause.rules:
            names = [v for _, label, v in entries(block)[0] if label.lower() in KIND_LABEL]
            last = block.lines[-1].at.line if block.lines else block.at.line
            found += [(name, range(block.at.line, last + 1)) for name in names]
    return found


def refused_lines(text: str) -> list[tuple[str, int]]:
    expected = re.search(r"```预期\n(.*?)```", text, re.S)
    return (
        [(code, int(line)) for code, line in EXPECTED.findall(expected.group(1))]
        if expected
        else []
    )


def missing(shown: set[str]) -> list[str]:
    def is_shown(kind: type[Clause]) -> bool:
        return bool({kind.title.zh, kind.title.en} & shown)

    return [kind.title.zh for kind in AGREEMENT_KINDS if not is_shown(kind)]


def test_every_kind_stands_in_a_good_agreement() -> None:
    assert missing({name for _, d in documents("good") for name, _ in blocks(d)}) == []


def test_every_kind_is_refused_in_some_bad_agreement() -> None:
    refused = set()
    for path, document in documents("bad"):
        lines = [line for _, line in refused_lines(path.read_text(encoding="utf-8"))]
        refused |= {name for name, span in blocks(document) if any(n in span for n in lines)}
    assert missing(refused) == []


def test_every_published_clause_is_written_as_an_agreement() -> None:
    names = [path.stem for folder in ("good", "bad") for path, _ in documents(folder)]
    assert {name[:3] for name in names if re.match(r"k\d\d-", name)} == PUBLISHED


def test_published_clauses_name_their_source() -> None:
    for folder in ("good", "bad"):
        for path, document in documents(folder):
            if path.parent.name == folder and path.stem.startswith("k"):
                assert re.search(r"^(来源：|Source: )\S", document.text, re.M), path.name


def test_every_refusal_that_a_document_can_earn_is_shown() -> None:
    codes = csv.DictReader(
        files("feidi.evidence").joinpath("codes.csv").read_text(encoding="utf-8").splitlines()
    )
    known = {row["code"] for row in codes if row["code"].startswith(("AG", "PO"))}
    shown = {
        c for p, _ in documents("bad") for c, _ in refused_lines(p.read_text(encoding="utf-8"))
    }
    assert known - shown == set(ELSEWHERE)
