"""The first page of the matching, in sentences a mayor reads."""

from collections.abc import Sequence

from feidi.match.absent import Absent
from feidi.match.chains import Gap
from feidi.match.factors import share
from feidi.match.firms import FirmScore
from feidi.match.overlap import Overlap
from feidi.match.portfolio import Portfolio
from feidi.match.ranking import Ranking
from feidi.quantities.words import Words

HEAD = 3


def headlines(
    alike: "Overlap | Absent",
    ranked: "Ranking | Absent",
    missing: "Sequence[Gap] | Absent",
    chosen: "Portfolio | Absent",
    called: "Sequence[FirmScore] | Absent",
) -> tuple[Words, ...]:
    """Return one sentence a section that is there, each with its figure."""
    said = []
    if isinstance(ranked, Ranking) and ranked.order:
        said.append(_ranked(ranked))
    if not isinstance(missing, Absent):
        said += _gaps([gap for gap in missing if gap.score])
    if isinstance(chosen, Portfolio):
        said.append(_chosen(chosen))
    if not isinstance(called, Absent):
        said += _firms([firm for firm in called if firm.score])
    if isinstance(alike, Overlap):
        said.append(_alike(alike))
    return tuple(said)


def _ranked(ranked: Ranking) -> Words:
    best = ranked.order[:HEAD]
    return Words(
        "最可接受的行业：" + "、".join(f"{r.name.zh}（{r.holistic:.2f}）" for r in best),
        "most acceptable industries: " + ", ".join(f"{r.name.en} ({r.holistic:.2f})" for r in best),
    )


def _gaps(ranked: Sequence[Gap]) -> list[Words]:
    best = ranked[:HEAD]
    if not best:
        return []
    return [
        Words(
            "链上最大的缺口：" + "、".join(f"{g.link.name.zh}（{g.score:.2f}）" for g in best),
            "largest gaps: " + ", ".join(f"{g.link.name.en} ({g.score:.2f})" for g in best),
        )
    ]


def _chosen(chosen: Portfolio) -> Words:
    tight = [use.limit.name for use in chosen.uses if use.more > 0]
    zh = f"；再多有用的是{'、'.join(w.zh for w in tight)}" if tight else ""
    en = f"; more would help of {', '.join(w.en for w in tight)}" if tight else ""
    count = len(chosen.taken)
    return Words(
        f"在现有资源下取 {count} 个项目，效益 {chosen.value:,.6g} {chosen.unit}{zh}",
        f"{count} projects fit what there is, worth {chosen.value:,.6g} {chosen.unit}{en}",
    )


def _firms(ranked: Sequence[FirmScore]) -> list[Words]:
    best = ranked[:HEAD]
    if not best:
        return []
    names = [f.firm.name for f in best]
    return [Words("先拜访：" + "、".join(names), "call first on: " + ", ".join(names))]


def _alike(alike: Overlap) -> Words:
    both = len(alike.pushed_by_both)
    return Words(
        f"两地产业结构相似度 {share(alike.similarity)}，规划都推的行业 {both} 个",
        f"the portfolios are {share(alike.similarity)} alike; both push {both} industries",
    )
