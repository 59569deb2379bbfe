"""取整与尾差: where, how and to what grain amounts are rounded, and whose the odd fen is."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import Clause, says
from feidi.clauses.values import Choice, ClausesValue, MoneyValue, PartyValue, Vocabulary
from feidi.evidence.problem import Problem
from feidi.quantities.rounding import Mode
from feidi.quantities.words import Unreadable, Words, both

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement

STAGES = {
    "period": Words("每个结算期", "each settlement period"),
    "running": Words("当年累计", "the running total of the agreement year"),
}
MODES = {
    "down": Words("舍去", "down"),
    "up": Words("进一", "up"),
    "half-up": Words("四舍五入", "half up"),
    "half-even": Words("四舍六入五成双", "half even"),
}
FATES = {
    "lapse": Words("作废", "lapses"),
    "retain": Words("留存", "is retained"),
    "largest": Words("最大余数", "largest remainder"),
}


class OwnerValue:
    """Who gets the odd fen: a party, nobody (作废, 留存), or those with the largest fractions."""

    hint = Words(
        "一方的角色，或 作废、留存、最大余数",
        "a party's role, or lapses, is retained, largest remainder",
    )

    def read(self, text: str, names: Vocabulary) -> str:
        """Return the role, "lapse", "retain" or "largest"."""
        try:
            return Choice(FATES).read(text, names)
        except Unreadable:
            return PartyValue().read(text, names)

    def say(self, value: str) -> Words:
        """Return the owner in words."""
        return FATES.get(value, both(value))

    def shape(self, value: str) -> str:
        """Who it is decides the way of the money."""
        return value


@dataclass(frozen=True)
class Rounding(Clause):
    """Where is what rounded, and who owns what rounding leaves over (§R2)?

    Rounding is a term of the agreement, never a habit of the program: published settlements
    differ by hundreds of yuan with it.
    """

    kind: ClassVar[str] = "rounding"
    title: ClassVar[Words] = Words("取整与尾差", "rounding")
    question: ClassVar[Words] = Words(
        "分到哪一位？尾差归谁？", "to what grain, and whose is the rest?"
    )
    role: ClassVar[str] = "setting"
    because_rest: ClassVar[Words] = Words("取整尾差 {rest} 元", "rounding remainder of {rest} yuan")

    stage: str = says(
        Words("取整环节", "stage"),
        Choice(STAGES),
        Words("在哪一步取整", "at which step amounts are rounded"),
    )
    mode: str = says(
        Words("取整方式", "mode"),
        Choice(MODES),
        Words("最小单位以下如何处理", "what becomes of the part below the grain"),
    )
    grain_fen: int = says(
        Words("取整单位", "grain"),
        MoneyValue(),
        Words("取整到哪个单位，如 0.01 元", "the unit rounded to, as 0.01 yuan"),
    )
    owner: str = says(
        Words("尾差归属", "remainder to"),
        OwnerValue(),
        Words("各方取整后剩余的归属", "who gets what is left after rounding"),
    )
    applies_to: tuple[str, ...] = says(
        Words("适用于", "applies to"),
        ClausesValue(),
        Words(
            "只适用于哪些条款；不写则适用于其余各条", "only these clauses; all others where unsaid"
        ),
        default=(),
    )

    @cached_property
    def mode_of(self) -> Mode:
        """The rounding mode."""
        return Mode(self.mode)

    def structure(self) -> tuple[Hashable, ...]:
        """Rounding governs how numbers are made: all of it is structure."""
        return (self.stage, self.mode, self.grain_fen, self.owner, self.applies_to)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """The grain is at least one fen; the largest remainder is what rounding down leaves."""
        if self.grain_fen < 1:
            yield self.problem(
                "AG030",
                "grain_fen",
                Words("取整单位为 0，无法取整", "the grain is 0; nothing can be rounded to it"),
                Words("写 0.01 元（分）、1 元或更大", "write 0.01 yuan, 1 yuan or more"),
            )
        if self.owner == "largest" and self.mode != "down":
            yield self.problem(
                "AG030",
                "mode",
                Words(
                    f"尾差按最大余数分配，取整方式却是“{self.say('mode').zh}”",
                    f"the remainder goes by largest remainder, but the mode is “{self.mode}”",
                ),
                Words(
                    "写“取整方式: 舍去”，或改尾差归属",
                    "write “mode: down”, or change the remainder",
                ),
            )

    def sentence(self) -> Words:
        """Read back."""
        scope = Words(
            "、".join(self.applies_to) or "各条", ", ".join(self.applies_to) or "every clause"
        )
        owner = self.say("owner")
        if self.owner not in ("lapse", "retain"):
            owner = Words(owner.zh, f"goes to {owner.en}")
        return Words(
            "{scope}按{stage}取整：单位 {grain}，{mode}；尾差归属：{owner}。",
            "For {scope}, amounts of {stage} are rounded {mode} to {grain}; the remainder {owner}.",
        ).fill(
            scope=scope,
            stage=self.say("stage"),
            mode=self.say("mode"),
            grain=self.say("grain_fen"),
            owner=owner,
        )
