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


class AllPlaces:
    """How near is every place to every industry? As `density` and `outlook` say, in less work.

    phi[i, j] = both[i, j] min(1 / u[i], 1 / u[j]). With industries in order of ubiquity the
    smaller of the two is that of the later one. So for a block j and all industries i before it,
    sum_i M[c, i] phi[i, j] = (sum_k G[c, k] M[k, j]) / u[j] with G[c, k] = sum_i M[c, i] M[k, i],
    a matrix of places by places that grows from block to block. For the industries after it, read
    backwards, 1 / u[i] goes into the matrix. Only proximity within a block is made. G counts, so it
    is exact in single precision; all else is in double.

    presence: places x industries, no place and no industry empty. diagonal: see `proximity`.
    density: places x industries. shared: M U^-1 M', places x places, which the sums end in; only
    its upper triangle is filled.
    """

    def __init__(self, presence: Flags, diagonal: float) -> None:
        self._blocks = _Blocks(presence, diagonal)
        self._sums = self._blocks.near_to(np.ones(presence.shape[1]))
        apart = self._sums <= 0
        # what is near to nothing is held by nobody, whatever the sums are divided by
        self._sums[apart] = 1.0
        self._held, self.density = carved(presence.shape[::-1], presence.shape)
        self.shared = self._blocks.count_near(self._held)
        self._held /= self._sums[:, None]
        self._blocks.as_given(self._held, self.density)
        self.density[:, self._blocks.order[apart]] = np.nan

    def outlook(self, worth: Floats) -> Outlook:
        """How good are places' chances, by what industries are worth? As `outlook` says."""
        blocks, value = self._blocks, worth[self._blocks.order]
        weights = value / self._sums
        # weights must not be negative, for their roots go into symmetric products
        shift = max(-float(weights.min()), 0.0)
        gains, gain = carved(self._held.shape, self.density.shape)
        blocks.weigh_near(weights + shift, gains)
        all_near, shifted = blocks.near_to(weights), shift * self._sums
        chances = np.zeros(gains.shape[1])
        for block in blocks.each:
            found, held, lacking = gains[block], self._held[block], 1.0 - blocks.links[block]
            # what a place lacks is worth all of it less what it has, and what it has was shifted
            np.subtract(all_near[block, None], found, out=found)
            found += shifted[block, None] * held
            found *= lacking
            chances += value[block] @ (held * lacking)
        blocks.as_given(gains, gain)
        return Outlook(self.density, chances, gain)


class _Blocks:
    """Presence, industries x places, with industries in order of ubiquity and cut into blocks.

    order: which industry comes first, second ...; links: presence in that order, as numbers;
    rate: 1 / ubiquity; each: the blocks; near: proximity within each.
    """

    def __init__(self, presence: Flags, diagonal: float) -> None:
        ubiquity = np.count_nonzero(presence, axis=0)
        self.order = np.argsort(ubiquity, kind="stable")
        present = presence.T[self.order]
        self.links = present.astype(np.float64)
        self.rate = 1.0 / ubiquity[self.order]
        self.each = [slice(i, i + _BLOCK) for i in range(0, len(self.order), _BLOCK)]
        self.near = [proximity(present[block].T, diagonal) for block in self.each]

    def near_to(self, weights: Floats) -> Floats:
        """Return proximity @ weights, one number an industry."""
        sums = np.zeros((2, len(self.each) + 1, self.links.shape[1]))
        earlier, later = sums
        for i, block in enumerate(self.each):
            earlier[i + 1] = weights[block] @ self.links[block]
            later[i] = (weights[block] * self.rate[block]) @ self.links[block]
        before = np.cumsum(earlier, axis=0)
        after = np.cumsum(later[::-1], axis=0)[::-1]
        found = np.empty(len(weights))
        for i, (block, near) in enumerate(zip(self.each, self.near, strict=True)):
            links = self.links[block]
            found[block] = self.rate[block] * (links @ before[i]) + links @ after[i + 1]
            found[block] += near @ weights[block]
        return found

    def count_near(self, found: Floats) -> Floats:
        """Put proximity @ links, industries x places, into `found`; return links' rate links."""
        for block, near in zip(self.each, self.near, strict=True):
            np.matmul(near, self.links[block], out=found[block])
        self._count_earlier(found)
        return self._add_later(self.rate, found)

    def weigh_near(self, weights: Floats, found: Floats) -> None:
        """Put proximity @ (weights x links) into `found`; weights >= 0."""
        for block, near in zip(self.each, self.near, strict=True):
            np.matmul(near * weights[block], self.links[block], out=found[block])
        self._add_earlier(weights, found)
        self._add_later(weights * self.rate, found)

    def as_given(self, found: Floats, put: Floats) -> None:
        """Put what was found, industries in order x places, where it belongs: places x industries.

        Whole rows are taken in order and turned, part by part: half the time of single numbers.
        """
        place = np.argsort(self.order)
        for block in self.each:
            put[:, block] = found[place[block]].T

    def _count_earlier(self, found: Floats) -> None:
        """Add what all earlier blocks give, each industry as much as any other."""
        # a count of industries, summed over places, is a whole number below the table's size
        exact = np.float32 if self.links.size < EXACT else np.float64
        pairs, rate = SharedPairs(self.links.shape[1], exact), self.rate[:, None]
        links = self.links.astype(exact)
        for earlier, block in pairwise(self.each):
            pairs.add(links[earlier])
            both = np.zeros_like(links[block])
            pairs.put(links[block], both)
            found[block] += rate[block] * both

    def _add_earlier(self, weights: Floats, found: Floats) -> None:
        """Add what all earlier blocks give, by the weights of their industries."""
        pairs = SharedPairs(self.links.shape[1])
        root, rate = np.sqrt(weights)[:, None], self.rate[:, None]
        for earlier, block in pairwise(self.each):
            pairs.add(root[earlier] * self.links[earlier])
            pairs.put(rate[block] * self.links[block], found[block])

    def _add_later(self, weights: Floats, found: Floats) -> Floats:
        """Add what all later blocks give, by weights over ubiquity; return the sums of all."""
        pairs, root = SharedPairs(self.links.shape[1]), np.sqrt(weights)[:, None]
        for block in reversed(self.each):
            if block.stop < len(weights):
                pairs.put(self.links[block], found[block])
            pairs.add(root[block] * self.links[block])
        return pairs.triangle
