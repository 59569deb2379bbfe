"""补足至统一水平: a pot raises the poorest of several parties to one common level."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.figure_units import one_unit, units_of_sum
from feidi.clauses.measures import FactName, Sum
from feidi.clauses.values import Choice, NamesValue, PartiesValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Period
from feidi.quantities.exact import Ratios, as_amounts
from feidi.quantities.rounding import Mode
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

LAGS = {"this": Words("当年", "this year"), "last": Words("上年", "the year before")}
BECAUSE = Words(
    "自有 {own} 元，补足至每单位权重约 {level} 元；占 {whole} 元的 {share}",
    "own funds of {own} yuan, raised to about {level} yuan a unit of weight; {share} of {whole}",
)


class Level(NamedTuple):
    """The common level (fen for one unit of weight) and what each party needs to reach it."""

    level: Fraction
    awards: list[Fraction]


def level_of(pot: Fraction, own: list[Fraction], weights: list[Fraction]) -> Level:
    """Solve sum of max(0, level x weight - own) = pot exactly, poorest first.

    >>> level_of(Fraction(30), [Fraction(10), Fraction(20), Fraction(90)], [Fraction(1)] * 3).level
    Fraction(30, 1)
    """
    order = sorted(range(len(own)), key=lambda i: own[i] / weights[i])
    funds, weight, level = pot, Fraction(0), Fraction(0)
    for i in order:
        if weight and own[i] * weight >= funds * weights[i]:
            break
        funds, weight = funds + own[i], weight + weights[i]
        level = funds / weight
    needs = [max(Fraction(0), level * w - r) for r, w in zip(own, weights, strict=True)]
    return Level(level, needs)


@dataclass(frozen=True)
class LevelUp(PotClause):
    """Who is below the common level that the pot can pay for, and what raises it there (§K22)?

    Brazil's school fund: the level L solves sum(max(0, L x weight - own)) = pot; a party gets
    L x weight - own, the others nothing. Solved exactly; awards are rounded as agreed. A
    negative pot (refunds) takes back what an equal positive one would have given.
    """

    kind: ClassVar[str] = "level-up"
    title: ClassVar[Words] = Words("补足至统一水平", "level up")
    question: ClassVar[Words] = Words(
        "资金池把哪些低的补到同一水平？", "whom does the pot raise to one level?"
    )

    parties: tuple[str, ...] = says(
        Words("补足对象", "parties"),
        PartiesValue(),
        Words("哪些方参加补足", "the parties that may be raised"),
    )
    own: tuple[str, ...] = says(
        Words("自有财力", "own funds"),
        NamesValue(),
        Words("各方自有财力的事项名称，金额", "the figure of each party's own funds, in money"),
    )
    weight: tuple[str, ...] = says(
        Words("权重", "weight"),
        NamesValue(),
        Words("各方权重的事项名称，如 加权人数", "the figure of each party's weight"),
    )
    lag: str = says(
        Words("数据年度", "figures of"),
        Choice(LAGS),
        Words(
            "用结算期所在公历年度还是上一年的数", "figures of the calendar year or the one before"
        ),
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Two parties at least; one figure each; no running totals within the year."""
        if len(self.parties) <= 1:
            yield self.problem(
                "AG510",
                "parties",
                Words("补足对象只有 1 方，至少 2 方", "1 party to raise, at least 2 are needed"),
                Words("补写其他各方", "add the other parties"),
            )
        for key in ("own", "weight"):
            if len(getattr(self, key)) != 1:
                yield self.problem(
                    "AG510",
                    key,
                    Words(
                        f"这里写了 {len(getattr(self, key))} 个事项，应为 1 个",
                        f"{len(getattr(self, key))} figures are written, not 1",
                    ),
                    Words("只写一个事项名称", "write the name of one figure"),
                )
        running = any(r.stage == "running" for r in agreement.roundings_of(self.id))
        if running and agreement.term.cycle_of < MONTHS_A_YEAR:
            yield self.problem(
                "AG511",
                "takes",
                Words(
                    "各期水平不同，不能按当年累计取整",
                    "the level differs by period; running totals cannot be rounded",
                ),
                Words(
                    "为本条另写取整条款：每个结算期",
                    "write a rounding clause for this one: each settlement period",
                ),
            )

    def terms(self, setting: "Setting") -> Terms:
        """Own funds and weight of each party in every period."""
        terms: Terms = {}
        lag = int(self.lag == "last")
        self._check_units(setting)
        for who in self.parties:
            owns, weights = [], []
            for t in range(setting.count):
                own, weight = Fraction(0), Fraction(1)
                if setting.running(t):
                    year = setting.timeline.calendar_year(t) - lag
                    wanted = Period(year * MONTHS_A_YEAR, MONTHS_A_YEAR)
                    own = setting.figure_in(self, "own", FactName(self.own[0], who), wanted)
                    name = FactName(self.weight[0], who)
                    weight = setting.figure_in(self, "weight", name, wanted)
                owns.append(own)
                weights.append(self._positive(setting, who, weight))
            terms[f"own:{who}"], terms[f"weight:{who}"] = owns, weights
        return terms

    def _check_units(self, setting: "Setting") -> None:
        weights = (FactName(self.weight[0], who) for who in self.parties)
        setting.note(one_unit(setting, self, "weight", weights))
        for who in self.parties:
            own = Sum(rate=Fraction(1), fact=FactName(self.own[0], who))
            setting.note(units_of_sum(setting, self, "own", own))

    def _positive(self, setting: "Setting", who: str, weight: Fraction) -> Fraction:
        if weight > 0:
            return weight
        setting.problems.append(
            self.problem(
                "AG512",
                "weight",
                Words(
                    f"“{self.weight[0]}/{who}”为 {weight}，权重须大于 0",
                    f"“{self.weight[0]}/{who}” is {weight}; a weight is above 0",
                ),
                Words("核对数据，或把该方移出补足对象", "check the figure, or leave the party out"),
            )
        )
        return Fraction(1)

    def effect(self, step: "Step") -> None:
        """Find the level of each lane, then divide the pot by what each party needs."""
        own = {who: _fractions(step.ratios(f"own:{who}")) for who in self.parties}
        weight = {who: _fractions(step.ratios(f"weight:{who}")) for who in self.parties}
        shares: dict[str, list[Fraction]] = {who: [] for who in self.parties}
        levels = []
        for lane, pot in enumerate(np.abs(step.pot).tolist()):
            found = level_of(
                Fraction(pot),
                [own[who][lane] for who in self.parties],
                [weight[who][lane] for who in self.parties],
            )
            levels.append(Mode.HALF_UP.round_ratio(*found.level.as_integer_ratio()))
            for who, award in zip(self.parties, found.awards, strict=True):
                shares[who].append(award / pot if pot else Fraction(0))
        ratios = {who: Ratios.of(values) for who, values in shares.items()}
        each = {
            who: {"own": as_amounts([int(v) for v in own[who]]), "share": ratios[who]}
            for who in self.parties
        }
        parts = step.parts(step.pot, ratios)
        step.hand_out(step.pot, parts, BECAUSE, each, whole=step.pot, level=as_amounts(levels))

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{source}留下的资金用于补足：{parties}中按“{weight}”计算的“{own}”（{lag}数）最低的各方，"
            "补到同一水平，补完为止。",
            "What {source} leaves raises the lowest of {parties}, by “{own}” for each unit of "
            "“{weight}” (figures of {lag}), to one common level.",
        ).fill(
            source=self.source_words,
            parties=self.say("parties"),
            weight=self.weight[0],
            own=self.own[0],
            lag=self.say("lag"),
        )


def _fractions(ratios: Ratios) -> list[Fraction]:
    return [Fraction(n, d) for n, d in zip(ratios.num.tolist(), ratios.den.tolist(), strict=True)]
