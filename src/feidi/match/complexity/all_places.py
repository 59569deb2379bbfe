"""Density and outlook of all places at once, without making the proximity of all industries."""

from itertools import pairwise

import numpy as np

from feidi.match.complexity.memory import carved
from feidi.match.complexity.outlook import Outlook
from feidi.match.complexity.relatedness import EXACT, proximity
from feidi.match.complexity.shared_pairs import SharedPairs
from feidi.match.complexity.value_table import Flags, Floats

# industries a block: few, so that its own proximity costs little; many, so that products run well
_BLOCK = 80


def outlook_of_all(presence: Flags, diagonal: float, worth: Floats) -> Outlook:
    """How good are all places' chances? The same as `outlook` on `proximity`, in less work.

    phi[i, j] = both[i, j] min(1 / u[i], 1 / u[j]). With industries in order of ubiquity the
    smaller of the two is that of the later one. So for a block j and all industries i before it,
    sum_i M[c, i] phi[i, j] = (sum_k G[c, k] M[k, j]) / u[j] with G[c, k] = sum_i M[c, i] M[k, i],
    a matrix of places by places that grows from block to block. For the industries after it, read
    backwards, 1 / u[i] goes into the matrix. Only proximity within a block is made. G counts, so it
    is exact in single precision; all else is in double. presence: no empty place or industry.
    """
    blocks = _Blocks(presence, diagonal)
    sums = blocks.near_to(np.ones(presence.shape[1]))
    sums[sums <= 0] = np.nan
    weights = np.nan_to_num(worth[blocks.order] / sums)
    # weights must not be negative, for their roots go into symmetric products
    shift = max(-float(weights.min()), 0.0)
    held, valued, room = blocks.products(weights + shift)
    density, gain = carved(presence.shape, presence.shape)
    # what a place lacks is worth all of it less what it has, and what it has was shifted
    valued -= np.multiply(held, shift, out=room)
    lacking = ~blocks.present
    np.subtract(blocks.near_to(weights)[:, None], valued, out=valued)
    valued *= lacking
    gain[:, blocks.order] = valued.T
    held /= sums[:, None]
    density[:, blocks.order] = held.T
    near = np.nan_to_num(held) if np.isnan(sums).any() else held
    chances = worth[blocks.order] @ np.multiply(near, lacking, out=room)
    return Outlook(density, chances, gain)


class _Blocks:
    """Presence, industries x places, with industries in order of ubiquity and cut into blocks.

    order: which industry comes first, second ...; present: presence in that order, links: the same
    as numbers; rate: 1 / ubiquity; near: proximity within a block.
    """

    def __init__(self, presence: Flags, diagonal: float) -> None:
        ubiquity = np.count_nonzero(presence, axis=0)
        self.order = np.argsort(ubiquity, kind="stable")
        self.present = presence.T[self.order]
        self.links = self.present.astype(np.float64)
        self.rate = 1.0 / ubiquity[self.order]
        self.blocks = [slice(i, i + _BLOCK) for i in range(0, len(self.order), _BLOCK)]
        self.near = [proximity(self.present[block].T, diagonal) for block in self.blocks]

    def near_to(self, weights: Floats) -> Floats:
        """Return proximity @ weights, one number an industry."""
        sums = np.zeros((2, len(self.blocks) + 1, self.links.shape[1]))
        earlier, later = sums
        for i, block in enumerate(self.blocks):
            earlier[i + 1] = weights[block] @ self.links[block]
            later[i] = (weights[block] * self.rate[block]) @ self.links[block]
        before = np.cumsum(earlier, axis=0)
        after = np.cumsum(later[::-1], axis=0)[::-1]
        found = np.empty(len(weights))
        for i, (block, near) in enumerate(zip(self.blocks, self.near, strict=True)):
            links = self.links[block]
            found[block] = self.rate[block] * (links @ before[i]) + links @ after[i + 1]
            found[block] += near @ weights[block]
        return found

    def products(self, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """Return proximity @ links, proximity @ (weights x links), and room; weights >= 0."""
        held, valued, room = carved(*(self.links.shape,) * 3)
        by_weight = weights[:, None]
        for block, near in zip(self.blocks, self.near, strict=True):
            np.matmul(near, self.links[block], out=held[block])
            np.matmul(near, by_weight[block] * self.links[block], out=valued[block])
        self._count_earlier(held)
        self._add_earlier(weights, valued)
        self._add_later(self.rate, held)
        self._add_later(weights * self.rate, valued)
        return held, valued, room

    def _count_earlier(self, found: Floats) -> None:
        """Add what all earlier blocks give, each industry as much as any other."""
        # a count of industries, summed over places, is a whole number below the table's size
        exact = np.float32 if self.links.size < EXACT else np.float64
        pairs, rate = SharedPairs(self.links.shape[1], exact), self.rate[:, None]
        for earlier, block in pairwise(self.blocks):
            pairs.add(self.present[earlier].astype(exact))
            links = self.present[block].astype(exact)
            both = np.zeros_like(links)
            pairs.put(links, both)
            found[block] += rate[block] * both

    def _add_earlier(self, weights: Floats, found: Floats) -> None:
        """Add what all earlier blocks give, by the weights of their industries."""
        pairs = SharedPairs(self.links.shape[1])
        root, rate = np.sqrt(weights)[:, None], self.rate[:, None]
        for earlier, block in pairwise(self.blocks):
            pairs.add(root[earlier] * self.links[earlier])
            pairs.put(rate[block] * self.links[block], found[block])

    def _add_later(self, weights: Floats, found: Floats) -> None:
        """Add what all later blocks give, by the weights of their industries over ubiquity."""
        pairs, root = SharedPairs(self.links.shape[1]), np.sqrt(weights)[:, None]
        for later, block in pairwise(reversed(self.blocks)):
            pairs.add(root[later] * self.links[later])
            pairs.put(self.links[block], found[block])
