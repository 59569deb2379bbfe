"""How special the structure of a place is, and how much of its living is earned outside."""

from collections.abc import Sequence

from feidi.diagnose.concentration import Specialisation
from feidi.diagnose.export_base import ExportBase
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import percent, plain
from feidi.report.diagnosis.living import reference_of
from feidi.report.diagnosis.naming import MEASURE, PLACE, YEAR, Call, latest, measure_words

SPECIAL_HEADS = (
    PLACE,
    MEASURE,
    YEAR,
    Words("克鲁格曼指数", "Krugman index"),
    Words("基尼系数", "Gini"),
    Words("赫芬达尔指数", "Herfindahl"),
    Words("相当于几个等大的行业", "industries of equal size"),
)
SPECIAL_METHOD = Words(
    "克鲁格曼：占比之差的绝对值之和，Krugman (1991)；基尼：区位商的集中程度；"
    "赫芬达尔：占比平方和，倒数即“相当于几个等大的行业”",
    "Krugman: sum of absolute differences of shares, Krugman (1991); Gini: of the location "
    "quotients; Herfindahl: sum of squared shares, its inverse the number of equal industries",
)
BASE_HEADS = (
    PLACE,
    MEASURE,
    Words("方法", "method"),
    YEAR,
    Words("为外地生产的部分", "sold outside"),
    Words("乘数（合计÷为外地）", "multiplier (total / outside)"),
)


def specialisation_section(results: Sequence[Specialisation], call: Call) -> Section | None:
    """Return how special each place is."""
    shown = latest(results)
    if not shown:
        return None
    most = max(shown, key=lambda one: one.krugman)
    made = tuple(
        (
            call(one.place),
            measure_words(one.measure),
            Words(str(one.year), str(one.year)),
            plain(one.krugman, 3),
            plain(one.gini, 3),
            plain(one.herfindahl, 3),
            plain(one.equivalent, 1),
        )
        for one in shown
    )
    reading = Words(
        f"产业结构与{reference_of(most.reference, call).zh}差别最大的是{call(most.place).zh}"
        f"（克鲁格曼指数 {most.krugman:.2f}，0 为相同、2 为毫无重合）。",
        f"{call(most.place).en} differs most from {reference_of(most.reference, call).en} "
        f"(Krugman index {most.krugman:.2f}; 0 is the same, 2 nothing in common).",
    )
    return Section(
        "specialisation",
        Words("专业化程度", "Specialisation"),
        reading,
        Grid(SPECIAL_HEADS, made, left=2),
        notes=(SPECIAL_METHOD,),
        evidence=True,
    )


def export_base_section(results: Sequence[ExportBase], call: Call) -> Section | None:
    """Return how much of each place's living is earned outside."""
    shown = [
        one
        for method in dict.fromkeys(one.method for one in results)
        for one in latest(each for each in results if each.method == method)
    ]
    if not shown:
        return None
    made = tuple(
        (
            call(one.place),
            measure_words(one.measure),
            one.title,
            Words(str(one.year), str(one.year)),
            percent(float(one.basic.sum() / one.amount.sum())),
            plain(one.multiplier),
        )
        for one in shown
    )
    multipliers = [one.multiplier for one in shown]
    reading = Words(
        f"各种方法的乘数从 {min(multipliers):.1f} 到 {max(multipliers):.1f}，相差很大：只能看次序，"
        "不能拿一个数去乘就业。",
        f"By method the multiplier runs from {min(multipliers):.1f} to "
        f"{max(multipliers):.1f}: good for an order of magnitude, not for multiplying jobs.",
    )
    notes = tuple(
        dict.fromkeys(
            Words(f"{o.title.zh}：{o.literature}", f"{o.title.en}: {o.literature}") for o in shown
        )
    )
    title = Words("输出基础：靠外地挣的钱", "Export base: what is earned outside")
    return Section("export-base", title, reading, Grid(BASE_HEADS, made, left=3), notes=notes,
                   evidence=True)  # fmt: skip
