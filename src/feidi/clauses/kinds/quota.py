"""指标交易: land, energy or emission quota moves between parties, against payment or not."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import Clause, Terms, says
from feidi.clauses.counting import UnitValue, counted_in
from feidi.clauses.days import last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.measures import FactName, FactValue, Sum, SumValue
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import Choice, PartyValue, Vocabulary
from feidi.evidence.problem import Problem
from feidi.quantities.exact import Ratios
from feidi.quantities.folding import fold
from feidi.quantities.units import MONEY, UNITS, Quantity, in_unit, read_quantity
from feidi.quantities.words import Unreadable, Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

QUOTAS = {
    "land": Words("建设用地指标", "construction land quota"),
    "farmland": Words("补充耕地指标", "farmland replacement quota"),
    "energy": Words("用能指标", "energy quota"),
    "emission": Words("污染物排放指标", "emission quota"),
    "carbon": Words("碳排放指标", "carbon quota"),
    "water": Words("用水指标", "water quota"),
}
DUE_MOVED = Words("{p} 转让{name} {amount}", "transfer {amount} of {name} in {p}")
DUE_PAID = Words("付清 {p} {name} {amount}的价款", "pay for {amount} of {name} moved in {p}")
BECAUSE_MOVED = Words("转让{name} {moved} {unit}", "{moved} {unit} of {name} transferred")
BECAUSE_PAID = Words(
    "{name} {moved}，每{unit} {price} 元", "{name}: {moved} at {price} yuan a {unit}"
)


@dataclass(frozen=True)
class Moved:
    """A quantity that moves: smallest parts of its unit, or a counted figure."""

    parts: int = 0
    unit: str = ""
    fact: FactName | None = None


class MovedValue:
    """How much moves: 200 亩, or a figure's name, 用地指标/飞出地."""

    hint = Words(
        "带单位的数量，或 事项/对象，如 200 亩、已转指标/园区",
        "a quantity with its unit, or figure/subject, as 200 mu, quota moved/park",
    )

    def read(self, text: str, names: Vocabulary) -> Moved:
        """Return the quantity or the figure's name."""
        if "/" in fold(text):
            return Moved(fact=FactValue().read(text, names))
        parts, unit = read_quantity(text)
        if parts < 0:
            raise Unreadable(
                Words(f"“{fold(text)}”是负数", f"“{fold(text)}” is negative"),
                Words("反向转让请对调转出方和转入方", "swap giver and receiver instead"),
            )
        return Moved(parts, unit)

    def say(self, value: Moved) -> Words:
        """Return the quantity in words."""
        return value.fact.words if value.fact else in_unit(value.parts, value.unit)

    def shape(self, value: Moved) -> Hashable:
        """A number."""
        return None


