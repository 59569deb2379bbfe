"""What a place lives on: location quotients, sorted by what can surely be said."""

from typing import Any

from feidi.diagnose.location_quotient import LocationQuotients, Quotient
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import (
    amount,
    brief,
    interval,
    listed,
    percent,
    plain,
    sized,
    unit_of,
)
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis.naming import ALL_PLACES, INDUSTRY, Call, marked, measure_words

SHOWN = 14
LQ = Words("区位商", "location quotient")
HOW = Words(
    "虚线是 1，即与{reference}一样；条越长，这一行在本地所占比重比{reference}高得越多。"
    "细线是不确定的范围：整条细线在虚线右边的（深色），才可以说高于{reference}；假设的数不上色。",
    "The dashed line is 1, the same as {reference}; the longer the bar, the more of this industry "
    "there is here. The thin line is the range of uncertainty: only where all of it lies right of "
    "the dashed line (dark bars) can one say that there is more than in {reference}; assumed "
    "figures have no colour.",
)
NO_INTERVAL = Words(
    "没有区间：金额的误差没有人说明（park.toml 的 [diagnose] error），不能断言高低",
    "no intervals: nobody states the error of the amounts ([diagnose] error in park.toml), so "
    "nothing can be claimed",
)
METHOD = Words(
    "区位商 =（本地该行业 ÷ 本地合计）÷（参照该行业 ÷ 参照合计），Isard (1960)；按区间下限排序，"
    "小行业的大倍数不会排在前面；本地缺数的行业，两边的合计都不算",
    "quotient = (industry / all, here) / (industry / all, reference), Isard (1960); sorted by the "
    "lower end, so that a large ratio on a tiny base does not come first; industries without a "
    "figure here count in neither total",
)


def reference_of(name: str, call: Call) -> Words:
    """Return how a reference is called."""
    return ALL_PLACES if name in (ALL_PLACES.zh, "", "表内各地区合计") else call(name)


def certain(found: LocationQuotients) -> list[Quotient]:
    """Return the industries whose interval lies above the reference."""
    return [row for row in found.rows if row.above]


def quotient_section(
    found: LocationQuotients, call: Call, *, evidence: bool, drawn: bool = True
) -> Section:
    """Return what a place lives on, by one measure; with its picture where it is `drawn`."""
    place, reference = call(found.place), reference_of(found.reference, call)
    measure = measure_words(found.measure)
    title = Words(
        f"{place.zh}靠什么：{measure.zh}的区位商（{found.year} 年）",
        f"What {place.en} lives on: location quotients of {measure.en}, {found.year}",
    )

    def draw(width: int, lang: str) -> dict[str, Any]:
        bars = [_bar(row, lang, known=found.uncertainty is not None) for row in found.rows[:SHOWN]]
        described = quotient_reading(found, call).say(lang)
        return rows(bars, Axis(LQ.say(lang), mark=1.0), described, width)

    return Section(
        key=f"lq-{found.place}-{found.measure}".replace(" ", "-"),
        title=title,
        reading=quotient_reading(found, call),
        grid=_grid(found),
        draw=draw if drawn else None,
        how=HOW.fill(reference=reference) if drawn else None,
        notes=_notes(found, reference),
        left_out=tuple((drop.name, drop.why) for drop in found.dropped),
        evidence=evidence,
    )


def _bar(row: Quotient, lang: str, *, known: bool) -> Bar:
    tone = "main" if row.above else "second" if row.below else "plain"
    said = f"{plain(row.value).say(lang)}"
    if known:
        said += (
            f"（{interval(row.low, row.high, 1).zh}）"
            if lang == "zh"
            else (f" ({interval(row.low, row.high, 1).en})")
        )
    return Bar(
        brief(row.name).say(lang),
        0.0,
        row.value,
        said,
        tone if known and not row.assumed else "plain",
        low=row.low if known else None,
        high=row.high if known else None,
    )


def quotient_reading(found: LocationQuotients, call: Call) -> Words:
    """Return one sentence on what the quotients allow to say."""
    place, reference = call(found.place), reference_of(found.reference, call)
    if found.uncertainty is None:
        first = [row.name for row in found.rows if row.value > 1.0]
        return Words(
            f"{place.zh}比重高于{reference.zh}的行业有 {len(first)} 个，最高的是"
            f"{listed(first).zh}；没有区间，只供参考。",
            f"{len(first)} industries have a larger share in {place.en} than in {reference.en}, "
            f"first {listed(first).en}; there is no interval, so take it as a hint.",
        )
    above = [row.name for row in certain(found)]
    assumed = sum(row.assumed for row in found.rows)
    rest = _assumed(assumed, len(found.rows))
    if not above:
        return Words(
            f"{place.zh}有数的 {len(found.rows)} 个行业里，"
            f"没有一个的比重可以断言高于{reference.zh}。{rest.zh}",
            f"Of {len(found.rows)} industries of {place.en} with figures none surely has a larger "
            f"share than in {reference.en}.{rest.en}",
        )
    sure = Words("算出来", "come out with") if assumed else Words("可以断言", "surely have")
    return Words(
        f"{place.zh}有数的 {len(found.rows)} 个行业里，"
        f"比重{sure.zh}高于{reference.zh}的有 {len(above)} 个："
        f"{listed(above, 4).zh}。{rest.zh}",
        f"Of {len(found.rows)} industries of {place.en} with figures {len(above)} {sure.en} a "
        f"larger share than in {reference.en}: {listed(above, 4).en}.{rest.en}",
    )


def _assumed(assumed: int, every: int) -> Words:
    if not assumed:
        return Words("", "")
    if assumed == every:
        return Words(
            "这些数都是假设的，什么也不能断言。", " All these figures are assumed: nothing is sure."
        )
    return Words(
        f"其中 {assumed} 个是假设的数，合计也含着它们，不能断言。",
        f" {assumed} of the figures are assumed and stand in the total: nothing is sure.",
    )


def _grid(found: LocationQuotients) -> Grid:
    shown = sized(found.unit, max((row.amount for row in found.rows), default=0.0))
    unit = unit_of(shown)
    heads = (
        INDUSTRY,
        Words("判断", "reading"),
        LQ,
        Words("区间", "interval"),
        Words(f"本地（{unit.zh}）", f"here ({unit.en})"),
        Words("本地占比", "share here"),
        Words("参照占比", "share there"),
    )
    made = tuple(
        (
            row.name,
            row.reading,
            plain(row.value),
            interval(row.low, row.high),
            marked(amount(row.amount, shown, 2), assumed=row.assumed),
            percent(row.share, 1),
            percent(row.reference_share, 1),
        )
        for row in found.rows
    )
    known = found.uncertainty is not None
    faint = frozenset(
        n for n, row in enumerate(found.rows) if known and not (row.above or row.below)
    )
    return Grid(heads, made, left=2, faint=faint)


def _notes(found: LocationQuotients, reference: Words) -> tuple[Words, ...]:
    made = found.uncertainty.words if found.uncertainty else NO_INTERVAL
    return (
        Words(
            f"来源：{found.source}；分类 {found.edition}；参照：{reference.zh}",
            f"source: {found.source}; classification {found.edition}; reference: {reference.en}",
        ),
        Words(f"区间：{made.zh}", f"intervals: {made.en}"),
        METHOD,
    )
