"""Policy documents that cannot govern a settlement are refused, with what is wrong."""

import pytest

from feidi.clauses.document import read_document
from feidi.clauses.reading import read_policies

NUMBERED = "| 文号 | 测字〔2026〕1号 |\n|---|---|\n"


def rule(since: str, centre: str, more: str = "") -> str:
    return f"\n```规则\n条款: 财政分成\n税种: 增值税\n自: {since}\n中央: {centre}\n{more}```\n"


@pytest.mark.parametrize(
    ("table", "rules", "code", "told"),
    [
        ("", (rule("2016-05", "50%"),), "PO001", "文号"),
        (NUMBERED, (rule("2016-05", "75%", "省级: 30%\n"),), "PO010", "105%"),
        (NUMBERED, (rule("2016-05", "50%", "至: 2016-04\n"),), "PO011", "早于"),
        (NUMBERED, (rule("1994-01", "75%"), rule("2016-05", "50%")), "PO012", "rule.md:8"),
    ],
)
def test_it_is_refused(table: str, rules: tuple[str, ...], code: str, told: str) -> None:
    clauses = "".join(f"\n## 第{n}条　规定\n{text}" for n, text in zip("一二", rules, strict=False))
    _, problems = read_policies((read_document(f"# 规定\n\n{table}{clauses}".encode(), "rule.md"),))
    assert [p.code for p in problems] == [code]
    assert told in problems[0].what.zh


def test_rules_that_follow_each_other_govern_every_month_once() -> None:
    text = f"# 规定\n\n{NUMBERED}\n## 第一条　旧\n{rule('1994-01', '75%', '至: 2016-04' + chr(10))}"
    text += f"\n## 第二条　新\n{rule('2016-05', '50%')}"
    rules, problems = read_policies((read_document(text.encode(), "rule.md"),))
    assert not problems
    april, may = 2016 * 12 + 3, 2016 * 12 + 4
    assert [one.covers("vat", april) for one in rules] == [True, False]
    assert [one.covers("vat", may) for one in rules] == [False, True]
