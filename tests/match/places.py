"""An invented pair of places with everything that match() can be given."""

from dataclasses import replace
from datetime import date

import numpy as np

from feidi.match.given import (
    Arrival,
    Candidate,
    Choices,
    Firm,
    FirmFact,
    Given,
    Limit,
    Link,
    Need,
    Pair,
    Plan,
    ProductEdge,
    VetoFact,
)
from feidi.quantities.words import Words, both
from feidi.records.classification import classification
from feidi.records.industry_table import Counted, IndustryTable, industry_table
from feidi.records.supply_edges import SupplyGraph

EDITION = classification("CN-IO-42-2017")
A, B, C, D = EDITION.codes[:4]
PAIR = Pair("甲县", "乙区", "全国")
DAY = date(2024, 6, 30)
INVENTED = "虚构"


def table(rows: list[list[float]], places: list[str], year: int = 2017) -> IndustryTable:
    counted = Counted("output", "万元", year, INVENTED)
    return industry_table(counted, places, EDITION, (A, B, C, D)[: len(rows[0])], rows)


def pair_table(*rows: list[float], year: int = 2017) -> IndustryTable:
    return table(list(rows), [PAIR.sender, PAIR.host, PAIR.whole], year)


def graph(edges: dict[tuple[str, str], float], year: int = 2017) -> SupplyGraph:
    spots = EDITION.positions
    ends = np.array([(spots[a], spots[b]) for a, b in edges], dtype=np.int64)
    return SupplyGraph(
        EDITION, ends[:, 0], ends[:, 1], np.array(list(edges.values())), 0.0, year, INVENTED
    )


def fact(firm: str, kind: str, value: float, day: date = date(2024, 1, 1)) -> FirmFact:
    return FirmFact(firm, kind, value, day, INVENTED)


OUTSIDE = table(
    [[4, 3, 2, 3], [1, 5, 4, 1], [1, 1, 6, 3], [1, 1, 1, 3], [3, 2, 1, 1]],
    ["省一", "省二", "省三", "省四", "省五"],
)
WHOLE = Given(
    PAIR,
    DAY,
    industries=pair_table([50, 0, 10, 1], [0, 200, 100, 9], [900, 800, 700, 900]),
    outside=OUTSIDE,
    graph=graph({(A, B): 0.3, (A, C): 0.2, (D, B): 0.1, (B, C): 0.1}),
    plans=(Plan("甲县", B, INVENTED), Plan("乙区", B, INVENTED)),
    vetoes=(VetoFact("z", "water", 9.0, 5.0, "吨", Words("超过", "over"), INVENTED),),
    candidates=(
        Candidate("x", both("提取物"), A, 60, "万元", INVENTED),
        Candidate("y", both("饮片"), B, 100, "万元", INVENTED),
        Candidate("z", both("染料"), C, 120, "万元", INVENTED),
    ),
    needs=tuple(
        Need(c, "land", a, "亩", INVENTED) for c, a in (("x", 10.0), ("y", 20.0), ("z", 5.0))
    ),
    limits=(Limit("land", Words("土地", "land"), 25, "亩", 5, INVENTED),),
    links=(
        Link("药", "herb", Words("药材", "herbs"), A, "upstream"),
        Link("药", "pill", Words("成药", "pills"), B, "downstream"),
        Link("药", "pack", Words("包装", "packing"), D, "middle"),
    ),
    product_edges=(
        ProductEdge("herb", "pill", 0.4, INVENTED),
        ProductEdge("pack", "pill", None, INVENTED),
    ),
    firms=(
        Firm("f1", "甲丰包装有限公司", "丙市", ("pack",)),
        Firm("f2", "乙盛包装有限公司", "乙区", ("pack",)),
        Firm("f3", "丁瑞药业有限公司", "乙区", ("pill",)),
        Firm("f4", "戊康药材有限公司", "丁市", ("herb",)),
    ),
    firm_facts=(
        fact("f1", "revenue", 900),
        fact("f1", "expansion", 1),
        fact("f2", "revenue", 100),
        fact("f2", "expansion", 0),
        fact("f4", "patents", 3),
        fact("f4", "list", 1),
    ),
    arrivals=(Arrival("f1", date(2025, 1, 1), INVENTED),),
    choices=Choices(draws=2_000, backtest_day=date(2024, 3, 1)),
)


def turned(given: Given) -> Given:
    """The same knowledge with every table upside down."""
    rows = (
        "other_sources plans criteria evidence vetoes candidates needs limits links "
        "product_edges firms firm_facts arrivals"
    )
    return replace(given, **{name: getattr(given, name)[::-1] for name in rows.split()})
