"""An agreement has one currency; figures in another are refused."""

from pathlib import Path

from feidi import check
from feidi.folder import new_folder


def test_a_figure_in_another_currency_is_refused(tmp_path: Path) -> None:
    park = new_folder(tmp_path / "park")
    rows = "事项,对象,期间,数值,单位,来源\n出资,飞入地,2026,5,万元,甲\n出资,飞出地,2026,5,日元,乙\n"
    (park / "7-settle" / "facts.csv").write_text(rows, encoding="utf-8")
    problems = check(park)
    assert [(p.code, p.at.line) for p in problems] == [("RE016", 3)]
    assert "日元" in problems[0].what.zh
    assert "agreement.md:" in problems[0].what.zh
