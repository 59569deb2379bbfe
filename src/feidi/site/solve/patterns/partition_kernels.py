"""Loops over patterns of which one a block is to hold every row once; compiled by numba.

Patterns lie one block after the other. Each level of the search has those that are left: `lack`
says what each falls short of the best of its block at the prices of that level, `edge` from where
to where each block's lie, `held` the rows of each as bits, 64 in a word. Plain arrays are handed
to the inner loops: tuples of arrays cost ten times more there.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
NEAR = 1e-9
# where there is no pattern; what lies as far as FAR is no figure to count with
FAR, FARTHEST = 1e299, 1e300
ONE, LAST = np.uint64(1), np.uint64(63)
# sweeps of prices over so many patterns at least; another where one gains this share of the rest
SWEEPS, MANY, WORTH, LEAST = 3, 200, 0.02, 1e-3
# how far a price goes beyond the nearest best one, in shares of how far it may go, and at most
FURTHER, FURTHEST = 0.5, 1.0


class Deck(NamedTuple):
    """The patterns. held: words x patterns. start, row: the rows of each, one after the other."""

    held: Words
    start: Ints
    row: Ints


class Levels(NamedTuple):
    """A search that can be left and taken up again: by level, then by pattern, block or row.

    bound: what a choice lacks at least. offer, price: what is picked from, and what it lacks;
    next, many: which comes next, of how many. closed: blocks, then rows, that have a pattern.
    at: the level, and whether it is new. budget: what a choice may lack. best: the best choice,
    -1 before there is one.
    """

    pattern: Ints
    lack: Floats
    held: Words
    edge: Ints
    bound: Floats
    offer: Ints
    price: Floats
    next: Ints
    many: Ints
    pick: Ints
    closed: Flags
    at: Ints
    budget: Floats
    best: Ints


@njit(nogil=True, cache=True, fastmath={"nnan", "nsz", "reassoc"}, error_model="numpy")
def parted(lack: Floats, word: Words, bit: np.uint64, low: int, high: int) -> tuple[float, float]:
    """Return the least lack of the patterns that hold a row, and of those that do not."""
    inside, outside = FARTHEST, FARTHEST
    for k in range(low, high):
        holds = ((word[k] >> bit) & ONE) != 0
        with_, without = (lack[k], FARTHEST) if holds else (FARTHEST, lack[k])
        inside = with_ if with_ < inside else inside
        outside = without if without < outside else outside
    return inside, outside


@njit(nogil=True, cache=True)
def summed(lack: Floats, edge: Ints, closed: Flags, where: Ints) -> float:
    """Return the sum of what the best pattern of each open block lacks; `where` these lie."""
    total = 0.0
    for block in range(len(edge) - 1):
        where[block] = -1
        if closed[block]:
            continue
        least = FARTHEST
        for k in range(edge[block], edge[block + 1]):
            if lack[k] < least:
                least, where[block] = lack[k], k
        total += least
    return total


@njit(nogil=True, cache=True)
def counted(deck: Deck, pattern: Ints, where: Ints, often: Ints) -> None:
    """Count how often each row is held by the best patterns of open blocks."""
    start, row = deck.start, deck.row
    often[:] = 0
    for k in where:
        if k >= 0:
            for entry in range(start[pattern[k]], start[pattern[k] + 1]):
                often[row[entry]] += 1


@njit(nogil=True, cache=True)
def stepped(one: float, two: float) -> float:
    """Return how far a price falls, of which so far one block gains, and from there two.

    Between both, one block takes the row, and no price is better. Source: Wedelin (1995), who
    takes the middle.
    """
    if one > 0:
        return one + min((two - one) * FURTHER, FURTHEST) if two < FAR else one
    if two < 0:
        return two - min((two - one) * FURTHER, FURTHEST) if one > -FAR else two
    return 0.0


@njit(nogil=True, cache=True)
def lowered(
    lack: Floats, word: Words, bit: np.uint64, edge: Ints, closed: Flags, ends: Floats
) -> tuple[float, float]:
    """Lower one row's price to the best; return by how much, and the gain; FAR: no way out."""
    one, two = FARTHEST, FARTHEST
    for block in range(len(edge) - 1):
        if closed[block]:
            continue
        inside, outside = parted(lack, word, bit, edge[block], edge[block + 1])
        ends[0, block], ends[1, block] = inside, outside
        turn = FARTHEST if inside >= FAR else inside - outside
        one, two = min(one, turn), min(two, max(one, turn))
    if one >= FAR or two <= -FAR:
        return FAR, 0.0
    step = stepped(one, two)
    gain = step
    if step != 0.0:
        for block in range(len(edge) - 1):
            if not closed[block]:
                inside, outside = ends[0, block], ends[1, block]
                gain += min(outside, inside - step) - min(outside, inside)
        for k in range(edge[0], edge[-1]):
            lack[k] -= step if (word[k] >> bit) & ONE else 0.0
    return step, gain


