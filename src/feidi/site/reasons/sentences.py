"""Reasons said as sentences in both languages, by the names of the land."""

from dataclasses import dataclass
from functools import cached_property

from feidi.quantities.words import Words, both
from feidi.records.land import Land
from feidi.records.land_use import HAZARDS, SENSITIVE
from feidi.records.resource import resources
from feidi.site.figures import money, number
from feidi.site.model import Fact
from feidi.site.reasons.reason import Ask, Price, Reason

COMMA = Words("、", ", ")
NO_LOT = Words(
    "没有一块地合适：{steps}，一块不剩。", "No lot is left: {steps}; then there was none."
)
NO_LAND = Words("没有任何地块。", "There is no lot at all.")
STEP = Words("“{rule}”去掉 {removed} 块（余 {left}）", "“{rule}” takes {removed} ({left} left)")
CONFLICT = Words(
    "下列 {n} 条都不变，它就进不来：{facts}。",
    "It cannot come in while all of this stands: {facts}.",
)
QUOTA = Words("{park}的{resource}限额不变{year}", "{park} has no more {resource}{year}")
DISTANCE = Words("{rule}的距离要守", "the distance of {rule} is kept")
RULE = Words(
    "{first}项目与{second}项目相距 {metres} 米", "{metres} m between {first} and {second} projects"
)
STAYS = Words("{project}留在{park}", "{project} stays in {park}")
PRICE = Words(
    "硬要放进{park}（{parcels}），方案总值{bound}减少 {loss}（{share}）{out}{moved}。",
    "Forced into {park} ({parcels}), it costs the plan {bound}{loss} ({share}){out}{moved}.",
)
AT_MOST, EXACTLY = Words("至多", "at most "), Words("", "")
OUT = Words("，挤出{names}", ", pushes out {names}")
MOVED = Words("，{names}要换地块", ", and {names} must move")
MANY_MOVED = Words("，另有 {n} 个项目要换地块", ", and {n} others must move")
GAIN = Words(
    "这份方案还不是最优：放进{park}（{parcels}）总值反而增加 {loss}{out}。延长计算时间再算。",
    "The plan is not yet the best: with it in {park} ({parcels}) it gains {loss}{out}. "
    "Compute longer.",
)
FREE = Words(
    "{park}的 {parcels} 现在就放得下，谁也不用动，但总值不增加（{gain}）。",
    "It fits on {parcels} of {park} as things are, but adds nothing ({gain}).",
)
ASK = Words(
    "{park}再给{more}，它就能落在 {parcels}，谁也不用动，总值增加 {gain}。",
    "With {more} more, {park} takes it on {parcels}, nobody moves, and the plan gains {gain}.",
)
NO_FREE = Words(
    "合适的地块都已占用或与邻居距离不够，加限额也没有用。",
    "Every lot it could take is taken or too near a neighbour; more quota would not help.",
)
OPEN = Words(
    "没有来得及查明；延长计算时间再查。", "Not found out in the time given; compute longer."
)
AMOUNT = Words("{resource} {amount} {unit}{year}", "{amount} {unit} of {resource}{year}")
MOST_NAMED = 3


@dataclass(frozen=True)
class Names:
    """What ids are called.

    >>> Names(Land(0)).project("P1")
    'P1'
    """

    land: Land

    @cached_property
    def _projects(self) -> dict[str, str]:
        return {p.id: p.name for p in self.land.projects}

    @cached_property
    def _parks(self) -> dict[str, str]:
        return {p.id: p.name for p in self.land.parks}

    def project(self, name: str) -> str:
        """Return a project's name."""
        return self._projects.get(name, name)

    def park(self, name: str) -> str:
        """Return a park's name."""
        return self._parks.get(name, name)

    def rule(self, name: str) -> Words:
        """Return a distance rule by its two classes and its metres."""
        for kept in self.land.distances:
            if name == f"{kept.first} - {kept.second} ({kept.document})":
                first, second = (class_words(c) for c in (kept.first, kept.second))
                return RULE.fill(first=first, second=second, metres=number(kept.metres))
        return Words(f"“{name}”", f"“{name}”")

    def projects(self, names: tuple[str, ...]) -> Words:
        """Return the names of some projects."""
        return _joined([both(self.project(n)) for n in names])

    def amount(self, resource: str, year: int, amount: float) -> Words:
        """Return an amount of a resource with its unit."""
        known = resources().get(resource)
        name = known.words if known else both(resource)
        unit = known.unit if known else both("")
        when = in_year(year)
        return AMOUNT.fill(resource=name, amount=number(amount), unit=unit, year=when)


