"""At the terminal: five parts, aligned figures, no markup from documents, no colour needed."""

from io import StringIO

import pytest
from rich.cells import cell_len

from feidi.clauses.document import read_document
from feidi.clauses.reading import read_agreement
from feidi.evidence.codes import codes
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import both
from feidi.report.terminal import show_clauses, show_problems, show_totals, show_trail, terminal
from feidi.report.wrapping import wrap
from feidi.settle import why
from report.park import AGREEMENT, HOSTILE, agreed, settled


def problems_of(text: str) -> list[Problem]:
    return read_agreement((read_document(text.encode(), "agreement.md"),))[1]


def test_a_problem_has_its_five_parts() -> None:
    out = StringIO()
    problems = problems_of(AGREEMENT.replace("尾差归属", "尾差归宿"))
    show_problems(terminal(out, 80), problems)
    text = out.getvalue()
    assert "错误  agreement.md:22  第二条  [AG012]" in text
    assert "    22 │ 尾差归宿: 飞入地" in text
    assert "没有条目“尾差归宿”" in text
    assert "改法：是否指“尾差归属”" in text
    assert "依据：docs/settlement-rules.md §D4" in text
    assert f"{len(problems)} 处错误，0 处提示" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [46, 80, 160])
def test_nothing_runs_over_the_width(lang: str, width: int) -> None:
    out = StringIO()
    console = terminal(out, width)
    settlement = settled()
    show_problems(console, problems_of(AGREEMENT.replace("尾差归属", "尾差归宿")), lang)
    show_totals(console, settlement, lang)
    show_trail(console, "2031/飞出地", why(settlement, "2031/飞出地"), lang)
    show_clauses(console, settlement.agreement, lang)
    assert max(cell_len(line) for line in out.getvalue().splitlines()) <= width
    assert "\x1b" not in out.getvalue()


def test_totals_have_the_parties_first_and_add_up_to_the_receipts() -> None:
    out = StringIO()
    show_totals(terminal(out, 100), settled())
    rows = [line.split() for line in out.getvalue().splitlines() if line.strip()]
    assert rows[0] == ["账户", "2029", "2030", "2031", "合计"]
    latest = {row[0]: row[3] for row in rows if len(row) == 5}
    assert latest == {
        "账户": "2031",
        "飞入地": "40,360,000.01",
        "飞出地": "42,000,000.00",
        "各方合计": "82,360,000.01",
        "中央": "82,360,000.00",
        "当年入库": "164,720,000.01",
    }


def test_narrow_totals_stand_below_one_another() -> None:
    out = StringIO()
    show_totals(terminal(out, 46), settled())
    assert "42,000,000.00" in out.getvalue()


def test_a_trail_is_told_from_the_figure_to_the_receipts() -> None:
    out = StringIO()
    show_trail(terminal(out, 80), "2031/飞出地", why(settled(), "2031/飞出地"))
    text = out.getvalue()
    assert text.index("70,000,000.01 元的 60%") < text.index("增值税入库 164,720,000.01 元")


def test_text_of_documents_is_not_markup() -> None:
    out = StringIO()
    show_clauses(terminal(out, 200), agreed(HOSTILE + " [bold red]x[/] :smile:"))
    assert "[bold red]x[/] :smile:" in out.getvalue()


@pytest.mark.parametrize(("level", "word"), [("error", "错误"), ("warning", "提示")])
def test_levels_differ_in_words(level: str, word: str) -> None:
    out = StringIO()
    code = next(name for name, code in codes().items() if code.level == level)
    show_problems(terminal(out, 80), [Problem(code, At("a.md", 3), both("甲"), both("乙"))])
    assert out.getvalue().startswith(word)
    assert ("不结算" in out.getvalue()) == (level == "error")


@pytest.mark.parametrize("width", [5, 8, 13, 40])
def test_lines_never_begin_with_a_closing_mark(width: int) -> None:
    text = "基数（12,360,000.00 元）以内归飞入地，“不足基数”时全部归基数方；超过部分留给下一条。"
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if width >= 8:
        assert not any(line[0] in "，。；：）”" for line in lines)


def test_text_of_a_document_cannot_steer_the_terminal() -> None:
    said = "基数: 5\x1b[2J\u202e元\x07"
    problem = Problem("AG020", At("a\x1b.md", 3), both(said), both(said), said)
    out = StringIO()
    show_problems(terminal(out, 80), [problem])
    assert not {"\x1b", "\u202e", "\x07"} & set(out.getvalue())