@njit(nogil=True, cache=True)
def swept(
    lack: Floats, held: Words, edge: Ints, closed: Flags, often: Ints, ends: Floats
) -> tuple[float, float]:
    """Lower the prices of open rows that are not held once; return the sum and the gain."""
    fallen, gained = 0.0, 0.0
    blocks = len(edge) - 1
    for row in range(len(often)):
        if closed[blocks + row] or often[row] == 1:
            continue
        bit = np.uint64(row) & LAST
        step, gain = lowered(lack, held[row >> 6], bit, edge, closed[:blocks], ends)
        if step >= FAR:
            return FARTHEST, 0.0
        fallen, gained = fallen + step, gained + gain
    return fallen, gained


@njit(nogil=True, cache=True)
def ascended(deck: Deck, levels: Levels, level: int, budget: float) -> float:
    """Change the prices of rows one by one to raise a bound; return it, above `budget` if lost.

    Rows held once by the best patterns have the best price; the others are gone through.
    Source: coordinate ascent of the dual of set partitioning, Wedelin (1995).
    """
    pattern, lack, held = levels.pattern[level], levels.lack[level], levels.held[level]
    edge, closed, bound = levels.edge[level], levels.closed, levels.bound[level]
    blocks = len(edge) - 1
    where, often = np.empty(blocks, np.int64), np.empty(len(closed) - blocks, np.int64)
    ends = np.empty((2, blocks))
    for _ in range(SWEEPS if edge[-1] >= MANY else 0):
        rest = budget - bound - summed(lack, edge, closed, where)
        if rest < 0:
            return FARTHEST
        counted(deck, pattern, where, often)
        fallen, gained = swept(lack, held, edge, closed, often, ends)
        if fallen >= FAR:
            return FARTHEST
        bound += fallen
        if gained < WORTH * (rest - gained) + LEAST:
            break
    total = summed(lack, edge, closed, where)
    if total >= FAR:
        return FARTHEST
    for block in range(blocks):
        least = lack[where[block]] if where[block] >= 0 else 0.0
        lack[edge[block] : edge[block + 1]] -= least
    return float(bound + total)


@njit(nogil=True, cache=True)
def thinned(deck: Deck, levels: Levels, level: int, most: float) -> int:
    """Drop the patterns that lack more than `most`; return what has the fewest left.

    A block by its number, a row after all blocks; -1 where something has none.
    """
    pattern, lack, held = levels.pattern[level], levels.lack[level], levels.held[level]
    edge, blocks, start, row = levels.edge[level], levels.edge.shape[1] - 1, deck.start, deck.row
    often, closed = np.zeros(len(levels.closed), np.int64), levels.closed
    kept = 0
    for block in range(blocks):
        low, high = edge[block], edge[block + 1]
        edge[block] = kept
        for k in range(low, high):
            if lack[k] <= most:
                p = pattern[k]
                pattern[kept], lack[kept] = p, lack[k]
                for word in range(len(held)):
                    held[word, kept] = held[word, k]
                kept += 1
                for entry in range(start[p], start[p + 1]):
                    often[blocks + row[entry]] += 1
        often[block] = kept - edge[block]
    edge[blocks] = kept
    fewest = -1
    for i in range(len(often)):
        if not closed[i] and (fewest < 0 or often[i] < often[fewest]):
            fewest = i
    return fewest if fewest >= 0 and often[fewest] > 0 else -1


