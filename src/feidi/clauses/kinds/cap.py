"""封顶: what a party gets, in a year or over the term, stops at an amount; the excess moves on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import GRAINS, PartyClause, Terms, per_unit, says
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.posting import UPPER, account_words
from feidi.clauses.stages import Stage, Staged, StagedValue
from feidi.clauses.values import Choice, PartyValue, Vocabulary
from feidi.evidence.problem import Problem
from feidi.quantities.exact import Amounts, subtract
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

SPANS = {
    "year": Words("每一协议年度", "each agreement year"),
    "term": Words("期限内累计", "the whole term"),
}
SIDES = {
    "received": Words("所得", "what it gets"),
    "net": Words("净额的绝对值", "its net, either way"),
}
BECAUSE = Words(
    "{party}{span}{side} {got} 元，封顶 {cap} 元，"
    "超过部分应归{other} {over} 元（已划转 {before} 元）",
    "{party}: {side} of {span} is {got} yuan, capped at {cap} yuan; {over} yuan are due to "
    "{other} ({before} yuan moved before)",
)
BECAUSE_UNREACHED = Words(
    "期满时{party}累计所得 {got} 元，未达封顶 {cap} 元，由{other}一次性补足 {gap} 元",
    "at the end of the term {party} has got {got} yuan, below the cap of {cap} yuan; "
    "{other} makes up {gap} yuan once",
)


class PayerValue:
    """Who pays from outside the division: a party, or an upper level of government."""

    hint = Words("一方的角色，或 中央、省级、市级", "a party's role, or centre, province, city")

    def read(self, text: str, names: Vocabulary) -> str:
        """Return the role, or the account of the level."""
        try:
            level = UPPER[Choice(UPPER).read(text, names)]
        except Unreadable:
            return PartyValue().read(text, names)
        if fold(text) in map(fold, names.parties):
            raise Unreadable(
                Words(
                    f"“{fold(text)}”既是签约方，又是上级政府“{level.zh}”",
                    f"“{fold(text)}” is a party and an upper level of government, {level.zh}",
                ),
                Words("给签约方换一个角色名", "give the party another role"),
            )
        return level.zh

    def say(self, value: str) -> Words:
        """Return the payer in words."""
        return account_words(value)

    def shape(self, value: str) -> str:
        """Who it is decides the way of the money."""
        return value


@dataclass(frozen=True)
class Cap(PartyClause):
    """How much does a party get at most, and whose is the excess (§K9)?

    The running total of the year or the term decides: a refund that lowers it opens room
    again, and what was moved away comes back. A cumulative cap carries `room`, what is left
    of it at each year's end; a term may be extended while there is room (§R3). A cumulative
    cap derived from a figure is fixed by the figure of the first agreement year.
    Precedents: three years' taxes before the move; a net of at most 0.1 % of property value.
    """

    kind: ClassVar[str] = "cap"
    title: ClassVar[Words] = Words("封顶", "cap")
    question: ClassVar[Words] = Words("一方最多得多少？", "how much does a party get at most?")
    limits: ClassVar[tuple[str, ...]] = ("amount", "by_year")

    party: str = says(
        Words("封顶方", "capped party"),
        PartyValue(),
        Words("谁的所得封顶", "whose amount is capped"),
    )
    span: str = says(
        Words("封顶期间", "cap of"),
        Choice(SPANS),
        Words("按年封顶，或期限内累计封顶", "a cap of each year, or of the whole term"),
    )
    side: str = says(
        Words("封顶口径", "capped amount"),
        Choice(SIDES),
        Words(
            "只限所得，或收付相抵的净额不论收付都受限",
            "only what it gets, or its net whichever way it goes",
        ),
    )
    excess_to: str = says(
        Words("超过部分归属", "excess to"),
        PartyValue(),
        Words("超过部分归哪一方；净额为付出时由其退回", "who gets the excess, or gives it back"),
    )
    amount: Sum | None = says(
        Words("封顶额", "cap amount"),
        SumValue(),
        Words("封顶的金额或其依据", "the amount of the cap, or what it is derived from"),
        default=None,
    )
    by_year: Staged[Sum] | None = says(
        Words("各年封顶额", "cap by year"),
        StagedValue(SumValue()),
        Words("每一段协议年次的年封顶额", "the cap of a year in each run of agreement years"),
        default=None,
    )
    grain: str | None = says(
        Words("计算单元", "unit of account"),
        Choice(GRAINS),
        Words(
            "所看条款逐户计算时，封顶额是每户的还是园区合计的；以企业的数派生的可不写",
            "where the clauses count by enterprise: a cap of each or of the park; unsaid where "
            "it derives from a figure of each enterprise",
        ),
        default=None,
    )
    unreached_by: str | None = says(
        Words("期满未达封顶由谁补足", "unreached made up by"),
        PayerValue(),
        Words(
            "期满仍未达到累计封顶的，由谁一次性补足；不写则不补",
            "who pays, once, what the term left below the cap; nobody where unsaid",
        ),
        default=None,
    )

    def structure(self) -> tuple[object, ...]:
        """Who and over which span decide the way; how much is a number."""
        who = (self.party, self.excess_to, self.unreached_by)
        return (type(self).__name__, self.id, self.applies_to, *who, self.span, self.side)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """One amount, two parties, and an end for what the end decides."""
        if self.by_year is not None and self.span == "year":
            yield from agreement.check_years(self, "by_year", self.by_year)
        if (self.amount is None) == (self.by_year is None) or (
            self.by_year is not None and self.span == "term"
        ):
            what = Words(
                "封顶额不明：写一行“封顶额”，或（仅按年封顶时）按协议年次逐段写",
                "the amount is unclear: one line “cap amount”, or, for a yearly cap, "
                "one line for each run of years",
            )
            fix = Words("按签署文本只保留一种写法", "keep one way, by the signed text")
            yield self.problem("AG360", "amount", what, fix)
        if self.party == self.excess_to:
            what = Words(
                f"封顶方和超过部分归属都是{self.party}",
                f"the excess of {self.party} goes to itself",
            )
            fix = Words("写明超过部分归另一方", "name another party")
            yield self.problem("AG361", "excess_to", what, fix)
        yield from self._check_end(agreement)

    def _check_end(self, agreement: "Agreement") -> Iterator[Problem]:
        if self.unreached_by is None:
            return
        term, reason = agreement.term, None
        if self.span != "term":
            reason = Words("封顶是按年的", "the cap is one of each year")
        elif term.last_year is None:
            reason = Words("协议长期有效，没有期满", "the agreement has no end")
        elif term.extension and term.while_room_in != (self.id,):
            reason = Words(
                f"期限延长看的是{'、'.join(term.while_room_in)}，不是只看本条",
                f"the extension depends on {', '.join(term.while_room_in)}, not on this alone",
            )
        elif self.side != "received":
            reason = Words("封顶口径是净额", "the capped amount is a net")
        if reason:
            what = Words(
                f"写了期满未达封顶由{self.unreached_by}补足，但{reason.zh}",
                f"what is unreached is made up by {self.unreached_by}, but {reason.en}",
            )
            fix = Words("删去这一行，或核对期限条款", "delete the line, or check the term")
            yield self.problem("AG362", "unreached_by", what, fix)

    def terms(self, setting: "Setting") -> Terms:
        """The cap in every period: of its year, or of the term."""
        amount = self.amount or Sum()
        if self.by_year is not None:
            return {"cap": setting.by_year(self, "by_year", self.by_year)}
        if self.span == "year":
            return {"cap": setting.by_year(self, "amount", Staged((Stage(1, None, amount),)))}
        started = any(setting.running(t) for t in range(setting.count))
        fixed = setting.in_year(self, "amount", amount, 1) if started else 0
        return {"cap": [fixed] * setting.count}

    def effect(self, step: "Step") -> None:
        """Move away what is above the cap, less what was moved before; bring back what was not."""
        cap = step.number("cap")
        got = step.received(self.party, self.applies_to, self.span)
        over = subtract(got, np.minimum(got, cap))
        if self.side == "net":
            over = subtract(got, np.clip(got, -cap, cap))
        before = step.balance("over")
        if self.span == "year":
            before = np.where(step.first_of_year, 0, before)
        over = np.where(step.active, over, before)
        step.carry("over", over)
        step.transfer(
            self.party,
            self.excess_to,
            subtract(over, before),
            BECAUSE,
            party=self.say("party"),
            other=self.say("excess_to"),
            span=self.say("span"),
            side=self.say("side"),
            got=got,
            cap=cap,
            over=over,
            before=before,
        )
        if self.span == "term":
            self._end(step, cap, subtract(got, over))

    def _end(self, step: "Step", cap: Amounts, kept: Amounts) -> None:
        """Carry the room a year leaves; at the end of the term pay what is left of it."""
        closing = step.last_of_year & step.active
        room = subtract(cap, kept)
        step.carry("room", np.where(closing, room, step.balance("room")))
        if self.unreached_by is None:
            return
        gap = np.where(step.closes_term, np.maximum(room, 0), 0)
        step.transfer(
            self.unreached_by,
            self.party,
            gap,
            BECAUSE_UNREACHED,
            party=self.say("party"),
            other=self.say("unreached_by"),
            got=kept,
            cap=cap,
            gap=gap,
        )

    def sentence(self) -> Words:
        """Read back."""
        ending = Words("", "")
        if self.unreached_by is not None:
            ending = Words(
                "；期满仍未达到的，由{payer}一次性补足", "; what the term leaves is paid by {payer}"
            ).fill(payer=self.say("unreached_by"))
        return Words(
            "{party}从{clauses}的{side}，{span}以 {amount}封顶，超过部分归{other}{ending}。",
            "Of {clauses}, {party} is capped ({side}, {span}) at {amount}; "
            "the excess goes to {other}{ending}.",
        ).fill(
            party=self.say("party"),
            clauses=self.target_words,
            side=self.say("side"),
            span=self.say("span"),
            amount=per_unit(self, "by_year" if self.amount is None else "amount"),
            other=self.say("excess_to"),
            ending=ending,
        )
