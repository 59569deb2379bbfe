"""All the weights that agree with what is stated about them, drawn evenly."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from feidi.match.given import Criterion

Floats = npt.NDArray[np.float64]

# drawn at most so many times as many as wanted, before the statements count as contradictory
PATIENCE = 400
NEARLY = 1e-12


def draw_weights(criteria: Sequence[Criterion], draws: int, seed: int) -> Floats | None:
    """Which weights are possible, given bounds and an order of importance?

    Uniform over {w >= 0, sum w = 1, low <= w <= high, more important >= less important}:
    without statements Dirichlet(1, …, 1). Lower bounds shift the simplex, an order sorts the
    draw (both keep it uniform); what bounds still exclude is rejected.

    criteria: the columns of the result. draws: rows. Returns draws x criteria, or None where
    (almost) no weights satisfy the statements. The result depends on seed and keys only, not
    on the order of `criteria`.
    Source: Lahdelma & Salminen (2001), Operations Research 49(3); Tervonen & Lahdelma (2007).

    >>> from feidi.quantities.words import both
    >>> first, second = Criterion("a", both("a"), "other", order=1), Criterion(
    ...     "b", both("b"), "other", order=2)
    >>> w = draw_weights([first, second], 1000, seed=1)
    >>> bool((w[:, 0] >= w[:, 1]).all()), w.sum(axis=1).round(12).min()
    (True, np.float64(1.0))
    """
    keyed = sorted(range(len(criteria)), key=lambda i: criteria[i].key)
    chosen = [criteria[i] for i in keyed]
    low = np.array([c.weight_low for c in chosen])
    high = np.array([c.weight_high for c in chosen])
    if low.sum() > 1 + NEARLY or high.sum() < 1 - NEARLY or (low > high).any():
        return None
    kept = _accepted(chosen, (low, high), draws, np.random.default_rng(seed))
    if kept is None:
        return None
    back = np.empty(len(keyed), dtype=np.int64)
    back[keyed] = np.arange(len(keyed))
    found: Floats = kept[:, back]
    return found


def _accepted(
    criteria: Sequence[Criterion],
    bounds: tuple[Floats, Floats],
    draws: int,
    chance: np.random.Generator,
) -> Floats | None:
    low, high = bounds
    ordered = any(c.order is not None for c in criteria)
    slack = 1.0 - low.sum()
    if slack < NEARLY:
        return np.tile(low, (draws, 1)) if _in_order(criteria, low) else None
    kept, found, tried = [], 0, 0
    while found < draws:
        drawn = chance.dirichlet(np.ones(len(criteria)), draws)
        drawn = _ordered(criteria, drawn, chance) if ordered else low + slack * drawn
        good = drawn[((drawn >= low - NEARLY) & (drawn <= high + NEARLY)).all(axis=1)]
        kept.append(good)
        found, tried = found + len(good), tried + draws
        if found * PATIENCE < tried:
            return None
    return np.concatenate(kept)[:draws]


def _ordered(criteria: Sequence[Criterion], drawn: Floats, chance: np.random.Generator) -> Floats:
    """Give the largest drawn weights to the most important criteria, evenly among equals."""
    ranked = [i for i, c in enumerate(criteria) if c.order is not None]
    largest_first = -np.sort(-drawn[:, ranked], axis=1)
    orders = np.array([criteria[i].order for i in ranked], dtype=np.float64)
    # a random number within each standing decides among equals
    mixed = orders + chance.random((len(drawn), len(ranked))) * 0.5
    places = np.argsort(np.argsort(mixed, axis=1), axis=1)
    drawn[:, ranked] = np.take_along_axis(largest_first, places, axis=1)
    return drawn


def _in_order(criteria: Sequence[Criterion], weights: Floats) -> bool:
    stated = [(c.order, w) for c, w in zip(criteria, weights, strict=True) if c.order is not None]
    return all(a >= b for i, a in stated for j, b in stated if i < j)
