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


def test_a_statistic_may_be_counted_in_another_currency(tmp_path: Path) -> None:
    park = new_folder(tmp_path / "park")
    agreement = park / "agreement.md"
    rule = (
        "\n## 第九十条　外资\n\n```规则\n条款: 指标分算\n指标: 外资/园区\n计量单位: 美元\n"
        "分算方式: 全部计入一方\n计入: 飞出地\n```\n"
    )
    agreement.write_text(agreement.read_text(encoding="utf-8") + rule, encoding="utf-8")
    rows = "事项,对象,期间,数值,单位,来源\n外资,园区,2026,5000,美元,甲\n"
    (park / "7-settle" / "facts.csv").write_text(rows, encoding="utf-8")
    assert "RE016" not in {p.code for p in check(park)}
    assert "AG067" not in {p.code for p in check(park)}
