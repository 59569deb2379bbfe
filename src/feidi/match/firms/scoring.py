"""Which firms to call on 引大引强引头部: what they make is missing, they are strong, they move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from feidi.match.chains.gaps import Gap
from feidi.match.factors import Factor, known, score, share, standing_among
from feidi.match.given import Arrival, Firm, FirmFact, Given
from feidi.match.vetoes import Veto, Vetoes
from feidi.quantities.words import Words

ENOUGH = 2
STRENGTHS = ("list", "revenue", "patents")
MOVES = ("expansion", "western_plant", "partner_in_host")
# a sign of moving gone without halves the chance rather than ending it
HEAD_START = 1


@dataclass(frozen=True)
class FirmScore:
    """One firm with its factors (gap, strength, mobility) and the sentences behind them.

    links: the links it makes that have a gap score, best first. undecided: vetoes of the firm
    or of those links that lack their figure. established: whether the gap it
    would close is known to be one. later_facts: facts dated after
    the day of knowledge, which were not used. came: how it is known that it has come already.
    unranked: why it has no score, None where it has.
    """

    firm: Firm
    links: tuple[str, ...]
    established: bool
    factors: tuple[Factor, ...]
    score: float | None
    unranked: Words | None
    vetoes: tuple[Veto, ...]
    undecided: tuple[Veto, ...]
    came: Arrival | None
    later_facts: int
    assumed: bool

    @property
    def known(self) -> int:
        """How many of the three factors are known."""
        return known(self.factors)

    @property
    def reasons(self) -> tuple[Words, ...]:
        """The sentences of the factors, in order, and of vetoes that are not decided."""
        return (*(f.words for f in self.factors), *(v.pending for v in self.undecided))


def firm_scores(given: Given, gaps: Sequence[Gap], forbidden: Vetoes) -> tuple[FirmScore, ...]:
    """Which firms close a gap, are strong, and are likely to move? §M18.

    gap = best gap score of what the firm makes; strength = mean standing among the listed firms
    of what is known of lists, revenue, patents; mobility = (1 + signs) / (1 + signs looked up)
    over recent expansion, plants in the west, chain partners in the host.
    score = geometric mean of the known factors; at least two, gap among them. Only facts dated
    on or before `given.as_at` count. Best first, those for established gaps before the others;
    firms that had come by that day, vetoed and unranked ones last.
    """
    facts = [f for f in given.firm_facts if f.day <= given.as_at]
    by_firm: dict[str, list[FirmFact]] = {}
    for fact in facts:
        by_firm.setdefault(fact.firm, []).append(fact)
    firms = sorted(given.firms, key=lambda f: f.id)
    strengths = {firm.id: _figures(by_firm.get(firm.id, ())) for firm in firms}
    listed = {key: [s[key] for s in strengths.values() if key in s] for key in STRENGTHS}
    partners = _partners(given)
    arrivals = sorted(given.arrivals, key=lambda a: a.day, reverse=True)
    came = {a.firm: a for a in arrivals if a.day <= given.as_at}
    found = []
    for firm in firms:
        own = by_firm.get(firm.id, [])
        factors = (
            _gap(firm, gaps),
            _strength(strengths[firm.id], listed),
            _mobility(own, given, partners.get(firm.id, ())),
        )
        later = sum(f.firm == firm.id for f in given.firm_facts) - len(own)
        one = _scored(firm, gaps, factors, (own, later), forbidden)
        found.append(_here(one, came[firm.id]) if firm.id in came else one)
    return tuple(sorted(found, key=_best_first))


def _best_first(one: FirmScore) -> tuple[bool, bool, float, int, str]:
    unranked = one.score is None
    return (unranked, not one.established, -(one.score or 0.0), -one.known, one.firm.id)


def _scored(
    firm: Firm,
    gaps: Sequence[Gap],
    factors: tuple[Factor, ...],
    facts: tuple[Sequence[FirmFact], int],
    forbidden: Vetoes,
) -> FirmScore:
    makes = _made(firm, gaps)
    scored = [gap for gap in makes if gap.score is not None]
    pending = (*forbidden.undecided(firm.id), *(v for gap in scored for v in gap.undecided))
    vetoed = forbidden.of(firm.id)
    if makes and all(gap.vetoes for gap in makes):
        vetoed += tuple(v for gap in makes for v in gap.vetoes)
    unranked = None
    if vetoed:
        unranked = Words("被否决", "vetoed")
    elif factors[0].value is None:
        unranked = Words("不生产任何有缺口的环节", "makes no link with a known gap")
    elif known(factors) < ENOUGH:
        unranked = Words("三个因子只知道 1 个", "1 of 3 factors is known")
    used, later = facts
    return FirmScore(
        firm,
        tuple(gap.link.key for gap in scored),
        any(gap.established for gap in scored),
        factors,
        None if unranked else score(factors),
        unranked,
        vetoed,
        tuple(dict.fromkeys(pending)),
        None,
        later,
        any(f.assumed for f in used),
    )


def _here(one: FirmScore, arrival: Arrival) -> FirmScore:
    """Return a firm that has come already: nobody need call on it."""
    why = Words(f"{arrival.day} 已经来了", f"came on {arrival.day}")
    return replace(one, came=arrival, score=None, unranked=why)


def _made(firm: Firm, gaps: Sequence[Gap]) -> list[Gap]:
    return [g for g in gaps if g.link.key in firm.makes or g.link.industry in firm.makes]


def _gap(firm: Firm, gaps: Sequence[Gap]) -> Factor:
    name = Words("缺口", "gap")
    best = next((g for g in _made(firm, gaps) if g.score is not None), None)
    if best is None or best.score is None:
        nothing = Words("所产环节没有缺口得分", "no link it makes has a gap score")
        return Factor("gap", name, None, nothing)
    words = Words(
        f"生产“{best.link.name.zh}”，缺口得分 {best.score:.2f}",
        f"makes “{best.link.name.en}”, gap score {best.score:.2f}",
    )
    return Factor("gap", name, best.score, words)


def _figures(facts: Iterable[FirmFact]) -> dict[str, float]:
    """Return the number of lists, the latest revenue and patents; what is not known is absent."""
    found: dict[str, float] = {}
    for fact in sorted(facts, key=lambda f: (f.day, f.value)):
        if fact.fact == "list":
            found["list"] = found.get("list", 0.0) + fact.value
        elif fact.fact in STRENGTHS:
            found[fact.fact] = fact.value
    return found


def _strength(own: Mapping[str, float], listed: Mapping[str, list[float]]) -> Factor:
    name = Words("实力", "strength")
    if not own:
        nothing = Words("名单、收入、专利都未知", "lists, revenue and patents are not known")
        return Factor("strength", name, None, nothing)
    ranks = {key: standing_among(listed[key], own[key]) for key in STRENGTHS if key in own}
    titles = {
        "list": Words(
            f"入选 {own.get('list', 0):.0f} 个名单", f"on {_counted(own.get('list', 0), 'list')}"
        ),
        "revenue": Words(
            f"收入 {own.get('revenue', 0):,.0f} 万元",
            f"revenue {own.get('revenue', 0):,.0f} (10,000 yuan)",
        ),
        "patents": Words(
            f"专利 {own.get('patents', 0):.0f} 件", _counted(own.get("patents", 0), "patent")
        ),
    }
    stands = {key: _place(listed[key], rank) for key, rank in ranks.items()}
    words = Words(
        "，".join(f"{titles[k].zh}（{place.zh}）" for k, place in stands.items()),
        ", ".join(f"{titles[k].en} ({place.en})" for k, place in stands.items()),
    )
    return Factor("strength", name, sum(ranks.values()) / len(ranks), words)


def _counted(count: float, one: str) -> str:
    return f"{count:.0f} {one}" if count == 1 else f"{count:.0f} {one}s"


def _place(listed: Sequence[float], rank: float) -> Words:
    """Say where a firm stands among those listed, and no rank where there is none to have."""
    if len(listed) == 1:
        return Words("只有这一家有数，比不出高低", "known of no other firm: no rank")
    if len(set(listed)) == 1:
        return Words("有数的都一样，比不出高低", "the same for all it is known of: no rank")
    return Words(f"高于 {share(rank)}", f"above {share(rank)}")


def _mobility(facts: Sequence[FirmFact], given: Given, partners: Sequence[str]) -> Factor:
    name = Words("流动", "mobility")
    since = _years_before(given.as_at, given.choices.recent_years)
    signs: dict[str, float] = {}
    for fact in facts:
        if fact.fact in MOVES:
            recent = fact.fact != "expansion" or fact.day >= since
            signs[fact.fact] = max(signs.get(fact.fact, 0.0), float(fact.value > 0 and recent))
    if partners:
        signs["partner_in_host"] = 1.0
    if not signs:
        nothing = Words("扩产、西部工厂、链上伙伴都未知", "no sign of moving was looked up")
        return Factor("mobility", name, None, nothing)
    value = (HEAD_START + sum(signs.values())) / (HEAD_START + len(signs))
    titles = {
        "expansion": Words("近期扩产", "recent expansion"),
        "western_plant": Words("西部有工厂", "a plant in the west"),
        "partner_in_host": Words("飞入地有链上伙伴", "a chain partner in the host"),
    }
    yes = [titles[k] for k in MOVES if signs.get(k)]
    no = [titles[k] for k in MOVES if k in signs and not signs[k]]
    words = Words(
        "；".join([*(w.zh for w in yes), *(f"无：{w.zh}" for w in no)]),
        "; ".join([*(w.en for w in yes), *(f"without {w.en}" for w in no)]),
    )
    return Factor("mobility", name, value, words)


def _partners(given: Given) -> dict[str, list[str]]:
    """Return firm -> firms seated in the host that make a link next to one of its own."""
    next_to: dict[str, set[str]] = {}
    for edge in given.product_edges:
        next_to.setdefault(edge.supplier, set()).add(edge.user)
        next_to.setdefault(edge.user, set()).add(edge.supplier)
    host = [f for f in given.firms if f.place == given.pair.host]
    found: dict[str, list[str]] = {}
    for firm in given.firms:
        near = {n for made in firm.makes for n in next_to.get(made, ())}
        found[firm.id] = sorted(h.id for h in host if h.id != firm.id and near & set(h.makes))
    return found


def _years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
