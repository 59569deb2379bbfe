"""What chains keep and what they let go: leakage, multipliers, linkages."""

from typing import Any

import numpy as np

from feidi.diagnose.chains import ChainDiagnosis
from feidi.diagnose.leakage import Leak
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import (
    amount,
    brief,
    listed,
    percent,
    plain,
    scaled,
    sized,
    unit_of,
)
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis.naming import Call, measure_words

LEAKS = 12
SECTOR = Words("部门", "sector")
MULTIPLIER_METHOD = Words(
    "乘数：列昂惕夫逆矩阵的列和，扣除进口和流入；前向联系：戈什逆矩阵的行和（不是投入系数的行和）；"
    "联系都除以平均数。Miller & Blair (2009)",
    "multipliers: column sums of the Leontief inverse after imports and inflows; forward "
    "linkages: row sums of the Ghosh inverse (not of input coefficients); both over their "
    "means. Miller & Blair (2009)",
)


def _unit(chain: ChainDiagnosis) -> str:
    """Return the unit to show what is bought outside in, by the size of all of it."""
    return sized(chain.unit, sum(leak.amount for leak in chain.leakage))


def leakage_reading(chain: ChainDiagnosis, call: Call) -> Words:
    """Return one sentence on what is bought outside and could be made here."""
    place, unit = call(chain.place), unit_of(_unit(chain))
    could = [leak for leak in chain.leakage if leak.feasible]
    every, some = (
        amount(sum(leak.amount for leak in leaks), _unit(chain), 0)
        for leaks in (chain.leakage, could)
    )
    if not could:
        return Words(
            f"{place.zh} {chain.year} 年从外面买了 {every.zh} {unit.zh}，"
            "其中没有一种产品本地产出达到用量的一半。",
            f"In {chain.year} {place.en} bought outside for {every.en} {unit.en}, none of it a "
            "product of which it makes half of what it uses.",
        )
    names = listed([leak.name for leak in could], 3)
    return Words(
        f"{place.zh} {chain.year} 年从外面买了 {every.zh} {unit.zh}，其中 {some.zh} {unit.zh}"
        f"是本地产出已达用量一半的 {len(could)} 种产品（共 {len(chain.leakage)} 种），"
        f"最多的是{names.zh}。",
        f"In {chain.year} {place.en} bought outside for {every.en} {unit.en}, {some.en} of it "
        f"on {len(could)} of {len(chain.leakage)} products, those of which it makes at least half "
        f"of what it uses: {names.en}.",
    )


def leakage_section(chain: ChainDiagnosis, call: Call) -> Section:
    """Return what is bought outside, what could be made here first."""
    place, unit = call(chain.place), unit_of(_unit(chain))

    def draw(width: int, lang: str) -> dict[str, Any]:
        bars = [_leak_bar(leak, _unit(chain), lang) for leak in chain.leakage[:LEAKS]]
        axis = Axis(Words(f"从外面买入（{unit.zh}）", f"bought outside ({unit.en})").say(lang))
        return rows(bars, axis, leakage_reading(chain, call).say(lang), width)

    return Section(
        key="leakage",
        title=Words(
            f"{place.zh}的钱漏到哪里：从外面买了什么（{chain.year} 年）",
            f"Where the money of {place.en} leaks: what is bought outside, {chain.year}",
        ),
        reading=leakage_reading(chain, call),
        grid=_leak_grid(chain),
        draw=draw,
        how=Words(
            "条越长，从外面买得越多；百分数是本地所用之中外购的部分。排在前面的本地已有基础，可以先补。",
            "The longer the bar, the more is bought outside; the per cent is the part of local use "
            "that is. Those first are already made here to some extent and could be made up first.",
        ),
        notes=(
            Words(f"来源：{chain.source}", f"source: {chain.source}"),
            Words(
                "竞争型表不记谁买了外来货：按“各用户外购比例相同”分摊，"
                "（进口 + 流入）÷（中间使用 + 本地最终使用）；转口超过本地使用的，除以全部使用",
                "a competitive table does not say who bought outside goods: every user is given "
                "the same share, (imports + inflows) / (intermediate + final use here); where more "
                "comes in than is used, over all use",
            ),
            Words(
                "“有基础”指本地产出已达到本地用量的一半；矿产看资源，不列为可补",
                "“already made” means output of at least half of local use; products of mines "
                "depend on what is in the ground and are not proposed",
            ),
        ),
        left_out=tuple((drop.name, drop.why) for drop in chain.dropped),
    )


