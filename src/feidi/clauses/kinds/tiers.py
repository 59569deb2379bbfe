"""分档分享: the higher the amount, the other the split; by slices or for the whole volume."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.bands import Banded, BandedValue
from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.pots import InflowValue
from feidi.clauses.values import Choice, Split, SplitValue
from feidi.evidence.problem import Problem
from feidi.quantities.exact import Amounts, Ratios, add, subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

MODES = {"marginal": Words("超额累进", "marginal"), "whole": Words("全额", "whole volume")}
SPANS = {
    "year": Words("当年累计", "the agreement year so far"),
    "term": Words("期限内累计", "the term so far"),
}
BECAUSE_SLICE = Words(
    "{over} 元至 {to} 元一档内 {whole} 元的 {share}",
    "{share} of the {whole} yuan between {over} and {to} yuan",
)
BECAUSE_TOP = Words(
    "{over} 元以上一档内 {whole} 元的 {share}", "{share} of the {whole} yuan above {over} yuan"
)
BECAUSE_WHOLE = Words(
    "计量额 {measure} 元，全额按 {share} 计，累计应得 {due} 元，以前已计 {given} 元",
    "measured at {measure} yuan, {share} of all: {due} yuan in all, {given} yuan before",
)

Totals = tuple[Amounts, Amounts]


@dataclass(frozen=True)
class Tiers(PotClause):
    """How does the split change with the amount, by slices or for all of it (§K7)?

    Measured on the pot, or on what came into another clause, as a running total of the year
    or the term. Where another inflow is measured, the pot is its top slice: what earlier
    clauses took lies below. Running totals telescope, so that refunds walk back down through
    the same tiers; below zero the lowest tier holds. An amount exactly at an edge lies in the
    lower tier. Whole volume restates the running total and posts the difference.
    """

    kind: ClassVar[str] = "tiers"
    title: ClassVar[Words] = Words("分档分享", "tiers")
    question: ClassVar[Words] = Words("金额越大，怎么分？", "how does the split change with size?")

    measure: str = says(
        Words("计量口径", "measured on"),
        InflowValue(),
        Words("档次按哪一金额确定", "the inflow that the tiers stand on"),
    )
    span: str = says(
        Words("计量期", "measured over"),
        Choice(SPANS),
        Words("按当年累计还是期限内累计", "the running total of the year, or of the term"),
    )
    mode: str = says(
        Words("分档方式", "mode"),
        Choice(MODES),
        Words(
            "每档各按本档比例，还是全额按所达档次的比例",
            "each slice by its own split, or all of it by the split of the tier reached",
        ),
    )
    bands: Banded[Split] = says(
        Words("各档比例", "tiers"),
        BandedValue(SplitValue()),
        Words("每一档各方的比例", "each party's share in each tier"),
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Tiers follow one another from nothing to everything, on a measurable amount."""
        for what, fix in self.bands.breaks():
            yield self.problem("AG042", "bands", what, fix)
        yield from agreement.check_inflow(self, "measure", self.measure)

    def parties(self) -> tuple[str, ...]:
        """Return every party named in any tier."""
        return tuple(dict.fromkeys(who for band in self.bands.bands for who in band.value))

    def terms(self, setting: "Setting") -> Terms:
        """Edges of the tiers, and each party's fraction in each."""
        terms: Terms = {}
        for i, band in enumerate(self.bands.bands):
            terms[f"over {i}"] = [band.over] * setting.count
            terms[f"to {i}"] = [band.to or 0] * setting.count
            for who in self.parties():
                share = band.value.get(who, Fraction(0))
                terms[f"{i} {who}"] = [share] * setting.count
        return terms

    def effect(self, step: "Step") -> None:
        """Divide the pot by the tiers the running total stands in."""
        before = self._before(step, "measure"), self._before(step, "pot")
        measure = self._running(step, "measure", step.inflow_of(self.measure))
        pot = self._running(step, "pot", step.pot)
        if self.mode == "marginal":
            self._by_slices(step, before, (measure, pot))
        else:
            self._by_volume(step, measure)

    def _before(self, step: "Step", name: str) -> Amounts:
        before = step.balance(name)
        return before if self.span == "term" else np.where(step.first_of_year, 0, before)

    def _running(self, step: "Step", name: str, amount: Amounts) -> Amounts:
        """Return a running total with this period in it, and carry it."""
        after = add(self._before(step, name), amount)
        step.carry(name, after)
        return after

    def _by_slices(self, step: "Step", before: Totals, now: Totals) -> None:
        """Divide what each tier holds of the running pot now, less what it held before."""
        for i, band in enumerate(self.bands.bands):
            whole = subtract(self._slice(step, i, *now), self._slice(step, i, *before))
            shares = {who: step.ratios(f"{i} {who}") for who in band.value}
            over, to = step.number(f"over {i}"), step.number(f"to {i}")
            because = BECAUSE_TOP if band.to is None else BECAUSE_SLICE
            step.divide(whole, shares, because, key=str(i), over=over, to=to)

    def _slice(self, step: "Step", i: int, measure: Amounts, pot: Amounts) -> Amounts:
        """Return the part of a running pot in tier i: the top of what is measured."""
        below = subtract(measure, pot)
        return subtract(self._within(step, i, measure), self._within(step, i, below))

    def _within(self, step: "Step", i: int, amount: Amounts) -> Amounts:
        """Return the part of a running total in tier i; the lowest reaches below zero."""
        if self.bands.bands[i].to is not None:
            amount = np.minimum(amount, step.number(f"to {i}"))
        if i == 0:
            return amount
        return np.maximum(subtract(amount, step.number(f"over {i}")), 0)

    def _by_volume(self, step: "Step", measure: Amounts) -> None:
        """Restate what this version of the clause has divided; what an older one gave stays."""
        version = step.slot.key
        pot = self._running(step, f"pot of {version}", step.pot)
        shares = {who: self._reached(step, measure, who) for who in self.parties()}
        parts, each = {}, {}
        for who, due in step.rounded(pot, shares).items():
            given = self._before(step, f"given {version} {who}")
            parts[who] = subtract(due, given)
            each[who] = {"share": shares[who], "due": due, "given": given}
            step.carry(f"given {version} {who}", due)
        step.hand_out(step.pot, parts, BECAUSE_WHOLE, each, measure=measure)

    def _reached(self, step: "Step", measure: Amounts, who: str) -> Ratios:
        """Return a party's fraction in the tier that each lane's running total stands in."""
        found = step.ratios(f"0 {who}")
        for i in range(1, len(self.bands.bands)):
            higher = measure > step.number(f"over {i}")
            share = step.ratios(f"{i} {who}")
            found = Ratios(
                np.where(higher, share.num, found.num), np.where(higher, share.den, found.den)
            )
        return found

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{source}的资金按{measure}的{span}分档（{mode}）：{bands}。",
            "What {source} leaves is shared by tiers of {measure}, {span} ({mode}): {bands}.",
        ).fill(
            source=self.source_words,
            measure=self.say("measure"),
            span=self.say("span"),
            mode=self.say("mode"),
            bands=self.say("bands"),
        )
