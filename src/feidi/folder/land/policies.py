"""Policies of the folder -> the control indicators and relocation terms that plans obey."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from feidi.clauses.catalogue import POLICY_KINDS
from feidi.clauses.document import Document, read_document
from feidi.clauses.kinds.land_control import LandControlRule
from feidi.clauses.kinds.relocation_terms import RelocationTerms
from feidi.clauses.rule import read_rule
from feidi.clauses.values import Vocabulary
from feidi.evidence.problem import Problem
from feidi.folder import layout
from feidi.folder.opening import Refused, Root
from feidi.quantities.folding import fold
from feidi.quantities.words import Words
from feidi.records.land_control import LandControl
from feidi.records.relocation import RelocationPolicy

_NUMBER = ("文号", "document number")
_ASSUMED = ("假设", "assumed")


class Policies:
    """The dated rules about land of one folder; `problems` says what cannot be read."""

    def __init__(self, root: Root) -> None:
        self.controls: list[LandControl] = []
        self.relocation: list[RelocationPolicy] = []
        self.problems: list[Problem] = []
        try:
            names = [name for name in root.names(layout.POLICIES) if name.endswith(".md")]
            for name in names:
                self._document(read_document(root.document(name), name))
        except Refused as refused:
            self.problems += refused.problems
        self._once()

    def _document(self, document: Document) -> None:
        number = _number(document)
        names = Vocabulary(clauses=tuple(clause.id for clause in document.clauses))
        for clause in document.clauses:
            for block in clause.rules:
                rule, problems = read_rule(clause, block, names, POLICY_KINDS)
                self.problems += problems
                if isinstance(rule, LandControlRule):
                    self.controls.append(_control(rule, number))
                elif isinstance(rule, RelocationTerms):
                    self.relocation.append(_terms(rule, number))

    def _once(self) -> None:
        """Two rules for one industry, or for one month of a relocation, are refused (LA072)."""
        self.problems += [*_overlaps(self.controls), *_overlaps(self.relocation)]


def _overlaps(rules: "Sequence[Dated]") -> Iterator[Problem]:
    for index, later in enumerate(rules):
        for earlier in rules[:index]:
            if _in_one_month(earlier, later) and _about_one(earlier, later):
                yield _overlap(earlier, later)


def _number(document: Document) -> str:
    rows = [cells for _, cells in document.rows]
    return next((c[1] for c in rows if len(c) > 1 and fold(c[0]).lower() in _NUMBER), "")


def _control(rule: LandControlRule, number: str) -> LandControl:
    return LandControl(
        number,
        rule.industries,
        rule.first,
        rule.last,
        rule.investment,
        rule.tax,
        rule.output,
        _plain(rule.plot_ratio),
        _plain(rule.building_coefficient),
        _plain(rule.green_rate),
        rule.at,
    )


def _terms(rule: RelocationTerms, number: str) -> RelocationPolicy:
    return RelocationPolicy(
        number,
        rule.first,
        rule.last,
        rule.household_grant,
        rule.person_grant,
        _plain(rule.homestead),
        _plain(rule.farmland),
        _plain(rule.slope),
        rule.hazard,
        rule.at,
        assumed=any(word in number for word in _ASSUMED),
    )


def _plain(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


Dated = LandControl | RelocationPolicy


def _in_one_month(earlier: Dated, later: Dated) -> bool:
    return (earlier.last is None or later.first <= earlier.last) and (
        later.last is None or earlier.first <= later.last
    )


def _about_one(earlier: Dated, later: Dated) -> bool:
    """Say whether an industry falls under both; a rule for all gives way to one that names it."""
    if not isinstance(earlier, LandControl) or not isinstance(later, LandControl):
        return True
    if not earlier.industries or not later.industries:
        return not earlier.industries and not later.industries
    return any(
        one.startswith(other) or other.startswith(one)
        for one in earlier.industries
        for other in later.industries
    )


def _overlap(earlier: Dated, later: Dated) -> Problem:
    return Problem(
        "LA072",
        later.at,
        Words(f"与 {earlier.at} 同时适用", f"counts at the same time as {earlier.at}"),
        Words(
            "在前一规定写“至”，或写明各自适用的行业",
            "give the earlier rule its “until”, or say which industries each is for",
        ),
    )
