"""What speaks for an industry, and what forbids it: evidence, stated weights, vetoes, plans."""

from dataclasses import dataclass, field

from feidi.evidence.source import At
from feidi.quantities.words import Words, both

LAYERS = {
    "relatedness": Words("关联", "relatedness"),
    "complexity": Words("复杂度", "complexity"),
    "linkages": Words("产业链联系", "linkages"),
    "complementarity": Words("互补", "complementarity"),
    "other": Words("其他", "other"),
}
VETO_KINDS = {
    "safety": Words("安全", "safety"),
    "energy": Words("能耗", "energy"),
    "water": Words("用水", "water"),
    "emission": Words("排放", "emission"),
    "land": Words("用地", "land"),
    "policy": Words("政策", "policy"),
}


@dataclass(frozen=True)
class Criterion:
    """One yardstick of the ranking, with what is stated about its weight.

    layer: a key of LAYERS; the layers are shown apart. more_is_better: False for costs.
    weight_low, weight_high: bounds of its share of all weight, 0 to 1. order: 1 for the most
    important, equal numbers for equal standing, None where no order is stated.
    """

    key: str
    name: Words
    layer: str
    more_is_better: bool = True
    weight_low: float = 0.0
    weight_high: float = 1.0
    order: int | None = None
    at: At = field(default=At("criteria"))


@dataclass(frozen=True)
class Evidence:
    """One figure about one industry by one criterion: a value with the interval it lies in.

    low, high: equal to value where it is exact. assumed: stated without a published source.
    """

    industry: str
    criterion: str
    low: float
    value: float
    high: float
    source: str
    assumed: bool = False
    at: At = field(default=At("evidence"))


@dataclass(frozen=True)
class VetoFact:
    """A fact that can forbid an industry, a candidate project or a firm by itself.

    subject: industry code, candidate id or firm id. kind: a key of VETO_KINDS. It forbids
    where value > limit, or where both are None: then `reason` states the prohibition. With a
    limit and no value it is not known: shown, never decided.
    """

    subject: str
    kind: str
    value: float | None
    limit: float | None
    unit: str
    reason: Words
    source: str
    at: At = field(default=At("vetoes"))


@dataclass(frozen=True)
class Plan:
    """That a place pushes an industry, by a plan or policy of its own."""

    place: str
    industry: str
    source: str
    at: At = field(default=At("plans"))


@dataclass(frozen=True)
class OtherSource:
    """What others within reach of the host could supply, in the unit of the industry table."""

    industry: str
    supply: float
    source: str
    name: Words = field(default=both(""))
    at: At = field(default=At("other-sources"))
