"""Loops that are worth compiling; imported only where numba (the extra `fast`) is installed.

They are compiled at their first call, and what is compiled is kept beside the code.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NEAR = 1e-9


@njit(nogil=True, cache=True)
def filled(worth: Floats, use: Ints, room: Ints, choice: Flags, taken: Flags) -> None:
    """Fill every block's knapsack best: `taken` gets blocks x items. choice: items x places."""
    for block in range(worth.shape[0]):
        most = room[block]
        best = np.zeros(most + 1)
        for item in range(worth.shape[1]):
            gain, size = worth[block, item], use[block, item]
            choice[item, : most + 1] = False
            if gain <= 0:
                continue
            for place in range(most, size - 1, -1):
                if best[place - size] + gain > best[place]:
                    best[place] = best[place - size] + gain
                    choice[item, place] = True
        place = most
        for item in range(worth.shape[1] - 1, -1, -1):
            if choice[item, place]:
                taken[block, item] = True
                place -= use[block, item]


class Ground(NamedTuple):
    """Groups of columns, one of each group chosen, in the sense of a minimum.

    first: of each group, its first column (groups lie one after the other). start, row, use:
    the rows of each column. place: where a column is, -1 nowhere. near_from, near, bonus: the
    partners of each group, gained where both are in one place. price: of each row, 0 or more.
    """

    first: Ints
    cost: Floats
    start: Ints
    row: Ints
    use: Floats
    place: Ints
    near_from: Ints
    near: Ints
    bonus: Floats
    price: Floats


class Deck(NamedTuple):
    """The free groups, the columns each may take with cost and excess over its cheapest.

    group: their numbers. at: where each is in `group`, -1 not free. edge: from where to where
    the columns of each stand in the others. least: the bound without any excess.
    """

    group: Ints
    at: Ints
    edge: Ints
    column: Ints
    cost: Floats
    excess: Floats
    least: float


@njit(nogil=True, cache=True)
def lift(ground: Ground, column: int, room: Floats, sign: float) -> None:
    """Give back (1) or take (-1) what a column uses."""
    for entry in range(ground.start[column], ground.start[column + 1]):
        room[ground.row[entry]] += sign * ground.use[entry]


@njit(nogil=True, cache=True)
def fits(ground: Ground, column: int, room: Floats) -> bool:
    """Say whether every row of a column has room for it."""
    for entry in range(ground.start[column], ground.start[column + 1]):
        if ground.use[entry] > room[ground.row[entry]] + NEAR:
            return False
    return True


@njit(nogil=True, cache=True)
def held_bonus(ground: Ground, group: int, column: int, chosen: Ints, at: Ints) -> float:
    """Return what partners who stay where they are add to a column."""
    total = 0.0
    for k in range(ground.near_from[group], ground.near_from[group + 1]):
        other = ground.near[k]
        if at[other] < 0 and ground.place[chosen[other]] == ground.place[column]:
            total += ground.bonus[k]
    return total if ground.place[column] >= 0 else 0.0


@njit(nogil=True, cache=True)
def free_bonus(ground: Ground, group: int, column: int, at: Ints) -> float:
    """Return half of what free partners can add to a column: the other half is theirs."""
    total = 0.0
    if ground.place[column] >= 0:
        for k in range(ground.near_from[group], ground.near_from[group + 1]):
            if at[ground.near[k]] >= 0:
                total += ground.bonus[k] / 2
    return total


@njit(nogil=True, cache=True)
def priced(ground: Ground, column: int, touched: Flags) -> float:
    """Return what a column's rows cost at their prices; note that they are touched."""
    total = 0.0
    for entry in range(ground.start[column], ground.start[column + 1]):
        total += ground.price[ground.row[entry]] * ground.use[entry]
        touched[ground.row[entry]] = True
    return total


@njit(nogil=True, cache=True)
def gumbel() -> float:
    """Return a figure of chance by which the least of noisy costs is drawn by their weights."""
    return float(-np.log(-np.log(np.random.random() + 1e-300) + 1e-300))


@njit(nogil=True, cache=True)
def freed(ground: Ground, chosen: Ints, open_: Flags, at: Ints) -> Ints:
    """Return the groups that stand in an open place or nowhere; `at` gets their order."""
    count = 0
    group = np.empty(len(chosen), np.int64)
    for g in range(len(chosen)):
        place = ground.place[chosen[g]]
        at[g] = -1
        if place < 0 or open_[place]:
            at[g] = count
            group[count] = g
            count += 1
    return group[:count]


