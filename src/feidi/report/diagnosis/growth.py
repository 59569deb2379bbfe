"""Why a place grew more or less than its reference: the classic parts, then the other models."""

from collections.abc import Iterable, Sequence
from typing import Any

from feidi.diagnose.shift_share import ShiftShare
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import amount, listed, percent, scaled, sized, unit_of
from feidi.report.charts import Axis, Step, waterfall
from feidi.report.diagnosis.living import reference_of
from feidi.report.diagnosis.naming import INDUSTRY, MEASURES, Call, measure_words

CLASSIC = "classic"
NOMINAL = Words(
    "按现价计算：涨价和增产混在一起，油气、煤电价格的涨落会显成“竞争力”，不能当作实物增长",
    "at current prices: price and volume are mixed, so that oil, coal or power prices look like "
    "competitiveness; this is not real growth",
)
HOW = Words(
    "从上往下看：期初的数，加上“与{reference}同步应增的”，再加减产业结构和本地竞争力，得到期末的数。",
    "Read downwards: the start, plus what growing like {reference} would have brought, plus or "
    "minus industry mix and local competitiveness, gives the end.",
)


def chosen(results: Iterable[ShiftShare], places: Sequence[str]) -> ShiftShare | None:
    """Return the classic decomposition to show: of the first place that has one."""
    order = list(MEASURES)
    classic = [one for one in results if one.model == CLASSIC]
    ranked = sorted(
        (one for one in classic if one.place in places),
        key=lambda one: (
            places.index(one.place),
            order.index(one.measure) if one.measure in order else len(order),
        ),
    )
    return ranked[0] if ranked else None


def _unit(found: ShiftShare) -> str:
    """Return the unit to show the parts of a change in, by the size of the change."""
    return sized(found.unit, found.total_change)


def growth_reading(found: ShiftShare, call: Call) -> Words:
    """Return one sentence: how much more or less than the reference, and because of what."""
    place, reference = call(found.place), reference_of(found.reference, call)
    unit, measure = unit_of(_unit(found)), measure_words(found.measure)
    behind = found.total_change - found.total("national")
    parts = {key: found.total(key) for key in ("mix", "regional")}
    said = {key: amount(abs(value), _unit(found)) for key, value in parts.items()}
    less = {key: Words(*(("少", "less") if v < 0 else ("多", "more"))) for key, v in parts.items()}
    whole = Words(*(("少", "less") if behind < 0 else ("多", "more")))
    moved = Words(*(("减少", "fell") if found.total_change < 0 else ("增加", "grew")))
    change = amount(abs(found.total_change), _unit(found))
    gap = amount(abs(behind), _unit(found))
    first, last = found.years[0], found.years[-1]
    return Words(
        f"{place.zh} {first}—{last} 年{measure.zh}{moved.zh} {change.zh} {unit.zh}，"
        f"比与{reference.zh}同步{whole.zh} {gap.zh} {unit.zh}："
        f"产业结构{less['mix'].zh} {said['mix'].zh}，"
        f"本地竞争力{less['regional'].zh} {said['regional'].zh}。",
        f"From {first} to {last} {measure.en} of {place.en} {moved.en} by {change.en} {unit.en}, "
        f"{gap.en} {whole.en} than growing like {reference.en}: industry mix {said['mix'].en} "
        f"{less['mix'].en}, local competitiveness {said['regional'].en} {less['regional'].en}.",
    )


