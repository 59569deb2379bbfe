"""JSON: equal settlements give equal bytes, money is whole fen, nothing is lost."""

import json

from feidi.report.to_json import dumps, settlement_json
from report.park import HOSTILE, settled

TOP = {
    "agreement",
    "known_at",
    "unit",
    "totals",
    "quantities",
    "postings",
    "corrections",
    "problems",
}


def test_has_every_key_and_no_float() -> None:
    value = settlement_json(settled(HOSTILE))
    assert value.keys() >= TOP
    assert value["unit"] == "fen"
    assert value["known_at"] == "2032-01-31"
    assert value["postings"][0].keys() >= {"from", "to", "amount", "because"}
    assert "." not in json.dumps([row["amount"] for row in value["totals"] + value["postings"]])


def test_equal_settlements_give_equal_bytes() -> None:
    first, second = (dumps(settlement_json(settled())) for _ in range(2))
    assert first == second
    assert first.endswith("}\n")
    assert "飞入地" in first


def test_totals_are_the_settlements_own() -> None:
    settlement = settled()
    rows = settlement_json(settlement)["totals"]
    assert {(r["year"], r["party"]): r["amount"] for r in rows} == {
        (t.year, t.party): t.amount for t in settlement.totals
    }
