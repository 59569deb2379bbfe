"""Three maps and three lists of a chain (三图三清单), as people work with them."""

from typing import Any

from feidi.match.books import STATES, ChainBook
from feidi.quantities.words import Words, both
from feidi.report.briefing import Grid, Section
from feidi.report.briefing.amounts import listed, plain
from feidi.report.charts import Link as Line
from feidi.report.charts import Node, network
from feidi.report.matching.links import LINK

TONES = {
    "present": "third",
    "partly": "main",
    "missing": "second",
    "unused": "faint",
    "unknown": "plain",
}
COLOURS = Words(
    "绿：够用；蓝：不足；橙：缺失；灰：未知或双方不用。连线是供需，越粗用得越多。",
    "Green: enough; blue: too little; orange: missing; grey: not known or not used. Lines are "
    "supply, the thicker the more.",
)
NONE = Words("", "")


def book_sections(book: ChainBook) -> list[Section]:
    """Return the maps of a chain as one section, and its lists as another."""
    return [_maps(book), _lists(book)]


def _maps(book: ChainBook) -> Section:
    order = {link.key: n for n, link in enumerate(book.links)}

    def draw(width: int, lang: str) -> dict[str, Any]:
        nodes = [
            Node(link.name.say(lang), 1.0, TONES[book.states.get(link.key, "unknown")], named=True)
            for link in book.links
        ]
        lines = [
            Line(order[flow.supplier], order[flow.user], flow.share or 0.01) for flow in book.flows
        ]
        return network(nodes, lines, _reading(book).say(lang), width)

    return Section(
        key=f"maps-{book.links[0].key}",
        title=Words(f"{book.chain}：三图", f"{book.chain}: three maps"),
        reading=_reading(book),
        grid=_map_grid(book),
        draw=draw,
        how=COLOURS,
        notes=tuple(
            dict.fromkeys(Words(f"供需来源：{f.source}", f"source of links: {f.source}")
                          for f in book.flows)
        ),
        evidence=True,
    )  # fmt: skip


def _map_grid(book: ChainBook) -> Grid:
    names = {link.key: link.name for link in book.links}
    heads = (
        LINK,
        Words("状态（产业链图）", "state (chain map)"),
        Words("飞出地企业（区域分布图）", "firms in the origin (region map)"),
        Words("飞入地企业", "firms in the host"),
        Words("外地企业", "firms elsewhere"),
        Words("去哪里招（招商图）", "where to call (calling map)"),
    )
    firms = {score.firm.id: score.firm.name for score in book.firms}
    seats = {seat.link: seat for seat in book.seats}
    calls = {call.link: call for call in book.calls}
    made = []
    for link in book.links:
        seat, call = seats.get(link.key), calls.get(link.key)
        ids = (seat.in_sender, seat.in_host, seat.elsewhere) if seat else ((), (), ())
        where = [both(place or "–") for place, _ in call.places] if call else []
        made.append(
            (
                names[link.key],
                STATES[book.states.get(link.key, "unknown")],
                *(_named(part, firms) for part in ids),
                listed(where) if where else NONE,
            )
        )
    return Grid(heads, tuple(made), left=6)


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


def _lists(book: ChainBook) -> Section:
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
    project, trouble = Words("项目", "project"), Words("问题", "trouble")
    said = {True: Words("取", "taken"), False: Words("不取", "not taken"), None: NONE}
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
    for row in book.projects:
        state = said[row.taken]
        words = Words(f"{state.zh} {row.reason.zh}".strip(), f"{state.en} {row.reason.en}".strip())
        linked = listed([names[key] for key in row.links if key in names])
        made.append((row.candidate.name, project, linked, words, NONE))
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
