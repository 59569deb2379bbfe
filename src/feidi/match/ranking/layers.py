"""The evidence that can be computed: relatedness, complexity, linkages, complementarity."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.match.absent import Absent
from feidi.match.given import Criterion, Given
from feidi.match.ranking.from_outside import seen_from_outside
from feidi.match.standing import Bounded, cover, either, quotients, weighed, without
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable

Floats = npt.NDArray[np.float64]

# the problem by which complexity has no direction
ARBITRARY = "MA013"
BUILT_IN = (
    Criterion("relatedness", Words("关联密度", "relatedness density"), "relatedness"),
    Criterion("complexity", Words("产品复杂度", "product complexity"), "complexity"),
    Criterion("backward", Words("投入可在双方取得", "inputs available in the pair"), "linkages"),
    Criterion("forward", Words("产品可在双方使用", "use of its product in the pair"), "linkages"),
    Criterion(
        "complementarity",
        Words("用飞出地所供、飞入地所缺", "uses what the origin supplies and the host lacks"),
        "complementarity",
    ),
)


@dataclass(frozen=True, eq=False)
class Layers:
    """Computed evidence by criterion, each with one figure an industry of `codes`.

    absent: criteria that could not be computed, with the reason. gain: what each industry would
    add to the pair's outlook (COG), no criterion but the third axis of the feasibility chart;
    None where it is not known or complexity has no direction.
    """

    codes: tuple[str, ...]
    found: dict[str, Bounded]
    absent: dict[str, Absent]
    sources: dict[str, str]
    problems: tuple[Problem, ...]
    gain: Bounded | None = None


def layers(given: Given) -> Layers:
    """What speaks for each industry, layer by layer, with what is not known carried as bounds?

    §M10, §M11. Relatedness: the share of what is near to an industry, outside, that the two
    places have; industries of unknown presence are absent at the low bound, present at the
    high one. Complexity: PCI of the outside places; bounds are the least and greatest PCI when
    one outside place is left out. Linkages and complementarity: see `linkages`.
    """
    table = given.industries
    if table is None:
        reason = Absent(Words("没有双方的行业数据", "there is no industry table of the pair"))
        return Layers((), {}, {c.key: reason for c in BUILT_IN}, {}, ())
    found: dict[str, Bounded] = {}
    absent: dict[str, Absent] = {}
    linked = linkages(given, table)
    if isinstance(linked, Absent):
        absent |= dict.fromkeys(("backward", "forward", "complementarity"), linked)
    else:
        found |= linked
    sources = {key: f"{table.source}；{given.graph.source}" for key in found if given.graph}
    seen = seen_from_outside(given, table)
    if isinstance(seen, Absent):
        absent |= dict.fromkeys(("relatedness", "complexity"), seen)
        return Layers(table.codes, found, absent, sources, ())
    found["relatedness"] = seen.relatedness
    if any(problem.code == ARBITRARY for problem in seen.problems):
        absent["complexity"] = Absent(
            Words(
                "复杂度的方向没有依据（与多样性几乎不相关），不用来排名",
                "which end is complex is arbitrary (hardly correlated with diversity): not used",
            )
        )
    else:
        found["complexity"] = seen.complexity
    sources |= dict.fromkeys(("relatedness", "complexity"), seen.source)
    gain = seen.gain if "complexity" in found else None
    return Layers(table.codes, found, absent, sources, seen.problems, gain)


def linkages(given: Given, table: IndustryTable) -> "dict[str, Bounded] | Absent":
    """Which of an industry's inputs and customers are in the two places?

    With a[i, j] input coefficients, s the part of its use a place can supply (`cover`):
    backward[j] = sum_i a[i, j] max(s_sender[i], s_host[i]) / sum_i a[i, j];
    forward[j] = sum_k a[j, k] X[k] s_host_or_sender[k] / sum_k a[j, k] X[k];
    complementarity[j] = sum_i a[i, j] s_sender[i] (1 - s_host[i]) / sum_i a[i, j]:
    the sender's supply x the industry's use x the absence of a better source in the host.
    """
    if given.graph is None:
        return Absent(
            Words(
                "没有产业链系数；给出与行业数据同一分类的投入产出表",
                "there are no input coefficients: supply an input-output table in the "
                "classification of the industry table",
            )
        )
    if given.graph.classification != table.classification:
        return Absent(
            Words(
                f"产业链系数用 {given.graph.classification.id}，行业数据用 "
                f"{table.classification.id}，不能连接",
                f"coefficients are in {given.graph.classification.id}, the industry table in "
                f"{table.classification.id}: they cannot be joined",
            )
        )
    places = [given.graph.classification.positions[code] for code in table.codes]
    coefficients = given.graph.matrix()
    sender, host = (
        cover(_over_all(quotients(table, place, given.pair.whole), places, len(coefficients)))
        for place in (given.pair.sender, given.pair.host)
    )
    # what the whole makes is the weight of a customer; unknown customers have none
    sizes = _over_all(table.row(given.pair.whole), places, len(coefficients))
    inputs, sales = coefficients[:, places], (coefficients[places] * np.nan_to_num(sizes)).T
    pair = either(sender, host)
    return {
        "backward": weighed(inputs, pair),
        "forward": weighed(sales, pair),
        "complementarity": weighed(inputs, without(sender, host)),
    }


def _over_all(figures: Floats, places: list[int], count: int) -> Floats:
    """Return figures over all sectors of the graph; those the table does not list are unknown."""
    wide = np.full(count, np.nan)
    wide[places] = figures
    return wide
