"""The bound that prices on the rows prove, whatever the prices: no solver's word is needed."""

import numpy as np

from feidi.site.model.model import Floats, Model


def proven_bound(model: Model, prices: Floats) -> float:
    """How good can any point of a model be, by prices y of its rows (weak duality)?

    For every y, cost . x = y . (A x) + (cost - yA) . x; each term is at best what the limits
    of its row, or the bounds of its column, allow. The best prices are the duals of the linear
    relaxation, but any give a true bound: a maximum is never above it, a minimum never below.
    An infinite limit that a price leans on makes the bound infinite. Source: Geoffrion (1974).

    >>> from feidi.site.model.assembly import Assembly
    >>> a = Assembly()
    >>> x = a.columns(2, cost=np.array([3.0, 2.0]))
    >>> _ = a.rows(np.array([0, 0]), x, 1.0, upper=np.array([1.0]), fact="one of them")
    >>> proven_bound(a.model("max"), np.array([2.0]))
    3.0
    """
    sign = 1.0 if model.sense == "max" else -1.0
    y, cost = sign * prices, sign * model.cost
    left = cost - y @ model.rows
    terms = (_best(y, model.row_lower, model.row_upper), _best(left, model.lower, model.upper))
    return sign * float(sum(terms))


def _best(weight: Floats, lower: Floats, upper: Floats) -> float:
    """Return the most that weights make of figures between limits."""
    limit = np.where(weight > 0, upper, lower)
    leaning = weight != 0
    return float((weight[leaning] * limit[leaning]).sum())
