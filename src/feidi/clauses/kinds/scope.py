"""范围与口径: which taxes, which retained level, net of refunds or not, which enterprises."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import GRAINS, Clause, says
from feidi.clauses.posting import OUTSIDE, RECEIPTS, UPPER
from feidi.clauses.values import Choice, ClausesValue, NamesValue, TaxesValue
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.step import Step

LEVELS = {
    "gross": Words("全部入库", "all that was booked"),
    "local": Words("地方留成", "local part after the centre"),
    "county": Words("县区留成", "part kept by the county or new area"),
}
# which upper levels each measure takes off first
TAKEN_FIRST = {"gross": (), "local": ("centre",), "county": ("centre", "province", "city")}
REFUNDS = {"net": Words("冲减", "deducted"), "ignored": Words("不冲减", "not deducted")}
ALL = Words("名册内全部", "all on the roster")
BECAUSE_IN = Words("{taxes}入库 {gross} 元", "{taxes} booked: {gross} yuan")
BECAUSE_UPPER = Words(
    "{level}分享部分，按财政体制规定从 {gross} 元中划出",
    "the part of the {level}, taken from {gross} yuan by the fiscal rule",
)
BECAUSE_LEFT = Words(
    "{measure}：{gross} 元扣除上级分享后为 {local} 元",
    "{measure}: {gross} yuan less the upper levels leave {local} yuan",
)
BECAUSE_WHOLE = Words("{measure} {local} 元", "{measure}: {local} yuan")
BECAUSE_OUT = Words("不在协议期限内，不分享", "outside the term of the agreement, not shared")


@dataclass(frozen=True)
class Scope(Clause):
    """Which receipts does the agreement divide, and which part of them (§K1)?"""

    kind: ClassVar[str] = "scope"
    title: ClassVar[Words] = Words("范围与口径", "scope")
    question: ClassVar[Words] = Words("分哪些钱？", "which money is divided?")
    role: ClassVar[str] = "source"
    leaves: ClassVar[bool] = True

    taxes: tuple[str, ...] = says(
        Words("税种", "taxes"),
        TaxesValue(),
        Words("进入分享的税种和收入", "the taxes and revenues covered"),
    )
    level: str = says(
        Words("口径", "measure"),
        Choice(LEVELS),
        Words(
            "分全部入库数，还是地方或县区留成部分",
            "all that was booked, or the part the place retains",
        ),
    )
    refunds: str = says(
        Words("退税", "refunds"),
        Choice(REFUNDS),
        Words("退税是否冲减", "whether refunds are deducted"),
    )
    enterprises: tuple[str, ...] = says(
        Words("企业", "enterprises"),
        NamesValue(),
        Words("名册内全部，或企业编号列表", "all on the roster, or a list of enterprise ids"),
    )
    grain: str = says(
        Words("计算单元", "unit of account"),
        Choice(GRAINS),
        Words("按园区合计，或逐户", "for the park as a whole, or by enterprise"),
    )
    parks: tuple[str, ...] = says(
        Words("园区", "parks"),
        NamesValue(),
        Words("只含这些园区的企业", "only enterprises of these parks"),
        default=(),
    )
    admitted_by: tuple[str, ...] = says(
        Words("准入条款", "admitted by"),
        ClausesValue(),
        Words("企业须符合哪一条的条件", "the clause whose conditions an enterprise must meet"),
        default=(),
    )

    @property
    def all_enterprises(self) -> bool:
        """Whether every enterprise of the roster is covered."""
        return self.enterprises[0].lower() in ALL

    @property
    def upper_levels(self) -> tuple[str, ...]:
        """The levels taken off before the measure."""
        return TAKEN_FIRST[self.level]

    def structure(self) -> tuple[Hashable, ...]:
        """Only the measure and the grain decide the way; what is covered is data."""
        return (type(self).__name__, self.id, self.from_year, self.level, self.grain)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Clauses named as conditions are conditions."""
        for number in self.admitted_by:
            if agreement.clause(number).kind != "eligibility":
                yield self.problem(
                    "AG033",
                    "admitted_by",
                    Words(f"{number} 不是准入条件条款", f"{number} is not an eligibility clause"),
                    Words("写准入条件条款的条号", "name the clause that states the conditions"),
                )

    def effect(self, step: "Step") -> None:
        """Let the receipts in, hand the upper levels theirs, leave the rest in the pot."""
        inflow = step.inflow
        step.outside(RECEIPTS.zh, OUTSIDE.zh, inflow.gross, BECAUSE_OUT)
        gross = step.bring(
            RECEIPTS.zh, inflow.gross, BECAUSE_IN, taxes=self.say("taxes"), gross=inflow.gross
        )
        for level, amount in inflow.upper.items():
            account = UPPER[level].zh
            step.pay(
                account, step.where_active(amount), BECAUSE_UPPER, level=UPPER[level], gross=gross
            )
        local = step.where_active(inflow.local)
        left = BECAUSE_LEFT if inflow.upper else BECAUSE_WHOLE
        step.leave(local, left, measure=self.say("level"), gross=gross, local=local)

    def sentence(self) -> Words:
        """Read back."""
        who = (
            ALL
            if self.all_enterprises
            else Words(
                "企业 " + "、".join(self.enterprises), "enterprises " + ", ".join(self.enterprises)
            )
        )
        if self.parks:
            who = Words(
                f"{who.zh}（限{'、'.join(self.parks)}）", f"{who.en} (in {', '.join(self.parks)})"
            )
        if self.admitted_by:
            who = Words(
                f"{who.zh}中符合{'、'.join(self.admitted_by)}的企业",
                f"those of {who.en} that meet {', '.join(self.admitted_by)}",
            )
        return Words(
            "分享对象：{who}的{taxes}，口径为{level}，退税{refunds}，按{grain}计算。",
            "Divided are the {taxes} of {who}: {level}, refunds {refunds}, by {grain}.",
        ).fill(
            who=who,
            taxes=self.say("taxes"),
            level=self.say("level"),
            refunds=self.say("refunds"),
            grain=self.say("grain"),
        )
