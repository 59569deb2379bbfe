"""A bound by decomposition: every block a knapsack of its own, solved exactly."""

from dataclasses import dataclass
from math import floor, inf

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from feidi.site.model.model import Flags, Floats, Ints, Model
from feidi.site.solve.compiled import compiled
from feidi.site.solve.watch import UNWATCHED, Watch

# a block's knapsack is solved by filling a table of this many places at most
LARGEST = 20_000
# rounds of prices, and how many times as many where the filling of tables is compiled
ROUNDS, MORE = 500, 5
# rounds without a better bound after which the step is halved
PATIENCE = 15
SAFE = 1e-6


@dataclass(frozen=True, eq=False)
class Blocks:
    """The knapsacks of a model, padded to one size: blocks x items.

    column: -1 where padded. use: whole numbers. room: of each block. linking: rows that no
    block owns.
    """

    column: Ints
    use: Ints
    room: Ints
    linking: Ints


@dataclass(frozen=True, eq=False)
class Decomposed:
    """A bound by knapsacks. prices: of the linking rows of `blocks`, as of a maximum."""

    bound: float
    prices: Floats
    blocks: Blocks


def blocks_of(model: Model) -> Blocks | None:
    """Return the knapsacks of a model, None where it is not made of them.

    Every column must be 0 or 1 and in a block, every block have at most one row of its own,
    of whole numbers from 0 with an upper limit.
    """
    plain = model.whole.all() and (model.lower == 0).all() and (model.upper == 1).all()
    rows = csr_array(model.rows)
    if not plain or (model.block < 0).any():
        return None
    count = int(model.block.max(initial=-1)) + 1
    own = np.full(count, -1)
    for row in range(len(model.facts)):
        entries = slice(rows.indptr[row], rows.indptr[row + 1])
        inside = np.unique(model.block[rows.indices[entries]])
        whole = (rows.data[entries] == np.rint(rows.data[entries])).all()
        limit = 0 <= model.row_upper[row] <= LARGEST and model.row_lower[row] == -inf
        if len(inside) == 1 and own[inside[0]] < 0 and whole and limit:
            own[inside[0]] = row if (rows.data[entries] >= 0).all() else -1
    if (own < 0).any():
        return None
    size = int(np.bincount(model.block).max())
    column, use = np.full((count, size), -1), np.zeros((count, size), np.int64)
    for block in range(count):
        members = np.flatnonzero(model.block == block)
        column[block, : len(members)] = members
        use[block, : len(members)] = rows[[own[block]], :][:, members].toarray()[0]
    linking = np.setdiff1d(np.arange(len(model.facts)), own)
    return Blocks(column, use, np.floor(model.row_upper[own]).astype(np.int64), linking)


def decomposed_bound(
    model: Model, watch: Watch = UNWATCHED, *, value: float, rounds: int | None = None
) -> float | None:
    """How good can no point of a model be, by its knapsacks? None where it has none.

    The rows between blocks get multipliers, each block is then a knapsack solved to the end,
    and the multipliers follow the rows that are broken (Lagrangian relaxation, subgradient
    steps of Held, Wolfe and Crowder 1974). Sharper than the linear relaxation, which leaves
    parts of items in the knapsacks. value: of a point known, which sets the length of steps.
    """
    found = decompose(model, watch, value=value, rounds=rounds)
    return None if found is None else found.bound


