"""Units of account: what counts by enterprise and what by park must fit together (§R4)."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from feidi.clauses.agreement import Agreement
from feidi.clauses.batch import Slot
from feidi.clauses.clause import GRAINS
from feidi.clauses.measures import FactName
from feidi.clauses.pots import clause_of
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words

_NAMED = ("takes", "applies_to", "counted")
_FIX = Words(
    "核对各条的“计算单元”；汇总到园区以后不能再分回各户",
    "check “unit of account”; what is summed to the park cannot be told by enterprise again",
)


def check_grains(agreement: Agreement) -> Iterator[Problem]:
    """Yield where a clause counts by enterprise what is summed, or the other way round."""
    of = {slot.id: slot for slot in agreement.slots}
    for slot in agreement.slots:
        yield from _one_unit(slot, of[slot.id])
        yield from _sources_by_enterprise(slot, of)
        yield from _figures_fit(slot)


def _one_unit(slot: Slot, last: Slot) -> Iterator[Problem]:
    if slot.grain != last.grain:
        what = Words(
            f"{slot.id} 由按{GRAINS[slot.grain].zh}改为按{GRAINS[last.grain].zh}，"
            "结转的余额无法接续",
            f"{slot.id} changes from {GRAINS[slot.grain].en} to {GRAINS[last.grain].en}; what it "
            "carries cannot go on",
        )
        yield last.clause.problem("AG066", "grain", what, _FIX)


def _sources_by_enterprise(slot: Slot, of: dict[str, Slot]) -> Iterator[Problem]:
    for key in _NAMED if slot.grain == "enterprise" else ():
        for number in map(clause_of, getattr(slot.clause, key, ())):
            if number in of and of[number].grain == "park":
                what = Words(
                    f"{slot.id} 逐户计算，而 {number} 按园区合计",
                    f"{slot.id} counts by enterprise, but {number} sums the park",
                )
                yield slot.clause.problem("AG066", key, what, _FIX)


def _figures_fit(slot: Slot) -> Iterator[Problem]:
    """A figure of each enterprise needs lanes by enterprise; a sum for all must say so."""
    for field in slot.clause.fields():
        found = list(_figures(getattr(slot.clause, field.key)))
        if slot.grain == "park" and any(figure.subject == "*" for figure in found):
            what = Words(
                f"{slot.id} 按园区合计，没有各企业自己的数",
                f"{slot.id} sums the park and has no figure of each enterprise",
            )
            yield slot.clause.problem("AG066", field.key, what, _FIX)
    if slot.grain == "enterprise" and getattr(slot.clause, "grain", None) is None:
        for key in slot.clause.limits:
            by_firm = [figure.subject == "*" for figure in _figures(getattr(slot.clause, key))]
            if getattr(slot.clause, key) is not None and not (by_firm and all(by_firm)):
                yield slot.clause.problem("AG066", key, *_each_or_all(slot))


def _each_or_all(slot: Slot) -> tuple[Words, Words]:
    what = Words(
        f"{slot.id} 所看的条款逐户计算，没有写明这一金额是每户的还是园区合计的",
        f"{slot.id} looks at clauses by enterprise; it is not said whether the amount is that of "
        "each enterprise or of the park",
    )
    fix = Words(
        "写“计算单元: 企业”或“计算单元: 园区”",
        "write “unit of account: enterprise” or “unit of account: park”",
    )
    return what, fix


def _figures(value: Any) -> Iterator[FactName]:
    """Yield every counted figure that a value of a rule names."""
    if isinstance(value, FactName):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _figures(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _figures(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _figures(part)