@njit(nogil=True, cache=True)
def dealt(ground: Ground, chosen: Ints, open_: Flags, room: Floats, heat: float) -> Deck:
    """Return the columns that free groups may take, each at its cost with noise of `heat`."""
    at = np.empty(len(chosen), np.int64)
    group = freed(ground, chosen, open_, at)
    edge = np.zeros((len(group), 2), np.int64)
    width = 0
    for g in group:
        lift(ground, chosen[g], room, 1.0)
        width += ground.first[g + 1] - ground.first[g]
    column, cost, excess = np.empty(width, np.int64), np.empty(width), np.empty(width)
    least, count = 0.0, 0
    touched = np.zeros(len(room), np.bool_)
    for i in range(len(group)):
        g = group[i]
        edge[i, 0] = count
        lowest = np.inf
        for c in range(ground.first[g], ground.first[g + 1]):
            place = ground.place[c]
            if (place >= 0 and not open_[place]) or not fits(ground, c, room):
                continue
            paid = ground.cost[c] - held_bonus(ground, g, c, chosen, at)
            if heat > 0:
                paid -= heat * gumbel()
            column[count], cost[count] = c, paid
            excess[count] = paid - free_bonus(ground, g, c, at) + priced(ground, c, touched)
            lowest = min(lowest, excess[count])
            count += 1
        edge[i, 1] = count
        excess[edge[i, 0] : count] -= lowest
        least += lowest
    least -= (ground.price * room)[touched].sum()
    return Deck(group, at, edge, column, cost, excess, least)


@njit(nogil=True, cache=True)
def parted(ground: Ground, deck: Deck, pick: Ints, depth: Ints, i: int) -> tuple[float, float]:
    """Return what the i-th group's pick misses of shared bonuses, and what it gains of them.

    Beside the free partners that were picked before it.
    """
    missed, gained = 0.0, 0.0
    here = ground.place[pick[i]]
    g = deck.group[i]
    for k in range(ground.near_from[g], ground.near_from[g + 1]):
        j = deck.at[ground.near[k]]
        if j < 0 or depth[j] >= depth[i]:
            continue
        there = ground.place[pick[j]]
        if here >= 0 and here == there:
            gained += ground.bonus[k]
        else:
            missed += ground.bonus[k] / 2 * ((here >= 0) + (there >= 0))
    return missed, gained


@njit(nogil=True, cache=True)
def sorted_deck(deck: Deck, budget: float) -> Ints:
    """Sort each group's columns by excess, drop those beyond the budget; return an order.

    Groups whose second choice costs most come first: they leave least to try.
    """
    regret = np.empty(len(deck.group))
    for i in range(len(deck.group)):
        low, high = deck.edge[i, 0], deck.edge[i, 1]
        order = np.argsort(deck.excess[low:high], kind="mergesort")
        deck.cost[low:high] = deck.cost[low:high][order]
        deck.excess[low:high] = deck.excess[low:high][order]
        deck.column[low:high] = deck.column[low:high][order]
        while high > low and deck.excess[high - 1] >= budget:
            high -= 1
        deck.edge[i, 1] = high
        regret[i] = deck.excess[low + 1] if high > low + 1 else budget
    return np.argsort(-regret, kind="mergesort")


@njit(nogil=True, cache=True)
def worth_of(ground: Ground, deck: Deck, chosen: Ints) -> float:
    """Return what the choices held now cost, by the deck's costs; bonuses of free partners in."""
    total = 0.0
    for i in range(len(deck.group)):
        g = deck.group[i]
        for k in range(deck.edge[i, 0], deck.edge[i, 1]):
            if deck.column[k] == chosen[g]:
                total += deck.cost[k]
        for k in range(ground.near_from[g], ground.near_from[g + 1]):
            other, place = ground.near[k], ground.place[chosen[g]]
            if deck.at[other] >= 0 and place >= 0 and ground.place[chosen[other]] == place:
                total -= ground.bonus[k] / 2
    return total


# plain arrays are handed to what the innermost loop calls: tuples of arrays cost ten times more
@njit(nogil=True, cache=True)
def moved(column: int, start: Ints, row: Ints, use: Floats, room: Floats, sign: float) -> None:
    """Give back (1) or take (-1) what a column uses."""
    for entry in range(start[column], start[column + 1]):
        room[row[entry]] += sign * use[entry]


@njit(nogil=True, cache=True)
def roomy(column: int, start: Ints, row: Ints, use: Floats, room: Floats) -> bool:
    """Say whether every row of a column has room for it."""
    for entry in range(start[column], start[column + 1]):
        if use[entry] > room[row[entry]] + NEAR:
            return False
    return True