@njit(nogil=True, cache=True)
def offered(levels: Levels, level: int, which: int) -> None:
    """Offer the patterns of a block, or those that hold a row, what lacks least first."""
    edge, blocks = levels.edge[level], levels.edge.shape[1] - 1
    low, high = (edge[which], edge[which + 1]) if which < blocks else (0, edge[blocks])
    offer, price, count = levels.offer[level], levels.price[level], 0
    row = max(which - blocks, 0)
    bit = np.uint64(row) & LAST
    for k in range(low, high):
        if which >= blocks and not (levels.held[level, row >> 6, k] >> bit) & ONE:
            continue
        lack, i = levels.lack[level, k], count
        while i > 0 and price[i - 1] > lack:
            price[i], offer[i] = price[i - 1], offer[i - 1]
            i -= 1
        price[i], offer[i] = lack, levels.pattern[level, k]
        count += 1
    levels.many[level], levels.next[level] = count, 0


@njit(nogil=True, cache=True)
def dealt(deck: Deck, levels: Levels, level: int, pick: int) -> None:
    """Leave to the next level what shares no row with a pick, of blocks that are open."""
    edge, onward, kept = levels.edge[level], levels.edge[level + 1], 0
    pattern, lack, held = levels.pattern[level], levels.lack[level], levels.held[level]
    left, rest, bits = levels.pattern[level + 1], levels.lack[level + 1], levels.held[level + 1]
    words, taken = len(held), deck.held[:, pick].copy()
    for block in range(len(edge) - 1):
        onward[block] = kept
        for k in range(edge[block], edge[block + 1] if not levels.closed[block] else 0):
            shared = np.uint64(0)
            for word in range(words):
                shared |= held[word, k] & taken[word]
            if shared == 0:
                left[kept], rest[kept] = pattern[k], lack[k]
                for word in range(words):
                    bits[word, kept] = held[word, k]
                kept += 1
    onward[-1] = kept


@njit(nogil=True, cache=True)
def marked(deck: Deck, levels: Levels, pick: int, block: int, closed: bool) -> None:
    """Close, or open, the block and the rows of a pick."""
    levels.closed[block] = closed
    blocks = levels.edge.shape[1] - 1
    for entry in range(deck.start[pick], deck.start[pick + 1]):
        levels.closed[blocks + deck.row[entry]] = closed


@njit(nogil=True, cache=True)
def entered(deck: Deck, levels: Levels, level: int) -> bool:
    """Sharpen a new level and offer what it branches on; false where nothing is to be had."""
    budget = levels.budget[0] + NEAR
    bound = ascended(deck, levels, level, budget)
    if bound > budget:
        return False
    levels.bound[level] = bound
    which = thinned(deck, levels, level, budget - bound)
    if which >= 0:
        offered(levels, level, which)
    return which >= 0


@njit(nogil=True, cache=True)
def advanced(deck: Deck, block: Ints, levels: Levels, most: int) -> int:
    """Search on, depth first, for `most` levels entered at most; return how many it entered.

    `levels.best` gets a choice that lacks at most the budget, which falls below what it lacks.
    The search is over where fewer were entered. Branches on what has the fewest patterns, as
    Knuth's Algorithm X (2000) does.
    """
    level, fresh, steps = levels.at[0], levels.at[1] == 1, 0
    blocks = levels.edge.shape[1] - 1
    while level >= 0 and (steps < most or not fresh):
        if fresh:
            steps, fresh = steps + 1, False
            if not entered(deck, levels, level):
                levels.many[level] = levels.next[level] = 0
        i, over = levels.next[level], levels.budget[0] + NEAR - levels.bound[level]
        if i >= levels.many[level] or levels.price[level, i] > over:
            level -= 1
            if level >= 0:
                marked(deck, levels, levels.pick[level], block[levels.pick[level]], False)
            continue
        pick, levels.next[level] = levels.offer[level, i], i + 1
        levels.pick[level] = pick
        lacked = levels.bound[level] + levels.price[level, i]
        marked(deck, levels, pick, block[pick], True)
        if level + 1 < blocks:
            levels.bound[level + 1] = lacked
            dealt(deck, levels, level, pick)
            level, fresh = level + 1, True
            continue
        if levels.closed.all():
            levels.best[:] = levels.pick
            levels.budget[0] = lacked - NEAR
        marked(deck, levels, pick, block[pick], False)
    levels.at[0], levels.at[1] = level, 1 if fresh else 0
    return steps
