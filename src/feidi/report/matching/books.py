"""Three maps and three lists of a chain (三图三清单), as people work with them."""

from typing import Any

from feidi.match.books import STATES, ChainBook, Seat
from feidi.match.given import STAGES
from feidi.match.portfolio import Portfolio
from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import listed, plain
from feidi.report.charts import Link as Line
from feidi.report.charts import Node, Stage, staged
from feidi.report.matching.links import LINK, project_reason

TONES = {
    "present": "third",
    "partly": "main",
    "missing": "second",
    "unused": "faint",
    "unknown": "plain",
}
COLOURS = Words(
    "从左到右是上游、中游、下游；箭头从供应的环节指向使用的环节，越粗占使用方产值越多。"
    "绿：够用；蓝：不足；橙：缺失；灰：未知或双方不用。",
    "From left to right: upstream, midstream, downstream; arrows run from supplier to user, the "
    "thicker the larger its part of the user's output. Green: enough; blue: too little; orange: "
    "missing; grey: not known or not used.",
)
NONE = Words("", "")
UNKNOWN = Words("所在地未知", "seat unknown")


def book_sections(book: ChainBook, chosen: Portfolio | None) -> list[Section]:
    """Return the chain map of a chain, its two other maps, and its lists."""
    return [_chain_map(book), _seat_maps(book), _lists(book, chosen)]


def _chain_map(book: ChainBook) -> Section:
    order = {link.key: n for n, link in enumerate(book.links)}

    def draw(width: int, lang: str) -> dict[str, Any]:
        nodes = [
            Node(link.name.say(lang), 1.0, TONES[book.states.get(link.key, "unknown")], named=True)
            for link in book.links
        ]
        lines = [
            Line(order[flow.supplier], order[flow.user], flow.share or 0.01) for flow in book.flows
        ]
        return staged(nodes, lines, _stages(book, lang), _reading(book).say(lang), width)

    return Section(
        key=f"maps-{book.links[0].key}",
        title=Words(f"{book.chain}：三图之一，产业链图", f"{book.chain}: the chain map"),
        reading=_reading(book),
        grid=_flow_grid(book),
        draw=draw,
        how=COLOURS,
        notes=tuple(
            dict.fromkeys(Words(f"供需来源：{f.source}", f"source of links: {f.source}")
                          for f in book.flows)
        ),
        evidence=True,
    )  # fmt: skip


def _stages(book: ChainBook, lang: str) -> list[Stage]:
    """Return the columns of the chain map: stages in their order, then what has none."""
    columns = [*STAGES.items(), ("", Words("位置没写", "no stage stated"))]
    stages = [
        Stage(name.say(lang), tuple(n for n, link in enumerate(book.links) if link.stage == key))
        for key, name in columns
    ]
    return [stage for stage in stages if stage.nodes]


def _flow_grid(book: ChainBook) -> Grid:
    """Return who supplies whom: the table twin of the chain map."""
    names = {link.key: link.name for link in book.links}
    heads = (
        Words("供应环节", "supplier"),
        Words("使用环节", "user"),
        Words("系数的来历", "where it comes from"),
        Words("占使用方产值", "share of the user's output"),
    )
    kinds = {
        True: Words("全国系数", "official: national coefficient"),
        False: Words("自己写的", "own: stated by the user"),
    }
    made = tuple(
        (
            names[flow.supplier],
            names[flow.user],
            kinds[flow.official],
            Words("未知", "unknown") if flow.share is None else plain(flow.share, 3),
        )
        for flow in book.flows
    )
    return Grid(heads, made, left=3)


def _seat_maps(book: ChainBook) -> Section:
    title = Words(
        f"{book.chain}：三图之二、之三，区域分布图和招商图",
        f"{book.chain}: the region map and the calling map",
    )
    key = f"seats-{book.links[0].key}"
    return Section(key, title, _reading(book), _map_grid(book), evidence=True)


