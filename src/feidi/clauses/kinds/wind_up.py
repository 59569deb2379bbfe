"""终止清算: when the term ends, whose is what was retained, and who makes good what is open?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PartyClause, Terms, says
from feidi.clauses.days import last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.posting import RETAINED
from feidi.clauses.values import ClausesValue, PartyValue, Split, SplitValue
from feidi.evidence.problem import Problem
from feidi.quantities.exact import add
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

BECAUSE_IN = Words(
    "期满，历年留存尾差 {whole} 元", "at the end, {whole} yuan of retained remainders"
)
BECAUSE = Words("留存尾差 {whole} 元的 {share}", "{share} of {whole} yuan retained")
DUE_WOUND_UP = Words("期满清算", "the wind-up of the term")
BECAUSE_OPEN_IN = Words(
    "期满未收回余额 {whole} 元，由各方补足", "{whole} yuan not recovered by the end are made good"
)
BECAUSE_OPEN = Words(
    "期满未收回余额 {whole} 元，分担 {share}", "{share} of {whole} yuan not recovered by the end"
)


@dataclass(frozen=True)
class WindUp(PartyClause):
    """Who gets what was retained, and who makes good what was not recovered (§R3)?

    Acts once, in the last period of the term, extensions included; after that nothing is left
    on the account 尾差留存. What a clause has not recovered is no money anyone holds: it is
    made good by the parties named, or, where nobody is named, it ends with the term.
    """

    kind: ClassVar[str] = "wind-up"
    title: ClassVar[Words] = Words("终止清算", "wind-up")
    question: ClassVar[Words] = Words(
        "期满后留存的归谁、没收回的怎么办？", "whose is what is left when the term ends?"
    )

    split: Split = says(
        Words("留存尾差归属", "retained remainder to"),
        SplitValue(),
        Words("期满时留存的尾差按什么比例归各方", "the shares of what was retained"),
    )
    open_in: tuple[str, ...] = says(
        Words("未收回条款", "unrecovered in"),
        ClausesValue(),
        Words("哪些条款期满时未收回的余额要补足", "the clauses whose open balance is made good"),
        default=(),
    )
    open_to: str | None = says(
        Words("未收回余额补给", "unrecovered to"),
        PartyValue(),
        Words("补给哪一方", "the party that is made good"),
        default=None,
    )
    open_by: Split | None = says(
        Words("未收回余额分担", "unrecovered by"),
        SplitValue(),
        Words("由各方按什么比例分担", "the shares in which parties make it good"),
        default=None,
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """A term that ends, an owner of the last odd fen, and balances that exist."""
        grain = next(slot.grain for slot in agreement.slots if slot.clause is self)
        own = agreement.term.subject == "enterprise" and grain == "park"
        if agreement.term.last_year is None or own:
            what = (
                Words("各企业分别起算，园区没有同一个期满", "each enterprise has its own end")
                if own
                else Words("协议长期有效，没有期满", "the agreement has no end")
            )
            fix = Words("删去本条，或核对期限条款", "delete the clause, or check the term")
            yield self.problem("AG035", "split", what, fix)
        owners = {rounding.owner for rounding in agreement.roundings_of(self.id)}
        if owners & {"retain", "lapse"}:
            what = Words(
                "终止清算自身的尾差又会留存或作废，永远分不完",
                "the wind-up's own remainder would be retained or lapse again",
            )
            fix = Words(
                f"另写一条“取整与尾差”，“适用于: {self.id}”，尾差归属写一方",
                f"add a rounding clause that applies to {self.id} and gives it to a party",
            )
            yield self.problem("AG036", "split", what, fix)
        yield from self._check_open(agreement)

    def _check_open(self, agreement: "Agreement") -> Iterator[Problem]:
        written = (bool(self.open_in), self.open_to is not None, self.open_by is not None)
        if any(written) and not all(written):
            what = Words(
                "“未收回条款”“未收回余额补给”“未收回余额分担”须同时写",
                "“unrecovered in”, “unrecovered to” and “unrecovered by” go together",
            )
            fix = Words("补全三行，或都删去", "write all three, or none")
            yield self.problem("AG037", "open_in", what, fix)
        grains = {slot.id: slot.grain for slot in agreement.slots}
        for number in self.open_in:
            clause = agreement.clause(number)
            if not clause.still_owed or grains[number] != grains[self.id]:
                what = Words(
                    f"{number}（{clause.title.zh}）没有同一计算单元的未收回余额",
                    f"{number} ({clause.title.en}) carries no balance of the same unit of account",
                )
                fix = Words("写会结转余额的条款", "name a clause that carries a balance")
                yield self.problem("AG037", "open_in", what, fix)

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """Once, when the term ends."""
        if number == years.years:
            year = years.year(number)
            yield Due("wind-up", DUE_WOUND_UP, "", "", last_day(year), year)

    def terms(self, setting: "Setting") -> Terms:
        """The shares, alike in every period."""
        terms: Terms = {f"to {who}": [share] * setting.count for who, share in self.split.items()}
        for who, share in (self.open_by or {}).items():
            terms[f"by {who}"] = [share] * setting.count
        return terms

    def effect(self, step: "Step") -> None:
        """Divide what was retained; let the parties named make good what is open."""
        ends = step.closes_term
        retained = step.received(RETAINED.zh, self.applies_to, "term")
        came = step.bring(RETAINED.zh, np.where(ends, retained, 0), BECAUSE_IN, whole=retained)
        step.divide(came, {who: step.ratios(f"to {who}") for who in self.split}, BECAUSE)
        if self.open_by is None or self.open_to is None:
            return
        whole = step.zeros
        for number in self.open_in:
            open_ = np.maximum(step.still_owed(number), 0)
            whole = add(whole, np.where(ends, open_, 0))
        shares = {who: step.ratios(f"by {who}") for who in self.open_by}
        brought = step.bring(self.open_to, -whole, BECAUSE_OPEN_IN, whole=whole)
        step.divide(brought, shares, BECAUSE_OPEN, key="open")

    def sentence(self) -> Words:
        """Read back."""
        opened = Words("", "")
        if self.open_by is not None:
            opened = Words(
                "；{clauses}期满未收回的余额由各方按 {by} 补给{to}",
                "; what {clauses} has not recovered is made good to {to}: {by}",
            ).fill(clauses=self.say("open_in"), by=self.say("open_by"), to=self.say("open_to"))
        return Words(
            "期满时，{clauses}历年留存的尾差，{split}{opened}。",
            "When the term ends, what {clauses} retained goes to {split}{opened}.",
        ).fill(clauses=self.target_words, split=self.say("split"), opened=opened)