def in_year(year: int) -> Words:
    """Return a year in brackets, nothing where the plan does not look at years.

    >>> in_year(2027).zh, in_year(0).zh
    ('（2027）', '')
    """
    return Words(f"（{year}）", f" ({year})") if year else both("")


def class_words(name: str) -> Words:
    """Return a class that keeps a distance: of hazard, or those that need it.

    >>> class_words("major").zh, class_words("sensitive").en
    ('重大危险', 'sensitive')
    """
    if name == SENSITIVE:
        return Words("敏感", "sensitive")
    known = HAZARDS.get(name, both(name))
    return Words(f"{known.zh}危险", f"{known.en} hazard")


def sentences(reason: Reason, names: Names) -> tuple[Words, ...]:
    """Return why a project was not placed, the first sentence first; none is empty."""
    if reason.kind == "filter":
        return (_filtered(reason),)
    said = []
    if reason.conflict:
        facts = _joined([fact_words(fact, names) for fact in reason.conflict], Words("；", "; "))
        said.append(CONFLICT.fill(n=len(reason.conflict), facts=facts))
    if reason.price is not None:
        said.append(_priced(reason.price, names))
    if reason.ask is not None:
        said.append(_asked(reason.ask, names))
    elif reason.price is not None:
        said.append(NO_FREE)
    return tuple(said) or (OPEN,)


def _filtered(reason: Reason) -> Words:
    steps = [
        STEP.fill(rule=f.words, removed=f.removed, left=f.before - f.removed)
        for f in reason.filters
        if f.removed
    ]
    if not steps:
        return NO_LAND
    return NO_LOT.fill(steps=_joined(steps, Words("，", ", ")))


def fact_words(fact: Fact, names: Names) -> Words:
    """Return one fact of a conflict as a clause of a sentence."""
    kind, *rest = fact if isinstance(fact, tuple) else (fact,)
    if kind == "quota":
        park, resource, year = rest
        known = resources().get(resource)
        return QUOTA.fill(
            park=names.park(park), resource=known.words if known else resource, year=in_year(year)
        )
    if kind == "stays in":
        return STAYS.fill(project=names.project(rest[0]), park=names.park(rest[1]))
    return DISTANCE.fill(rule=names.rule(rest[0]))


def _priced(price: Price, names: Names) -> Words:
    place = {"park": names.park(price.park), "parcels": _joined([both(p) for p in price.parcels])}
    out = OUT.fill(names=names.projects(price.out)) if price.out else both("")
    if price.loss < 0:
        return GAIN.fill(**place, loss=money(-price.loss), out=out)
    moved = both("")
    if len(price.moved) > MOST_NAMED:
        moved = MANY_MOVED.fill(n=len(price.moved))
    elif price.moved:
        moved = MOVED.fill(names=names.projects(price.moved))
    return PRICE.fill(
        **place,
        bound=EXACTLY if price.exact else AT_MOST,
        loss=money(price.loss),
        share=f"{100 * price.share:.1f}%",
        out=out,
        moved=moved,
    )


def _asked(ask: Ask, names: Names) -> Words:
    place = {"park": names.park(ask.park), "parcels": _joined([both(p) for p in ask.parcels])}
    if not ask.more:
        return FREE.fill(**place, gain=money(ask.gain))
    more = _joined([names.amount(*one) for one in ask.more])
    return ASK.fill(**place, more=more, gain=money(ask.gain))


def _joined(parts: list[Words], comma: Words = COMMA) -> Words:
    return Words(comma.zh.join(p.zh for p in parts), comma.en.join(p.en for p in parts))
