"""提取均分: a fraction of the pot is divided equally among named parties; the rest goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.drawing import fraction_of
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import PartiesValue, RatioValue
from feidi.evidence.problem import Problem
from feidi.quantities.exact import Ratios, subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

POOL = "pool"
BECAUSE = Words(
    "提取 {pot} 元的 {taken}，计 {whole} 元，均分",
    "{taken} of {pot} yuan, {whole} yuan, in equal parts",
)
BECAUSE_LEFT = Words("提取均分后余 {left} 元", "{left} yuan are left after the equal pool")


@dataclass(frozen=True)
class EqualPool(PotClause):
    """Which part of the pot is divided equally, by heads of the parties (§K12)?

    Refunds are borne in the same proportion. The odd fen goes as the agreement's rounding says.
    """

    kind: ClassVar[str] = "equal-pool"
    title: ClassVar[Words] = Words("提取均分", "equal pool")
    question: ClassVar[Words] = Words("提取多少来均分？", "how much is divided equally?")
    leaves: ClassVar[bool] = True

    parties: tuple[str, ...] = says(
        Words("均分各方", "divided equally among"),
        PartiesValue(),
        Words("由哪些方均分", "the parties with equal parts"),
    )
    share: Staged[Fraction] = says(
        Words("提取比例", "part divided"),
        StagedValue(RatioValue()),
        Words("每一段协议年次提取的比例", "the part of the pot in each run of agreement years"),
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Every year has one fraction; equal parts need two parties."""
        yield from agreement.check_years(self, "share", self.share)
        if len(self.parties) == 1:
            yield self.problem(
                "AG410",
                "parties",
                Words(
                    "均分各方只有 1 方，至少应有 2 方", "1 party is named; at least 2 are needed"
                ),
                Words("写出均分的各方，或改用“比例分享”", "name the parties, or use “shares”"),
            )

    def terms(self, setting: "Setting") -> Terms:
        """The fraction in every period; zero outside the term."""
        return {POOL: [Fraction(self.share.at(setting.year(t)) or 0) for t in range(setting.count)]}

    def effect(self, step: "Step") -> None:
        """Take the fraction, divide it equally, leave the rest."""
        share = step.ratios(POOL)
        taken = fraction_of(step, step.pot, share, POOL)
        each = Ratios.of([Fraction(1, len(self.parties))] * len(step.pot))
        step.divide(
            taken, dict.fromkeys(self.parties, each), BECAUSE, key="each", pot=step.pot, taken=share
        )
        left = subtract(step.pot, taken)
        step.leave(left, BECAUSE_LEFT, left=left)

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{source}的资金，按 {share} 提取，由{parties}均分；其余留给下一条。",
            "Of {source}, {share} is divided equally among {parties}; the rest goes on.",
        ).fill(source=self.source_words, share=self.say("share"), parties=self.say("parties"))
