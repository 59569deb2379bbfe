"""What the scopes of many agreements cover: worked out once, before any receipt is seen (§R9)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.clauses.admission import admitted_enterprises
from feidi.clauses.batch import Batch, Slot
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.plan import Case
from feidi.clauses.timeline import Timeline
from feidi.records.cells import Cells

Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Part = tuple[Sequence[Case], Batch]
NOBODY = -1


@dataclass(frozen=True)
class Coverage:
    """One scope of every agreement of a batch.

    taxes: those that some agreement covers. by_tax: which of them each agreement covers, with a
    last column for any other tax. net: whether each deducts refunds. firms, lanes, owners: for
    every enterprise covered its number, its lane in the batch and its agreement.
    """

    slot: Slot
    scopes: tuple[Scope, ...]
    taxes: tuple[str, ...]
    by_tax: Flags
    net: Flags
    firms: Indices
    lanes: Indices
    owners: Indices

    def of(self, cells: Cells) -> Flags:
        """Return whether each agreement covers each (tax, kind) of the cells."""
        column = {tax: i for i, tax in enumerate(self.taxes)}
        tax = self.by_tax[:, [column.get(tax, len(column)) for tax in cells.taxes]]
        refund = np.array([kind == "refund" for kind in cells.kinds], np.bool_)
        kind = self.net[:, None] | ~refund
        return np.asarray(tax[:, :, None] & kind[:, None, :])


@dataclass(frozen=True)
class Ground:
    """Batches with what their scopes cover.

    number: enterprise -> its number. owner: the agreement of each, counted over all batches.
    lines: the different timelines. clock: which of them each agreement has.
    """

    parts: tuple[Part, ...]
    coverages: tuple[tuple[Coverage, ...], ...]
    number: dict[str, int]
    owner: Indices
    lines: tuple[Timeline, ...]
    clock: Indices

    def firms_of(self, cells: Cells) -> Indices:
        """Return the number of every enterprise of the cells; NOBODY where no case has it."""
        return np.array([self.number.get(firm, NOBODY) for firm in cells.enterprises], np.intp)


def lay_out(parts: Sequence[Part]) -> Ground:
    """Return the ground of batches; no enterprise is in two cases."""
    cases = [case for its, _ in parts for case in its]
    owner = {firm: i for i, case in enumerate(cases) for firm in case.enterprises}
    number = {firm: i for i, firm in enumerate(owner)}
    timelines = [line for _, batch in parts for line in batch.timelines]
    row = {line: i for i, line in enumerate(dict.fromkeys(timelines))}
    return Ground(
        tuple(parts),
        tuple(_coverages(part, number) for part in parts),
        number,
        np.array(list(owner.values()), np.intp),
        tuple(row),
        np.array([row[line] for line in timelines], np.intp),
    )


def _coverages(part: Part, number: dict[str, int]) -> tuple[Coverage, ...]:
    batch = part[1]
    lanes = {
        (i, firm): lane
        for lane, (i, firm) in enumerate(zip(batch.group.tolist(), batch.subjects, strict=True))
    }
    return tuple(
        _coverage(part, position, number, lanes)
        for position, slot in enumerate(batch.slots)
        if isinstance(slot.clause, Scope)
    )


def _coverage(
    part: Part, position: int, number: dict[str, int], lanes: dict[tuple[int, str], int]
) -> Coverage:
    cases, batch = part
    slot = batch.slots[position]
    clauses = (case.agreement.slots[position].clause for case in cases)
    scopes = tuple(scope for scope in clauses if isinstance(scope, Scope))
    covered = [
        (i, firm)
        for i, (scope, case) in enumerate(zip(scopes, cases, strict=True))
        for firm in admitted_enterprises(scope, case)
    ]
    owners = [i for i, _ in covered]
    taxes = tuple(dict.fromkeys(tax for scope in scopes for tax in scope.taxes))
    by_tax = [[*(tax in scope.taxes for tax in taxes), False] for scope in scopes]
    return Coverage(
        slot,
        scopes,
        taxes,
        np.array(by_tax, np.bool_).reshape(len(scopes), len(taxes) + 1),
        np.array([scope.refunds == "net" for scope in scopes], np.bool_),
        np.array([number[firm] for _, firm in covered], np.intp),
        np.array(owners if slot.grain == "park" else [lanes[at] for at in covered], np.intp),
        np.array(owners, np.intp),
    )