def _leak_bar(leak: Leak, unit: str, lang: str) -> Bar:
    value = scaled(leak.amount, unit, lang)
    part = percent(leak.share).say(lang)
    bought = Words(f"，外购 {part}", f", {part} outside").say(lang)
    said = amount(leak.amount, unit, 0 if lang == "zh" else 1).say(lang) + bought
    return Bar(brief(leak.name).say(lang), 0.0, value, said, "main" if leak.feasible else "faint")


def _leak_grid(chain: ChainDiagnosis) -> Grid:
    unit = unit_of(_unit(chain))
    heads = (
        Words("产品", "product"),
        Words("能不能本地做", "could it be made here"),
        Words("主要买家", "main buyers"),
        Words(f"外购（{unit.zh}）", f"bought outside ({unit.en})"),
        Words("其中生产用", "of it by sectors"),
        Words("占本地使用", "of local use"),
    )
    made = tuple(
        (
            leak.name,
            leak.could_be_made,
            listed([buyer.name for buyer in leak.buyers], 3),
            amount(leak.amount, _unit(chain)),
            amount(leak.by_sectors, _unit(chain)),
            percent(leak.share),
        )
        for leak in chain.leakage
    )
    faint = frozenset(n for n, leak in enumerate(chain.leakage) if not leak.feasible)
    return Grid(heads, made, left=3, at_first=8, faint=faint)


def multiplier_reading(chain: ChainDiagnosis, call: Call) -> Words:
    """Return one sentence on local against total multipliers."""
    place = call(chain.place)
    local, total = chain.weighted("local"), chain.weighted("total")
    over = total / local - 1.0
    return Words(
        f"{place.zh} {chain.year} 年每新增 1 元最终需求，带动本地产出 {local:.2f} 元；"
        f"不扣除外购会说成 {total:.2f} 元，多说 {over:.0%}。",
        f"In {place.en} in {chain.year} one yuan of new final demand set {local:.2f} yuan of local "
        f"output in motion; without taking out purchases outside one would say {total:.2f}, "
        f"{over:.0%} too much.",
    )


def multiplier_section(chain: ChainDiagnosis, call: Call) -> Section:
    """Return the multipliers and linkages of every sector."""
    key = set(chain.linkages["local"].key)
    names = [chain.names[n] for n, code in enumerate(chain.codes) if code in key]
    reading = multiplier_reading(chain, call)
    whole = Words(
        f"{reading.zh}前后向联系都高于平均的关键部门 {len(names)} 个：{listed(names, 4).zh}。",
        f"{reading.en} {len(names)} key sectors stand above the mean on both sides: "
        f"{listed(names, 4).en}.",
    )
    notes = (Words(f"来源：{chain.source}", f"source: {chain.source}"), MULTIPLIER_METHOD)
    title = Words(f"{call(chain.place).zh}的乘数和联系（{chain.year} 年）",
                  f"Multipliers and linkages of {call(chain.place).en}, {chain.year}")  # fmt: skip
    return Section("multipliers", title, whole, _multiplier_grid(chain), notes=notes, evidence=True)


def _multiplier_grid(chain: ChainDiagnosis) -> Grid:
    local, links = chain.of("output"), chain.linkages["local"]
    others = [(m, chain.of(m)) for m in ("value added", "pay", "employment")]
    known = [(name, one) for name, one in others if one is not None]
    back, fore = links.normalised
    key = set(links.key)
    heads = (
        SECTOR,
        Words("关键部门", "key sector"),
        Words("产出乘数（本地）", "output multiplier, local"),
        *(Words(f"{measure_words(name).zh}乘数", f"{measure_words(name).en}") for name, _ in known),
        Words("后向联系", "backward"),
        Words("前向联系", "forward"),
    )
    order = np.argsort(-(local.values if local else chain.output))
    made = tuple(
        (
            chain.names[n],
            Words("是", "yes") if chain.codes[n] in key else Words("", ""),
            plain(float(local.values[n])) if local else plain(None),
            *(plain(float(one.values[n])) for _, one in known),
            plain(float(back[n])),
            plain(float(fore[n])),
        )
        for n in order
    )
    return Grid(heads, made, left=2)
