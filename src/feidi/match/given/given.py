"""All that match() is given. What is absent gives an empty section with its reason."""

from dataclasses import dataclass, field
from datetime import date

from feidi.match.given.candidate import Candidate, Limit, Need
from feidi.match.given.chain import Link, ProductEdge
from feidi.match.given.evidence import Criterion, Evidence, OtherSource, Plan, VetoFact
from feidi.match.given.firm import Arrival, Firm, FirmFact
from feidi.records.industry_table import IndustryTable
from feidi.records.supply_edges import SupplyGraph


@dataclass(frozen=True)
class Pair:
    """The rows of the industry tables that are the origin, the host and the yardstick (nation).

    sender: 飞出地. host: 飞入地. whole: the whole both are compared with.
    """

    sender: str
    host: str
    whole: str


@dataclass(frozen=True)
class Choices:
    """How to compute, never what is true. seed: of every drawn number.

    draws: weights drawn for the ranking. recent_years: an expansion counts as recent for so
    long. least_complexity: the mean complexity (PCI) the portfolio must reach, None for none.
    backtest_day: the earlier day at which the history is tested, None for no test.
    """

    seed: int = 2026
    draws: int = 20_000
    recent_years: int = 3
    least_complexity: float | None = None
    backtest_day: date | None = None


@dataclass(frozen=True, eq=False)
class Given:
    """What two governments know before they choose what to go for.

    industries: output of sender, host and whole, one classification; NaN is unknown.
    outside: provinces or prefectures in the same or a coarser classification, from which
    relatedness and complexity are projected, in any measure. province: the name of the province
    of the two, by which a firm's seat may be given. parents: code of `industries` ->
    code of `outside`, where the two differ. graph: who supplies whom, in the classification of
    `industries`. options: the codes to choose among, () for all of `industries`. as_at: the
    day of knowledge; later facts are not used.
    """

    pair: Pair
    as_at: date
    industries: IndustryTable | None = None
    outside: IndustryTable | None = None
    province: str = ""
    parents: dict[str, str] = field(default_factory=dict)
    graph: SupplyGraph | None = None
    options: tuple[str, ...] = ()
    other_sources: tuple[OtherSource, ...] = ()
    plans: tuple[Plan, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    vetoes: tuple[VetoFact, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    needs: tuple[Need, ...] = ()
    limits: tuple[Limit, ...] = ()
    links: tuple[Link, ...] = ()
    product_edges: tuple[ProductEdge, ...] = ()
    firms: tuple[Firm, ...] = ()
    firm_facts: tuple[FirmFact, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    choices: Choices = Choices()
