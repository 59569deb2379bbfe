"""A bound by decomposition: rows between blocks at their prices, every block solved whole."""

from dataclasses import replace
from math import inf

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Flags, Floats, Model
from feidi.site.model.narrowing import narrowed
from feidi.site.model.proof import proven_bound
from feidi.site.solve.highs import prove, relax
from feidi.site.solve.watch import UNWATCHED, Watch, part_of, quiet

# HiGHS keeps rows and whole numbers to about a millionth: its bounds are moved off by as much
SAFE = 1e-6


def parted_bound(
    model: Model, watch: Watch = UNWATCHED, *, nodes: int | None = None, seed: int = 0
) -> float:
    """How good can no point of a model be, if its blocks are bound to each other by prices only?

    L(u) = u . limits + sum over blocks of max (cost - u A) . x in the block, with u the duals of
    the linear relaxation on the rows between blocks, 0 or more on upper limits of a maximum.
    Each block keeps its whole numbers, so L is at most the relaxation; a block that the watch or
    `nodes` ends early gives its bound so far, or that of its own relaxation. Every price makes L
    true. Infinite (the loose way) where a column stands in no block or the relaxation is not
    solved. Source: Geoffrion, Lagrangean relaxation for integer programming, 1974.

    >>> from feidi.site.model.assembly import Assembly
    >>> a = Assembly()
    >>> x = a.columns(2, cost=np.array([3.0, 2.0]), block=np.array([0, 1]))
    >>> _ = a.rows(np.array([0, 0]), x, 1.0, upper=np.array([1.0]), fact="one of them")
    >>> round(parted_bound(a.model("max")), 4)
    3.0
    """
    sign = 1.0 if model.sense == "max" else -1.0
    solved = relax(model, quiet(watch))
    if (model.block < 0).any() or len(solved.row_duals) != len(model.facts):
        return sign * inf
    linking = _linking(model)
    prices = _fitting(model, np.where(linking, solved.row_duals, 0.0))
    priced = replace(_opened(model, linking), cost=model.cost - prices @ model.rows)
    total = _at_limits(model, prices)
    blocks = np.unique(model.block)
    for done, block in enumerate(blocks):
        small = narrowed(priced, model.block == block, np.zeros(len(model.cost))).model
        granted = quiet(part_of(watch, watch.left() / (len(blocks) - done)))
        total += _bound_of(small, granted, nodes, seed)
    return total + sign * SAFE * max(1.0, abs(total))


def _linking(model: Model) -> Flags:
    """Say which rows have columns of several blocks."""
    rows = csr_array(model.rows)
    owner = np.repeat(np.arange(len(model.facts)), np.diff(rows.indptr))
    lowest, highest = np.full(len(model.facts), np.inf), np.full(len(model.facts), -np.inf)
    np.minimum.at(lowest, owner, model.block[rows.indices])
    np.maximum.at(highest, owner, model.block[rows.indices])
    return lowest < highest


def _opened(model: Model, linking: Flags) -> Model:
    """Return the model without what rows between blocks ask of one block alone.

    The upper limit of a row of positive numbers still holds in each block: others only add.
    """
    rows = csr_array(model.rows)
    owner = np.repeat(np.arange(len(model.facts)), np.diff(rows.indptr))
    mixed = np.zeros(len(model.facts), bool)
    mixed[owner[(rows.data < 0) | (model.lower[rows.indices] < 0)]] = True
    low = np.where(linking, -np.inf, model.row_lower)
    high = np.where(linking & mixed, np.inf, model.row_upper)
    return replace(model, row_lower=low, row_upper=high)


def _at_limits(model: Model, prices: Floats) -> float:
    """Return what the limits of all rows are worth at the prices."""
    up = prices > 0 if model.sense == "max" else prices < 0
    limit = np.where(up, model.row_upper, model.row_lower)
    priced = prices != 0
    return float((prices[priced] * limit[priced]).sum())


def _bound_of(small: Model, watch: Watch, nodes: int | None, seed: int) -> float:
    """Return the tighter of the bounds that prices and branch and bound give a block."""
    if not len(small.cost):
        return 0.0
    solved = relax(small)
    if len(solved.row_duals) != len(small.facts):
        solved = replace(solved, row_duals=np.zeros(len(small.facts)))
    loose = proven_bound(small, _fitting(small, solved.row_duals))
    if watch.stopped() or watch.left() <= 0:
        return loose
    searched = prove(small, watch, nodes=nodes, seed=seed).bound
    return min(loose, searched) if small.sense == "max" else max(loose, searched)


def _fitting(model: Model, prices: Floats) -> Floats:
    """Return prices of a sign that leans on no infinite limit."""
    sign = 1.0 if model.sense == "max" else -1.0
    y = np.where(np.isinf(model.row_upper), np.minimum(sign * prices, 0.0), sign * prices)
    return sign * np.where(np.isinf(model.row_lower), np.maximum(y, 0.0), y)
