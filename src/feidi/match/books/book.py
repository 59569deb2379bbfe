"""The three maps and three lists (三图三清单) that a chain is worked with."""

from collections.abc import Sequence
from dataclasses import dataclass

from feidi.match.chains.gaps import Gap, coefficients
from feidi.match.firms.scoring import FirmScore
from feidi.match.given import Candidate, Given, Link
from feidi.match.portfolio import Portfolio
from feidi.quantities.words import Words

STATES = {
    "present": Words("够用", "enough"),
    "partly": Words("不足", "too little"),
    "missing": Words("缺失", "missing"),
    "unused": Words("双方不用", "not used by the pair"),
    "unknown": Words("未知", "not known"),
}


@dataclass(frozen=True)
class Flow:
    """An arrow of the chain map: supplier and user are keys of links.

    share: of the user's output value; None where only the relation is known. official: from
    the national coefficients, or the user's own edge.
    """

    supplier: str
    user: str
    share: float | None
    official: bool
    source: str


@dataclass(frozen=True)
class Seat:
    """One row of the region map: who makes a link, by where it is (firm ids).

    A firm that has come is in the host, wherever its seat. in_province: in the same province,
    outside the two places or not said where. unknown: nobody knows the seat.
    """

    link: str
    in_sender: tuple[str, ...]
    in_host: tuple[str, ...]
    in_province: tuple[str, ...]
    elsewhere: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """One row of the calling map: a gap, and where the firms are that could close it.

    places: (place, firm ids), the place with the best firm first.
    """

    link: str
    score: float
    places: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ProjectRow:
    """One row of the project list: a candidate of the chain; taken: None without a portfolio."""

    candidate: Candidate
    links: tuple[str, ...]
    taken: bool | None


@dataclass(frozen=True)
class Trouble:
    """One row of the list of troubles: a link and what stands in the way there."""

    link: str
    kind: str
    words: Words


@dataclass(frozen=True)
class ChainBook:
    """One chain: chain map, region map, calling map; firms, projects, troubles. §M20.

    states: link -> key of STATES. flows, states: the chain map 产业链图. seats: the region map
    区域分布图. calls: the calling map 招商图. firms: the list of target firms 目标企业清单.
    projects: the list of projects 项目清单. troubles: the list of troubles 问题清单.
    """

    chain: str
    links: tuple[Link, ...]
    states: dict[str, str]
    flows: tuple[Flow, ...]
    seats: tuple[Seat, ...]
    calls: tuple[Call, ...]
    firms: tuple[FirmScore, ...]
    projects: tuple[ProjectRow, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, eq=False)
class Found:
    """What the books are put together from; nothing in them is computed anew."""

    gaps: Sequence[Gap]
    firms: Sequence[FirmScore]
    portfolio: Portfolio | None


def chain_books(given: Given, found: Found) -> tuple[ChainBook, ...]:
    """Put every chain of the user's into its three maps and three lists, chains by name."""
    chains = sorted({link.chain for link in given.links})
    return tuple(_book(chain, given, found) for chain in chains)


def _book(chain: str, given: Given, found: Found) -> ChainBook:
    links = tuple(sorted((x for x in given.links if x.chain == chain), key=_by_stage))
    keys = {link.key for link in links}
    gaps = [gap for gap in found.gaps if gap.link.chain == chain]
    makers = {
        link.key: [f for f in found.firms if {link.key, link.industry} & set(f.firm.makes)]
        for link in links
    }
    return ChainBook(
        chain=chain,
        links=links,
        states={gap.link.key: _state(gap) for gap in gaps},
        flows=_flows(given, links),
        seats=tuple(_seat(link.key, makers[link.key], given) for link in links),
        calls=tuple(
            _call(gap.link.key, gap.score, makers[gap.link.key]) for gap in gaps if gap.score
        ),
        firms=tuple(f for f in found.firms if not f.came and any(f in makers[key] for key in keys)),
        projects=_projects(given, links, found),
        troubles=tuple(t for gap in gaps for t in _troubles(gap)),
    )


def _by_stage(link: Link) -> tuple[int, str]:
    order = ("upstream", "middle", "downstream")
    return (order.index(link.stage) if link.stage in order else len(order), link.key)


def _state(gap: Gap) -> str:
    lack = next(f.value for f in gap.factors if f.key == "missing")
    if gap.used is not None and gap.used <= 0:
        return "unused"
    if lack is None:
        return "unknown"
    if lack <= 0:
        return "present"
    return "missing" if lack >= 1 else "partly"


def _flows(given: Given, links: Sequence[Link]) -> tuple[Flow, ...]:
    """Return the user's edges, and official ones where the user says nothing of a pair."""
    keys = {link.key for link in links}
    own = {
        (e.supplier, e.user): Flow(e.supplier, e.user, e.share, False, e.source)
        for e in given.product_edges
        if e.supplier in keys and e.user in keys
    }
    look_up = coefficients(given, given.industries) if given.industries else None
    if look_up is not None and given.graph is not None:
        for one in links:
            for other in links:
                share = look_up(one.industry, other.industry)
                if share > 0 and one.industry != other.industry:
                    flow = Flow(one.key, other.key, share, True, given.graph.source)
                    own.setdefault((one.key, other.key), flow)
    return tuple(own[pair] for pair in sorted(own))


def _seat(link: str, makers: Sequence[FirmScore], given: Given) -> Seat:
    sender, host = given.pair.sender, given.pair.host
    seats = {f.firm.id: host if f.came else f.firm.place for f in makers}
    here = (sender, host, given.province, "")

    def ids(*places: str) -> tuple[str, ...]:
        return tuple(sorted(key for key, seat in seats.items() if seat in places))

    elsewhere = {*seats.values()} - {*here}
    province = ids(given.province) if given.province else ()
    return Seat(link, ids(sender), ids(host), province, ids(*elsewhere), ids(""))


def _call(link: str, score: float, makers: Sequence[FirmScore]) -> Call:
    by_place: dict[str, list[str]] = {}
    for firm in makers:  # best first
        if firm.score is not None:
            by_place.setdefault(firm.firm.place, []).append(firm.firm.id)
    return Call(link, score, tuple((place, tuple(ids)) for place, ids in by_place.items()))


def _projects(given: Given, links: Sequence[Link], found: Found) -> tuple[ProjectRow, ...]:
    rows = []
    chosen = {c.id for c in found.portfolio.taken} if found.portfolio else set()
    for candidate in sorted(given.candidates, key=lambda c: c.id):
        at = tuple(x.key for x in links if candidate.industry in (x.industry, x.key))
        if not at:
            continue
        taken = candidate.id in chosen if found.portfolio else None
        rows.append(ProjectRow(candidate, at, taken))
    return tuple(rows)


def _troubles(gap: Gap) -> list[Trouble]:
    key, state = gap.link.key, _state(gap)
    troubles = [Trouble(key, "veto", v.words) for v in gap.vetoes]
    troubles += [Trouble(key, "undecided", v.words) for v in gap.undecided]
    if state in {"missing", "partly"}:
        lack = next(f.words for f in gap.factors if f.key == "missing")
        troubles.append(Trouble(key, state, lack))
    unknown = [f.name for f in gap.factors if f.value is None]
    if unknown:
        zh, en = "、".join(w.zh for w in unknown), ", ".join(w.en for w in unknown)
        troubles.append(Trouble(key, "unknown", Words(f"未知：{zh}", f"not known: {en}")))
    return troubles
