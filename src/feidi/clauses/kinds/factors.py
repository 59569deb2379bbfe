"""因素分配: a pot goes to parties by an index of counted figures: wages, population, capacity."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.figure_units import one_unit
from feidi.clauses.measures import FactName
from feidi.clauses.values import Choice, NamesValue, PartiesValue, PartyValue
from feidi.clauses.weighing import FactorsValue, Places, PlacesValue, Weights
from feidi.clauses.whole_numbers import IntegerValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Period
from feidi.quantities.exact import portion
from feidi.quantities.rounding import Mode
from feidi.quantities.units import Decimals
from feidi.quantities.words import Words, both

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

LAGS = {"this": Words("当年", "this year"), "last": Words("上年", "the year before")}
WAYS = {"sum": Words("加权相加", "weighted sum"), "product": Words("相乘", "product")}
BECAUSE = Words("按因素指数 {share} 分 {whole} 元", "{share} of {whole} yuan by the index")
BECAUSE_UNIT = Words(
    "{whole} 元按{factor}分：单位额取整为 {unit} 元，再乘各方的数",
    "{whole} yuan by {factor}: {unit} yuan a unit, rounded, then multiplied by each figure",
)


@dataclass(frozen=True)
class Factors(PotClause):
    """By which counted figures is the pot divided (§K11)?

    A party's factor share is its figure over the sum of all; an inverse factor counts 1/figure
    (the mean capacity over one's own, for the mean cancels out). Shares are added by weight,
    or figures multiplied (need x inverse capacity). Exact unless the agreement rounds shares
    or the index; then one party takes what its index leaves to one. With `unit_rounding` the
    amount a unit is rounded first and each part is that times the party's figure.
    A negative pot is divided as a positive one.
    """

    kind: ClassVar[str] = "factors"
    title: ClassVar[Words] = Words("因素分配", "factors")
    question: ClassVar[Words] = Words("按哪些统计数分？", "by which counted figures is it divided?")

    parties: tuple[str, ...] = says(
        Words("分配对象", "parties"),
        PartiesValue(),
        Words("在哪些方之间分配", "the parties it is divided between"),
    )
    factors: Weights = says(
        Words("因素", "factors"),
        FactorsValue(),
        Words("哪些统计数，各占多少权重", "which figures count, with which weight"),
    )
    lag: str = says(
        Words("因素年度", "figures of"),
        Choice(LAGS),
        Words(
            "用结算期所在公历年度还是上一年的数", "figures of the calendar year or the one before"
        ),
    )
    years: int = says(
        Words("平均年数", "averaged over years"),
        IntegerValue(1),
        Words("取几年的平均；不写为 1 年", "the mean of how many years; 1 where unsaid"),
        default=1,
    )
    inverse: tuple[str, ...] = says(
        Words("反向因素", "inverse factors"),
        NamesValue(),
        Words("数越大分得越少的因素，如 人均财力", "factors that count inversely, as capacity"),
        default=(),
    )
    way: str = says(
        Words("合成方式", "combined by"),
        Choice(WAYS),
        Words("按权重相加（不写即是），或相乘", "added by weight (where unsaid), or multiplied"),
        default="sum",
    )
    share_rounding: Places | None = says(
        Words("因素份额取整", "factor shares rounded"),
        PlacesValue(),
        Words("每一因素的份额取整到几位", "to how many places each factor share is rounded"),
        default=None,
    )
    index_rounding: Places | None = says(
        Words("指数取整", "index rounded"),
        PlacesValue(),
        Words("合成指数取整到几位", "to how many places the index is rounded"),
        default=None,
    )
    rest_to: str | None = says(
        Words("余数指数归", "rest of the index to"),
        PartyValue(),
        Words("取整时，哪一方的指数为 1 减其余各方", "the party whose index is 1 less the others"),
        default=None,
    )
    unit_rounding: Places | None = says(
        Words("单位额取整", "amount a unit rounded"),
        PlacesValue(as_total=True),
        Words("先算单位额并取整到几位小数（元）", "the decimals of a yuan it is rounded to first"),
        default=None,
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Weights where they are added, a residual party where an index is rounded."""
        yield from self._check_factors()
        rounds = self.share_rounding is not None or self.index_rounding is not None
        if rounds != (self.rest_to is not None) or self.rest_to not in (None, *self.parties):
            yield self.problem(
                "AG401",
                "rest_to" if self.rest_to else "index_rounding",
                Words(
                    "指数取整后各方之和不一定为 1，须写“余数指数归”分配对象中的一方；不取整则不写",
                    "rounded indices need not add up to 1: name one of the parties under "
                    "“rest of the index to”; without rounding, name none",
                ),
                Words("补写或删去“余数指数归”", "add or delete “rest of the index to”"),
            )
        odd = any(
            rounding.stage == "running" or rounding.owner == "largest"
            for rounding in agreement.roundings_of(self.id)
        )
        if self.unit_rounding and (odd or len(self.factors) != 1 or rounds or self.inverse):
            yield self.problem(
                "AG402",
                "unit_rounding",
                Words(
                    f"单位额取整只用于 1 个正向因素（这里 {len(self.factors)} 个），"
                    "按每个结算期取整，尾差不按最大余数",
                    f"an amount a unit is rounded for 1 direct factor (here {len(self.factors)}), "
                    "each settlement period, not by largest remainder",
                ),
                Words("核对因素和取整条款", "check the factors and the rounding clause"),
            )

    def _check_factors(self) -> Iterator[Problem]:
        weighed = None not in self.factors.values()
        if weighed != (self.way == "sum"):
            yield self.problem(
                "AG400",
                "factors",
                Words(
                    f"{len(self.factors)} 个因素：相加须写权重，合计 100%；相乘不写权重",
                    f"{len(self.factors)} factors: weights (100% in all) where they are added, "
                    "none where they are multiplied",
                ),
                Words("补写或删去权重", "add or delete the weights"),
            )
        for name in self.inverse:
            if name not in self.factors:
                yield self.problem(
                    "AG400",
                    "inverse",
                    Words(f"“{name}”不在因素之中", f"“{name}” is none of the factors"),
                    Words(
                        "因素有：" + "、".join(self.factors), "factors: " + "; ".join(self.factors)
                    ),
                )

    # ---- its numbers --------------------------------------------------------------------

    def terms(self, setting: "Setting") -> Terms:
        """The index of each party in every period; with `unit_rounding`, unit and figure."""
        by_year: dict[int, list[Fraction]] = {}
        rows = []
        for t in range(setting.count):
            year = setting.timeline.calendar_year(t)
            if setting.running(t):
                if year not in by_year:
                    by_year[year] = self._row(setting, year)
                rows.append(by_year[year])
            else:
                rows.append([Fraction(0) for _ in self.names()])
        return {name: [row[i] for row in rows] for i, name in enumerate(self.names())}

    def names(self) -> tuple[str, ...]:
        """The terms: one a party, and the scaled amount a unit where that is rounded."""
        return (*self.parties, "unit:amount", "unit:parts") if self.unit_rounding else self.parties

    def _row(self, setting: "Setting", year: int) -> list[Fraction]:
        figures = [self._figures(setting, name, year) for name in self.factors]
        if self.unit_rounding:
            total = sum(figures[0], Fraction(0))
            scale = self.unit_rounding.scale(total)
            # fen -> parts of the last decimal of a yuan, for one unit; and back, by the figure
            back = [n * 100 / scale for n in figures[0]]
            return [*back, Fraction(scale) / (100 * total), Fraction(scale)]
        if self.way == "product":
            figures = [[prod(column) for column in zip(*figures, strict=True)]]
            if not any(figures[0]):
                setting.problems.append(self._nothing(year, "×".join(self.factors), figures[0]))
                return [Fraction(0) for _ in self.names()]
        shares = [self._shares(row) for row in figures]
        weights = [Fraction(1) if w is None else w for w in self.factors.values()]
        index = [
            sum((w * s for w, s in zip(weights, column, strict=False)), Fraction(0))
            for column in zip(*shares, strict=True)
        ]
        return self._rounded(index)

    def _figures(self, setting: "Setting", name: str, year: int) -> list[Fraction]:
        """Return each party's figure of a factor: the mean of its years, inverted or not."""
        found = []
        figures = (FactName(name, who) for who in self.parties)
        setting.note(one_unit(setting, self, "factors", figures))
        for who in self.parties:
            last = year - int(self.lag == "last")
            values = [
                setting.figure_in(
                    self, "factors", FactName(name, who), Period(y * MONTHS_A_YEAR, MONTHS_A_YEAR)
                )
                for y in range(last - self.years + 1, last + 1)
            ]
            found.append(sum(values, Fraction(0)) / self.years)
        sound = min(found) > 0 if name in self.inverse else min(found) >= 0 and any(found)
        if not sound:
            setting.problems.append(self._nothing(year, name, found))
            return [Fraction(1) for _ in self.parties]
        return [1 / value for value in found] if name in self.inverse else found

    def _nothing(self, year: int, name: str, found: list[Fraction]) -> Problem:
        listed = "、".join(str(value) for value in found)
        return self.problem(
            "AG403",
            "factors",
            Words(
                f"{year} 年度因素“{name}”各方为 {listed}，不能计算份额",
                f"the figures of “{name}” for {year} are {listed}; no share follows",
            ),
            Words(
                "核对数据：不为负，合计大于 0；反向因素各方都大于 0",
                "check them: none negative, a sum above 0; inverse ones all above 0",
            ),
        )

    def _shares(self, figures: list[Fraction]) -> list[Fraction]:
        total = sum(figures, Fraction(0))
        shares = [figure / total for figure in figures]
        if self.share_rounding:
            shares = [self.share_rounding.of(share) for share in shares]
        return shares

    def _rounded(self, index: list[Fraction]) -> list[Fraction]:
        if self.index_rounding:
            index = [self.index_rounding.of(value) for value in index]
        if self.rest_to is not None:
            at = self.parties.index(self.rest_to)
            index[at] = 1 - sum(index[:at] + index[at + 1 :], Fraction(0))
        return index

    # ---- its effect ---------------------------------------------------------------------

    def effect(self, step: "Step") -> None:
        """Divide the pot by the index, or by the rounded amount a unit."""
        shares = {who: step.ratios(who) for who in self.parties}
        if self.unit_rounding is None:
            step.divide(step.pot, shares, BECAUSE)
            return
        unit = portion(step.pot, step.ratios("unit:amount"), Mode(self.unit_rounding.mode))
        parts = {who: step.part(unit, share) for who, share in shares.items()}
        (factor,) = self.factors
        facts = {"factor": both(factor), "unit": Decimals(unit, step.ratios("unit:parts").num)}
        step.hand_out(step.pot, parts, BECAUSE_UNIT, {}, whole=step.pot, **facts)

    def sentence(self) -> Words:
        """Read back."""
        how = Words(f"，{WAYS[self.way].zh}", f", {WAYS[self.way].en}")
        if self.inverse:
            names = self.say("inverse")
            how = Words(f"{how.zh}，{names.zh}反向计算", f"{how.en}, {names.en} inversely")
        for key in ("share_rounding", "index_rounding", "rest_to", "unit_rounding"):
            if getattr(self, key) is not None:
                label = next(f.label for f in self.fields() if f.key == key)
                said = self.say(key)
                how = Words(f"{how.zh}，{label.zh} {said.zh}", f"{how.en}, {label.en} {said.en}")
        return Words(
            "{source}留下的资金按因素在{parties}之间分配：{factors}，取{lag}数（{years} 年平均）"
            "{how}。",
            "What {source} leaves is divided between {parties} by {factors}, figures of {lag} "
            "(mean of {years} years){how}.",
        ).fill(
            source=self.source_words,
            parties=self.say("parties"),
            factors=self.say("factors"),
            lag=self.say("lag"),
            years=self.years,
            how=how,
        )
