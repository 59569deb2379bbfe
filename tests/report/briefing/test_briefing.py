"""A briefing says the same on the page and at the terminal, is closed in itself, and escapes."""

import io
import re
from pathlib import Path

import pytest

from feidi.diagnose import diagnose
from feidi.folder.statistics import inputs_of, read_statistics
from feidi.quantities.words import Words, both
from feidi.report.briefing import Briefing, Grid, Section, briefing_page, show_briefing
from feidi.report.briefing.amounts import amount, interval, listed
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis import About, diagnosis_briefing
from feidi.report.terminal import terminal

EXAMPLE = Path(__file__).parents[3] / "examples" / "zhouqu-lanzhou"
HOSTILE = "</td><script>alert(1)</script>"


def small() -> Briefing:
    grid = Grid(
        (both("名"), both("数")), tuple((both(f"{HOSTILE}{n}"), both("1")) for n in range(20))
    )
    shown = Section(
        "one",
        Words("题", "title"),
        Words("一句话。", "One sentence."),
        grid,
        draw=lambda width, lang: rows([Bar(HOSTILE, 0, 1, "1")], Axis(lang), "说明", width),
        left_out=((both("煤"), Words("缺失", "missing")),),
    )
    proof = Section("two", both("依据"), both("核对。"), Grid((both("a"),), ((both("b"),),)),
                    evidence=True)  # fmt: skip
    return Briefing(
        Words("诊断", "diagnosis"),
        both(HOSTILE),
        ((both("飞出地"), both("甲县")),),
        (Words("要紧的话。", "What matters."),),
        (shown, proof),
        absent=((both("区位商"), both("没有数")),),
        note=HOSTILE,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_is_closed_in_itself(lang: str) -> None:
    page = briefing_page(small(), lang)
    assert page == briefing_page(small(), lang)
    assert "<script" not in page
    assert "default-src 'none'" in page
    addresses = set(re.findall(r"https?://[^\"' )]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_each_picture_is_drawn_for_page_and_phone_and_has_its_table() -> None:
    page = briefing_page(small())
    assert page.count("<svg") == 2
    assert page.count('<details class="twin">') == 2
    assert page.count("<tr") == 21 + 2
    assert "煤：缺失" in page


def test_the_terminal_says_what_the_page_answers() -> None:
    output = io.StringIO()
    show_briefing(terminal(output, width=60), small(), "zh")
    said = output.getvalue()
    assert "要紧的话。" in said
    assert "一句话。" in said
    assert "共 20 行" in said
    assert "没有用上：1 项，如 煤" in said
    assert "核对。" not in said


def test_a_table_at_the_terminal_breaks_no_english_word() -> None:
    names = ("Construction", "Accommodation and catering", "Public administration; Education")
    heads = tuple(both(head) for head in ("product", "could it be made here", "main buyers", "sum"))
    grid = Grid(heads, tuple((both(n), both(n), both(n), both("1,116.7")) for n in names), left=3)
    section = Section("one", both("t"), both("r"), grid)
    whole = Briefing(both("k"), both("t"), (), (), (section,))
    output = io.StringIO()
    show_briefing(terminal(output, width=64), whole, "en")
    printed = set(re.findall(r"[A-Za-z]+", output.getvalue()))
    assert {"Construction", "Accommodation", "administration", "Education"} <= printed
    assert printed <= set(
        re.findall(r"[A-Za-z]+", " ".join([*names, *(h.en for h in heads), "t r"]))
    )


def test_amounts_are_scaled_for_each_language() -> None:
    assert amount(25651592.5, "万元") == Words("2,565.2", "256.5")
    assert interval(float("nan"), 1.0).zh == "–"
    assert listed([both("a、b"), both("c")]).zh == "“a、b”“c”"


@pytest.fixture(scope="module")
def told() -> Briefing:
    statistics = read_statistics(EXAMPLE)
    about = About(statistics.places.words, statistics.settings.note, statistics.problems)
    return diagnosis_briefing(diagnose(inputs_of(statistics)), about)


@pytest.mark.slow
def test_the_first_sentences_say_what_the_figures_say(told: Briefing) -> None:
    whole = "".join(sentence.zh for sentence in told.lead)
    for said in ("产业结构少 230.1", "本地竞争力少 659.1", "1,676.0 亿元", "这些数都是假设的"):
        assert said in whole
    assert "23.0 less" in "".join(sentence.en for sentence in told.lead)


def test_every_section_has_a_reading_and_a_table(told: Briefing) -> None:
    for section in told.sections:
        assert section.reading.zh.endswith("。"), section.key
        assert section.reading.en.endswith("."), section.key
        assert section.grid
        assert section.grid.rows
        assert all(len(row) == len(section.grid.heads) for row in section.grid.rows)


def test_an_economist_finds_method_source_and_prices(told: Briefing) -> None:
    notes = "".join(note.zh for section in told.sections for note in section.notes)
    for said in ("现价", "Dunn (1960)", "Isard (1960)", "CN-IO-41", "FLQ", "戈什", "外推", "种子"):
        assert said in notes, said
    multipliers = next(s for s in told.sections if s.key == "multipliers")
    assert "1.77 元" in multipliers.reading.zh
    assert "2.47 元" in multipliers.reading.zh


@pytest.mark.slow
def test_assumed_cells_are_marked_and_missing_ones_asked_for(told: Briefing) -> None:
    page = briefing_page(told)
    assert page.count("（假设）") >= 22
    assert "请县水务局提供" in page
    assert "“18”" in page
