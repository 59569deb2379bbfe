"""Density and outlook of all places at once, without making the proximity of all industries."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.match.complexity.memory import carved
from feidi.match.complexity.outlook import Outlook
from feidi.match.complexity.relatedness import EXACT, proximity
from feidi.match.complexity.value_table import Flags, Floats

# industries a block: few, so that its own proximity costs little; many, so that products run well
_BLOCK = 120


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
    sums = blocks.row(np.ones(presence.shape[1]))
    sums[sums <= 0] = np.nan
    weights = np.nan_to_num(worth[blocks.order] / sums)
    # weights must not be negative, for their roots go into symmetric products
    shift = max(-float(weights.min()), 0.0)
    held, valued = blocks.products(weights + shift)
    density, gain = carved(presence.shape, presence.shape)
    lacking = ~presence[:, blocks.order]
    valued -= np.multiply(held, shift, out=density)
    np.subtract(blocks.row(weights), valued, out=valued)
    valued *= lacking
    blocks.as_given(valued, gain)
    held /= sums
    blocks.as_given(held, density)
    near = np.nan_to_num(held) if np.isnan(sums).any() else held
    chances = np.multiply(near, lacking, out=valued) @ worth[blocks.order]
    return Outlook(density, chances, gain)


class _Blocks:
    """Presence with industries in order of ubiquity, cut into blocks.

    order: which industry comes first, second ...; rate: 1 / ubiquity; near: proximity within.
    """

    def __init__(self, presence: Flags, diagonal: float) -> None:
        ubiquity = np.count_nonzero(presence, axis=0)
        self.order = np.argsort(ubiquity, kind="stable")
        self.back = np.argsort(self.order)
        ordered = presence[:, self.order]
        self.links, self.held, self.valued = carved(*(presence.shape,) * 3)
        self.links[:] = ordered
        # a count of industries, summed over places, is a whole number below this
        self.counts: npt.NDArray[np.floating] = (
            ordered.astype(np.float32) if presence.size < EXACT else self.links
        )
        self.rate = 1.0 / ubiquity[self.order]
        self.blocks = [slice(i, i + _BLOCK) for i in range(0, len(self.order), _BLOCK)]
        self.near = [proximity(ordered[:, block], diagonal) for block in self.blocks]

    def row(self, weights: Floats) -> Floats:
        """Return weights @ proximity, one number an industry."""
        pair = np.stack([weights, weights * self.rate], axis=1)
        parts = np.stack([self.links[:, block] @ pair[block] for block in self.blocks])
        before = np.cumsum(parts[:, :, 0], axis=0) - parts[:, :, 0]
        after = np.cumsum(parts[::-1, :, 1], axis=0)[::-1] - parts[:, :, 1]
        found = np.empty(len(weights))
        for block, near, low, high in zip(self.blocks, self.near, before, after, strict=True):
            two = np.stack([low, high]) @ self.links[:, block]
            found[block] = self.rate[block] * two[0] + two[1] + weights[block] @ near
        return found

    def products(self, weights: Floats) -> tuple[Floats, Floats]:
        """Return presence @ proximity and (presence x weights) @ proximity; weights >= 0."""
        places = len(self.links)
        square, wide = (places, places), (places, _BLOCK)
        desk = _Desk(*carved((2 * places, places), square, (2 * places, _BLOCK), wide))
        self._with_past(weights, desk)
        self._with_future(weights, desk)
        return self.held, self.valued

    def _with_past(self, weights: Floats, desk: "_Desk") -> None:
        """Put in what a block's own and all earlier industries give."""
        places = len(self.links)
        counted = np.zeros((places, places), self.counts.dtype)
        weighted = desk.sums[:places]
        weighted[:] = 0
        roots = np.sqrt(weights)
        for block, near in zip(self.blocks, self.near, strict=True):
            size = len(near)
            links, counts, rate = self.links[:, block], self.counts[:, block], self.rate[block]
            pair, rooted = desk.pair[:, :size], desk.rooted[:, :size]
            pair[:places] = links
            np.multiply(links, weights[block], out=pair[places:])
            own = pair @ near
            np.multiply(counted @ counts, rate, out=rooted)
            np.add(own[:places], rooted, out=self.held[:, block])
            np.matmul(weighted, links, out=rooted)
            rooted *= rate
            np.add(own[places:], rooted, out=self.valued[:, block])
            counted += counts @ counts.T
            np.multiply(links, roots[block], out=rooted)
            weighted += np.matmul(rooted, rooted.T, out=desk.square)

    def _with_future(self, weights: Floats, desk: "_Desk") -> None:
        """Add what all later industries give."""
        places = len(self.links)
        desk.sums[:] = 0
        roots = np.sqrt(self.rate), np.sqrt(weights * self.rate)
        for block in reversed(self.blocks):
            links = self.links[:, block]
            size = links.shape[1]
            more = np.matmul(desk.sums, links, out=desk.pair[:, :size])
            self.held[:, block] += more[:places]
            self.valued[:, block] += more[places:]
            rooted = desk.rooted[:, :size]
            for i, root in enumerate(roots):
                np.multiply(links, root[block], out=rooted)
                np.matmul(rooted, rooted.T, out=desk.square)
                desk.sums[i * places : (i + 1) * places] += desk.square

    def as_given(self, ordered: Floats, found: Floats) -> None:
        """Put columns into `found` in the order of the industries as they were given."""
        np.take(ordered, self.back, axis=1, out=found, mode="clip")


class _Desk(NamedTuple):
    """Room to work in: sums, square: places by places; pair, rooted: a block wide."""

    sums: Floats
    square: Floats
    pair: Floats
    rooted: Floats