def _map_grid(book: ChainBook) -> Grid:
    names = {link.key: link.name for link in book.links}
    heads = (
        LINK,
        Words("状态（产业链图）", "state (chain map)"),
        Words("飞出地企业（区域分布图）", "firms in the origin (region map)"),
        Words("飞入地企业", "firms in the host"),
        Words("省内其他企业", "others of the province"),
        Words("省外企业", "firms elsewhere"),
        Words("所在地未知", "seat unknown"),
        Words("去哪里招（招商图）", "where to call (calling map)"),
    )
    firms = {score.firm.id: score.firm.name for score in book.firms}
    seats = {seat.link: seat for seat in book.seats}
    calls = {call.link: call for call in book.calls}
    made = []
    for link in book.links:
        seat, call = seats.get(link.key), calls.get(link.key)
        where = [both(place) if place else UNKNOWN for place, _ in call.places] if call else []
        made.append(
            (
                names[link.key],
                STATES[book.states.get(link.key, "unknown")],
                *(_named(part, firms) for part in _parts(seat)),
                listed(where) if where else NONE,
            )
        )
    return Grid(heads, tuple(made), left=8)


def _parts(seat: Seat | None) -> tuple[tuple[str, ...], ...]:
    if seat is None:
        return ((),) * 5
    return (seat.in_sender, seat.in_host, seat.in_province, seat.elsewhere, seat.unknown)


def _named(ids: tuple[str, ...], firms: dict[str, str]) -> Words:
    return listed([both(firms.get(one, one)) for one in ids], 3) if ids else NONE


def _reading(book: ChainBook) -> Words:
    counts = dict.fromkeys(STATES, 0)
    for state in book.states.values():
        counts[state] += 1
    zh = "、".join(f"{STATES[s].zh} {n}" for s, n in counts.items() if n)
    en = ", ".join(f"{STATES[s].en} {n}" for s, n in counts.items() if n)
    return Words(f"“{book.chain}”链 {len(book.links)} 个环节：{zh}。",
                 f"The chain “{book.chain}” has {len(book.links)} links: {en}.")  # fmt: skip


def _lists(book: ChainBook, chosen: Portfolio | None) -> Section:
    names = {link.key: link.name for link in book.links}
    kind = Words("清单", "list")
    heads = (
        Words("对象", "subject"),
        kind,
        Words("环节", "links"),
        Words("说明", "in words"),
        Words("得分", "score"),
    )
    target = Words("目标企业", "target firm")
    trouble = Words("问题", "trouble")
    made = [
        (
            both(score.firm.name),
            target,
            listed([names[key] for key in score.links if key in names]),
            Words("；".join(r.zh for r in score.reasons), "; ".join(r.en for r in score.reasons)),
            plain(score.score),
        )
        for score in book.firms
    ]
    made += _projects(book, chosen, names)
    made += [
        (names.get(one.link, both(one.link)), trouble, NONE, one.words, NONE)
        for one in book.troubles
    ]
    reading = Words(
        f"“{book.chain}”链：目标企业 {len(book.firms)} 家，项目 {len(book.projects)} 个，"
        f"问题 {len(book.troubles)} 条。",
        f"The chain “{book.chain}”: {len(book.firms)} target firms, {len(book.projects)} projects, "
        f"{len(book.troubles)} troubles.",
    )
    title = Words(f"{book.chain}：三清单", f"{book.chain}: three lists")
    key = f"lists-{book.links[0].key if book.links else ''}"
    return Section(key, title, reading, Grid(heads, tuple(made), left=4), evidence=True)


def _projects(
    book: ChainBook, chosen: Portfolio | None, names: dict[str, Words]
) -> list[tuple[Words, Words, Words, Words, Words]]:
    """Return the list of projects: taken or not, and why."""
    kind = Words("项目", "project")
    said = {
        True: Words("取", "taken"),
        False: Words("不取", "not taken"),
        None: Words("没有作组合选择", "no portfolio was chosen"),
    }
    made: list[tuple[Words, Words, Words, Words, Words]] = []
    for row in book.projects:
        state = said[row.taken]
        why = project_reason(chosen, row.candidate.id) if chosen else NONE
        words = Words(f"{state.zh} {why.zh}".strip(), f"{state.en} {why.en}".strip())
        linked = listed([names[key] for key in row.links if key in names])
        made.append((row.candidate.name, kind, linked, words, NONE))
    return made
