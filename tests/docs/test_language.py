"""What the page on the agreement language says is read, settled and compared."""

import pytest

from docs.fences import Fenced, fenced, text
from feidi.clauses.catalogue import AGREEMENT_KINDS, POLICY_KINDS
from feidi.clauses.clause import Clause
from feidi.clauses.document import Block, ClauseText, Line, read_document
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.posting import ACCOUNTS, IN_PLACE, RECEIPTS
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.rule import read_rule
from feidi.clauses.values import Choice, Vocabulary
from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.settle.worked_examples import check_examples, read_scenario

KINDS = (*AGREEMENT_KINDS, *POLICY_KINDS)
DOCUMENTS = fenced("markdown")
AGREEMENTS = [d for d in DOCUMENTS if "文号" not in d.text]
SNIPPETS = [s for s in fenced("规则", "rule") if s.page == "docs/agreement-language.md"]
LANGUAGE_PAGE = text("docs/agreement-language.md")
ROLES = ("飞入地", "飞出地", "园区公司", "甲县", "乙县", "丙县", "甲村", "乙村", "丙村")
ROLES_EN = (
    "host",
    "origin",
    "company",
    "County A",
    "County B",
    "County C",
    "Village A",
    "Village B",
)
NUMBERS = tuple(f"第{n}条" for n in "一二三四五六七八九")


def vocabulary(lang: str) -> Vocabulary:
    if lang == "zh":
        return Vocabulary(ROLES, NUMBERS)
    return Vocabulary(ROLES_EN, tuple(f"Article {n}" for n in range(1, 10)))


def policies() -> tuple[FiscalSplit, ...]:
    found = [read_document(d.text.encode(), str(d)) for d in DOCUMENTS if "文号" in d.text]
    rules, problems = read_policies(tuple(found))
    assert not problems
    return rules


@pytest.mark.parametrize("block", AGREEMENTS, ids=str)
def test_every_agreement_in_the_docs_reproduces_its_examples(block: Fenced) -> None:
    document = read_document(block.text.encode(), str(block))
    agreement, problems = read_agreement((document,), policies())
    assert not problems, [(str(p.at), p.what) for p in problems]
    assert agreement is not None
    assert agreement.examples
    problems = check_examples(agreement)
    assert not problems, [(str(p.at), p.what) for p in problems]


@pytest.mark.parametrize("block", SNIPPETS, ids=str)
def test_every_rule_in_the_page_reads(block: Fenced) -> None:
    lang = "zh" if block.word == "规则" else "en"
    at = At(block.page, block.line)
    lines = tuple(
        Line(At(block.page, block.line + i), said)
        for i, said in enumerate(block.text.splitlines(), 1)
    )
    whole = Block(at, lang, lines)
    clause, problems = read_rule(
        ClauseText("第九条", "", at, (), (whole,), ()), whole, vocabulary(lang), KINDS
    )
    assert not problems, [(str(p.at), p.what.zh) for p in problems]
    assert clause is not None
    assert clause.sentence().zh


@pytest.mark.parametrize("kind", AGREEMENT_KINDS, ids=lambda k: k.kind)
def test_the_page_names_every_label_and_choice_of_a_kind(kind: type[Clause]) -> None:
    missing = []
    for field in kind.fields():
        if not field.many_lines:
            missing += [word for word in field.label if word not in LANGUAGE_PAGE]
        if isinstance(field.value, Choice):
            options = field.value.options.values()
            missing += [w for words in options for w in words if w not in LANGUAGE_PAGE]
    assert not missing


@pytest.mark.parametrize("kind", AGREEMENT_KINDS, ids=lambda k: k.kind)
def test_the_page_shows_every_kind_in_both_languages(kind: type[Clause]) -> None:
    assert f"### {kind.title.zh} `{kind.title.en}`" in LANGUAGE_PAGE
    assert f"条款: {kind.title.zh}" in LANGUAGE_PAGE
    assert f"kind: {kind.title.en}" in LANGUAGE_PAGE


def test_the_readme_counts_the_kinds() -> None:
    kinds = len(AGREEMENT_KINDS)
    assert f"{kinds} 种条款" in text("README.md")
    assert f"{kinds} kinds of clause" in text("README.md")


def test_the_page_explains_how_a_worked_example_is_written() -> None:
    whole = AGREEMENTS[0].text
    (shown,) = [b for b in fenced("算例") if b.page == "docs/agreement-language.md"]
    document = read_document(f"{whole}\n```算例\n{shown.text}```\n".encode(), "page")
    agreement, problems = read_agreement((document,), policies())
    assert agreement is not None, problems
    scenario, found = read_scenario(agreement, agreement.examples[-1])
    assert not found
    told = scenario.directives
    assert told.events and told.enterprises and told.payments and told.known_at  # noqa: PT018
    assert scenario.receipts and scenario.facts and scenario.expected  # noqa: PT018


@pytest.mark.parametrize("account", ACCOUNTS.values(), ids=lambda words: words.en)
def test_the_page_names_every_account(account: Words) -> None:
    assert account in (RECEIPTS, IN_PLACE) or all(f"`{name}`" in LANGUAGE_PAGE for name in account)
