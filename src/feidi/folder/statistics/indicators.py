"""1-diagnose/bottlenecks.csv -> indicators: what may hold a place back, each with its source."""

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.folder.opening import Root
from feidi.folder.statistics.places import Places
from feidi.folder.statistics.sheet import Sheet
from feidi.folder.statistics.status import STATUS, status_fits
from feidi.folder.table import Row
from feidi.quantities.folding import fold
from feidi.quantities.words import Words
from feidi.records.indicator import Indicator, Measure, measures


def read_indicators(
    root: Root, name: str, places: Places
) -> tuple[tuple[Indicator, ...], list[Problem]]:
    """Return the figures of a table; a measure of one's own takes factor and unit from its row."""
    sheet = Sheet(root, name, "bottlenecks")
    known = {fold(n): m for m in measures().values() for n in (m.code, m.name.zh, m.name.en)}
    own: dict[str, Measure] = {}
    found = []
    for row in sheet.rows():
        v = row.values
        if places.every and v["place"] not in places:
            names = [place.name for place in places.every]
            what = Words(
                f"places.csv 里没有“{v['place']}”", f"places.csv does not list “{v['place']}”"
            )
            sheet.findings.row("ST001", row.at, row.said, (what, nearest(v["place"], names)))
            continue
        if status_fits(row, sheet):
            measure = known.get(fold(v["indicator"])) or own.setdefault(v["indicator"], _own(row))
            found.append(_indicator(row, measure))
    return tuple(found), sheet.findings.all()


def _own(row: Row) -> Measure:
    v = row.values
    words = Words(v["indicator"], v.get("english") or v["indicator"])
    return Measure(v["indicator"], v["factor"], words, v["unit"], v["better"])


def _indicator(row: Row, measure: Measure) -> Indicator:
    v = row.values
    return Indicator(
        v["place"],
        measure,
        v.get("value"),
        v["unit"],
        v.get("year") or 0,
        v["source"],
        STATUS[v["status"]],
        row.at,
    )
