"""An industry chain as its users draw it: links, and who supplies whom."""

from dataclasses import dataclass, field

from feidi.evidence.source import At
from feidi.quantities.words import Words

STAGES = {
    "upstream": Words("上游", "upstream"),
    "middle": Words("中游", "midstream"),
    "downstream": Words("下游", "downstream"),
}


@dataclass(frozen=True)
class Link:
    """One link of a chain: a product or service. stage: a key of STAGES, or "".

    industry: the sector of the supply graph that makes it.
    """

    chain: str
    key: str
    name: Words
    industry: str
    stage: str = ""
    at: At = field(default=At("chains"))


@dataclass(frozen=True)
class ProductEdge:
    """The user's own knowledge: a link supplies another link.

    share: part of the user's output value spent on it, 0 to 1; None where not known.
    """

    supplier: str
    user: str
    share: float | None
    source: str
    assumed: bool = False
    at: At = field(default=At("product-edges"))
