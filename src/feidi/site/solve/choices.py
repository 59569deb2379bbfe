"""Models in which each group takes one column: items to knapsacks, projects to parks."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array, vstack

from feidi.site.model.model import HALF, Floats, Ints, Model


@dataclass(frozen=True, eq=False)
class Choices:
    """A model as groups of columns, in the sense of a minimum.

    column: the model's columns, group by group, -1 where a group takes none of them. first: of
    each group. limit: of the rows that are left, `rows` in the model. pairs: two groups and
    what is gained where both are in one place. shared: the columns of the model that say so.
    """

    column: Ints
    first: Ints
    cost: Floats
    place: Ints
    uses: csr_array
    rows: Ints
    limit: Floats
    pairs: Ints
    bonus: Floats
    shared: "Shared"

    def chosen(self, x: Floats) -> Ints | None:
        """Return what each group takes in a point; None where a group takes too many."""
        found = np.empty(len(self.first) - 1, np.int64)
        for group, (low, high) in enumerate(pairwise(self.first.tolist())):
            on = [k for k in range(low, high) if self.column[k] >= 0 and x[self.column[k]] > HALF]
            none = high - 1 if self.column[high - 1] < 0 else -1
            if len(on) > 1 or (not on and none < 0):
                return None
            found[group] = on[0] if on else none
        return found

    def point(self, chosen: Ints, width: int) -> Floats:
        """Return the point of the model, of `width` columns, in which groups take these."""
        x = np.zeros(width)
        taken = self.column[chosen]
        x[taken[taken >= 0]] = 1.0
        both = self.place[chosen][self.shared.groups] == self.shared.place[:, None]
        x[self.shared.column] = both.all(axis=1)
        return x


@dataclass(frozen=True, eq=False)
class Shared:
    """Columns that two groups gain by being in one place: its two groups, and the place."""

    column: Ints
    groups: Ints
    place: Ints


def choices_of(model: Model) -> Choices | None:
    """Return the groups of a model, None where it is not made of them.

    Every column is 0 or 1 and stands in a block. The rows of ones that take one column, or one
    at most, make the groups; a column in none of them must be one that two groups gain by both
    being in its block (`z <= y` for each); all other rows have upper limits and no figure
    below 0.
    """
    plain = model.whole.all() and (model.lower == 0).all() and (model.upper == 1).all()
    if not plain or (model.block < 0).any():
        return None
    rows = csr_array(model.rows)
    owner = _groups(model, rows)
    shared = _shared(model, rows, owner)
    if shared is None:
        return None
    found, partner_rows = shared
    stays = _stays(model, rows, owner)
    once = np.unique(owner[owner >= 0])
    known = np.concatenate([once, partner_rows, stays])
    kept = np.setdiff1d(np.arange(len(model.facts)), known)
    rest = csr_array(rows[kept])
    upper_only = (model.row_lower[kept] == -np.inf).all() and (model.row_upper[kept] >= 0).all()
    if (rest.data < 0).any() or not upper_only or len(np.intersect1d(rest.indices, found.column)):
        return None
    return _laid_out(model, owner, (once, rows[stays]), (rest, kept), found)


def _groups(model: Model, rows: csr_array) -> Ints:
    """Return the row that each column is one of, -1 where none is."""
    owner = np.full(len(model.cost), -1)
    for row in np.flatnonzero((model.row_upper == 1) & (model.row_lower != -1)).tolist():
        entries = slice(rows.indptr[row], rows.indptr[row + 1])
        columns = rows.indices[entries]
        sound = model.row_lower[row] in {-np.inf, 0.0, 1.0} and (rows.data[entries] == 1).all()
        if sound and len(columns) and (owner[columns] < 0).all():
            owner[columns] = row
    return owner


def _stays(model: Model, rows: csr_array, owner: Ints) -> Ints:
    """Return the rows that ask for one of some columns of a group: tenants stay."""
    found = []
    for row in np.flatnonzero((model.row_lower == 1) & (model.row_upper == np.inf)).tolist():
        entries = slice(rows.indptr[row], rows.indptr[row + 1])
        owners = np.unique(owner[rows.indices[entries]])
        if (rows.data[entries] == 1).all() and len(owners) == 1 and owners[0] >= 0:
            found.append(row)
    return np.array(found, np.int64)


def _shared(model: Model, rows: csr_array, owner: Ints) -> tuple[Shared, Ints] | None:
    """Return the columns that say that two groups are in one block, and their rows."""
    loose = np.flatnonzero(owner < 0)
    by_column: dict[int, list[int]] = {column: [] for column in loose.tolist()}
    used: list[int] = []
    for row in np.flatnonzero((model.row_upper == 0) & (model.row_lower == -np.inf)).tolist():
        entries = slice(rows.indptr[row], rows.indptr[row + 1])
        columns, data = rows.indices[entries], rows.data[entries]
        up, down = columns[data == 1], columns[data == -1]
        owners = np.unique(owner[down])
        fits = len(up) == 1 and len(up) + len(down) == len(columns) and int(up[0]) in by_column
        if not (fits and len(owners) == 1 and owners[0] >= 0):
            continue
        in_block = np.flatnonzero((owner == owners[0]) & (model.block == model.block[up[0]]))
        if set(down.tolist()) == set(in_block.tolist()):
            by_column[int(up[0])].append(int(owners[0]))
            used.append(row)
    sign = -1.0 if model.sense == "max" else 1.0
    pairs = np.array([by_column[c] for c in loose.tolist() if len(by_column[c]) == 2], np.int64)
    if len(pairs) != len(loose) or (sign * model.cost[loose] > 0).any():
        return None
    return Shared(loose, pairs.reshape(-1, 2), model.block[loose]), np.array(used, np.int64)


def _laid_out(
    model: Model,
    owner: Ints,
    groups: tuple[Ints, csr_array],
    rest: tuple[csr_array, Ints],
    found: Shared,
) -> Choices | None:
    """Return the groups one after the other, each with a way to take nothing where it may."""
    sign = -1.0 if model.sense == "max" else 1.0
    once, stays = groups
    free = model.row_lower[once] != 1
    number = np.full(len(model.facts), -1)
    number[once] = np.arange(len(once))
    allowed = owner >= 0
    for low, high in pairwise(stays.indptr.tolist()):
        tenant = number[owner[stays.indices[low]]]
        free[tenant] = False
        allowed &= (owner != once[tenant]) | np.isin(np.arange(len(owner)), stays.indices[low:high])
    mine = np.flatnonzero(allowed)
    group = np.concatenate([number[owner[mine]], np.flatnonzero(free)])
    column = np.concatenate([mine, np.full(free.sum(), -1)])
    order = np.argsort(group, kind="stable")
    column, group = column[order], group[order]
    inside = column >= 0
    place, cost = np.full(len(column), -1), np.zeros(len(column))
    place[inside], cost[inside] = model.block[column[inside]], sign * model.cost[column[inside]]
    rows, kept = rest
    wide = csr_array(rows.T)
    empty = csr_array((1, wide.shape[1]))
    uses = _stacked(wide, empty, column)
    partners = number[found.groups]
    pairs, bonus, same = _one_bonus(partners, -sign * model.cost[found.column])
    if not same:
        return None
    first = np.searchsorted(group, np.arange(len(once) + 1))
    settled = Shared(found.column, partners, found.place)
    return Choices(
        column, first, cost, place, uses, kept, model.row_upper[kept], pairs, bonus, settled
    )


def _stacked(wide: csr_array, empty: csr_array, column: Ints) -> csr_array:
    """Return the uses of columns in an order, nothing where there is no column."""
    padded = csr_array(vstack([wide, empty]))
    return csr_array(padded[np.where(column >= 0, column, wide.shape[0])])


def _one_bonus(groups: Ints, gain: Floats) -> tuple[Ints, Floats, bool]:
    """Return each pair once with its bonus, and whether it is the same in every place."""
    groups = np.sort(groups, axis=1)
    pairs, index = np.unique(groups, axis=0, return_inverse=True)
    bonus = np.zeros(len(pairs))
    bonus[index] = gain
    return pairs, bonus, bool((bonus[index] == gain).all())


def feasible(found: Choices, chosen: Ints) -> bool:
    """Say whether all rows have room for what the groups take."""
    held = np.asarray(found.uses[chosen].sum(axis=0)).ravel()
    return bool((held <= found.limit + HALF * 1e-6).all())


def ground_of(found: Choices, price: Floats) -> Any:
    """Return the groups as the compiled loops take them. price: of each row, 0 or more."""
    from feidi.site.solve.kernels import Ground

    both = np.concatenate([found.pairs, found.pairs[:, ::-1]])
    order = np.argsort(both[:, 0], kind="stable")
    count = len(found.first) - 1
    return Ground(
        found.first.astype(np.int64),
        found.cost,
        found.uses.indptr.astype(np.int64),
        found.uses.indices.astype(np.int64),
        found.uses.data.astype(np.float64),
        found.place.astype(np.int64),
        np.searchsorted(both[order, 0], np.arange(count + 1)).astype(np.int64),
        both[order, 1].astype(np.int64),
        np.tile(found.bonus, 2)[order],
        price,
    )
