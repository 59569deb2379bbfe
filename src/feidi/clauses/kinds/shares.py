"""比例分享: everything in a pot goes to named parties by fixed shares, staged by agreement year."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import Split, SplitValue
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

BECAUSE = Words("{whole} 元的 {share}", "{share} of {whole} yuan")


@dataclass(frozen=True)
class Shares(PotClause):
    """Who gets which part of the pot, in each agreement year (§K6)?

    Chinese precedents: 1:1 of the increment, 7:3 then 4:6, 100 % for five years.
    """

    kind: ClassVar[str] = "shares"
    title: ClassVar[Words] = Words("比例分享", "shares")
    question: ClassVar[Words] = Words(
        "资金池里的钱各方各得多少？", "who gets which part of the pot?"
    )

    split: Staged[Split] = says(
        Words("分享比例", "split"),
        StagedValue(SplitValue()),
        Words("每一段协议年次各方的比例", "each party's share in each run of agreement years"),
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Every agreement year of the term has exactly one split."""
        yield from agreement.check_years(self, "split", self.split)

    def parties(self) -> tuple[str, ...]:
        """Return every party named in any stage."""
        return tuple(dict.fromkeys(who for s in self.split.stages for who in s.value))

    def terms(self, setting: "Setting") -> Terms:
        """Each party's fraction in every period; all zero outside the term."""
        splits = [self.split.at(setting.year(t)) or {} for t in range(setting.count)]
        return {who: [split.get(who, Fraction(0)) for split in splits] for who in self.parties()}

    def effect(self, step: "Step") -> None:
        """Divide the pot."""
        step.divide(step.pot, {who: step.ratios(who) for who in self.parties()}, BECAUSE)

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{source}留下的资金，{split}。", "What {source} leaves is shared: {split}."
        ).fill(source=self.source_words, split=self.say("split"))
