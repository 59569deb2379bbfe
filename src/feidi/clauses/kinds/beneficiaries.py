"""受益人分配: what a party got is passed on to the beneficiaries behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PartyClause, Terms, says
from feidi.clauses.figure_units import one_unit
from feidi.clauses.heads import Heads, HeadsValue
from feidi.clauses.measures import FactName
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import Choice, NamesValue, PartiesValue, PartyValue, Split, SplitValue
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

SHORT = {
    "full": Words("照付，由转付方自行承担", "paid all the same, out of its own"),
    "cut": Words("按比例减付", "cut in proportion"),
}
BECAUSE_IN = Words(
    "{party}所得 {got} 元，转付受益人 {passed} 元", "{party} got {got} yuan and passes on {passed}"
)
BECAUSE = Words("{party}转付 {whole} 元的 {share}", "{share} of the {whole} yuan {party} passes on")


@dataclass(frozen=True)
class Beneficiaries(PartyClause):
    """To whom does a party pass on what it got (§K13)?

    By shares, by equal heads, by a counted figure, or in fixed yearly amounts by class. The
    first three pass on everything of each period, refunds too: then beneficiaries give back.
    Fixed amounts are paid in the closing period of the agreement year; what they leave stays
    with the party. A beneficiary may pass on again by a clause of its own.
    """

    kind: ClassVar[str] = "beneficiaries"
    passes_on: ClassVar[bool] = True
    title: ClassVar[Words] = Words("受益人分配", "beneficiaries")
    question: ClassVar[Words] = Words(
        "一方所得怎样分给它代表的受益人？", "to whom does a party pass on what it got?"
    )

    party: str = says(
        Words("转付方", "passed on by"),
        PartyValue(),
        Words("把所得转付受益人的一方", "the party that passes on what it got"),
    )
    split: Staged[Split] | None = says(
        Words("分配比例", "split"),
        StagedValue(SplitValue()),
        Words("按比例：每一段协议年次各受益人的比例", "by shares, in each run of agreement years"),
        default=None,
    )
    equal: tuple[str, ...] = says(
        Words("平均分配", "equal heads"),
        PartiesValue(),
        Words("平均：受益人名单", "equally: the beneficiaries"),
        default=(),
    )
    by_fact: tuple[str, ...] = says(
        Words("分配依据", "by figure"),
        NamesValue(),
        Words("按事项的数分配：facts.csv 中的事项名称", "by a counted figure of facts.csv"),
        default=(),
    )
    among: tuple[str, ...] = says(
        Words("受益人", "among"),
        PartiesValue(),
        Words("按事项分配时的受益人名单", "the beneficiaries, where a figure decides"),
        default=(),
    )
    heads: Heads | None = says(
        Words("年定额", "yearly amounts"),
        HeadsValue(),
        Words("定额：每类受益人每年各得多少", "fixed: what each class gets a year"),
        default=None,
    )
    short: str | None = says(
        Words("不足定额时", "if too little"),
        Choice(SHORT),
        Words("转付方所得不足定额合计时怎么办", "what if the party got less than the amounts"),
        default=None,
    )

    @property
    def parties(self) -> tuple[str, ...]:
        """Return every beneficiary."""
        if self.split is not None:
            return tuple(dict.fromkeys(who for s in self.split.stages for who in s.value))
        return self.equal or self.among or tuple(self.heads.of if self.heads else ())

    @property
    def grain(self) -> str | None:
        """Yearly amounts are those of the park; the other ways follow their sources."""
        return None if self.heads is None else "park"

    def structure(self) -> tuple[object, ...]:
        """Who passes on to whom, and by which way."""
        way = (self.split is None, bool(self.equal), bool(self.by_fact), self.short)
        return (type(self).__name__, self.id, self.applies_to, self.party, self.parties, way)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """One way, said in full, and only to those who stand behind the party."""
        if self.split is not None:
            yield from agreement.check_years(self, "split", self.split)
        ways = (
            self.split is not None,
            bool(self.equal),
            bool(self.by_fact),
            self.heads is not None,
        )
        whole = (bool(self.among) == ways[2], (self.short is not None) == ways[3])
        if sum(ways) != 1 or not all(whole) or len(self.by_fact) > 1:
            what = Words(
                f"分配办法须写且只写一种，这里写了 {sum(ways)} 种或没有写全："
                "按年次的比例；平均分配；分配依据（一项）加受益人；年定额加不足定额时",
                f"one way is wanted, here {sum(ways)} are written or one is incomplete: shares by "
                "year; equal heads; by figure (one) and among; yearly amounts and if too little",
            )
            fix = Words("按签署文本只保留一种写法", "keep one way, by the signed text")
            yield self.problem("AG420", "applies_to", what, fix)
        behind = {party.role: party.behind for party in agreement.parties}
        for who in self.parties:
            if behind[who] != self.party and (who != self.party or self.split is None):
                stands = Words(
                    f"代表栏写的是“{behind[who]}”" if behind[who] else "代表栏是空的",
                    f"it stands behind “{behind[who]}”"
                    if behind[who]
                    else "it stands behind nobody",
                )
                what = Words(
                    f"{who}不是{self.party}的受益人：签约方表中{stands.zh}",
                    f"{who} is no beneficiary of {self.party}: in the table {stands.en}",
                )
                fix = Words(
                    f"在签约方表{who}一行的“代表”栏写{self.party}，或改正受益人",
                    f"write {self.party} in the column “behind” of {who}, or correct the clause",
                )
                yield self.problem("AG421", self._key, what, fix)

    @property
    def _key(self) -> str:
        if self.split is not None:
            return "split"
        return "equal" if self.equal else "among" if self.among else "heads"

    def terms(self, setting: "Setting") -> Terms:
        """Each beneficiary's fraction in every period, and the sum of fixed amounts."""
        parts = [self._parts(setting, t) for t in range(setting.count)]
        terms: Terms = {who: [part.get(who, Fraction(0)) for part in parts] for who in self.parties}
        if self.heads is not None:
            terms["fixed"] = [sum(self.heads.of.values())] * setting.count
        return terms

    def _parts(self, setting: "Setting", t: int) -> dict[str, Fraction]:
        if not setting.running(t):
            return {}
        if self.split is not None:
            return self.split.at(setting.year(t)) or {}
        if self.equal:
            return dict.fromkeys(self.equal, Fraction(1, len(self.equal)))
        if self.heads is not None:
            fixed = sum(self.heads.of.values())
            return {who: Fraction(amount, fixed) for who, amount in self.heads.of.items()}
        name = self.by_fact[0]
        figures = {who: FactName(name, who) for who in self.among}
        setting.note(one_unit(setting, self, "by_fact", figures.values()))
        counted = {who: setting.figure(self, "by_fact", figures[who], t) for who in self.among}
        total = sum(counted.values(), Fraction(0))
        if not total or min(counted.values()) < 0:
            listed = "、".join(f"{who} {value}" for who, value in counted.items())
            what = Words(
                f"{setting.timeline.period(t)} 的“{name}”为 {listed}，无法据以分配",
                f"“{name}” of {setting.timeline.period(t)} is {listed}: nothing to divide by",
            )
            fix = Words("核对 7-settle/facts.csv", "check 7-settle/facts.csv")
            setting.problems.append(self.problem("AG422", "by_fact", what, fix))
            return {}
        return {who: value / total for who, value in counted.items()}

    def effect(self, step: "Step") -> None:
        """Bring what is passed on from the party and divide it."""
        if self.heads is None:
            got = passed = step.received(self.party, self.applies_to)
        else:
            got = step.received(self.party, self.applies_to, "year")
            passed = step.number("fixed")
            if self.short == "cut":
                passed = np.minimum(passed, np.maximum(got, 0))
            passed = np.where(step.last_of_year, passed, 0)
        facts = {"party": self.say("party"), "got": got, "passed": passed}
        came = step.bring(self.party, passed, BECAUSE_IN, **facts)
        shares = {who: step.ratios(who) for who in self.parties}
        step.divide(came, shares, BECAUSE, party=self.say("party"))

    def sentence(self) -> Words:
        """Read back."""
        if self.split is not None:
            way = Words("全部按比例转付：{v}", "passes all on: {v}").fill(v=self.say("split"))
        elif self.equal:
            way = Words("全部平均转付：{v}", "passes all on by equal heads: {v}").fill(
                v=self.say("equal")
            )
        elif self.heads is not None and self.short is not None:
            way = Words(
                "每年末按定额转付：{v}；不足时{s}；余额归其自身",
                "pays fixed amounts at each year's end: {v}; if too little: {s}; keeps the rest",
            ).fill(v=self.say("heads"), s=SHORT[self.short])
        else:
            way = Words("全部按“{f}”转付：{v}", "passes all on by “{f}”: {v}").fill(
                f=self.say("by_fact"), v=self.say("among")
            )
        return Words("{party}从{clauses}的所得，{way}。", "Of {clauses}, {party} {way}.").fill(
            party=self.say("party"), clauses=self.target_words, way=way
        )
