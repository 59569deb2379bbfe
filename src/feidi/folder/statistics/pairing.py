"""The figures of the pair: output of origin, host and the whole, of one year."""

from dataclasses import replace

import numpy as np

from feidi.evidence.problem import Problem
from feidi.folder.opening import Refused
from feidi.folder.statistics.statistics import Statistics
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable
from feidi.records.supply_edges import national_sectors

OUTPUT, NATION = "output", "全国"


def pair_of(statistics: Statistics) -> IndustryTable | None:
    """Return the output of origin, host and whole, in that order; None where none was written.

    `Refused` with ST014 where 2-match/ has figures but no year has all three (§ST8).
    """
    places = statistics.places
    wanted = {places.origin, places.host}
    tables = [t for t in (*statistics.pair, *statistics.tables) if t.measure == OUTPUT]
    for table in sorted(tables, key=lambda t: (t not in statistics.pair, -t.year)):
        if not wanted <= set(table.places):
            continue
        for whole in (places.with_role("nation"), places.province):
            if whole in table.places:
                return rows_of(table, (places.origin, places.host, whole))
        nation = national_sectors(OUTPUT)
        if (table.classification, table.year) == (nation.classification, nation.year):
            return _with_nation(rows_of(table, (places.origin, places.host)), nation)
    if statistics.pair:
        raise Refused(_apart(statistics), lang=statistics.lang)
    return None


def rows_of(table: IndustryTable, names: tuple[str, ...]) -> IndustryTable:
    """Return a table of some of its places, in the order asked for."""
    at = [table.places.index(name) for name in names]
    return replace(table, places=names, values=table.values[at], status=table.status[at])


def _with_nation(table: IndustryTable, nation: IndustryTable) -> IndustryTable:
    at = [nation.codes.index(code) for code in table.codes]
    return replace(
        table,
        places=(*table.places, nation.places[0]),
        values=np.vstack([table.values, nation.values[:, at]]),
        status=np.vstack([table.status, nation.status[:, at]]),
        source=f"{table.source}；{nation.source}",
    )


def _apart(statistics: Statistics) -> Problem:
    """Say which years of output stand for origin, host and the whole, since none has all."""
    places = statistics.places
    names = dict.fromkeys(
        (places.origin, places.host, places.with_role("nation") or places.province or NATION)
    )
    tables = [t for t in (*statistics.pair, *statistics.tables) if t.measure == OUTPUT]
    said = []
    for name in names:
        years = [f"{t.year}（{t.classification.id}）" for t in tables if name in t.places]
        years_en = [f"{t.year} ({t.classification.id})" for t in tables if name in t.places]
        said.append(
            Words(f"{name} {'、'.join(years) or '没有'}", f"{name} {', '.join(years_en) or 'none'}")
        )
    bundled = national_sectors(OUTPUT)
    return Problem(
        "ST014",
        statistics.pair[0].at,
        Words(
            f"没有一年同时有双方和全国（或全省）的总产出：{'；'.join(w.zh for w in said)}",
            "no year has the output of both places and of the nation (or province): "
            + "; ".join(w.en for w in said),
        ),
        Words(
            f"把双方写成同一年、同一版分类的总产出；{bundled.year} 年 {bundled.classification.id} "
            "自带全国数，其他年份还要写全国或全省的行",
            "write the output of both in one year and edition; the nation comes with "
            f"{bundled.classification.id} of {bundled.year}, other years need rows of the nation "
            "or the province",
        ),
    )
