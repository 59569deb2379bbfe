"""引荐方责任: the costs of a failed project are borne by the party that introduced it."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from feidi.clauses.clause import Clause, Terms, says
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.values import NamesValue, PartyValue, Vocabulary
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import month_of
from feidi.quantities.folding import fold
from feidi.quantities.words import Words, both

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

INTRODUCER = Words("引荐方", "the introducer")
BECAUSE = Words(
    "{cost} {charged} 元由{bearer}承担，偿还垫付的{paid_by}",
    "{cost} of {charged} yuan is borne by {bearer}, who repays {paid_by}",
)


class Bearer(NamedTuple):
    """Who bears the cost: one party, or whichever of `roles` introduced the enterprise."""

    by_roster: bool
    roles: tuple[str, ...]


class BearerValue:
    """The party that bears a cost: the introducer by the roster, or one named party."""

    hint = Words("引荐方，或一方的角色", "the introducer, or a party's role")

    def read(self, text: str, names: Vocabulary) -> Bearer:
        """Return who bears it."""
        if fold(text).lower() in INTRODUCER:
            return Bearer(True, names.parties)
        return Bearer(False, (PartyValue().read(text, names),))

    def say(self, value: Bearer) -> Words:
        """Return who it is."""
        return INTRODUCER if value.by_roster else both(value.roles[0])

    def shape(self, value: Bearer) -> Hashable:
        """Who may bear it decides the way."""
        return value


@dataclass(frozen=True)
class Liability(Clause):
    """Who bears the costs of a project that failed, and whom does that party repay (§K20)?

    Costs are counted figures, by enterprise or for the park; where none is counted, none
    arose. With an event, an enterprise's costs are charged once it is on record: those counted
    before in the period of the event, later ones as they arise. Precedent: all costs during
    construction fall on the introducing town when a project is judged bad.
    """

    kind: ClassVar[str] = "liability"
    title: ClassVar[Words] = Words("引荐方责任", "liability of the introducer")
    question: ClassVar[Words] = Words(
        "项目失败的成本谁承担？", "who bears a failed project's costs?"
    )
    role: ClassVar[str] = "parties"

    cost: Sum = says(
        Words("成本", "cost"),
        SumValue(),
        Words("要承担的成本，如 清退成本/企业", "the cost borne, as clearing cost/enterprise"),
    )
    bearer: Bearer = says(
        Words("承担方", "borne by"), BearerValue(), Words("谁承担", "the party that bears it")
    )
    paid_by: str = says(
        Words("垫付方", "paid by"),
        PartyValue(),
        Words("谁先付了这笔成本，由承担方偿还", "the party that paid and is repaid"),
    )
    event: tuple[str, ...] = says(
        Words("认定事件", "once judged by"),
        NamesValue(),
        Words(
            "7-settle/events.csv 中认定项目失败的事件；不写则成本发生即承担",
            "the event in 7-settle/events.csv that judges a project failed; at once where unsaid",
        ),
        default=(),
    )

    @property
    def grain(self) -> str:
        """Costs of enterprises are looked at one by one."""
        return "enterprise" if self.cost.fact and self.cost.fact.subject == "*" else "park"

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Costs are counted; an introducer is known by enterprise only; nobody repays itself."""
        if self.cost.fact is None or (self.bearer.by_roster and self.grain == "park"):
            yield self.problem(
                "AG490",
                "cost",
                Words(
                    f"成本写作“{self.cost.words.zh}”，看不出是哪一家企业的成本，也就不知道谁引荐",
                    f"the cost “{self.cost.words.en}” does not tell the enterprise, "
                    "nor who introduced it",
                ),
                Words("写成 清退成本/企业，或写明承担方", "write clearing cost/enterprise"),
            )
        if self.bearer.roles == (self.paid_by,):
            yield self.problem(
                "AG491",
                "paid_by",
                Words(
                    f"承担方和垫付方都是“{self.paid_by}”", f"“{self.paid_by}” would repay itself"
                ),
                Words("核对两方", "check both parties"),
            )

    def terms(self, setting: "Setting") -> Terms:
        """What each possible bearer owes in every period."""
        costs = self._charged(setting)
        bearer = self.bearer.roles[0]
        if self.bearer.by_roster:
            bearer = self._introducer(setting, any(costs))
        return {
            role: costs if role == bearer else [0] * setting.count for role in self.bearer.roles
        }

    def _charged(self, setting: "Setting") -> list[int]:
        """Return the costs by the period they are charged in."""
        costs = setting.arising(self, "cost", self.cost, unless_counted=True)
        if not self.event:
            return costs
        subject = setting.subject if self.grain == "enterprise" else ""
        event = setting.book.event(self.event[0], subject)
        if event is None:
            return [0] * setting.count
        month = month_of(event.day)
        place = next(
            (t for t in range(setting.count) if setting.timeline.period(t).last >= month),
            setting.count,
        )
        before = sum(costs[:place])
        return [
            0 if t < place else cost + (before if t == place else 0) for t, cost in enumerate(costs)
        ]

    def _introducer(self, setting: "Setting", needed: bool) -> str:
        found = [e for e in setting.book.enterprises if e.id == setting.subject]
        role = fold(found[0].brought_by) if found else ""
        if needed and role not in self.bearer.roles:
            setting.problems.append(
                self.problem(
                    "AG492",
                    "bearer",
                    Words(
                        f"企业“{setting.subject}”有{self.cost.words.zh}，"
                        f"但名册写的引荐方是“{role}”，不是任何签约方",
                        f"“{setting.subject}” has {self.cost.words.en}, but the roster names "
                        f"“{role}” as its introducer, which is no party",
                    ),
                    Words("在名册补写该企业的引荐方", "name its introducer in the roster"),
                )
            )
        return role

    def effect(self, step: "Step") -> None:
        """Let each bearer repay the party that paid."""
        for role in self.bearer.roles:
            if role != self.paid_by:
                amount = step.number(role)
                step.transfer(
                    role,
                    self.paid_by,
                    amount,
                    BECAUSE,
                    cost=self.cost.words,
                    charged=amount,
                    bearer=both(role),
                    paid_by=both(self.paid_by),
                )

    def sentence(self) -> Words:
        """Read back."""
        once = Words("", "")
        if self.event:
            once = Words("经“{event}”认定后，", ", once “{event}” is on record").fill(
                event=self.say("event")
            )
        return Words(
            "{once}{cost}由{bearer}承担，偿还垫付的{paid_by}。",
            "{cost} is borne by {bearer}, who repays {paid_by}{once}.",
        ).fill(
            once=once, cost=self.cost.words, bearer=self.say("bearer"), paid_by=self.say("paid_by")
        )
