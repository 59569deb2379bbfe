"""不足清偿: a pot that may be too small for the claims of several parties, shared by a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.awards import awards, total
from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.drawing import Drawn, draw, due_so_far, this_year
from feidi.clauses.sums import PartySums, PartySumsValue
from feidi.clauses.values import Choice
from feidi.evidence.problem import Problem
from feidi.quantities.exact import Amounts, Ratios, subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

METHODS = {
    "pro-rata": Words("按比例", "pro rata"),
    "equal-awards": Words("等额受偿", "equal awards"),
    "equal-losses": Words("等额受损", "equal losses"),
    "talmud": Words("塔木德", "Talmud"),
    "in-order": Words("按顺位", "in order"),
}
UNPAID = {
    "lapse": Words("当年未清偿的不再清偿", "not paid later"),
    "carry": Words("结转以后年度", "carried to later years"),
}
BECAUSE = Words(
    "可清偿 {estate} 元、各方应得合计 {whole} 元，{method}：本方应得 {claim} 元，"
    "本年累计受偿 {award} 元，本期 {now} 元",
    "{estate} yuan against claims of {whole} yuan, {method}: of a claim of {claim} yuan, "
    "{award} yuan so far this year, {now} yuan now",
)
BECAUSE_LEFT = Words("清偿后余 {left} 元", "{left} yuan are left after the claims")


@dataclass(frozen=True)
class ClaimsOnPot(PotClause):
    """Who gets how much when the pot is short of what is owed to several (§K21)?

    Claims are amounts of one agreement year, or counted figures added up through it. Shared is
    what the year's pot holds so far, restated with every period; refunds walk back down, and
    a pot below zero is passed on. What exceeds all claims is left for the next clause.
    """

    kind: ClassVar[str] = "claims"
    title: ClassVar[Words] = Words("不足清偿", "claims")
    question: ClassVar[Words] = Words("不够付时各方各得多少？", "who gets what if it is short?")
    leaves: ClassVar[bool] = True

    claims: PartySums = says(
        Words("各方应得", "claims"),
        PartySumsValue(),
        Words("各方每一协议年度应得的金额，按顺位排列", "what each party is owed a year, in order"),
    )
    method: str = says(
        Words("清偿方法", "method"),
        Choice(METHODS),
        Words("资金不足时按什么方法清偿", "the rule by which a short pot is shared"),
    )
    unpaid: str = says(
        Words("未清偿部分", "unpaid claims"),
        Choice(UNPAID),
        Words("当年没有清偿的部分怎么办", "what becomes of claims a year leaves unpaid"),
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Claims of at least two parties compete."""
        if len(self.claims) == 1:
            yield self.problem(
                "AG500",
                "claims",
                Words(
                    "各方应得只有 1 方，至少应有 2 方", "1 party has a claim; at least 2 are needed"
                ),
                Words("补写其他各方，或改用“先行扣除”", "name the others, or use “deduct first”"),
            )

    def terms(self, setting: "Setting") -> Terms:
        """The claims that arise in every period."""
        return {who: setting.arising(self, "claims", what) for who, what in self.claims.items()}

    def effect(self, step: "Step") -> None:
        """Share what is there by the rule, leave the rest."""
        dues = np.stack([np.maximum(self._due(step, who), 0) for who in self.claims])
        whole = total(dues)
        drawn = draw(step, whole)
        awarded = self._awarded(step, drawn.year, dues)
        parts: dict[str, Amounts] = {}
        each = {}
        for (who, award), due in zip(awarded.items(), dues, strict=True):
            parts[who] = subtract(award, this_year(step, f"awarded {who}"))
            each[who] = {"claim": due, "award": award, "now": parts[who]}
            step.carry(f"awarded {who}", award)
            if self.unpaid == "carry":
                step.carry(f"unpaid {who}", np.maximum(subtract(due, award), 0))
        self._post(step, drawn, parts, each, whole)

    def _due(self, step: "Step", who: str) -> Amounts:
        opening = step.balance(f"unpaid {who}")
        return due_so_far(step, f"due {who}", step.number(who), opening)

    def _awarded(self, step: "Step", estate: Amounts, dues: Amounts) -> dict[str, Amounts]:
        """Return each party's award of the year so far, rounded as the agreement states."""
        exact = awards(self.method, estate, dues)
        shares = {who: Ratios(exact.num[i], exact.den[i]) for i, who in enumerate(self.claims)}
        return step.rounded(estate, shares)

    def _post(
        self,
        step: "Step",
        drawn: Drawn,
        parts: dict[str, Amounts],
        each: dict[str, dict[str, Amounts]],
        whole: Amounts,
    ) -> None:
        step.hand_out(
            drawn.now,
            parts,
            BECAUSE,
            each,
            estate=drawn.year,
            whole=whole,
            method=METHODS[self.method],
        )
        left = subtract(step.pot, drawn.now)
        step.leave(left, BECAUSE_LEFT, left=left)

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{source}的资金清偿各方应得：{claims}；不足时{method}清偿；{unpaid}；其余留给下一条。",
            "{source} pays the claims: {claims}; where short, {method}; unpaid claims are "
            "{unpaid}; the rest goes on.",
        ).fill(
            source=self.source_words,
            claims=self.say("claims"),
            method=self.say("method"),
            unpaid=self.say("unpaid"),
        )
