"""Location models recognised: sites of which so many open, clients served by one of them."""

from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Flags, Floats, Ints, Model

# a share of a client stands in two rows: the client's, and the one that asks for an open site
TWICE = 2


@dataclass(frozen=True, eq=False)
class Place:
    """A model of sites and clients, as of a minimum: `sites` open, each client at one of them.

    opening: of each site. cost: clients x sites, infinite where a client can not be there.
    open, served: the columns of the model, -1 where there is none.
    """

    sites: int
    opening: Floats
    cost: Floats
    open: Ints
    served: Ints

    def value(self, chosen: Ints) -> float:
        """Return what a set of open sites costs, each client at the cheapest of them."""
        return float(self.opening[chosen].sum() + self.cost[:, chosen].min(axis=1).sum())

    def point(self, chosen: Ints, width: int) -> Floats:
        """Return the point of the model, of `width` columns, in which these sites are open."""
        x = np.zeros(width)
        x[self.open[chosen]] = 1.0
        nearest = chosen[self.cost[:, chosen].argmin(axis=1)]
        x[self.served[np.arange(len(self.cost)), nearest]] = 1.0
        return x


@dataclass(frozen=True, eq=False)
class _Entries:
    """The figures of a model's rows: row and column of each, and whether it is of a site."""

    row: Ints
    column: Ints
    figure: Floats
    of_site: Flags

    def count(self, which: Flags, rows: int) -> Ints:
        """Return how many figures of a kind each row has."""
        return np.bincount(self.row[which], minlength=rows)


def place_of(model: Model) -> Place | None:
    """Return the sites and clients of a model, None where it is another.

    Whole columns are sites, and one row asks for a number of them; every other column stands in
    one row of ones that sum to one, a client's, and in one that keeps it at most its site's.
    """
    binary = (model.lower == 0).all() and (model.upper == 1).all()
    if not binary or not model.whole.any() or model.whole.all():
        return None
    rows = csr_array(model.rows)
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    told = _Entries(owner, rows.indices.astype(np.int64), rows.data, model.whole[rows.indices])
    count = rows.shape[0]
    sites, shares = told.count(told.of_site, count), told.count(~told.of_site, count)
    ones = told.count(told.figure != 1, count) == 0
    even = ones & (model.row_lower == model.row_upper)
    number = np.flatnonzero(even & (shares == 0) & (sites == model.whole.sum()))
    client = even & (model.row_upper == 1) & (sites == 0)
    held = (model.row_upper == 0) & np.isinf(model.row_lower) & (sites == 1) & (shares == 1)
    signed = told.figure == np.where(told.of_site, -1, 1)
    if len(number) != 1 or 1 + client.sum() + held.sum() != count or not signed[held[owner]].all():
        return None
    return _laid_out(model, told, (client, held), int(model.row_upper[number[0]]))


def _laid_out(
    model: Model, told: _Entries, kinds: tuple[Flags, Flags], wanted: int
) -> Place | None:
    """Return clients and sites, None where a share is not in one row of each kind."""
    client, held = kinds
    width = len(model.cost)
    share, site = np.flatnonzero(~model.whole), np.flatnonzero(model.whole)
    if (np.bincount(told.column, minlength=width)[share] != TWICE).any():
        return None
    number = np.cumsum(model.whole) - 1
    client_of, site_of, by_row = (np.full(n, -1) for n in (width, width, len(client)))
    inside = client[told.row]
    client_of[told.column[inside]] = (np.cumsum(client) - 1)[told.row[inside]]
    owners, shares = (held[told.row] & kind for kind in (told.of_site, ~told.of_site))
    by_row[told.row[owners]] = number[told.column[owners]]
    site_of[told.column[shares]] = by_row[told.row[shares]]
    if (client_of[share] < 0).any() or (site_of[share] < 0).any():
        return None
    sign = -1.0 if model.sense == "max" else 1.0
    cost = np.full((int(client.sum()), len(site)), inf)
    served = np.full(cost.shape, -1)
    cost[client_of[share], site_of[share]] = sign * model.cost[share]
    served[client_of[share], site_of[share]] = share
    return Place(wanted, sign * model.cost[site], cost, site, served)
