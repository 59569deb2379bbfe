"""财政分成: by law, which part of a tax goes to the centre, the province, the city, from when."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import Clause, says
from feidi.clauses.values import RatioValue, TaxesValue
from feidi.clauses.whole_numbers import MonthValue
from feidi.evidence.problem import Problem
from feidi.quantities.ratio import in_percent
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement


@dataclass(frozen=True)
class FiscalSplit(Clause):
    """What do upper levels take of a tax, from which month to which (§P1)?

    Stands in policies only. A level that is not written is unknown, not zero: an agreement
    that needs it is refused until the rule is written with its document number.
    """

    kind: ClassVar[str] = "fiscal-split"
    title: ClassVar[Words] = Words("财政分成", "fiscal split")
    question: ClassVar[Words] = Words("上级先分走多少？", "what do upper levels take first?")
    role: ClassVar[str] = "policy"

    taxes: tuple[str, ...] = says(
        Words("税种", "taxes"), TaxesValue(), Words("哪些税种", "which taxes")
    )
    first: int = says(Words("自", "from"), MonthValue(), Words("从哪个月起", "the first month"))
    last: int | None = says(
        Words("至", "until"),
        MonthValue(),
        Words("到哪个月止；不写则延续", "the last month; goes on where unsaid"),
        default=None,
    )
    centre: Fraction = says(
        Words("中央", "centre"), RatioValue(), Words("中央分享的比例", "the centre's share")
    )
    province: Fraction | None = says(
        Words("省级", "province"),
        RatioValue(),
        Words("省级分享的比例", "the province's share"),
        default=None,
    )
    city: Fraction | None = says(
        Words("市级", "city"),
        RatioValue(),
        Words("市级分享的比例", "the city's share"),
        default=None,
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Yield nothing: policies are checked by `sound`."""
        yield from ()

    def sound(self) -> Iterator[Problem]:
        """Levels do not take more than all; the months run forward."""
        total = self.centre + (self.province or 0) + (self.city or 0)
        if total > 1:
            yield self.problem(
                "PO010",
                "centre",
                Words(
                    f"各级分享合计 {in_percent(total)}，超过 100%",
                    f"the levels take {in_percent(total)}, more than 100%",
                ),
                Words("核对文件原文", "check the document"),
            )
        if self.last is not None and self.last < self.first:
            yield self.problem(
                "PO011",
                "last",
                Words("“至”早于“自”", "“until” lies before “from”"),
                Words("核对起止月份", "check both months"),
            )

    def takes(self, level: str) -> Fraction | None:
        """Return the share of a level, None where the rule does not say it."""
        return {"centre": self.centre, "province": self.province, "city": self.city}[level]

    def covers(self, tax: str, month: int) -> bool:
        """Say whether the rule governs a tax in a month."""
        return (
            tax in self.taxes and self.first <= month and (self.last is None or month <= self.last)
        )

    def sentence(self) -> Words:
        """Read back."""
        levels = [
            (Words("中央", "the centre"), self.centre),
            (Words("省级", "the province"), self.province),
            (Words("市级", "the city"), self.city),
        ]
        known = [(who, in_percent(v)) for who, v in levels if v is not None]
        until = self.say("last") if self.last is not None else Words("今", "now")
        return Words(
            "{taxes}自{first}至{until}：{levels}，其余归地方。",
            "{taxes} from {first} until {until}: {levels}; the rest is local.",
        ).fill(
            taxes=self.say("taxes"),
            first=self.say("first"),
            until=until,
            levels=Words(
                "、".join(f"{w.zh} {v}" for w, v in known),
                ", ".join(f"{w.en} {v}" for w, v in known),
            ),
        )
