"""A settlement for machines: the same values as the report, in a fixed order."""

import json
from collections.abc import Sequence
from typing import Any

from feidi import __version__
from feidi.clauses.agreement import Agreement
from feidi.records.receipt import Receipt
from feidi.settle.settlement import Settlement
from feidi.settle.why import TrailStep


def settlement_json(settlement: Settlement) -> dict[str, Any]:
    """Return a settlement as JSON values: money in whole fen, days as ISO dates.

    Equal settlements give equal values in equal order, so `dumps` gives equal bytes.
    """
    agreement = settlement.agreement
    return {
        "feidi": __version__,
        "agreement": {
            "title": agreement.title,
            "fingerprint": agreement.fingerprint,
            "parties": [
                {"role": party.role, "name": party.name, "behind": party.behind}
                for party in agreement.parties
            ],
            "documents": [
                {"file": document.file, "title": document.title, "sha256": document.fingerprint}
                for document in agreement.documents
            ],
        },
        "inputs": [{"file": file, "sha256": digest} for file, digest in settlement.inputs],
        "note": settlement.note,
        "known_at": settlement.known_at.isoformat(),
        "unit": "fen",
        "totals": [
            {"year": total.year, "party": total.party, "amount": total.amount}
            for total in settlement.totals
        ],
        "quantities": [total.as_json() for total in settlement.quantities],
        "postings": [posting.as_json() for posting in settlement.postings],
        "outstanding": [entry.as_json() for entry in settlement.outstanding],
        "corrections": [correction.as_json() for correction in settlement.corrections],
        "problems": [problem.as_json() for problem in settlement.problems],
    }


def clauses_json(agreement: Agreement) -> dict[str, Any]:
    """Return every clause read back, in the agreement's order."""
    return {
        "agreement": {"title": agreement.title, "fingerprint": agreement.fingerprint},
        "clauses": [
            {
                "clause": version.clause.id,
                "heading": version.clause.heading,
                "kind": version.clause.kind,
                "since": version.since,
                "until": version.until,
                "file": version.clause.at.file,
                "line": version.clause.at.line,
                "sentence": version.clause.sentence()._asdict(),
            }
            for version in agreement.versions
        ],
    }


def trail_json(
    figure: str, steps: Sequence[TrailStep], receipts: Sequence[Receipt] = ()
) -> dict[str, Any]:
    """Return the trail of a figure: its postings, each with its depth, and the rows behind."""
    return {
        "figure": figure,
        "trail": [{"depth": step.depth, **step.posting.as_json()} for step in steps],
        "receipts": [
            {
                "id": row.id,
                "enterprise": row.enterprise,
                "tax": row.tax,
                "period": str(row.period),
                "booked_on": row.booked_on.isoformat(),
                "amount": row.amount,
                "kind": row.kind.value,
                "source": row.source,
                "file": row.at.file,
                "line": row.at.line,
            }
            for row in receipts
        ],
    }


def dumps(value: Any) -> str:
    """Return `value` as JSON text: Chinese as it is, two blanks a level, one newline at the end.

    >>> dumps({"party": "飞入地", "amount": 1}).splitlines()
    ['{', '  "party": "飞入地",', '  "amount": 1', '}']
    """
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
