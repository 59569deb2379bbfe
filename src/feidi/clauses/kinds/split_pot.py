"""资金池拆分: a pot is divided by percentage into named pots, each with its own later clauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.pots import PartsValue, part_of
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import NamesValue, Split
from feidi.evidence.problem import Problem
from feidi.quantities.exact import add, subtract
from feidi.quantities.words import Words, both

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

BECAUSE = Words("{part}：{whole} 元的 {share}", "{part}: {share} of {whole} yuan")


@dataclass(frozen=True)
class SplitPot(PotClause):
    """Into which pots is the money divided, before clauses of their own share it (§K23)?

    Later clauses take from a part by naming it: `取自: 第四条·首付份额`. Refunds are divided by
    the same percentages. What rounding leaves joins the part the clause names.
    """

    kind: ClassVar[str] = "split-pot"
    title: ClassVar[Words] = Words("资金池拆分", "split pot")
    question: ClassVar[Words] = Words("资金分成哪几池？", "into which pots does the money go?")
    leaves: ClassVar[bool] = True

    split: Staged[Split] = says(
        Words("拆分比例", "split"),
        StagedValue(PartsValue()),
        Words("每一段协议年次各池的比例", "each pot's share in each run of agreement years"),
    )
    rest_joins: tuple[str, ...] = says(
        Words("尾差并入", "remainder joins"),
        NamesValue(),
        Words("取整后剩余的并入哪一池", "the pot that takes what rounding leaves over"),
    )

    @property
    def names(self) -> tuple[str, ...]:
        """Every part named in any stage."""
        return tuple(dict.fromkeys(name for s in self.split.stages for name in s.value))

    def pots(self) -> tuple[str, ...]:
        """Return one pot for each part."""
        return tuple(part_of(self.id, name) for name in self.names)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Every year has one split, and the remainder joins a part of every stage."""
        yield from agreement.check_years(self, "split", self.split)
        missing = [s for s in self.split.stages if self.rest_joins[0] not in s.value]
        if len(self.rest_joins) > 1 or missing:
            said = "、".join(self.rest_joins)
            yield self.problem(
                "AG520",
                "rest_joins",
                Words(
                    f"尾差并入“{said}”，但各年次共有的部分须恰好写一个；已写的部分有："
                    f"{'、'.join(self.names)}",
                    f"the remainder joins “{said}”; name one part that every year has, "
                    f"out of: {', '.join(self.names)}",
                ),
                Words("写其中一个部分的名称", "write the name of one part"),
            )

    def terms(self, setting: "Setting") -> Terms:
        """Each part's fraction in every period; all zero outside the term."""
        splits = [self.split.at(setting.year(t)) or {} for t in range(setting.count)]
        return {name: [split.get(name, Fraction(0)) for split in splits] for name in self.names}

    def effect(self, step: "Step") -> None:
        """Divide the pot into its parts."""
        shares = {name: step.ratios(name) for name in self.names}
        parts = step.parts(step.pot, shares)
        rest = step.pot
        for part in parts.values():
            rest = subtract(rest, part)
        parts[self.rest_joins[0]] = add(parts[self.rest_joins[0]], rest)
        for name, part in parts.items():
            step.leave(
                part, BECAUSE, into=name, part=both(name), whole=step.pot, share=shares[name]
            )

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{source}的资金拆分为：{split}；尾差并入{rest}。",
            "What {source} leaves is split into pots: {split}; the remainder joins {rest}.",
        ).fill(source=self.source_words, split=self.say("split"), rest=self.say("rest_joins"))
