"""The quotas: how full each is, and what one more unit of it is worth."""

from collections.abc import Sequence
from typing import Any

from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.charts import Axis, Bar, rows
from feidi.report.siting.said import number, percent, resource_words, with_unit, yuan
from feidi.site import Siting
from feidi.site.reasons import QuotaWorth
from feidi.site.reasons.sentences import Names

MOST_BARS = 14
USED = Words("已用，占限额 %", "used, % of the limit")
DESCRIBED = Words("各限额用了多少", "How much of each quota is used")
DUAL = Words(
    "单价是线性松弛的影子价格，只在紧缺的东西不变时成立，不是承诺。",
    "The price of a unit is a dual price of the linear relaxation: it holds while the same "
    "things stay short and is no promise.",
)
HEADS = (
    Words("限额", "Quota"),
    Words("最紧年份", "Year"),
    Words("已用", "Used"),
    Words("限额", "Limit"),
    Words("占", "Share"),
    Words("再多一个单位，上界提高", "One more unit raises the bound by"),
)


def quota_section(siting: Siting, names: Names) -> Section:
    """Return the quotas, the fullest first."""
    uses = sorted(siting.quotas, key=lambda q: (-q.share, q.park, q.resource))
    tight = sum(q.worth > 0 for q in uses)
    return Section(
        key="quotas",
        title=Words(
            "限额用了多少，再多一点值多少", "How full the quotas are, and what more is worth"
        ),
        reading=Words(
            f"{len(uses)} 项限额中 {tight} 项有价：再多就能多落（橙色）。",
            f"Of {len(uses)} quotas {tight} have a price: more of them lets more in (orange).",
        ),
        grid=Grid(HEADS, _lines(uses, names), at_first=MOST_BARS),
        draw=(lambda width, lang: _bars(uses, names, width, lang)) if uses else None,
        notes=(DUAL,),
    )


def _name(quota: QuotaWorth, names: Names) -> Words:
    what = resource_words(quota.resource)
    park = names.park(quota.park)
    return Words(f"{park} {what.zh}", f"{park} {what.en}")


def _lines(uses: Sequence[QuotaWorth], names: Names) -> tuple[tuple[Words, ...], ...]:
    return tuple(
        (
            _name(q, names),
            both(str(q.year or "–")),
            with_unit(q.resource, q.used),
            with_unit(q.resource, q.limit),
            both(percent(q.share)),
            yuan(q.worth) if q.worth else both("–"),
        )
        for q in uses
    )


def _bars(uses: Sequence[QuotaWorth], names: Names, width: int, lang: str) -> dict[str, Any]:
    made = [
        Bar(
            _name(q, names).say(lang),
            0,
            100 * q.share,
            f"{percent(q.share)}  {number(q.used)} / {number(q.limit)}",
            "second" if q.worth else "main",
        )
        for q in uses[:MOST_BARS]
    ]
    return rows(made, Axis(USED.say(lang), 100), DESCRIBED.say(lang), width)
