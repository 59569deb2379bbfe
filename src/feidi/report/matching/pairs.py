"""What one place supplies and the other uses, and where both do the same."""

from typing import Any

from feidi.match.complement import Complement, Offer
from feidi.match.overlap import Overlap
from feidi.quantities.words import Words
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import amount, brief, listed, percent, plain, scaled, unit_of
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis.naming import INDUSTRY, Call

OFFERS, SHARED = 10, 12
SHORT_DIGITS = 2


def complement_section(found: Complement, call: Call, pair: tuple[str, str]) -> Section:
    """Return what the origin could supply the host with, and the reverse."""
    origin, host = map(call, pair)
    unit = unit_of(found.unit)
    offers = [o for o in found.to_host if o.flow]

    def draw(width: int, lang: str) -> dict[str, Any]:
        bars = [_bar(offer, found.unit, lang) for offer in offers[:OFFERS]]
        axis = Axis(
            Words(
                f"{origin.zh}有余、{host.zh}要用的（{unit.zh}）",
                f"spare in {origin.en} and used in {host.en} ({unit.en})",
            ).say(lang)
        )
        return rows(bars, axis, complement_reading(found, call, pair).say(lang), width)

    return Section(
        key="complement",
        title=Words(f"{origin.zh}能供给{host.zh}什么", f"What {origin.en} can supply to {host.en}"),
        reading=complement_reading(found, call, pair),
        grid=_offers(found, (origin, host)),
        draw=draw if offers else None,
        how=Words(
            "每条是：飞出地自己用不完、飞入地按全国投入系数要用的，取小的一头。",
            "Each bar is the smaller of what the origin has to spare and what the host would use "
            "by "
            "national input coefficients.",
        ),
        notes=_complement_notes(found),
    )


def _complement_notes(found: Complement) -> tuple[Words, ...]:
    notes = [
        Words(f"来源：{found.source}", f"source: {found.source}"),
        Words(
            "按部门总量推算，不是订单：质量、价格、运费都没有算；"
            "批发、零售、金融这类服务多在当地消费，数大不等于能供",
            "worked out from sector totals, no orders: quality, price and freight are not in it; "
            "services such as trade and finance are mostly used where they are made",
        ),
    ]
    if not found.other_sources_known:
        notes.append(
            Words(
                "没有列出别处的供应，“别处没有更好来源”一项偏高",
                "no other sources are listed, so that “no better source” is overstated",
            )
        )
    return tuple(notes)


def complement_reading(found: Complement, call: Call, pair: tuple[str, str]) -> Words:
    """Return one sentence on the largest flows."""
    origin, host = map(call, pair)
    best = [offer.name for offer in found.to_host if offer.flow]
    back = [offer.name for offer in found.to_sender if offer.flow]
    if not best:
        return Words(
            f"看不出{origin.zh}有什么可供{host.zh}。",
            f"Nothing shows that {origin.en} could supply to {host.en}.",
        )
    return Words(
        f"{origin.zh}可供{host.zh}的首先是{listed(best).zh}；反过来，{host.zh}可供{origin.zh}的是"
        f"{listed(back).zh}。",
        f"First of all {origin.en} could supply {host.en} with {listed(best).en}; the other way "
        f"round it is {listed(back).en}.",
    )


def _bar(offer: Offer, unit: str, lang: str) -> Bar:
    flow = offer.flow or 0.0
    said = amount(flow, unit, SHORT_DIGITS + 1).say(lang)
    return Bar(brief(offer.name).say(lang), 0.0, scaled(flow, unit, lang), said)


def _offers(found: Complement, pair: tuple[Words, Words]) -> Grid:
    unit = unit_of(found.unit)
    heads = (
        INDUSTRY,
        Words("方向", "direction"),
        Words(f"有余（{unit.zh}）", f"spare ({unit.en})"),
        Words(f"要用（{unit.zh}）", f"used ({unit.en})"),
        Words("可成交", "flow"),
        Words("供需互补分（三项相乘）", "match score (three factors)"),
    )
    forth = Words(f"{pair[0].zh} → {pair[1].zh}", f"{pair[0].en} → {pair[1].en}")
    back = Words(f"{pair[1].zh} → {pair[0].zh}", f"{pair[1].en} → {pair[0].en}")
    made = tuple(
        (
            offer.name,
            way,
            amount(offer.spare, found.unit, SHORT_DIGITS),
            amount(offer.use, found.unit, SHORT_DIGITS),
            amount(offer.flow, found.unit, SHORT_DIGITS),
            plain(offer.score, 4),
        )
        for offers, way in ((found.to_host, forth), (found.to_sender, back))
        for offer in [o for o in offers if o.flow][:SHARED]
    )
    return Grid(heads, made, left=2, at_first=8)


def overlap_section(found: Overlap, call: Call, pair: tuple[str, str], industry: Call) -> Section:
    """Return where the two places do the same: what they should not both push."""
    origin, host = map(call, pair)
    pushed = [industry(code) for code in found.pushed_by_both]
    push = (
        Words(f"两地规划都推的：{listed(pushed).zh}，要分工。",
              f"Both push {listed(pushed).en}: divide the work.")
        if pushed
        else Words("两地规划没有都推的行业。", "No industry is pushed by both.")
    )  # fmt: skip
    return Section(
        key="overlap",
        title=Words("错位：两地会不会撞车", "Staggered: do the two places compete?"),
        reading=Words(
            f"两地产业结构重合 {percent(found.similarity).zh}。{push.zh}",
            f"The two structures are {percent(found.similarity).en} alike. {push.en}",
        ),
        grid=_shares(found, origin, host),
        notes=(
            Words(
                "重合 = 各行业两地占比中较小者之和（Finger & Kreinin 1979）；"
                f"有 {len(found.unknown)} 个行业缺数，没有算",
                "alike: sum of the smaller of both shares (Finger & Kreinin 1979); "
                f"{len(found.unknown)} industries lack a figure and are left out",
            ),
        ),
    )


def _shares(found: Overlap, origin: Words, host: Words) -> Grid:
    heads = (
        INDUSTRY,
        Words(f"{origin.zh}占比", f"share in {origin.en}"),
        Words(f"{host.zh}占比", f"share in {host.en}"),
        Words("重合", "common"),
    )
    made = tuple(
        (one.name, percent(one.sender, 1), percent(one.host, 1), percent(one.common, 1))
        for one in sorted(found.industries, key=lambda o: -o.common)[:SHARED]
    )
    return Grid(heads, made, at_first=6)
