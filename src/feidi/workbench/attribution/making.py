"""Calls the core: what a run's agreement attributes in each year, and where the figures stand."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from feidi.folder import Folder
from feidi.quantities.words import Words
from feidi.settle.attribution import Attributed, attributed
from feidi.workbench.actions import Refusal
from feidi.workbench.attribution.models import Sheet
from feidi.workbench.settlements.computing import computed
from feidi.workbench.settlements.models import Run

Source = tuple[str, str]


@dataclass(frozen=True)
class Made:
    """One row of a sheet: what the core attributes, and where its figure stands."""

    row: Attributed
    sources: tuple[Source, ...]

    def as_json(self) -> dict[str, Any]:
        """Return everything the parties confirm of the row."""
        row = self.row
        return {
            "clause": row.clause,
            "indicator": row.indicator.words.zh,
            "enterprise": row.enterprise,
            "unit": row.unit,
            "whole": row.whole,
            "rule": row.rule.zh,
            "shares": [
                {"party": s.party, "amount": s.amount, "again": s.again} for s in row.shares
            ],
            "sources": [list(source) for source in self.sources],
        }


def made_of(run: Run) -> dict[int, tuple[Made, ...]]:
    """Return, by year, what a run attributes; `Refusal` where the data are no longer the run's."""
    with computed(run.park_id, run.known_at, lambda _stage: None) as done:
        if done.result != run.result:
            what = Words(
                "这次结算以后数据或协议已有变化，重算的结果不同；请先重新结算",
                "data or agreement have changed since this settlement: settle again first",
            )
            raise Refusal(what)
        years = sorted({posting.year for posting in done.settlement.postings})
        found = {}
        for year in years:
            rows = attributed(done.settlement, year)
            made = tuple(Made(row, _sources(done.folder, row, year)) for row in rows)
            if made:
                found[year] = made
        return found


def _sources(folder: Folder, row: Attributed, year: int) -> tuple[Source, ...]:
    """Return what the table of figures says of where a row's figure comes from."""
    subject = row.enterprise if row.indicator.subject == "*" else row.indicator.subject
    return tuple(
        (fact.source, f"{fact.at.file}:{fact.at.line}")
        for fact in folder.book.facts
        if (fact.name, fact.subject) == (row.indicator.name, subject)
        and fact.period.first // 12 == year
    )


def text_of(run: Run, year: int, made: tuple[Made, ...]) -> str:
    """Return the exact text that is confirmed: the same figures give the same text."""
    told = {
        "year": year,
        "agreement": run.fingerprint,
        "settlement": run.result_sha256,
        "rows": [one.as_json() for one in made],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint_of(text: str) -> str:
    """Return the SHA-256 of a sheet's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def stands(sheet: Sheet) -> bool:
    """Say whether rows and text of a stored sheet still are what its fingerprint says."""
    rows = [
        {
            "clause": row.clause,
            "indicator": row.indicator_zh,
            "enterprise": row.enterprise,
            "unit": row.unit,
            "whole": row.whole,
            "rule": row.rule_zh,
            "shares": [
                {"party": s.party, "amount": s.amount, "again": s.again} for s in row.shares.all()
            ],
            "sources": row.sources,
        }
        for row in sheet.rows.prefetch_related("shares")
    ]
    told = json.loads(sheet.content)
    return bool(told["rows"] == rows and fingerprint_of(sheet.content) == sheet.fingerprint)
