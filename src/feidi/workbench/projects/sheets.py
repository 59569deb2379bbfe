"""The list of projects as a table to take away."""

from collections.abc import Iterable

from feidi.quantities.words import Words
from feidi.report.sheets import Amount, Cell, Column, Sheet
from feidi.workbench.projects.queries import Standing

TITLE = Words("项目", "projects")
COLUMNS = (
    Column(Words("编号", "code")),
    Column(Words("项目名称", "project"), 34),
    Column(Words("投资方", "investor"), 30),
    Column(Words("行业代码", "industry code"), 10),
    Column(Words("行业", "industry"), 24),
    Column(Words("总投资（元）", "investment (yuan)"), 20),
    Column(Words("达产年产值（元）", "output a year (yuan)"), 20),
    Column(Words("达产年税收（元）", "tax a year (yuan)"), 20),
    Column(Words("用地（亩）", "land (mu)"), 12),
    Column(Words("阶段", "stage"), 12),
    Column(Words("进入日期", "since"), 12),
    Column(Words("停留天数", "days in it"), 10),
    Column(Words("状况", "standing"), 12),
    Column(Words("引荐方", "brought by"), 12),
    Column(Words("牵头方", "led by"), 12),
    Column(Words("可见范围", "seen by"), 16),
)


def listed(rows: Iterable[Standing], lang: str) -> Sheet:
    """Return projects as a sheet."""
    return Sheet(TITLE, COLUMNS, (_row(one, lang) for one in rows), frozen=2)


def _row(one: Standing, lang: str) -> tuple[Cell, ...]:
    project = one.project
    industry = project.industry_words
    return (
        project.code,
        project.name,
        project.investor,
        project.industry,
        industry.say(lang) if industry else "",
        *(_amount(v) for v in (project.investment, project.output, project.tax)),
        "" if project.area is None else Amount(project.area, "mu"),
        project.at_stage.words.say(lang),
        project.stage_since.isoformat(),
        one.days,
        one.words.say(lang),
        str(project.brought_by),
        str(project.led_by),
        project.visibility_words.say(lang),
    )


def _amount(fen: int | None) -> Cell:
    return "" if fen is None else Amount(fen)
