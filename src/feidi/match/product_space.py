"""Which industries lie near one another, and where the two places stand among them."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree

from feidi.match.absent import Absent
from feidi.match.complexity import proximity, rca
from feidi.match.given import Given
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable

STRONG = 0.6
# a proximity of 1 must not look like no edge to the tree
TINY = 1e-9


@dataclass(frozen=True)
class ProductSpace:
    """Industries of the outside places as nodes, and the nearest pairs of them as edges.

    weight: what all outside places make, by industry. sender, host: whether the place is
    specialised in it, False where that is not known. edges: (one, other, proximity), the most
    probable tree that joins all, and every pair at least `strong`.
    """

    codes: tuple[str, ...]
    names: tuple[Words, ...]
    weight: tuple[float, ...]
    sender: tuple[bool, ...]
    host: tuple[bool, ...]
    edges: tuple[tuple[int, int, float], ...]
    places: int
    year: int
    source: str
    strong: float = STRONG


def product_space(given: Given) -> ProductSpace | Absent:
    """Return the product space of the outside places with the pair in it.

    Proximity of two industries: the smaller of the two shares of places specialised in one
    that are also specialised in the other. Edges: the maximum spanning tree and all of at
    least STRONG. Source: Hidalgo, Klinger, Barabási and Hausmann (2007), Science 317.

    >>> from datetime import date
    >>> from feidi.match.given import Pair
    >>> product_space(Given(Pair("甲县", "乙区", "全国"), date(2026, 1, 1))).reason.en
    'there is no table of outside places (provinces)'
    """
    outside = given.outside
    if outside is None:
        return Absent(
            Words("没有外部地区（省、市）的数据", "there is no table of outside places (provinces)")
        )
    whole = ~np.isnan(outside.values).any(axis=1)
    values = outside.values[whole]
    near = proximity(rca(values) >= 1.0)
    tree = minimum_spanning_tree(np.where(near > 0, 1.0 - near + TINY, 0.0)).toarray() > 0
    joined = np.triu(tree | tree.T | (near >= STRONG), k=1)
    edges = tuple((int(i), int(j), float(near[i, j])) for i, j in np.argwhere(joined))
    return ProductSpace(
        outside.codes,
        outside.names,
        tuple(map(float, values.sum(axis=0))),
        _specialised(given, outside, given.pair.sender),
        _specialised(given, outside, given.pair.host),
        edges,
        int(whole.sum()),
        outside.year,
        outside.source,
    )


def _specialised(given: Given, outside: IndustryTable, place: str) -> tuple[bool, ...]:
    """Say of each outside industry whether a place has more of it than the outside places."""
    table = given.industries
    have = dict.fromkeys(outside.codes, 0.0)
    if table is None or place not in table.places:
        return tuple(False for _ in have)
    for code, value in zip(table.codes, table.row(place), strict=True):
        above = given.parents.get(code, code)
        if above in have and not np.isnan(value):
            have[above] += float(value)
    mine, theirs = np.array(list(have.values())), np.nansum(outside.values, axis=0)
    if mine.sum() <= 0:
        return tuple(False for _ in have)
    return tuple(map(bool, mine / mine.sum() >= theirs / theirs.sum()))
