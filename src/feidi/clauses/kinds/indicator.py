"""指标分算: in whose statistics an indicator counts: one party's, by ratio, or in full to each."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import Clause, Terms, says
from feidi.clauses.counting import UnitValue, counted
from feidi.clauses.measures import FactName, FactValue
from feidi.clauses.posting import DOUBLE_COUNT, IN_PLACE
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import Choice, PartiesValue, PartyValue, Split, SplitValue
from feidi.evidence.problem import Problem
from feidi.quantities.exact import portion, subtract
from feidi.quantities.units import UNITS
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

WAYS = {
    "one": Words("全部计入一方", "all to one party"),
    "ratio": Words("按比例", "by ratio"),
    "both": Words("各方全额", "in full to each"),
}
BECAUSE_ONE = Words("{name} {whole} {unit}全部计入", "all of {whole} {unit} of {name} counts here")
BECAUSE_RATIO = Words("{name} {whole} {unit}的 {share}", "{share} of {whole} {unit} of {name}")
BECAUSE_REST = Words(
    "{name} {whole} {unit}扣除其他各方后的部分",
    "what the other parties leave of {whole} {unit} of {name}",
)
BECAUSE_AGAIN = Words(
    "{name} {whole} {unit}全额重复计入，只用于考核，不进入汇总",
    "{whole} {unit} of {name} counted again in full, for assessment only, in no total",
)


@dataclass(frozen=True)
class Indicator(Clause):
    """In whose statistics does an indicator count, and how much of it (§K17)?

    Statistics are kept by place; this keeps a second account beside them. What is counted in
    place is posted once; what further parties count in full stands against the account of
    double counts, so that the books add up to the place's figure. Never money that is owed.
    """

    kind: ClassVar[str] = "indicator"
    title: ClassVar[Words] = Words("指标分算", "indicator attribution")
    question: ClassVar[Words] = Words("统计指标计入哪一方？", "in whose statistics does it count?")
    role: ClassVar[str] = "source"

    indicator: FactName = says(
        Words("指标", "indicator"),
        FactValue(),
        Words("在地统计的指标，如 工业总产值/园区", "the in-place statistic, as output/park"),
    )
    unit: str = says(
        Words("计量单位", "unit"),
        UnitValue(),
        Words("指标的计量单位；金额指标写 元", "its unit; yuan for statistics of money"),
    )
    way: str = says(
        Words("分算方式", "attributed"),
        Choice(WAYS),
        Words("计入一方、按比例，或各方全额重复计算", "to one, by ratio, or in full to each"),
    )
    parties: tuple[str, ...] = says(
        Words("计入", "counts for"),
        PartiesValue(),
        Words(
            "计入哪一方；各方全额时先写属地一方",
            "the party it counts for; where in full to each, the place's party first",
        ),
        default=(),
    )
    split: Staged[Split] | None = says(
        Words("分算比例", "split"),
        StagedValue(SplitValue()),
        Words(
            "按比例时，每一段协议年次各方的比例", "by ratio: each party's share by agreement year"
        ),
        default=None,
    )
    rest_to: str | None = says(
        Words("余量归属", "remainder to"),
        PartyValue(),
        Words(
            "按比例时各方舍到最小单位，余量归哪一方",
            "by ratio: shares are rounded down to the smallest part; who takes what is left",
        ),
        default=None,
    )

    @property
    def grain(self) -> str:
        """By enterprise where the indicator is an enterprise's."""
        return "enterprise" if self.indicator.subject == "*" else "park"

    def structure(self) -> tuple[Hashable, ...]:
        """Whose statistic it is decides the grain."""
        return (*super().structure(), self.grain)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """The parties a way needs, no more; a ratio for every year and an owner of the rest."""
        if self.way == "ratio":
            if self.parties or self.split is None or self.rest_to not in self.sharers():
                yield self.problem(
                    "AG460",
                    "way",
                    Words(
                        "按比例分算须写各年比例和“余量归属”（分算中的一方），不写“计入”",
                        "by ratio needs shares by year and “remainder to” (one that shares), "
                        "and no “counts for”",
                    ),
                    Words("补写或删去有关各行", "complete or delete those lines"),
                )
            if self.split is not None:
                yield from agreement.check_years(self, "split", self.split)
            return
        many = len(self.parties)
        enough = many == 1 if self.way == "one" else many > 1
        if not enough or self.split is not None or self.rest_to is not None:
            yield self.problem(
                "AG461",
                "way",
                Words(
                    f"“{WAYS[self.way].zh}”的“计入”写了 {many} 方；"
                    "计入一方写 1 方，各方全额写 2 方以上，都不写比例和余量",
                    f"“{WAYS[self.way].en}” with {many} parties under “counts for”: one for the "
                    "first way, several for the other, and neither shares nor remainder",
                ),
                Words("核对分算方式和计入各方", "check the way and the parties"),
            )

    def sharers(self) -> tuple[str, ...]:
        """Return every party of any stage."""
        stages = self.split.stages if self.split is not None else ()
        return tuple(dict.fromkeys(who for s in stages for who in s.value))

    def terms(self, setting: "Setting") -> Terms:
        """The indicator in smallest parts, and each party's fraction, in every period."""
        terms: Terms = {"count": counted(setting, self, "indicator", self.indicator, self.unit)}
        if self.split is not None:
            splits = [self.split.at(setting.year(t)) or {} for t in range(setting.count)]
            for who in self.sharers():
                terms[f"share:{who}"] = [split.get(who, Fraction(0)) for split in splits]
        return terms

    def effect(self, step: "Step") -> None:
        """Post the statistic to those it counts for, against the place's own account."""
        step.unit = self.unit
        whole = step.where_active(step.number("count"))
        name = Words(self.indicator.name, self.indicator.name)
        facts = {"name": name, "whole": whole, "unit": UNITS[self.unit].words}
        if self.way != "ratio":
            step.transfer(IN_PLACE.zh, self.parties[0], whole, BECAUSE_ONE, **facts)
            for who in self.parties[1:]:
                step.transfer(DOUBLE_COUNT.zh, who, whole, BECAUSE_AGAIN, **facts)
            return
        rest = whole
        for who in self.sharers():
            if who != self.rest_to:
                share = step.ratios(f"share:{who}")
                part = portion(whole, share)
                rest = subtract(rest, part)
                step.transfer(IN_PLACE.zh, who, part, BECAUSE_RATIO, share=share, **facts)
        step.transfer(IN_PLACE.zh, str(self.rest_to), np.asarray(rest), BECAUSE_REST, **facts)

    def sentence(self) -> Words:
        """Read back."""
        if self.split is None:
            how = Words("计入{who}", "for {who}").fill(who=self.say("parties"))
        else:
            how = Words("{split}，余量归{rest}", "{split}, the remainder to {rest}").fill(
                split=self.say("split"), rest=self.say("rest_to")
            )
        return Words(
            "{name}以{unit}计，{way}：{how}；只是统计，不是应付金额。",
            "{name}, in {unit}, counts {way}: {how}; a statistic, not money owed.",
        ).fill(name=self.say("indicator"), unit=self.say("unit"), way=self.say("way"), how=how)
