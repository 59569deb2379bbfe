"""Every numbered rule that code, codes and documents cite exists, and every rule is cited."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.fences import DOCS, ROOT, anchors, pages, prose, text
from feidi.clauses.catalogue import AGREEMENT_KINDS, POLICY_KINDS
from feidi.evidence.codes import codes, page_of

# a page of numbered rules a stage
RULES_PAGES = [path.name for path in sorted(DOCS.glob("*-rules.md"))]
RULES = [
    pytest.param(part, id=part.split(" ", maxsplit=1)[0])
    for name in RULES_PAGES
    for part in text(f"docs/{name}").split("\n### ")[1:]
]
SECTION = re.compile(r"§[A-Z]+\d+")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def stated() -> list[str]:
    return [
        section
        for name in RULES_PAGES
        for section in re.findall(r"^### (§[A-Z]+\d+)", text(f"docs/{name}"), re.M)
    ]


def cited() -> set[str]:
    found = {code.section for code in codes().values()}
    for path in SOURCES:
        found |= set(SECTION.findall(path.read_text(encoding="utf-8")))
    return found


def test_every_section_cited_exists_and_every_section_is_cited() -> None:
    assert sorted(cited()) == sorted(stated())


@pytest.mark.parametrize("part", RULES)
def test_a_rule_says_what_why_and_what_was_rejected(part: str) -> None:
    said = part.split("\n## ", maxsplit=1)[0]
    for word in ("**规则**", "**Rule**", "**理由 Reason**", "**未采用 Rejected**"):
        assert said.count(word) == 1, word


@pytest.mark.parametrize("name", RULES_PAGES)
def test_messages_name_the_page_a_section_stands_in(name: str) -> None:
    for section in re.findall(r"^### (§[A-Z]+\d+)", text(f"docs/{name}"), re.M):
        assert page_of(section) == name, section


def test_a_section_is_stated_once() -> None:
    assert len(stated()) == len(set(stated()))


def test_every_problem_code_is_documented() -> None:
    page = text("docs/problem-codes.md")
    assert all(f"| {code} |" in page for code in codes())


def test_every_kind_is_documented() -> None:
    page = text("docs/clause-kinds.md")
    for kind in (*AGREEMENT_KINDS, *POLICY_KINDS):
        assert f"## {kind.title.zh} `{kind.title.en}`" in page


def test_generated_pages_are_fresh() -> None:
    run = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(prose(page)):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        other = (page.parent / name).resolve() if name else page
        if not other.exists() or (anchor and anchor not in anchors(other)):
            broken.append(target)
    assert not broken


def test_codes_are_listed_once() -> None:
    path = ROOT / "src" / "feidi" / "evidence" / "codes.csv"
    listed = [row["code"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    assert len(listed) == len(set(listed))