@njit(nogil=True, cache=True)
def walked(  # noqa: C901 - one loop: forward, aside, back
    ground: Ground, deck: Deck, room: Floats, best: float, chosen: Ints, most: int
) -> int:
    """Search depth first; `chosen` gets what costs less than `best`. Returns the steps taken.

    By level: which group, what is tried next and what last, excess and cost so far.
    """
    order = sorted_deck(deck, best - deck.least - NEAR)
    count = len(order)
    start, row, use, column = ground.start, ground.row, ground.use, deck.column
    depth = np.empty(count, np.int64)
    depth[order] = np.arange(count)
    now, last, pick = deck.edge[order, 0], deck.edge[order, 1], np.zeros(count, np.int64)
    fresh, partners = now.copy(), len(ground.near) > 0
    excess, cost = np.zeros(count + 1), np.zeros(count + 1)
    budget = best - deck.least - NEAR
    level, steps = 0, 0
    while level >= 0 and steps < most:
        k = now[level]
        if k >= last[level] or excess[level] + deck.excess[k] >= budget:
            level -= 1
            if level >= 0:
                moved(column[now[level] - 1], start, row, use, room, 1.0)
            continue
        now[level] = k + 1
        steps += 1
        if not roomy(column[k], start, row, use, room):
            continue
        excess[level + 1] = excess[level] + deck.excess[k]
        cost[level + 1] = cost[level] + deck.cost[k]
        if partners:
            pick[order[level]] = column[k]
            missed, gained = parted(ground, deck, pick, depth, order[level])
            excess[level + 1] += missed
            cost[level + 1] -= gained
        if level + 1 < count and excess[level + 1] < budget:
            moved(column[k], start, row, use, room, -1.0)
            level += 1
            now[level] = fresh[level]
        elif level + 1 == count and cost[count] < best - NEAR:
            best, budget = cost[count], cost[count] - deck.least - NEAR
            chosen[deck.group[order]] = column[now - 1]
    for back in range(level):
        moved(column[now[back] - 1], start, row, use, room, 1.0)
    return steps


@njit(nogil=True, cache=True)
def repack(ground: Ground, chosen: Ints, room: Floats, open_: Flags, heat: float, most: int) -> int:
    """Choose anew, as well as can be, in the open places; return how many steps it took.

    Depth first over the free groups, cheapest excess first, cut off by weak duality at the
    prices of the rows: what is chosen costs at least deck.least + all excess. most: steps.
    """
    deck = dealt(ground, chosen, open_, room, heat)
    count = len(deck.group)
    steps = 0
    if count:
        best = worth_of(ground, deck, chosen)
        steps = walked(ground, deck, room, best, chosen, most)
    for g in deck.group:
        lift(ground, chosen[g], room, -1.0)
    return steps


@njit(nogil=True, cache=True)
def total_cost(ground: Ground, chosen: Ints) -> float:
    """Return what all choices cost, bonuses taken off."""
    total = 0.0
    for g in range(len(chosen)):
        total += ground.cost[chosen[g]]
        place = ground.place[chosen[g]]
        for k in range(ground.near_from[g], ground.near_from[g + 1]):
            if place >= 0 and ground.place[chosen[ground.near[k]]] == place:
                total -= ground.bonus[k] / 2
    return total


class Pass(NamedTuple):
    """One pass: how many places are open at once, noise from `hot` to `cold`, and effort."""

    places: int
    tries: int
    hot: float
    cold: float
    most: int
    seed: int


@njit(nogil=True, cache=True)
def cooled(ground: Ground, chosen: Ints, room: Floats, best: Ints, told: Pass) -> int:
    """Repack places drawn by chance, under noise that fades; `best` gets the best ever met.

    Returns the steps taken. A noisy best choice is a draw at that temperature, so that poor
    choices are left behind early and kept off late. With all places open and no noise one try
    says it all.
    """
    np.random.seed(told.seed)
    count = ground.place.max() + 1
    mixed = np.arange(count)
    least, steps = total_cost(ground, best), 0
    for done in range(told.tries):
        heat = 0.0
        if told.hot > 0:
            heat = told.hot * (told.cold / told.hot) ** (done / told.tries)
        open_ = np.zeros(count, np.bool_)
        for k in range(min(told.places, count)):
            other = np.random.randint(k, count)
            mixed[k], mixed[other] = mixed[other], mixed[k]
            open_[mixed[k]] = True
        steps += repack(ground, chosen, room, open_, heat, told.most)
        value = total_cost(ground, chosen)
        if value < least - NEAR:
            least = value
            best[:] = chosen
        if heat == 0 and told.places >= count:
            break
    return steps
