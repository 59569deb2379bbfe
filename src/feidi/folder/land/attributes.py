"""Attributes of features -> typed values, by the same data dictionary as tables (§LA1)."""

from dataclasses import dataclass
from typing import Any

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.cell_values import CODES, READERS
from feidi.folder.columns import Column, columns
from feidi.folder.findings import Findings
from feidi.folder.land.feature import Feature, Layer, feature_at
from feidi.folder.table import empty, named
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words

# what programs that write KML put into a field nobody filled
_NOTHING = ("", "0", "-1")
# fields that programs number features by, or that tell where they were drawn
_NUMBERS = ("fid", "objectid", "layer")


@dataclass(frozen=True)
class Described:
    """One feature with its values: field -> value, None where empty."""

    at: At
    feature: Feature
    values: dict[str, Any]
    said: str


def described(
    layer: Layer, table: str, *, ids_only: bool = False
) -> tuple[list[Described], list[Problem]]:
    """Return the features of a layer whose attributes can be read, and what is wrong.

    table: the dictionary. ids_only: the attributes stand in a table of their own; only the id
    is read here. A feature without an id attribute is known by its name, as in KML.
    """
    findings = Findings(layer.name)
    wanted = columns(table)[:1] if ids_only else columns(table)
    fields = list(layer.features[0].attributes) if layer.features else []
    places = {c.field: f for c in wanted if (f := _field_of(c, fields, layer))}
    filled = [f for f in fields if any(x.attributes[f] not in _NOTHING for x in layer.features)]
    if places.get("id") not in filled and (name := _field_of(columns(table)[1], fields, layer)):
        places["id"] = name
    found = [d for f in layer.features if (d := _described(layer, f, wanted, places, findings))]
    unread = [f for f in filled if f not in places.values() and f.lower() not in _NUMBERS]
    problems = findings.all()
    if unread and not ids_only:
        what = Words(f"没有读的属性：{'、'.join(unread)}", f"not read: {', '.join(unread)}")
        fix = Words(
            "需要的改成数据字典里的列名（docs/folder-format.md）",
            "rename those that count as the data dictionary does (docs/folder-format.md)",
        )
        problems.append(Problem("LA004", At(layer.name), what, fix))
    return found, problems


def _field_of(column: Column, fields: list[str], layer: Layer) -> str:
    """Return the attribute of a column; names cut off by the format are known by what is left."""
    names = column.names
    if layer.cut_names:
        names += tuple(
            n.encode(layer.encoding)[: layer.cut_names].decode(layer.encoding, "ignore")
            for n in names
        )
    return next((f for f in fields if fold(f).lower() in names), "")


def _described(
    layer: Layer,
    feature: Feature,
    wanted: tuple[Column, ...],
    places: dict[str, str],
    findings: Findings,
) -> Described | None:
    known_as = feature.attributes.get(places.get("id", ""), "")
    at = feature_at(layer.name, feature.number, known_as)
    said = ", ".join(f"{k}={v}" for k, v in feature.attributes.items() if v)[:200]
    values: dict[str, Any] = {}
    sound = True
    for column in wanted:
        text = feature.attributes.get(places.get(column.field, ""), "")
        values[column.field] = None
        if not text:
            if column.required:
                findings.row("RE001", at, said, empty(column))
                sound = False
            continue
        try:
            values[column.field] = READERS[column.type](text)
        except Unreadable as error:
            findings.row(CODES.get(column.type, "RE002"), at, said, named(column, error))
            sound = False
    return Described(at, feature, values, said) if sound else None


def once_each(rows: list[Described]) -> tuple[list[Described], list[Problem]]:
    """Return the rows with each id once; a repeated one is refused (LA003)."""
    kept: dict[str, Described] = {}
    problems = []
    for row in rows:
        first = kept.setdefault(row.values["id"], row)
        if first is not row:
            what = Words(
                f"编号 {row.values['id']} 已用于第 {first.feature.number} 个要素，"
                f"这里是第 {row.feature.number} 个",
                f"the id {row.values['id']} is that of feature {first.feature.number}, "
                f"and here of feature {row.feature.number}",
            )
            fix = Words("每个图形用自己的编号", "give each shape an id of its own")
            problems.append(Problem("LA003", row.at, what, fix, row.said))
    return list(kept.values()), problems