def decompose(
    model: Model, watch: Watch = UNWATCHED, *, value: float, rounds: int | None = None
) -> Decomposed | None:
    """Return the bound of `decomposed_bound` with the prices that prove it."""
    blocks = blocks_of(model)
    if blocks is None:
        return None
    sign = 1.0 if model.sense == "max" else -1.0
    rows = csr_array(csr_array(model.rows)[blocks.linking])
    low, high = model.row_lower[blocks.linking], model.row_upper[blocks.linking]
    prices = np.zeros(len(low))
    best, at, scale, since = inf, prices, 1.0, 0
    fast = compiled()
    for _ in range(rounds or (MORE * ROUNDS if fast else ROUNDS)):
        gain = sign * model.cost - rows.T @ prices
        taken = _fill(blocks, gain, compiled=fast)
        bound = float(gain[taken].sum()) + _at_limits(prices, low, high)
        since += 1
        if bound < best - SAFE:
            best, at, since = bound, prices, 0
        if since > PATIENCE:
            scale, since, prices = scale / 2, 0, at
            continue
        held = np.asarray(rows[:, np.flatnonzero(taken)].sum(axis=1)).ravel()
        slope = np.where(held > high, held - high, np.where(held < low, held - low, 0.0))
        slope = np.where((slope == 0) & (prices > 0), held - high, slope)
        slope = np.where((slope == 0) & (prices < 0), held - low, slope)
        if not slope.any() or watch.stopped() or watch.left() <= 0:
            break
        prices = prices + scale * max(bound - sign * value, SAFE) / (slope @ slope) * slope
        prices = np.where(np.isinf(high), np.minimum(prices, 0.0), prices)
        prices = np.where(np.isinf(low), np.maximum(prices, 0.0), prices)
    return Decomposed(sign * whole_bound(model, best), at, blocks)


def whole_bound(model: Model, bound: float) -> float:
    """Return the bound of a maximum, as a whole number where every point is worth one."""
    whole = bool(model.whole.all() and (model.cost == np.rint(model.cost)).all())
    return float(floor(bound + SAFE)) if whole and bound < inf else bound


def gains(model: Model, blocks: Blocks, prices: Floats) -> tuple[Floats, float]:
    """Return what each column gains at prices of the linking rows, and what these limits cost.

    As of a maximum: no point is worth more than the sum of both over its columns.
    """
    sign = 1.0 if model.sense == "max" else -1.0
    rows = csr_array(csr_array(model.rows)[blocks.linking])
    low, high = model.row_lower[blocks.linking], model.row_upper[blocks.linking]
    return sign * model.cost - rows.T @ prices, _at_limits(prices, low, high)


def _at_limits(prices: Floats, low: Floats, high: Floats) -> float:
    """Return what the limits of rows are worth at the prices: upper ones of prices above 0."""
    limit = np.where(prices >= 0, high, low)
    return float((prices * np.where(prices == 0, 0.0, limit)).sum())


def _fill(blocks: Blocks, gain: Floats, *, compiled: bool) -> Flags:
    """Return which columns the best filling of every block takes."""
    worth = np.where(blocks.column >= 0, gain[blocks.column], 0.0)
    count, size = worth.shape
    if compiled:
        from feidi.site.solve.kernels import filled

        choice = np.zeros((size, int(blocks.room.max()) + 1), bool)
        inside = np.zeros((count, size), bool)
        filled(worth, blocks.use, blocks.room, choice, inside)
        taken = np.zeros(len(gain), bool)
        taken[blocks.column[inside]] = True
        return taken
    top = int(blocks.room.max()) + 1
    best = np.zeros((count, top))
    chosen = np.zeros((size, count, top), bool)
    places = np.arange(top)
    for item in range(size):
        if not (worth[:, item] > 0).any():
            continue
        back = places[None, :] - blocks.use[:, item, None]
        other = np.take_along_axis(best, np.maximum(back, 0), 1) + worth[:, item, None]
        chosen[item] = (back >= 0) & (other > best) & (worth[:, item, None] > 0)
        best = np.where(chosen[item], other, best)
    return _traced(blocks, chosen, len(gain))


def _traced(blocks: Blocks, chosen: NDArray[np.bool_], columns: int) -> Flags:
    """Return the columns by which the tables were filled, from full rooms backwards."""
    count = len(blocks.room)
    room, each = blocks.room.copy(), np.arange(count)
    taken = np.zeros(columns, bool)
    for item in reversed(range(len(chosen))):
        here = chosen[item, each, room]
        taken[blocks.column[here, item]] = True
        room = room - np.where(here, blocks.use[:, item], 0)
    return taken
