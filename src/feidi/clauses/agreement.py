"""An agreement as the program sees it: parties, clauses in their versions, policies, examples."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from feidi.clauses.batch import Slot
from feidi.clauses.clause import Clause
from feidi.clauses.document import Block, Document
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.kinds.indicator import Indicator
from feidi.clauses.kinds.rounding import Rounding
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.kinds.term import Term
from feidi.clauses.pots import clause_of
from feidi.clauses.stages import Staged
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.currency import currencies_in
from feidi.quantities.words import Words
from feidi.records.party import Party


@dataclass(frozen=True)
class Version:
    """One clause and the calendar years in which it is in force (None: without limit)."""

    clause: Clause
    since: int | None = None
    until: int | None = None

    def in_force(self, year: int) -> bool:
        """Say whether this version holds in a calendar year."""
        return (self.since is None or year >= self.since) and (
            self.until is None or year < self.until
        )

    def meets(self, other: "Version") -> bool:
        """Say whether two versions are in force in some common year."""
        return (self.until is None or other.since is None or other.since < self.until) and (
            other.until is None or self.since is None or self.since < other.until
        )


@dataclass(frozen=True)
class Agreement:
    """What two or more governments signed, ready to settle.

    documents: the agreement first, then its supplements. versions: in the agreement's order,
    the versions of one clause together. examples: worked examples with their clause's place.
    """

    parties: tuple[Party, ...]
    versions: tuple[Version, ...]
    policies: tuple[FiscalSplit, ...]
    examples: tuple[Block, ...]
    documents: tuple[Document, ...]

    @property
    def title(self) -> str:
        """The title of the agreement."""
        return self.documents[0].title

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the agreement's bytes; with supplements, of all their fingerprints."""
        prints = [document.fingerprint for document in self.documents]
        if len(prints) == 1:
            return prints[0]
        return hashlib.sha256("\n".join(prints).encode()).hexdigest()

    @cached_property
    def currency(self) -> tuple[str, At] | None:
        """The currency its amounts are in, and where that is first written; None where nowhere."""
        for document in self.documents:
            for line in document.ruled_lines:
                for code in currencies_in(line.text):
                    return code, line.at
        return None

    @cached_property
    def statistics(self) -> frozenset[str]:
        """The names of the figures that are attributed as statistics (§K17)."""
        return frozenset(c.indicator.name for c in self.clauses if isinstance(c, Indicator))

    @property
    def roles(self) -> tuple[str, ...]:
        """The parties' roles, as the parties table lists them."""
        return tuple(party.role for party in self.parties)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause in every version."""
        return tuple(version.clause for version in self.versions)

    def clause(self, number: str) -> Clause:
        """Return the latest version of a clause, or of the clause that leaves a named pot."""
        return [c for c in self.clauses if c.id == clause_of(number)][-1]

    def scopes_behind(self, clause: Clause) -> tuple[Scope, ...]:
        """Return every scope whose money may reach a clause, through pots or parties' results."""
        if isinstance(clause, Scope):
            return (clause,)
        named = getattr(clause, "takes", ()) or getattr(clause, "applies_to", ())
        numbers = {clause_of(name) for name in named}
        return tuple(s for c in self.clauses if c.id in numbers for s in self.scopes_behind(c))

    @cached_property
    def term(self) -> Term:
        """The term in force last."""
        return [c for c in self.clauses if isinstance(c, Term)][-1]

    @cached_property
    def _roundings(self) -> tuple[tuple[Version, Rounding], ...]:
        return tuple((v, v.clause) for v in self.versions if isinstance(v.clause, Rounding))

    def rounding_of(self, number: str, year: int) -> Rounding:
        """Return the rounding of a clause in a calendar year: its own, or the general one."""
        known = [rounding for version, rounding in self._roundings if version.in_force(year)]
        own = [r for r in known if number in r.applies_to]
        return own[0] if own else next(r for r in known if not r.applies_to)

    def roundings_of(self, number: str) -> tuple[Rounding, ...]:
        """Return every rounding that governs a clause in some year."""
        years = {version.since or 0 for version, _ in self._roundings}
        return tuple(dict.fromkeys(self.rounding_of(number, year) for year in sorted(years)))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The clauses that move money, in order, each version with its grain."""
        grains: dict[str, str] = {}
        slots = []
        for index, version in enumerate(self.versions):
            clause = version.clause
            if clause.role not in ("source", "pot", "parties"):
                continue
            grain = getattr(clause, "grain", None)
            if grain is None:
                sources = getattr(clause, "takes", ()) or getattr(clause, "applies_to", ())
                found = {grains.get(clause_of(source), "park") for source in sources}
                grain = "enterprise" if found == {"enterprise"} else "park"
            grains[clause.id] = grain
            slots.append(
                Slot(f"{clause.id}#{index}", clause.id, clause, grain, version.since, version.until)
            )
        return tuple(slots)

    @cached_property
    def structure(self) -> Any:
        """What must be equal for two agreements to be computed side by side (§R9)."""
        return (
            self.term.structure(),
            tuple(
                (v.since, v.until, v.clause.structure())
                for v in self.versions
                if not isinstance(v.clause, Term)
            ),
            tuple((slot.key, slot.grain) for slot in self.slots),
            self.policies,
        )

    def check_inflow(self, clause: Clause, key: str, number: str) -> Iterator[Problem]:
        """Yield why the inflow of another clause cannot be measured by this one ("" is its own)."""
        order = [c.id for c in self.clauses]
        grains = {slot.id: slot.grain for slot in self.slots}
        if not number or grains.get(number) == grains[clause.id] == "enterprise":
            return
        if order.index(number) >= order.index(clause.id) or number not in grains:
            what = Words(f"{number} 在本条之前没有资金入池", f"nothing came into {number} before")
        elif grains[clause.id] == "enterprise":
            what = Words(
                f"本条逐户计算，{number} 按园区合计，分不到各户",
                f"this clause counts by enterprise, but {number} sums the park",
            )
        else:
            return
        yield clause.problem(
            "AG065",
            key,
            what,
            Words(
                "写排在前面、计算单元相配的条款，或写“本条资金池”",
                "name an earlier clause of a fitting unit of account, or “this clause's pot”",
            ),
        )

    def check_years(self, clause: Clause, key: str, staged: Staged[Any]) -> Iterator[Problem]:
        """Yield the agreement years that a staged value leaves undefined or defines twice."""
        last = self.term.last_year
        for left, right in staged.overlaps():
            yield clause.problem(
                "AG041",
                key,
                Words(
                    f"“{left.years.zh}”与“{right.years.zh}”重叠",
                    f"“{left.years.en}” and “{right.years.en}” overlap",
                ),
                Words(
                    "核对签署文本，使每一年只有一种约定",
                    "check the signed text; each year has one rule",
                ),
            )
        for first, end in staged.gaps(last):
            years = Words(
                f"第{first}年起"
                if end is None
                else f"第{first}年"
                if first == end
                else f"第{first}—{end}年",
                f"from year {first}"
                if end is None
                else f"year {first}"
                if first == end
                else f"years {first}-{end}",
            )
            yield clause.problem("AG040", key, *_gap_words(clause, key, staged, years, first, end))


def _gap_words(
    clause: Clause, key: str, staged: Staged[Any], years: Words, first: int, end: int | None
) -> tuple[Words, Words]:
    """Say which years nobody agreed on, and what each reading would give."""
    value_type = next(f.value for f in clause.fields() if f.key == key).inner
    neighbours = [
        s for s in staged.stages if s.last == first - 1 or (end is not None and s.first == end + 1)
    ]
    readings = "；".join(f"若按“{s.years.zh}”则为 {value_type.say(s.value).zh}" for s in neighbours)
    readings_en = "; ".join(
        f"read as “{s.years.en}”: {value_type.say(s.value).en}" for s in neighbours
    )
    what = Words(
        f"{years.zh}没有约定" + (f"（{readings}）" if readings else ""),
        f"nothing is agreed for {years.en}" + (f" ({readings_en})" if readings else ""),
    )
    fix = Words(
        f"由双方书面明确后补写“{years.zh}: …”；系统不替双方选择",
        f"let the parties settle it and add “{years.en}: …”; the program does not choose",
    )
    return what, fix
