"""Gaps of the chains, and the projects that fit what there is."""

from collections.abc import Sequence
from typing import Any

from feidi.match.chains import Gap
from feidi.match.portfolio import Portfolio, Use
from feidi.quantities.unit_words import unit_words
from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import amount, brief, listed, percent, plain, short, unit_of
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis.naming import marked

LINK = Words("环节", "link")
WHOLE_SECTORS = Words(
    "产出、缺口按环节所在的整个部门计，不是这一种产品的数：部门够用，产品仍可能缺；"
    "部门缺，也可能不缺它",
    "output and what is missing are those of the link's whole sector, not of the product alone: "
    "a product may be missing where its sector is not, and the other way round",
)
NOTHING = Words("不了任何项目", "none")


def gap_section(found: Sequence[Gap]) -> Section:
    """Return the links of the chains by how much they are missed."""
    scored = [gap for gap in found if gap.score is not None]

    def draw(width: int, lang: str) -> dict[str, Any]:
        bars = [
            Bar(
                f"{gap.link.name.say(lang)}（{gap.link.chain}）" if lang == "zh"
                else f"{gap.link.name.say(lang)} ({gap.link.chain})",
                0.0,
                gap.score or 0.0,
                plain(gap.score).say(lang),
                "second" if gap.undecided else "main",
            )
            for gap in scored
        ]  # fmt: skip
        axis = Axis(Words("缺口得分（0—1）", "gap score, 0 to 1").say(lang))
        return rows(bars, axis, gap_reading(scored).say(lang), width)

    return Section(
        key="gaps",
        title=Words("链上缺哪一环", "Which links of the chains are missing"),
        reading=gap_reading(scored),
        grid=_gap_grid(found),
        draw=draw if scored else None,
        how=Words(
            "得分是需求、本地缺口、可行、复杂度四项的几何平均，有一项为零就是零；没有数的项不算，"
            "表里写“–”。橙色的有一票否决的数没有查清。",
            "score: the geometric mean of pull, missing supply, feasibility and complexity, zero "
            "where one is zero; what is not known is left out and shown as “–”. Orange: a veto "
            "whose figure is not known.",
        ),
        notes=(WHOLE_SECTORS,),
    )


def gap_reading(scored: Sequence[Gap]) -> Words:
    """Return one sentence on the largest gaps."""
    if not scored:
        return Words("没有一个环节有足够的数来排序。", "No link has the figures to be ranked.")
    names = listed([gap.link.name for gap in scored if gap.score])
    unknown = sum(any(f.value is None for f in gap.factors) for gap in scored)
    if not any(gap.score for gap in scored):
        return Words(
            f"排得出的 {len(scored)} 个环节都不缺：两地自己的产出已够用。",
            f"None of the {len(scored)} links that can be ranked is missing: what both places "
            "make is enough.",
        )
    if not unknown:
        return Words(f"最该补的环节是{names.zh}。", f"The links to fill first are {names.en}.")
    return Words(
        f"最该补的环节是{names.zh}；{len(scored)} 个环节里有 {unknown} 个缺数，补上可能改变次序。",
        f"The links to fill first are {names.en}; {unknown} of {len(scored)} lack a figure that "
        "may "
        "change the order.",
    )


def _gap_grid(found: Sequence[Gap]) -> Grid:
    factors = found[0].factors if found else ()
    heads = (
        LINK,
        Words("产业链", "chain"),
        Words("按哪个部门计", "sector counted"),
        Words("得分", "score"),
        *(factor.name for factor in factors),
        Words("两地要用（万元）", "used by both (10 000 yuan)"),
        Words("部门两地产出", "sector made by both"),
    )
    made = tuple(
        (
            gap.link.name,
            both(gap.link.chain),
            brief(gap.sector),
            plain(gap.score),
            *(plain(factor.value) for factor in gap.factors),
            plain(gap.used, 0),
            plain(gap.made, 0),
        )
        for gap in found
    )
    return Grid(heads, made, left=3, at_first=8)


