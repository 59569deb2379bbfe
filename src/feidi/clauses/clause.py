"""What every clause kind is: labelled fields, checks, terms, an effect, a sentence read back.

A kind is one frozen dataclass in one file of `clauses/kinds/`. Its fields carry their label
and value type (`says`), so that the reader, the sentence, the documentation and the property
tests all work from the same place.
"""

import dataclasses
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from feidi.clauses.bands import BandedValue
from feidi.clauses.pots import PotsValue
from feidi.clauses.stages import StagedValue
from feidi.clauses.values import Choice, ClausesValue
from feidi.clauses.whole_numbers import YearValue
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.due import Due, TermYears
    from feidi.clauses.setting import Book, Setting
    from feidi.clauses.step import Step

Terms = dict[str, "list[int] | list[Fraction]"]
GRAINS = {"park": Words("园区", "park"), "enterprise": Words("企业", "enterprise")}


def says(label: Words, value: Any, meaning: Words, **default: Any) -> Any:
    """Declare a field of a clause kind: its label, value type and meaning.

    A field without default is required. Lines labelled by years or bands (StagedValue,
    BandedValue) are gathered; their label only names the field in documents.
    """
    return dataclasses.field(
        metadata={"label": label, "value": value, "meaning": meaning}, kw_only=True, **default
    )


@dataclass(frozen=True)
class FieldOf:
    """One declared field of a kind."""

    key: str
    label: Words
    value: Any
    meaning: Words
    required: bool

    @property
    def many_lines(self) -> bool:
        """Whether the field is written on lines labelled by years or bands."""
        return isinstance(self.value, StagedValue | BandedValue)


@dataclass(frozen=True)
class Clause:
    """One rule of an agreement. Amounts are fen, shares exact fractions.

    id: the clause's number. heading: its title in the document. at: where its rule stands.
    lines: where each field stands, with the line as written.
    """

    kind: ClassVar[str]
    title: ClassVar[Words]
    question: ClassVar[Words]
    # what the clause takes from: "source" (receipts or a party), "pot", "parties" or "setting"
    role: ClassVar[str]
    # whether something may be left in the clause's own pot, for a later clause to take
    leaves: ClassVar[bool] = False
    # how the names of balances start that are still owed to its party at the end, or "" (§R3)
    still_owed: ClassVar[str] = ""
    # the fields with an amount that limits what a party gets, of each enterprise or of the park
    limits: ClassVar[tuple[str, ...]] = ()

    id: str
    heading: str
    at: At
    lines: dict[str, tuple[At, str]] = dataclasses.field(compare=False, hash=False)
    replaces: tuple[str, ...] = says(
        Words("替代", "replaces"),
        ClausesValue(),
        Words("补充协议：本条替代哪一条", "in a supplement: the clause this one replaces"),
        default=(),
    )
    from_year: int | None = says(
        Words("生效年度", "effective from"),
        YearValue(),
        Words(
            "补充协议：自哪个公历年度起生效", "in a supplement: the calendar year it takes effect"
        ),
        default=None,
    )

    @classmethod
    @cache
    def fields(cls) -> tuple[FieldOf, ...]:
        """Return the declared fields, the kind's own first."""
        declared = [
            FieldOf(
                f.name,
                f.metadata["label"],
                f.metadata["value"],
                f.metadata["meaning"],
                f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING,
            )
            for f in dataclasses.fields(cls)
            if "label" in f.metadata
        ]
        return tuple(sorted(declared, key=lambda f: f.key in ("replaces", "from_year")))

    def structure(self) -> tuple[Hashable, ...]:
        """Return what of this clause decides the way of the money (§R9)."""
        return (
            type(self).__name__,
            self.id,
            self.from_year,
            tuple(
                (f.key, None if (value := getattr(self, f.key)) is None else f.value.shape(value))
                for f in self.fields()
            ),
        )

    def pots(self) -> tuple[str, ...]:
        """Return the pots this clause may leave money in, for later clauses to take."""
        return (self.id,) if self.leaves else ()

    def problem(self, code: str, key: str, what: Words, fix: Words) -> Problem:
        """Return a problem located at one field of this clause, its line echoed."""
        at, said = self.lines.get(key, (self.at, ""))
        return Problem(code, at, what, fix, said)

    def say(self, key: str) -> Words:
        """Return the value of one field in words, for sentences."""
        value_type = next(f.value for f in self.fields() if f.key == key)
        words: Words = value_type.say(getattr(self, key))
        return words

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Yield what is wrong with this clause within its agreement."""
        yield from ()

    def terms(self, setting: "Setting") -> Terms:
        """Return the numbers of this clause for one lane: a list over periods for each name."""
        return {}

    def dues(self, years: "TermYears", number: int) -> Iterator["Due"]:
        """Yield what the clause asks of parties by which day, for one agreement year (§R10)."""
        yield from ()

    def effect(self, step: "Step") -> None:
        """Move the money of one period, for all lanes of a batch at once.

        `self` is any clause of the batch: all share its structure. Numbers come from
        `step.number(name)` and `step.ratios(name)`, never from `self`.
        """

    def sentence(self) -> Words:
        """Return the clause read back as one sentence, made from the rule alone."""
        raise NotImplementedError


@dataclass(frozen=True)
class PotClause(Clause):
    """A clause that takes everything in one or more pots and posts it on."""

    role: ClassVar[str] = "pot"
    takes: tuple[str, ...] = says(
        Words("取自", "takes from"),
        PotsValue(),
        Words("从哪一条留下的资金池取款", "the clause whose pot this one takes from"),
    )
    grain: str | None = says(
        Words("计算单元", "unit of account"),
        Choice(GRAINS),
        Words(
            "逐户计算，或先汇总到园区；不写则同来源",
            "by enterprise, or summed to the park first; as its source where unsaid",
        ),
        default=None,
    )

    @property
    def source_words(self) -> Words:
        """The pots in words."""
        return Words("、".join(self.takes), " and ".join(self.takes))


@dataclass(frozen=True)
class PartyClause(Clause):
    """A clause that looks at what parties got from other clauses, and moves money between them."""

    role: ClassVar[str] = "parties"
    # whether what it moves is what the payer got from the clauses it looks at
    passes_on: ClassVar[bool] = False
    applies_to: tuple[str, ...] = says(
        Words("适用于", "applies to"),
        ClausesValue(),
        Words("看哪些条款的所得", "the clauses whose results it looks at"),
    )

    @property
    def target_words(self) -> Words:
        """The clauses in words."""
        return Words("、".join(self.applies_to), " and ".join(self.applies_to))


def per_unit(clause: Clause, key: str) -> Words:
    """Return an amount in words, with its unit of account where the clause states one.

    `clause.grain` is "park", "enterprise" or None.
    """
    said, grain = clause.say(key), getattr(clause, "grain", None)
    if grain is None:
        return said
    unit = Words("每户", "each enterprise") if grain == "enterprise" else GRAINS[grain]
    return Words(f"{said.zh}（{unit.zh}）", f"{said.en} ({unit.en})")


class Admission(Clause):
    """A clause that says which enterprises a scope may cover."""

    role: ClassVar[str] = "setting"

    def admits(self, enterprise: str, book: "Book", problems: list[Problem]) -> bool:
        """Say whether an enterprise meets the conditions; what is missing becomes a problem."""
        raise NotImplementedError
