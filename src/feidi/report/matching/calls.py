"""Firms to call on, whether the list would have held, and names that may mean one firm."""

from collections.abc import Sequence
from typing import Any

from feidi.match.firms import Backtest, FirmScore
from feidi.match.names import Pairing
from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import UNKNOWN, interval, listed, percent, plain
from feidi.report.charts import Axis, Bar, rows
from feidi.report.diagnosis.naming import marked

FIRMS = 12
FIRM = Words("企业", "firm")
FIRM_HOW = Words(
    "得分由能补的缺口、实力、意愿合成，没有查过的不当作没有；只用截至日以前知道的事实。"
    "橙色的所补环节有一票否决的数没有查清。",
    "score: from the gap it fills, its strength and its mobility; what nobody looked up "
    "is not taken for absent; only facts known by the day are used. Orange: a veto of "
    "what it makes lacks its figure.",
)
NDCG = Words(
    "NDCG：来了的企业排得越靠前越接近 1；得分不比“只按规模”“随意抽”高、或区间很宽的，"
    "还不能说名单有用",
    "NDCG: nearer to 1 the higher those that came stand; a score that does not beat size or "
    "chance, or has a wide interval, does not show that the list helps",
)


def firm_section(found: Sequence[FirmScore], names: dict[str, Words]) -> Section:
    """Return the firms to call on, best first, each with its reasons."""
    scored = [one for one in found if one.score is not None]

    def draw(width: int, lang: str) -> dict[str, Any]:
        bars = [
            Bar(
                one.firm.name,
                0.0,
                one.score or 0.0,
                plain(one.score).say(lang),
                "second" if one.undecided else "main",
            )
            for one in [firm for firm in scored if firm.score][:FIRMS]
        ]
        axis = Axis(Words("得分（0—1）", "score, 0 to 1").say(lang))
        return rows(bars, axis, firm_reading(found).say(lang), width)

    return Section(
        key="firms",
        title=Words("先去拜访谁（引大引强引头部）", "Whom to call on first"),
        reading=firm_reading(found),
        grid=_firm_grid(scored, names),
        draw=draw if any(one.score for one in scored) else None,
        how=FIRM_HOW,
        left_out=tuple(
            (both(one.firm.name), one.unranked)
            for one in found
            if one.unranked is not None and not one.came
        ),
        notes=_counts(found),
        told=_here(found),
    )


def _firm_grid(scored: Sequence[FirmScore], names: dict[str, Words]) -> Grid:
    heads = (
        FIRM,
        Words("能补的环节", "links it fills"),
        Words("理由", "reasons"),
        Words("得分", "score"),
    )
    made = tuple(
        (
            marked(both(one.firm.name), assumed=one.assumed),
            listed([names.get(key, both(key)) for key in one.links]),
            Words("；".join(r.zh for r in one.reasons), "; ".join(r.en for r in one.reasons)),
            plain(one.score),
        )
        for one in scored
    )
    return Grid(heads, made, left=3, at_first=8)


def firm_reading(found: Sequence[FirmScore]) -> Words:
    """Return one sentence on whom to call on: who makes a link that is missing."""
    scored = [both(one.firm.name) for one in found if one.score]
    if not scored:
        return Words("名单里没有能补缺口的企业。", "No firm of the list fills a gap.")
    here = sum(one.came is not None for one in found)
    return Words(
        f"{len(found)} 家企业里有 {len(scored)} 家能补缺口，先拜访{listed(scored, 3).zh}"
        + (f"；另有 {here} 家已经来了，不在拜访之列。" if here else "。"),
        f"{len(scored)} of {len(found)} firms fill a gap; call first on {listed(scored, 3).en}"
        + (f"; {here} more came already and need no call." if here else "."),
    )


