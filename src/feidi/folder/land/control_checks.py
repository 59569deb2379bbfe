"""Projects held against the control indicators that count on the day of the plan (§LA9)."""

from collections.abc import Iterator

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.records.land_control import Indicators, LandControl
from feidi.records.project import Project

_Number = int | float | None


def rule_for(industry: str, controls: tuple[LandControl, ...], month: int) -> LandControl | None:
    """Return the rule that counts for an industry: one that names it goes first."""
    apt = [rule for rule in controls if rule.is_for(industry, month)]
    return max(apt, key=lambda rule: bool(rule.industries), default=None)


def indicator_failures(
    stated: Indicators, controls: tuple[LandControl, ...], month: int, at: At
) -> Iterator[Problem]:
    """Yield what a parcel's plan asks below the rule for any industry of that month (LA070).

    What the plan does not state is left to the project. at: the place of the parcel.
    """
    rule = rule_for("", controls, month)
    if rule is not None:
        yield from _failures(stated, rule, at, unstated=False)


def control_failures(
    projects: tuple[Project, ...], controls: tuple[LandControl, ...], month: int | None
) -> Iterator[Problem]:
    """Yield each indicator a project does not meet, with both numbers and the document (LA070).

    month: number of quantities.calendar in which the plan is made; None where the folder does
    not say, which is refused where there are rules (LA071).
    """
    if month is None:
        if controls:
            yield _no_day()
        return
    for project in projects:
        rule = rule_for(project.industry, controls, month)
        if rule is not None:
            at = project.at._replace(clause=project.id)
            yield from _failures(project, rule, at, unstated=True)


def _failures(
    project: Project | Indicators, rule: LandControl, at: At, *, unstated: bool
) -> Iterator[Problem]:
    for label, has, asked, most in _indicators(project, rule):
        if asked is None:
            continue
        if has is None:
            if unstated:
                yield _failure(at, rule, label, Words("没有写", "not stated"), _said(asked))
        elif (has > asked) if most else (has < asked):
            yield _failure(at, rule, label, _said(has), _said(asked))


def _indicators(
    project: Project | Indicators, rule: LandControl
) -> Iterator[tuple[Words, _Number, _Number, bool]]:
    """Yield label, what the project has, what is asked, and whether that is the most."""
    yield (
        Words("每亩投资", "investment per mu"),
        project.investment_fen_mu,
        rule.investment_fen_mu,
        False,
    )
    yield Words("每亩税收", "tax per mu"), project.tax_fen_mu, rule.tax_fen_mu, False
    yield Words("每亩产值", "output per mu"), project.output_fen_mu, rule.output_fen_mu, False
    yield Words("容积率", "plot ratio"), project.plot_ratio, rule.plot_ratio, False
    yield (
        Words("建筑系数", "building coefficient"),
        project.building_coefficient,
        rule.building_coefficient,
        False,
    )
    yield Words("绿地率", "green rate"), project.green_rate, rule.green_rate, True


_SHARES_BELOW = 100


def _said(value: int | float) -> Words:
    """Return money per mu in yuan, a share or ratio as it is."""
    if value >= _SHARES_BELOW:
        said = in_yuan(round(value))
        return Words(f"{said} 元", f"{said} yuan")
    return Words(f"{value:g}", f"{value:g}")


def _failure(at: At, rule: LandControl, label: Words, has: Words, asked: Words) -> Problem:
    return Problem(
        "LA070",
        at,
        Words(
            f"{label.zh} {has.zh}，{rule.document} 要求 {asked.zh}（{rule.at}）",
            f"{label.en} {has.en}; {rule.document} asks {asked.en} ({rule.at})",
        ),
        Words("与项目方谈，或写明例外的文件", "negotiate, or name the document that excepts it"),
    )


def _no_day() -> Problem:
    return Problem(
        "LA071",
        At(layout.SETTINGS),
        Words(
            "有用地控制指标，却没有写按哪一天的规定",
            "there are control indicators, but which day's rules count is not said",
        ),
        Words("在 [land] 写 day = 2026-12-31", "write day = 2026-12-31 in [land]"),
    )
