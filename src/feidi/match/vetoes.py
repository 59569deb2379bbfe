"""Facts that forbid by themselves: kept apart from every score."""

from collections.abc import Iterable
from dataclasses import dataclass

from feidi.match.given import VETO_KINDS, VetoFact
from feidi.quantities.unit_words import unit_words
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Veto:
    """That a subject is forbidden, or may be (`decided` False), with the fact that says so."""

    subject: str
    kind: str
    decided: bool
    words: Words
    fact: VetoFact

    @property
    def pending(self) -> Words:
        """The sentence that this may still forbid the subject."""
        return Words(f"否决未定：{self.words.zh}", f"veto undecided: {self.words.en}")


@dataclass(frozen=True)
class Vetoes:
    """All vetoes by subject. §M12: what is forbidden has no rank, however good it is."""

    found: tuple[Veto, ...]

    def of(self, *subjects: str) -> tuple[Veto, ...]:
        """Return the decided vetoes of any of the subjects."""
        return tuple(v for v in self.found if v.decided and v.subject in subjects)

    def undecided(self, *subjects: str) -> tuple[Veto, ...]:
        """Return what could forbid the subjects but lacks its figure."""
        return tuple(v for v in self.found if not v.decided and v.subject in subjects)


def vetoes(facts: Iterable[VetoFact]) -> Vetoes:
    """Which industries, projects and firms are forbidden, by which fact?

    A fact forbids where value > limit, or where it states a prohibition without figures. A
    limit without a value is open: shown beside the result, never decided.

    >>> fact = VetoFact("32", "water", 9.0, 5.0, "立方米/吨", Words("超过", "over"), "水务局")
    >>> vetoes([fact]).of("32")[0].words.en
    'water: 9 m³ a ton, limit 5 (over)'
    """
    found = [_judged(fact) for fact in facts]
    chosen = [veto for veto in found if veto is not None]
    return Vetoes(tuple(sorted(chosen, key=lambda v: (v.subject, v.kind, v.words))))


def _judged(fact: VetoFact) -> Veto | None:
    kind, reason = VETO_KINDS[fact.kind], fact.reason
    zh, en = (f"（{reason.zh}）" if reason.zh else ""), (f" ({reason.en})" if reason.en else "")
    unit = unit_words(fact.unit)
    if fact.value is None and fact.limit is None:
        words = Words(f"{kind.zh}：禁止{zh}", f"{kind.en}: prohibited{en}")
        return Veto(fact.subject, fact.kind, True, words, fact)
    if fact.value is None:
        words = Words(
            f"{kind.zh}：限值 {fact.limit:,.6g} {unit.zh}，数值未知{zh}",
            f"{kind.en}: limit {fact.limit:,.6g} {unit.en}, value unknown{en}",
        )
        return Veto(fact.subject, fact.kind, False, words, fact)
    if fact.limit is None or fact.value <= fact.limit:
        return None
    words = Words(
        f"{kind.zh}：{fact.value:,.6g} {unit.zh}，限值 {fact.limit:,.6g}{zh}",
        f"{kind.en}: {fact.value:,.6g} {unit.en}, limit {fact.limit:,.6g}{en}",
    )
    return Veto(fact.subject, fact.kind, True, words, fact)
