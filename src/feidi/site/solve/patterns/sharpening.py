"""Better prices of the rows between blocks: column generation that keeps near the best ones."""

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Model
from feidi.site.solve.decomposed import Decomposed, whole_bound
from feidi.site.solve.patterns.listing import Patterns, Priced, joined, nearest_patterns, priced
from feidi.site.solve.patterns.mixing import Mix
from feidi.site.solve.watch import UNWATCHED, Watch, quiet

# patterns that come in each round, those kept for the next, and rounds at most
COMING, KEPT, ROUNDS = 2_000, 6_000, 15
# the half width of the box, in shares of a mean price; how it shrinks where nothing is gained, and
# grows where something is
BOX, SHRINK, GROW = 0.01, 0.7, 1.5
# a bound has met that of the relaxation, or stands still, within this share
MET = 1e-9


def sharpened(model: Model, parts: Decomposed, watch: Watch = UNWATCHED) -> Decomposed:
    """Which prices prove most of a model's knapsacks?

    Those of the relaxation over all patterns. It is solved over some: the patterns nearest to
    the best prices, and to the last ones tried, come in each round. Prices of a relaxation that
    still lacks patterns may lie far off, so they are held in a box around the best known, which
    shrinks where they prove less. Ends where they prove as much as the relaxation says. Source:
    the boxstep method of Marsten, Hogan and Blankenship (1975). Comes back as it was where rows
    between blocks have figures below 0.
    """
    linking = csr_array(csr_array(model.rows)[parts.blocks.linking])
    if (linking.data < 0).any() or not len(parts.prices):
        return parts
    best = priced(model, parts.blocks, parts.prices)
    at, known, box = best, None, BOX * float(np.abs(best.prices).mean())
    for _ in range(ROUNDS):
        known = _with_nearest(model, known, (best,) if at is best else (best, at))
        if known is None or watch.stopped() or watch.left() <= 0:
            break
        told = Mix(model, best.blocks, known, (best.prices, box)).solved(quiet(watch))
        known = known.only(np.argsort(told.short, kind="stable")[:KEPT])
        at = priced(model, best.blocks, told.prices)
        near = MET * max(1.0, abs(best.bound))
        if at.bound < best.bound - near:
            best, box = at, box * GROW
        elif at.bound <= min(told.bound, best.bound) + near:
            break
        else:
            box *= SHRINK
    sign = 1.0 if model.sense == "max" else -1.0
    bound = min(sign * parts.bound, whole_bound(model, best.bound))
    return Decomposed(sign * bound, best.prices, parts.blocks)


def _with_nearest(
    model: Model, known: Patterns | None, ways: tuple[Priced, ...]
) -> Patterns | None:
    """Return the patterns known and those nearest to some prices."""
    for prices in ways:
        near = nearest_patterns(model, prices, COMING)
        if near is not None:
            known = near[0] if known is None else joined(known, near[0])
    return known
