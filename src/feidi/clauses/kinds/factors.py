"""因素分配: a pot goes to parties by an index of counted figures: wages, population, capacity."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses import index_trail
from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.figure_units import one_unit
from feidi.clauses.index_trail import PRODUCT
from feidi.clauses.measures import FactName
from feidi.clauses.values import Choice, NamesValue, PartiesValue, PartyValue
from feidi.clauses.weighing import FactorsValue, Places, PlacesValue, Weights
from feidi.clauses.whole_numbers import IntegerValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Period
from feidi.quantities.exact import portion
from feidi.quantities.reasons import in_number
from feidi.quantities.rounding import Mode
from feidi.quantities.units import Decimals
from feidi.quantities.words import Words, both

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

LAGS = {"this": Words("当年", "this year"), "last": Words("上年", "the year before")}
WAYS = {"sum": Words("加权相加", "weighted sum"), "product": Words("相乘", "product")}
BECAUSE = Words(
    "{whole} 元 × {index}；指数 {index} = {how}", "{whole} yuan × {index}; index {index} = {how}"
)
BECAUSE_UNIT = Words(
    "{whole} 元 / {factor} {total} = 每单位 {unit} 元（{rounding}）；× {figure}",
    "{whole} yuan / {factor} {total} = {unit} yuan a unit ({rounding}); × {figure}",
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
                        "因素有：" + "、".join(self.factors), "factors: " + ", ".join(self.factors)
                    ),
                )

    # ---- its numbers --------------------------------------------------------------------

    def terms(self, setting: "Setting") -> Terms:
        """The index of each party in every period and what it is made of; unit and figure."""
        by_year: dict[int, dict[str, Fraction]] = {}
        rows: list[dict[str, Fraction]] = []
        for t in range(setting.count):
            year = setting.timeline.calendar_year(t)
            if setting.running(t) and year not in by_year:
                by_year[year] = self._row(setting, year)
            rows.append(by_year[year] if setting.running(t) else {})
        return {name: [row.get(name, Fraction(0)) for row in rows] for name in self.names()}

    def names(self) -> tuple[str, ...]:
        """The terms: an index a party, what makes it, and the scaled amount a unit."""
        unit = ("unit:amount", "unit:parts") if self.unit_rounding else ()
        return (*self.parties, *index_trail.names_of(self), *unit)

    def _row(self, setting: "Setting", year: int) -> dict[str, Fraction]:
        figures = {name: self._figures(setting, name, year) for name in self.factors}
        columns = figures
        if self.way == "product":
            columns = {PRODUCT: [prod(column) for column in zip(*figures.values(), strict=True)]}
            if not any(columns[PRODUCT]):
                setting.problems.append(
                    self._nothing(year, "×".join(self.factors), columns[PRODUCT])
                )
                return {}
        shares = {name: self._shares(row) for name, row in columns.items()}
        weights = {name: self.factors.get(name) or Fraction(1) for name in columns}
        index = [
            sum((weights[name] * share[i] for name, share in shares.items()), Fraction(0))
            for i, _ in enumerate(self.parties)
        ]
        found = dict(zip(self.parties, self._rounded(index), strict=True))
        if self.unit_rounding:
            found = self._by_unit(self.unit_rounding, columns)
        totals = {name: sum(row, Fraction(0)) for name, row in columns.items()}
        return found | index_trail.made_of(self.parties, figures | columns, shares, totals, weights)

    def _by_unit(self, rounding: Places, columns: dict[str, list[Fraction]]) -> dict[str, Fraction]:
        """Return fen -> parts of the last decimal of a yuan, for one unit; back, by the figure."""
        (figures,) = columns.values()
        total = sum(figures, Fraction(0))
        scale = rounding.scale(total)
        back = {who: n * 100 / scale for who, n in zip(self.parties, figures, strict=True)}
        return back | {
            "unit:amount": Fraction(scale) / (100 * total),
            "unit:parts": Fraction(scale),
        }

    def _figures(self, setting: "Setting", name: str, year: int) -> list[Fraction]:
        """Return each party's figure of a factor: the mean of its years, inverted or not."""
        found = []
        figures = (FactName(name, who) for who in self.parties)
        setting.note(one_unit(setting, self, "factors", figures))
        known = len(setting.problems)
        for who in self.parties:
            last = year - int(self.lag == "last")
            values = [
                setting.figure_in(
                    self, "factors", FactName(name, who), Period(y * MONTHS_A_YEAR, MONTHS_A_YEAR)
                )
                for y in range(last - self.years + 1, last + 1)
            ]
            found.append(sum(values, Fraction(0)) / self.years)
        if len(setting.problems) > known:  # a figure is missing, which is said already
            return [Fraction(1) for _ in self.parties]
        sound = min(found) > 0 if name in self.inverse else min(found) >= 0 and any(found)
        if not sound:
            setting.problems.append(self._nothing(year, name, found))
            return [Fraction(1) for _ in self.parties]
        return [1 / value for value in found] if name in self.inverse else found

    def _nothing(self, year: int, name: str, found: list[Fraction]) -> Problem:
        listed = [in_number(value) for value in found]
        return self.problem(
            "AG403",
            "factors",
            Words(
                f"{year} 年度因素“{name}”各方为 {'、'.join(listed)}，不能计算份额",
                f"the figures of “{name}” for {year} are {', '.join(listed)}; no share follows",
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
            each = {who: index_trail.told(self, step, who) for who in self.parties}
            parts = step.parts(step.pot, shares)
            step.hand_out(step.pot, parts, BECAUSE, each, whole=step.pot)
            return
        unit = portion(step.pot, step.ratios("unit:amount"), Mode(self.unit_rounding.mode))
        parts = {who: step.part(unit, share) for who, share in shares.items()}
        (factor,) = self.factors
        each = {who: index_trail.figures_of(step, factor, who) for who in self.parties}
        facts = {
            "factor": both(factor),
            "unit": Decimals(unit, step.ratios("unit:parts").num),
            "rounding": self.say("unit_rounding"),
        }
        step.hand_out(step.pot, parts, BECAUSE_UNIT, each, whole=step.pot, **facts)

    def sentence(self) -> Words:
        """Read back: what is divided by what, then how the index is made, a sentence each."""
        said = [
            Words(
                "{source}留下的资金按因素在{parties}之间分配：{factors}。用{lag}数{mean}。",
                "What {source} leaves is divided between {parties} by {factors}. "
                "The figures are those of {lag}{mean}.",
            ).fill(
                source=self.source_words,
                parties=self.say("parties"),
                factors=self.say("factors"),
                lag=self.say("lag"),
                mean=_MEAN.fill(years=self.years) if self.years > 1 else both(""),
            )
        ]
        if self.way == "product":
            said.append(Words("各因素相乘。", "The factors are multiplied."))
        for key, words in _SENTENCES.items():
            if getattr(self, key):
                said.append(words.fill(value=self.say(key)))
        return Words("".join(w.zh for w in said), " ".join(w.en for w in said))


_MEAN = Words("的 {years} 年平均", ", the mean of {years} years")
_SENTENCES = {
    "inverse": Words("{value}反向计算。", "{value}: the more, the less it gets."),
    "share_rounding": Words("每一因素的份额{value}。", "Each factor's share is rounded {value}."),
    "index_rounding": Words("指数{value}。", "The index is rounded {value}."),
    "rest_to": Words("余下的指数归{value}。", "{value} has what is left of the index."),
    "unit_rounding": Words("单位额{value}。", "The amount a unit is rounded {value}."),
}