def _counts(found: Sequence[FirmScore]) -> tuple[Words, ...]:
    """Say why firms of the list score zero or not at all."""
    fill = sum(bool(one.score) for one in found)
    zero = sum(one.score == 0 for one in found)
    rest = sum(one.score is None and not one.came for one in found)
    if not zero and not rest:
        return ()
    return (
        Words(
            f"名单 {len(found)} 家：能补缺口的 {fill} 家；得 0 分的 {zero} 家，所产环节两地已够用"
            f"或没有相近产业，没有缺口可补；没有得分的 {rest} 家，逐家写明原因",
            f"of {len(found)} firms {fill} fill a gap; {zero} score 0: of what they make both "
            "places have enough, or nothing near it, so there is no gap to fill; "
            f"{rest} have no score, each for the reason given",
        ),
    )


def _here(found: Sequence[FirmScore]) -> tuple[tuple[Words, Words], ...]:
    """Return the firms that have come already, apart from those to call on."""
    came = [
        Words(f"{one.firm.name}（{one.came.day}）", f"{one.firm.name} ({one.came.day})")
        for one in found
        if one.came
    ]
    if not came:
        return ()
    return ((Words("已在飞入地的企业", "Already here"), listed(came, len(came))),)


def backtest_section(found: Backtest) -> Section:
    """Return whether the list made earlier would have held the firms that came."""
    missed = len(found.unranked_came)
    size = plain(found.by_size.ndcg if found.by_size else None)
    reading = Words(
        f"用 {found.as_at} 以前的事实排 {found.firms} 家，之后来了 {found.came} 家：NDCG "
        f"{found.by_score.ndcg:.2f}（只按规模 {size.zh}，随意抽 "
        f"{found.by_chance_ndcg:.2f}）；另有 {missed} 家来了却没有排上。",
        f"With facts up to {found.as_at}, {found.firms} firms were ranked and {found.came} came: "
        f"NDCG {found.by_score.ndcg:.2f} (by size alone {size.en}, by chance "
        f"{found.by_chance_ndcg:.2f}); {missed} came unranked.",
    )
    return Section(
        key="backtest",
        title=Words("倒回去看：当时的名单准不准", "Looking back: would the list have held?"),
        reading=reading,
        grid=_measures(found),
        notes=(NDCG, *found.left_out),
    )


def _measures(found: Backtest) -> Grid:
    heads = (
        Words("排法", "order"),
        Words("NDCG", "NDCG"),
        Words("区间", "interval"),
        Words(f"前 {found.first} 家命中率", f"hit rate, first {found.first}"),
        Words("命中率区间", "its interval"),
    )
    made = [
        (
            name,
            plain(one.ndcg),
            interval(one.ndcg_low, one.ndcg_high),
            percent(one.hit_rate),
            interval(one.hit_low, one.hit_high),
        )
        for name, one in (
            (Words("本表得分", "this score"), found.by_score),
            (Words("只按规模", "size alone"), found.by_size),
        )
        if one is not None
    ]
    made.append(
        (
            Words("随意抽", "chance"),
            plain(found.by_chance_ndcg),
            UNKNOWN,
            percent(found.by_chance_hit),
            UNKNOWN,
        )
    )
    return Grid(heads, tuple(made))


def same_names_section(found: Sequence[Pairing]) -> Section | None:
    """Return the names that may mean one firm, for a person to decide."""
    if not found:
        return None
    heads = (FIRM, Words("另一写法", "other name"), Words("判断", "verdict"), Words("理由", "why"))
    kinds = {"matched": Words("同一家", "one firm"), "possible": Words("可能", "possible")}
    made = tuple(
        (
            both(pair.one.name),
            both(pair.other.name),
            kinds.get(pair.verdict.kind, both(pair.verdict.kind)),
            Words(
                "；".join(r.zh for r in pair.verdict.reasons),
                "; ".join(r.en for r in pair.verdict.reasons),
            ),
        )
        for pair in found
    )
    reading = Words(
        f"有 {len(found)} 对名称可能是同一家企业，请人定。",
        f"{len(found)} pairs of names may mean one firm: let a person decide.",
    )
    title = Words("可能重复的企业名", "Firms that may be one")
    return Section("names", title, reading, Grid(heads, made, left=4), evidence=True)
