"""The tables of 2-match/ -> what match() is given: one function a table, each row located."""

from collections.abc import Callable, Iterable
from typing import Any

from feidi.evidence.problem import Problem
from feidi.folder.opening import Root
from feidi.folder.statistics.sheet import Sheet
from feidi.folder.table import Row
from feidi.match.given import (
    Arrival,
    Candidate,
    Criterion,
    Evidence,
    Firm,
    FirmFact,
    Limit,
    Link,
    Need,
    OtherSource,
    Plan,
    ProductEdge,
    VetoFact,
)
from feidi.quantities.words import Words


def _named(v: dict[str, Any]) -> Words:
    return Words(v["name"], v.get("english") or v["name"])


def _assumed(v: dict[str, Any]) -> bool:
    return v.get("status") == "assumed"


def _criterion(row: Row) -> Criterion:
    v = row.values
    return Criterion(
        v["criterion"],
        _named(v),
        v["layer"],
        v["better"] == "more",
        v["weight_low"],
        v["weight_high"],
        v.get("order"),
        row.at,
    )


def _evidence(row: Row) -> Evidence:
    v = row.values
    low, high = (v["value"] if v.get(end) is None else v[end] for end in ("low", "high"))
    return Evidence(
        v["industry"], v["criterion"], low, v["value"], high, v["source"], _assumed(v), row.at
    )


def _veto(row: Row) -> VetoFact:
    v = row.values
    return VetoFact(
        v["subject"],
        v["kind"],
        v.get("value"),
        v.get("limit"),
        v.get("unit") or "",
        Words(v["reason"], v.get("reason_en") or v["reason"]),
        v["source"],
        row.at,
    )


def _plan(row: Row) -> Plan:
    v = row.values
    return Plan(v["place"], v["industry"], v["source"], row.at)


def _other_source(row: Row) -> OtherSource:
    v = row.values
    name = v.get("name") or ""
    return OtherSource(v["industry"], v["supply"], v["source"], Words(name, name), row.at)


def _candidate(row: Row) -> Candidate:
    v = row.values
    return Candidate(
        v["candidate"],
        _named(v),
        v["industry"],
        v["benefit"],
        v["unit"],
        v["source"],
        v.get("group") or "",
        _assumed(v),
        row.at,
    )


def _need(row: Row) -> Need:
    v = row.values
    return Need(
        v["candidate"], v["resource"], v["amount"], v["unit"], v["source"], _assumed(v), row.at
    )


def _limit(row: Row) -> Limit:
    v = row.values
    return Limit(
        v["resource"],
        _named(v),
        v["amount"],
        v["unit"],
        v["step"],
        v["source"],
        _assumed(v),
        row.at,
    )


def _link(row: Row) -> Link:
    v = row.values
    return Link(v["chain"], v["link"], _named(v), v["industry"], v.get("stage") or "", row.at)


def _edge(row: Row) -> ProductEdge:
    v = row.values
    return ProductEdge(v["supplier"], v["user"], v.get("share"), v["source"], _assumed(v), row.at)


def _firm(row: Row) -> Firm:
    v = row.values
    return Firm(
        v["firm"],
        v["name"],
        v.get("place") or "",
        v["makes"],
        v.get("aliases") or (),
        v.get("parent") or "",
        row.at,
    )


def _fact(row: Row) -> FirmFact:
    v = row.values
    return FirmFact(
        v["firm"],
        v["fact"],
        v["value"],
        v["day"],
        v["source"],
        v.get("text") or "",
        _assumed(v),
        row.at,
    )


def _arrival(row: Row) -> Arrival:
    v = row.values
    return Arrival(v["firm"], v["day"], v["source"], row.at)


def _option(row: Row) -> str:
    return str(row.values["industry"])


# table -> the field of Given it fills, and how a row becomes a record
TABLES: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "options": ("options", _option),
    "criteria": ("criteria", _criterion),
    "evidence": ("evidence", _evidence),
    "vetoes": ("vetoes", _veto),
    "plans": ("plans", _plan),
    "other-sources": ("other_sources", _other_source),
    "candidates": ("candidates", _candidate),
    "needs": ("needs", _need),
    "limits": ("limits", _limit),
    "chains": ("links", _link),
    "product-edges": ("product_edges", _edge),
    "target-enterprises": ("firms", _firm),
    "target-facts": ("firm_facts", _fact),
    "history": ("arrivals", _arrival),
}


def read_match_tables(
    root: Root, files: Iterable[tuple[str, str]]
) -> tuple[dict[str, tuple[Any, ...]], list[Problem]]:
    """Return field of Given -> its records, and what is wrong with their rows.

    files: (table, file) for each file there is. What rows say of one another (an edge of a
    link that no chain has, a fact of an unknown firm) is checked by match() itself.
    """
    found: dict[str, tuple[Any, ...]] = {}
    problems: list[Problem] = []
    for table, name in files:
        sheet = Sheet(root, name, table)
        field, made_of = TABLES[table]
        found[field] = (*found.get(field, ()), *(made_of(row) for row in sheet.rows()))
        problems += sheet.findings.all()
    return found, problems