def growth_section(found: ShiftShare, call: Call) -> Section:
    """Return the classic decomposition as a waterfall."""
    place, reference = call(found.place), reference_of(found.reference, call)
    unit, measure = unit_of(_unit(found)), measure_words(found.measure)
    first, last = found.years[0], found.years[-1]

    def draw(width: int, lang: str) -> dict[str, Any]:
        steps = _steps(found, reference, lang)
        axis = Axis(Words(f"{measure.zh}（{unit.zh}）", f"{measure.en} ({unit.en})").say(lang))
        return waterfall(steps, axis, growth_reading(found, call).say(lang), width)

    best = sorted(zip(found.names, found.parts["regional"], strict=True), key=lambda p: -p[1])
    ends = Words(
        f"本地竞争力贡献最大的是{listed([n for n, _ in best[:2]]).zh}，拖累最大的是"
        f"{listed([n for n, _ in best[:-3:-1]]).zh}",
        f"most was won in {listed([n for n, _ in best[:2]]).en}, most lost in "
        f"{listed([n for n, _ in best[:-3:-1]]).en}",
    )
    notes = [
        ends,
        Words(f"{found.title.zh}：{found.literature}", f"{found.title.en}: {found.literature}"),
        Words(
            f"两年分类不同的，先归到 {found.joined_in} 再比，不按代码硬接；参照：{reference.zh}",
            f"years in different lists are carried to {found.joined_in} and never joined by code; "
            f"reference: {reference.en}",
        ),
    ]
    return Section(
        key="growth",
        title=Words(
            f"{place.zh}为什么比{reference.zh}快或慢（{first}—{last} 年）",
            f"Why {place.en} grew faster or slower than {reference.en}, {first}–{last}",
        ),
        reading=growth_reading(found, call),
        grid=_by_industry(found),
        draw=draw,
        how=HOW.fill(reference=reference),
        notes=(*([NOMINAL] if found.current_prices else []), *notes),
        left_out=tuple((drop.name, drop.why) for drop in found.dropped),
    )


def _steps(found: ShiftShare, reference: Words, lang: str) -> list[Step]:
    first, last = found.years[0], found.years[-1]
    names = {
        "national": Words(f"与{reference.zh}同步应增", f"growing like {reference.en}"),
        "mix": Words("产业结构", "industry mix"),
        "regional": Words("本地竞争力", "local competitiveness"),
        "unmatched": Words("无从比较的行业", "industries without a match"),
    }
    start, end = float(found.start.sum()), float(found.start.sum() + found.total_change)

    def step(name: Words, value: float, *, whole: bool) -> Step:
        said = amount(value, _unit(found), signed=not whole)
        return Step(name.say(lang), scaled(value, _unit(found), lang), said.say(lang), whole)

    parts = [
        step(names.get(part, found.part_words[part]), found.total(part), whole=False)
        for part in found.parts
        if part != "unmatched" or found.total(part)
    ]
    return [
        step(Words(f"{first} 年", str(first)), start, whole=True),
        *parts,
        step(Words(f"{last} 年", str(last)), end, whole=True),
    ]


def _by_industry(found: ShiftShare) -> Grid:
    unit = unit_of(_unit(found))
    first = found.years[0]
    parts = [p for p in found.parts if p != "unmatched" or found.total(p)]
    heads = (
        INDUSTRY,
        Words(f"{first} 年（{unit.zh}）", f"{first} ({unit.en})"),
        Words("变动", "change"),
        *(found.part_words.get(p, Words("无从比较", "unmatched")) for p in parts),
    )
    order = sorted(range(len(found.codes)), key=lambda n: -float(found.parts["regional"][n]))
    made = tuple(
        (
            found.names[n],
            amount(float(found.start[n]), _unit(found)),
            amount(float(found.change[n]), _unit(found), signed=True),
            *(amount(float(found.parts[p][n]), _unit(found), signed=True) for p in parts),
        )
        for n in order
    )
    return Grid(heads, made, at_first=6)


def models_section(results: Sequence[ShiftShare], shown: ShiftShare, call: Call) -> Section:
    """Return the same change by every model of the literature."""
    same = [o for o in results if (o.place, o.measure) == (shown.place, shown.measure)]
    unit = unit_of(_unit(shown))
    heads = (
        Words("模型", "model"),
        Words("分量", "part"),
        Words(f"合计（{unit.zh}）", f"sum ({unit.en})"),
        Words("占变动", "of the change"),
    )
    made = tuple(
        (
            one.title,
            one.part_words.get(part, Words("无从比较的行业", "unmatched")),
            amount(total, _unit(shown), signed=True),
            percent(total / one.total_change if one.total_change else None),
        )
        for one in same
        for part, total in one.totals.items()
        if part != "unmatched" or total
    )
    reading = Words(
        f"{len(same)} 个模型把同一变动拆成不同的分量，每个模型的分量之和都等于变动。",
        f"{len(same)} models split the same change differently; the parts of each add up to it.",
    )
    notes = tuple(Words(f"{o.title.zh}：{o.literature}", f"{o.title.en}: {o.literature}")
                  for o in same)  # fmt: skip
    title = Words(
        f"{call(shown.place).zh}：偏离—份额各模型", f"{call(shown.place).en}: shift-share by model"
    )
    return Section("models", title, reading, Grid(heads, made, left=2), notes=notes, evidence=True)