def portfolio_section(found: Portfolio) -> Section:
    """Return which projects fit under the limits, why others do not, and what binds."""
    unit = unit_of(found.unit)
    heads = (
        Words("项目", "project"),
        Words("取舍", "taken"),
        Words("理由", "reason"),
        Words(f"收益（{unit.zh}）", f"benefit ({unit.en})"),
    )
    made = (
        *(
            (marked(c.name, assumed=c.assumed), Words("取", "taken"),
             project_reason(found, c.id),
             amount(c.benefit, found.unit, 2))
            for c in found.taken
        ),
        *(
            (marked(n.candidate.name, assumed=n.candidate.assumed), Words("不取", "not taken"),
             project_reason(found, n.candidate.id),
             amount(n.candidate.benefit, found.unit, 2))
            for n in found.not_taken
        ),
    )  # fmt: skip
    return Section(
        key="portfolio",
        title=Words("资源有限，先上哪些项目", "Which projects fit what there is"),
        reading=portfolio_reading(found),
        grid=Grid(heads, made, left=3),
        notes=(
            Words(
                f"整数规划（HiGHS），证明最优，间隙 {percent(found.gap, 2).zh}；上界 "
                f"{amount(found.bound, found.unit, 2).zh} {unit.zh}",
                f"integer program (HiGHS), proven, gap {percent(found.gap, 2).en}; bound "
                f"{amount(found.bound, found.unit, 2).en} {unit.en}",
            ),
            *(_use(use, found.unit) for use in found.uses),
        ),
    )  # fmt: skip


def project_reason(found: Portfolio, candidate: str) -> Words:
    """Say why a candidate is taken or not, in the unit of the table, and which vetoes are open."""
    said = [veto.pending for veto in found.undecided.get(candidate, ())]
    if candidate in found.worth:
        without = Words("不取它，总效益减少", "without it the total falls by")
        said.insert(0, _costing(without, found.worth[candidate], found.unit))
    for one in found.not_taken:
        if one.candidate.id == candidate:
            said.insert(0, _costing(one.reason, one.cost, found.unit) if one.cost else one.reason)
    return Words("；".join(w.zh for w in said), "; ".join(w.en for w in said))


def _costing(what: Words, cost: float, unit: str) -> Words:
    value, shown = amount(cost, unit, 2), unit_of(unit)
    return Words(f"{what.zh} {value.zh} {shown.zh}", f"{what.en} {value.en} {shown.en}")


def _use(use: Use, unit: str) -> Words:
    name, own = use.limit.name, unit_words(use.limit.unit)
    used, full = short(use.used), short(use.limit.amount)
    gain, worth = amount(use.more, unit, 2), unit_of(unit)
    zh = f"；再多一份可多得 {gain.zh} {worth.zh}" if use.more > 0 else ""
    en = f"; one step more would bring {gain.en} {worth.en}" if use.more > 0 else ""
    return Words(
        f"{name.zh}：用 {used.zh}，共有 {full.zh} {own.zh}{zh}",
        f"{name.en}: {used.en} of {full.en} {own.en} used{en}",
    )


def portfolio_reading(found: Portfolio) -> Words:
    """Return what is taken, and what would be without those whose veto is not decided."""
    if not found.taken:
        return Words("现有资源一个项目也放不下。", "What there is holds none of the projects.")
    taken = _taken(found)
    zh = f"在现有土地、能耗、用水之内，取{taken.zh}"
    en = f"Within the land, energy and water there are, take {taken.en}"
    zh += "（收益有假设的数）。" if found.assumed else "。"
    en += " (some benefits are assumed)." if found.assumed else "."
    pending = [candidate.name for candidate in found.taken if candidate.id in found.undecided]
    if not pending:
        return Words(zh, en)
    sure, names = found.sure, listed(pending, len(pending))
    rest = _taken(sure) if isinstance(sure, Portfolio) and sure.taken else NOTHING
    return Words(
        f"{zh}其中{names.zh}的否决未定，先查再定；不算否决未定的，取{rest.zh}。",
        f"{en} The veto of {names.en} is undecided: find the figure first; without those "
        f"undecided, take {rest.en}.",
    )


def _taken(found: Portfolio) -> Words:
    names = listed([candidate.name for candidate in found.taken], 4)
    value, unit = amount(found.value, found.unit, 2), unit_of(found.unit)
    return Words(
        f"{names.zh}，合计 {value.zh} {unit.zh}", f"{names.en}, {value.en} {unit.en} in all"
    )
