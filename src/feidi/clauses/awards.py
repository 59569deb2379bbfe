"""Awards when a pot is smaller than the claims on it: exact, for all lanes at once.

The rules are those of the bankruptcy problem (O'Neill 1982; Aumann and Maschler 1985;
Thomson 2003). Awards are told as fractions of the pot, so that rounding can be the agreement's.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.quantities.exact import Amounts, Ratios, add, portion, subtract

Claims = npt.NDArray[np.int64]


class Awards(NamedTuple):
    """num / den, each int64[claimants, lanes]: an amount, or a fraction of the estate."""

    num: Claims
    den: Claims


def awards(method: str, estate: Amounts, claims: Claims) -> Awards:
    """Return which fraction of an estate between 0 and the sum of the claims each claimant gets.

    method: "pro-rata", "equal-awards" (constrained), "equal-losses" (constrained),
    "talmud" (half-claims first equal awards, then equal losses) or "in-order" (as listed).
    claims: int64[claimants, lanes], not negative. The fractions of a lane add up to one, or
    are all nothing where the estate is.

    >>> found = awards("talmud", np.array([200]), np.array([[100], [200], [300]]))
    >>> (200 * found.num // found.den).ravel().tolist()
    [50, 75, 75]
    """
    if method == "pro-rata":
        whole = np.broadcast_to(np.maximum(total(claims), 1), claims.shape)
        return Awards(np.where(estate == 0, 0, claims), whole)
    amounts = _RULES[method](estate, claims)
    whole = np.broadcast_to(np.maximum(estate, 1), claims.shape)
    return Awards(amounts.num, times(amounts.den, whole))


def total(claims: Claims) -> Amounts:
    """Return the checked sum over claimants."""
    whole: Amounts = claims[0]
    for claim in claims[1:]:
        whole = add(whole, claim)
    return whole


def times(amount: Amounts, by: Amounts) -> Amounts:
    """Return a checked product of whole numbers."""
    return portion(amount, Ratios(by, np.ones_like(by)))


def _equal_awards(estate: Amounts, claims: Claims) -> Awards:
    """Smallest claim first: it is met, or all that are left share equally what is left."""
    order = np.argsort(claims, axis=0, kind="stable")
    num, den = np.zeros_like(claims), np.ones_like(claims)
    lanes = np.arange(claims.shape[1])
    left, sharers = estate, np.full_like(estate, len(claims))
    equal = np.zeros(len(estate), np.bool_)
    for place, who in enumerate(order):
        claim = claims[who, lanes]
        equal = equal | (claim > left // sharers)
        num[who, lanes] = np.where(equal, left, claim)
        den[who, lanes] = np.where(equal, sharers, 1)
        left = np.where(equal, left, left - claim)
        sharers = np.where(equal, sharers, np.maximum(len(claims) - place - 1, 1))
    return Awards(num, den)


def _equal_losses(estate: Amounts, claims: Claims) -> Awards:
    lost = _equal_awards(subtract(total(claims), estate), claims)
    return _less(claims, lost)


def _less(claims: Claims, lost: Awards) -> Awards:
    return Awards(subtract(times(claims, lost.den), lost.num), lost.den)


def _talmud(estate: Amounts, claims: Claims) -> Awards:
    """Half of every claim is shared by equal awards, the other half by equal losses."""
    whole = total(claims)
    below = estate <= whole - estate
    doubled = times(np.where(below, estate, whole - estate), np.full_like(estate, 2))
    half = _equal_awards(doubled, claims)
    gained = Awards(half.num, half.den * 2)
    kept = _less(claims, gained)
    return Awards(np.where(below, gained.num, kept.num), gained.den)


def _in_order(estate: Amounts, claims: Claims) -> Awards:
    left, num = estate, np.zeros_like(claims)
    for i, claim in enumerate(claims):
        num[i] = np.minimum(claim, left)
        left = left - num[i]
    return Awards(num, np.ones_like(claims))


_RULES: dict[str, Callable[[Amounts, Claims], Awards]] = {
    "equal-awards": _equal_awards,
    "equal-losses": _equal_losses,
    "talmud": _talmud,
    "in-order": _in_order,
}
