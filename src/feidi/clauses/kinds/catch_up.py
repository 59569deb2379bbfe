"""追赶: a party takes from the pot until it holds an agreed part of what all have got."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.stages import Stage, Staged
from feidi.clauses.values import Choice, ClausesValue, PartiesValue, PartyValue, RatioValue
from feidi.evidence.problem import Problem
from feidi.quantities.exact import Amounts, Ratios, add, portion, subtract
from feidi.quantities.ratio import in_percent
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

SPANS = {
    "period": Words("每个结算期", "each settlement period"),
    "year": Words("每一协议年度", "each agreement year"),
    "term": Words("期限内累计", "the whole term"),
}
BECAUSE_FIRST = Words(
    "{party}先得 {target} 元，本期取 {taken} 元", "{party} first gets {target} yuan: {taken} yuan"
)
BECAUSE = Words(
    "{party}追赶至各方合计的 {share}：已得 {own} 元，其他方已得 {rest} 元，本期取 {taken} 元",
    "{party} catches up to {share} of all: it has {own} yuan, the others {rest} yuan; "
    "{taken} yuan taken",
)
BECAUSE_SPLIT = Words(
    "追赶期间 {whole} 元的 {share}", "{share} of {whole} yuan while {party} catches up"
)
BECAUSE_LEFT = Words("追赶之后剩余 {left} 元", "{left} yuan are left after the catch-up")


@dataclass(frozen=True)
class CatchUp(PotClause):
    """Until which part of the whole does a party take first (§K10)?

    The only tier whose size depends on another tier's result. With X what the party got and B
    what the others got from the counted clauses in the span, this clause not included, full
    catch-up takes B x p / (1 - p) - X; at a rate r below one the zone is
    (p (X + B) - X) / (r - p), of which the party gets r and the named other the rest. An
    amount that goes first is counted by this clause alone, and then belongs to B (or X).
    A refund walks back: what was left goes first, then what was taken; never more than it was.
    """

    kind: ClassVar[str] = "catch-up"
    title: ClassVar[Words] = Words("追赶", "catch-up")
    question: ClassVar[Words] = Words(
        "一方追赶到合计的几成？", "until which part of the whole does a party take first?"
    )
    leaves: ClassVar[bool] = True

    party: str = says(
        Words("追赶方", "catching up"),
        PartyValue(),
        Words("哪一方追赶", "the party that catches up"),
    )
    others: tuple[str, ...] = says(
        Words("其他方", "others"),
        PartiesValue(),
        Words("与追赶方合并计算的各方", "the parties counted together with it"),
    )
    share: Fraction = says(
        Words("追赶至", "until"),
        RatioValue(),
        Words("追赶到各方合计的比例", "the part of all that it catches up to"),
    )
    counted: tuple[str, ...] = says(
        Words("计入条款", "counted clauses"),
        ClausesValue(),
        Words("各方从哪些条款的所得计入合计", "the clauses whose results count"),
    )
    span: str = says(
        Words("计入期间", "counted over"),
        Choice(SPANS),
        Words("每期、每年或累计", "each period, each year or the whole term"),
    )
    rate: Fraction | None = says(
        Words("追赶比率", "at a rate of"),
        RatioValue(),
        Words("追赶期间本方所取的比例；不写则全取", "what it takes meanwhile; all where unsaid"),
        default=None,
    )
    meanwhile: str | None = says(
        Words("追赶期间其余归", "the rest meanwhile to"),
        PartyValue(),
        Words("追赶比率以外的部分归哪一方", "who gets the rest while it catches up"),
        default=None,
    )
    first: str | None = says(
        Words("先得方", "first to"),
        PartyValue(),
        Words("追赶之前先得一定数额的一方", "who gets an amount before the catch-up"),
        default=None,
    )
    hurdle: Sum | None = says(
        Words("先得额", "hurdle"),
        SumValue(),
        Words("计入期间内从本条先得的数额", "the amount it first gets here within the span"),
        default=None,
    )

    def structure(self) -> tuple[object, ...]:
        """Who takes decides; how much is a number."""
        who = (self.party, self.others, self.meanwhile, self.first)
        return (type(self).__name__, self.id, self.takes, self.grain, self.counted, self.span, *who)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """The party can catch up, and what belongs together is written together."""
        rate = Fraction(1) if self.rate is None else self.rate
        if self.share >= rate or not self.share:
            what = Words(
                f"追赶至 {in_percent(self.share)}，而追赶期间只取 {in_percent(rate)}，"
                "须大于 0 且小于后者",
                f"it catches up to {in_percent(self.share)} while taking {in_percent(rate)}; "
                "the first must be above 0 and below the second",
            )
            fix = Words("核对两个比例", "check the two shares")
            yield self.problem("AG370", "share", what, fix)
        pairs = (
            (self.rate, self.meanwhile, "rate", "“追赶比率”与“追赶期间其余归”"),
            (self.first, self.hurdle, "first", "“先得方”与“先得额”"),
        )
        for one, two, key, labels in pairs:
            if (one is None) != (two is None):
                what = Words(f"{labels}须同时写", f"two labels go together: {labels}")
                fix = Words("补写另一行，或都删去", "write the other line, or neither")
                yield self.problem("AG371", key, what, fix)
        stranger = self.meanwhile is not None and self.meanwhile not in self.others
        if self.party in self.others or stranger:
            what = Words(
                f"其他方为{'、'.join(self.others)}：不含追赶方{self.party}，而含其余所归的一方",
                f"the others are {', '.join(self.others)}: without {self.party}, "
                "and with whoever gets the rest meanwhile",
            )
            fix = Words("核对“其他方”", "check “others”")
            yield self.problem("AG372", "others", what, fix)

    def terms(self, setting: "Setting") -> Terms:
        """The factors of the zone, and the amount that goes first."""
        share, rate = self.share, Fraction(1) if self.rate is None else self.rate
        pace = share.denominator * (rate - share)
        terms: Terms = {
            "own": [share.denominator - share.numerator] * setting.count,
            "rest": [share.numerator] * setting.count,
            "zone": [1 / pace] * setting.count,
            "share": [share] * setting.count,
            "rate": [rate] * setting.count,
            "other": [1 - rate] * setting.count,
        }
        if self.hurdle is not None:
            terms["hurdle"] = self._hurdles(setting, self.hurdle)
        return terms

    def _hurdles(self, setting: "Setting", hurdle: Sum) -> list[int]:
        """Return the first amount of each period: of it, of its year, or of the whole term."""
        if self.span == "period":
            return setting.amounts(self, "hurdle", hurdle)
        if self.span == "year":
            return setting.by_year(self, "hurdle", Staged((Stage(1, None, hurdle),)))
        started = any(setting.running(t) for t in range(setting.count))
        return [setting.in_year(self, "hurdle", hurdle, 1) if started else 0] * setting.count

    def effect(self, step: "Step") -> None:
        """Give the first amount, then the catch-up, and leave the rest."""
        pot = step.pot
        got = {
            who: step.received(who, self.counted, self.span)
            for who in dict.fromkeys((self.party, *self.others, *filter(None, (self.first,))))
        }
        if self.first is not None:
            target = step.number("hurdle")
            taken, held = self._tier(step, "first", target, pot)
            pot = subtract(pot, taken)
            got[self.first] = add(got[self.first], held)
            step.pay(
                self.first,
                taken,
                BECAUSE_FIRST,
                party=self.say("first"),
                target=target,
                taken=taken,
            )
        own, rest = got[self.party], step.zeros
        for who in self.others:
            rest = add(rest, got[who])
        taken, _ = self._tier(step, "zone", self._zone(step, own, rest), pot)
        self._give(step, taken, own, rest)
        left = subtract(pot, taken)
        step.leave(left, BECAUSE_LEFT, left=left)

    def _zone(self, step: "Step", own: Amounts, rest: Amounts) -> Amounts:
        """Return how much has to pass through the catch-up in the span, at least nothing."""
        one = np.ones_like(own)
        behind = subtract(
            portion(rest, Ratios(step.number("rest"), one)),
            portion(own, Ratios(step.number("own"), one)),
        )
        return np.maximum(step.part(behind, step.ratios("zone")), 0)

    def _tier(
        self, step: "Step", name: str, target: Amounts, pot: Amounts
    ) -> tuple[Amounts, Amounts]:
        """Return what a tier takes now, and holds in the span, to hold `target` in all."""
        opens = step.first_of_year if self.span == "year" else self.span == "period"
        held = np.where(opens, 0, step.balance(f"held:{name}"))
        came = add(np.where(opens, 0, step.balance(f"came:{name}")), pot)
        most = np.where(pot >= 0, add(held, np.maximum(pot, 0)), np.minimum(held, came))
        now = np.where(step.active, np.clip(target, 0, np.maximum(most, 0)), held)
        step.carry(f"held:{name}", now)
        step.carry(f"came:{name}", came)
        return subtract(now, held), now

    def _give(self, step: "Step", taken: Amounts, own: Amounts, rest: Amounts) -> None:
        """Post what passes through the catch-up: all of it, or by the rate."""
        party = self.say("party")
        if self.meanwhile is None:
            share = step.ratios("share")
            facts = {"party": party, "share": share, "own": own, "rest": rest, "taken": taken}
            step.pay(self.party, taken, BECAUSE, **facts)
            return
        shares = {self.party: step.ratios("rate"), self.meanwhile: step.ratios("other")}
        step.divide(taken, shares, BECAUSE_SPLIT, party=party)

    def sentence(self) -> Words:
        """Read back."""
        before, pace = Words("", ""), Words("全额", "in full")
        if self.first is not None:
            before = Words("{who}先得 {sum}；随后", "{who} first gets {sum}; then ").fill(
                who=self.say("first"), sum=self.say("hurdle")
            )
        if self.meanwhile is not None:
            pace = Words("按 {rate}（其余归{who}）", "at {rate} (the rest to {who})").fill(
                rate=self.say("rate"), who=self.say("meanwhile")
            )
        return Words(
            "{source}中，{before}{party}{pace}取款，直至其{span}从{counted}和本条所得"
            "占与{others}合计的 {share}；剩余留给下一条。",
            "Of {source}, {before}{party} takes {pace} until it holds {share} of what it and "
            "{others} got from {counted} and this clause in {span}; the rest goes on.",
        ).fill(
            source=self.source_words,
            before=before,
            party=self.say("party"),
            pace=pace,
            span=self.say("span"),
            counted=self.say("counted"),
            others=self.say("others"),
            share=self.say("share"),
        )