@dataclass(frozen=True)
class Quota(Clause):
    """Which quota moves from whom to whom, and at what price (§K18)?

    A stated quantity is that of one agreement year and moves in its first settlement period;
    a counted one moves in the period it was counted for. The price is for one unit; payment
    goes the other way, rounded as agreed.
    """

    kind: ClassVar[str] = "quota"
    title: ClassVar[Words] = Words("指标交易", "quota exchange")
    question: ClassVar[Words] = Words(
        "哪些指标转给谁，多少钱？", "which quota moves, at what price?"
    )
    role: ClassVar[str] = "source"

    quota: str = says(
        Words("指标种类", "quota"), Choice(QUOTAS), Words("转让哪一种指标", "which quota moves")
    )
    giver: str = says(
        Words("转出方", "from"), PartyValue(), Words("转出指标的一方", "the party that gives it")
    )
    receiver: str = says(
        Words("转入方", "to"), PartyValue(), Words("转入指标的一方", "the party that gets it")
    )
    unit: str = says(
        Words("计量单位", "unit"), UnitValue(), Words("指标的计量单位", "the unit of the quota")
    )
    amount: Staged[Moved] = says(
        Words("数量", "quantity"),
        StagedValue(MovedValue()),
        Words(
            "每一段协议年次中每年的数量；没有的年次写 0",
            "the quantity of each agreement year; 0 where none moves",
        ),
    )
    price: Sum | None = says(
        Words("单价", "price"),
        SumValue(),
        Words("每一计量单位的价格；无偿则不写", "the price of one unit; unsaid where it is free"),
        default=None,
    )

    def structure(self) -> tuple[Hashable, ...]:
        """With payment and without are different ways."""
        return (*super().structure(), self.price is None)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Two parties, one unit, a quantity for every year."""
        if self.giver == self.receiver:
            yield self.problem(
                "AG470",
                "receiver",
                Words(
                    f"转出方和转入方都是“{self.giver}”",
                    f"“{self.giver}” is both giver and receiver",
                ),
                Words("写两个不同的签约方", "write two different parties"),
            )
        for stage in self.amount.stages:
            if stage.value.fact is None and stage.value.unit != self.unit:
                stated, unit = MovedValue().say(stage.value), UNITS[self.unit].words
                yield self.problem(
                    "AG471",
                    "amount",
                    Words(
                        f"{stage.years.zh}数量 {stated.zh}，计量单位却是{unit.zh}",
                        f"{stage.years.en}: {stated.en}, but the unit is {unit.en}",
                    ),
                    Words("使数量与计量单位一致", "let quantity and unit agree"),
                )
        yield from agreement.check_years(self, "amount", self.amount)

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """A stated quantity moves, and is paid for, in the first period of its agreement year."""
        stated = self.amount.at(number)
        if stated is None or not stated.parts:
            return
        period = years.periods(number)[0]
        on, facts = last_day(period), {"name": self.say("quota"), "p": period}
        facts["amount"] = MovedValue().say(stated)
        moved, paid = DUE_MOVED.fill(**facts), DUE_PAID.fill(**facts)
        yield Due(f"transfer {period}", moved, self.giver, self.receiver, on, period)
        if self.price is not None:
            yield Due(f"payment {period}", paid, self.receiver, self.giver, on, period)

    def terms(self, setting: "Setting") -> Terms:
        """What moves in every period, in smallest parts; the price of one unit in fen."""
        moved = []
        for t in range(setting.count):
            stated = self.amount.at(setting.year(t)) if setting.running(t) else None
            if stated is None:
                moved.append(0)
            elif stated.fact is None:
                opens = t == 0 or setting.year(t - 1) != setting.year(t)
                moved.append(stated.parts if opens else 0)
            else:
                what, wanted = (stated.fact, self.unit), setting.timeline.period(t)
                moved.append(counted_in(setting, self, "amount", what, wanted))
        if self.price is None:
            return {"moved": moved}
        return {"moved": moved, "price": setting.amounts(self, "price", self.price)}

    def effect(self, step: "Step") -> None:
        """Move the quota one way and its price the other."""
        moved = step.number("moved")
        name, unit = QUOTAS[self.quota], UNITS[self.unit]
        step.unit = self.unit
        step.transfer(
            self.giver, self.receiver, moved, BECAUSE_MOVED, name=name, moved=moved, unit=unit.words
        )
        step.unit = MONEY
        if self.price is None:
            return
        price = step.number("price")
        paid = step.part(price, Ratios(moved, np.full(len(moved), unit.parts, np.int64)))
        step.transfer(
            self.receiver,
            self.giver,
            paid,
            BECAUSE_PAID,
            name=name,
            moved=Quantity(moved, self.unit),
            price=price,
            unit=unit.words,
        )

    def sentence(self) -> Words:
        """Read back."""
        price = (
            Words("无偿", "free of charge")
            if self.price is None
            else Words("每{u} {p}", "at {p} a {u}").fill(u=self.say("unit"), p=self.say("price"))
        )
        return Words(
            "{giver}向{receiver}转让{quota}：{amount}；{price}。",
            "{giver} transfers {quota} to {receiver}: {amount}; {price}.",
        ).fill(
            giver=self.giver,
            receiver=self.receiver,
            quota=self.say("quota"),
            amount=self.say("amount"),
            price=price,
        )
