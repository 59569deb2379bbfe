"""Is a figure of a place within that of the place it lies in?"""

from collections.abc import Iterator, Mapping

from feidi.evidence.problem import Problem
from feidi.folder.statistics.places import Places
from feidi.folder.table import Row
from feidi.quantities.words import Words
from feidi.records.classification import classification

# what rounding and revisions explain
TOLERANCE = 0.01


def parts_above_wholes(rows: Mapping[tuple[str, str], Row], places: Places) -> Iterator[Problem]:
    """Yield ST013 for each figure above that of a place which contains its place (§ST7).

    rows: those of one measure, year, edition and unit by (place, code). A county cannot have
    more of an industry than its province, nor any place more than the nation.
    """
    for (place, code), row in rows.items():
        mine = row.values.get("value")
        for whole in places.holding(place):
            other = rows.get((whole, code))
            theirs = other.values.get("value") if other else None
            if other and mine and theirs is not None and mine > (1.0 + TOLERANCE) * max(theirs, 0):
                yield _above(row, other)


def _above(row: Row, whole: Row) -> Problem:
    v, unit = row.values, row.values["unit"]
    name = classification(v["edition"]).name(v["code"])
    mine, theirs = (f"{one.values['value']:,.10g} {unit}" for one in (row, whole))
    where = whole.values["place"]
    what = Words(
        f"{v['place']} {v['year']} 年“{v['code']} {name.zh}”为 {mine}，"
        f"大于所在的{where}（{whole.at}）：{theirs}",
        f"“{v['code']} {name.en}” of {v['place']} in {v['year']} is {mine}, above that of {where}, "
        f"which contains it: {theirs} at {whole.at}",
    )
    fix = Words(
        "核对两处的数值、单位和口径；部分不会大于全部",
        "check figures, units and coverage of both: a part is not above its whole",
    )
    return Problem("ST013", row.at, what, fix, row.said.rstrip("\r\n"))
