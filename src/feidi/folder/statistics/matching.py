"""A folder's statistics -> what match() is given, and its result."""

from datetime import date
from typing import Any, NamedTuple

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.layout import DIAGNOSE
from feidi.folder.opening import Refused
from feidi.folder.statistics.pairing import OUTPUT, pair_of, rows_of
from feidi.folder.statistics.statistics import Statistics
from feidi.match import Matching, match
from feidi.match.coefficients import graph_of
from feidi.match.given import Choices, Given, Pair
from feidi.quantities.words import Words
from feidi.records.bridge import bridge
from feidi.records.industry_table import IndustryTable
from feidi.records.supply_edges import SupplyGraph, national_supply_graph

VALUE_ADDED, LEAST_OUTSIDE = "value added", 3
KEYS = {"as_at": date, "backtest": date, "seed": int, "least_complexity": float | int}


class Asked(NamedTuple):
    """What a command adds to the folder; None leaves it to park.toml."""

    as_at: date | None = None
    backtest: date | None = None
    seed: int | None = None


def given_of(statistics: Statistics, asked: Asked = Asked()) -> Given:  # noqa: B008 - a value
    """Return what a matching of a folder starts from; `Refused` where anything is wrong.

    The pair's output comes from 2-match/industries (else 1-diagnose/), the whole from the
    nation's row or, for 153 sectors of 2020, the bundled national table; provinces outside
    from 1-diagnose/; who supplies whom from the bundled graph or the folder's national table.
    as_at: else [match] of park.toml, else the last day any fact was known.
    """
    if not statistics.is_sound:
        raise Refused(*statistics.problems, lang=statistics.lang)
    places = statistics.places
    if not (places.origin and places.host):
        raise _refused(
            At(f"{DIAGNOSE}/places.csv"),
            Words("没有写明飞出地和飞入地", "no origin and host are named"),
            Words("各写一行，角色写飞出地、飞入地", "write a row for each, with its role"),
            statistics.lang,
        )
    said = _settings(statistics)
    pair = pair_of(statistics)
    outside = _outside(statistics)
    whole = pair.places[2] if pair is not None else places.with_role("nation")
    return Given(
        pair=Pair(places.origin, places.host, whole),
        as_at=asked.as_at or said.get("as_at") or _last_day(statistics),
        industries=pair,
        outside=outside,
        province=places.province,
        parents=_parents(pair, outside),
        graph=_graph(statistics, pair),
        choices=Choices(
            seed=asked.seed if asked.seed is not None else said.get("seed", Choices.seed),
            least_complexity=said.get("least_complexity"),
            backtest_day=asked.backtest or said.get("backtest"),
        ),
        **statistics.given,
    )


def matched(statistics: Statistics, asked: Asked = Asked()) -> Matching:  # noqa: B008 - a value
    """Which industries and links should the folder's two places go for, and whom to call on?"""
    return match(given_of(statistics, asked))


def _refused(at: At, what: Words, fix: Words, lang: str) -> Refused:
    code = "FO015" if at.file == layout.SETTINGS else "ST001"
    return Refused(Problem(code, at, what, fix), lang=lang)


def _settings(statistics: Statistics) -> dict[str, Any]:
    said = statistics.settings.sections.get("match", {})
    wrong = [k for k, v in said.items() if k not in KEYS or not isinstance(v, KEYS[k])]
    if wrong:
        raise _refused(
            At(layout.SETTINGS),
            Words(f"[match] 里的 {', '.join(wrong)} 有误", f"[match]: {', '.join(wrong)} is wrong"),
            Words(
                "写成 as_at = 2026-04-30、backtest = 2022-01-01、seed = 2026、least_complexity = 0",
                "write as_at = 2026-04-30, backtest = 2022-01-01, seed = 2026, "
                "least_complexity = 0",
            ),
            statistics.lang,
        )
    return said


def _last_day(statistics: Statistics) -> date:
    days: list[date] = [
        row.day for key in ("firm_facts", "arrivals") for row in statistics.given.get(key, ())
    ]
    if not days:
        raise _refused(
            At(layout.SETTINGS),
            Words("没有写明截至哪一天", "no day is named up to which facts count"),
            Words("加 [match] as_at = 2026-04-30，或用 --as-at", "write [match] as_at, or --as-at"),
            statistics.lang,
        )
    return max(days)


def _outside(statistics: Statistics) -> IndustryTable | None:
    """Return the newest value added (else output) of the provinces: what is near what there.

    Value added counts what a place does itself; output counts what it bought a second time.
    """
    roles = {p.name for p in statistics.places.every if p.role in ("peer", "province")}
    for measure in (VALUE_ADDED, OUTPUT):
        for table in sorted(statistics.tables, key=lambda t: -t.year):
            names = tuple(name for name in table.places if name in roles)
            if table.measure == measure and len(names) >= LEAST_OUTSIDE:
                return rows_of(table, names)
    return None


def _parents(pair: IndustryTable | None, outside: IndustryTable | None) -> dict[str, str]:
    """Return the outside's code above each of the pair's, where their lists differ."""
    if pair is None or outside is None or pair.classification == outside.classification:
        return {}
    over = bridge(pair.classification.id, outside.classification.id)
    if over is None:
        return {}
    above = {code: over.targets_of(code) for code in pair.codes}
    return {code: targets[0] for code, targets in above.items() if len(targets) == 1}


def _graph(statistics: Statistics, pair: IndustryTable | None) -> SupplyGraph | None:
    if pair is None:
        return None
    bundled = national_supply_graph()
    if bundled.classification == pair.classification:
        return bundled
    for table in statistics.io_tables:
        same = table.classification == pair.classification
        if same and table.kind == "noncompetitive":
            return graph_of(table)
    return None
