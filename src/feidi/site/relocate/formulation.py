"""The moves as a mixed-integer model (§SR2): who moves where and when, at least cost.

Columns: x = 1 where a move is made, w = 1 where a hamlet moves in a stage (with several
stages), o = 1 where a site is opened, v = 1 where a village or a kin group uses a site. Every
row says a fact by which shortages and tests name it.
"""

from dataclasses import dataclass

import numpy as np

from feidi.site.model import Assembly, Model
from feidi.site.model.model import Floats, Ints
from feidi.site.relocate.counting import village_of
from feidi.site.relocate.moves import RESOURCES, Moves, room

# the objective is handed over in this many fen, so that its numbers stay near those of the rows
FEN_A_UNIT = 100_000


@dataclass(frozen=True, eq=False)
class RelocationModel:
    """A model and its columns. w: hamlets x stages, empty with one stage.

    constant: fen that every plan of the model counts for beside its columns.
    """

    model: Model
    x: Ints
    w: Ints
    constant: int = 0


def cheapest(moves: Moves, waited: dict[int, int]) -> RelocationModel:
    """Return the model of least cost in which everybody moves.

    waited: class of urgency -> the person-phases its people wait at most.
    """
    made = Assembly()
    x = made.columns(len(moves.cost), cost=moves.cost / FEN_A_UNIT, block=moves.site)
    w = _stage_columns(made, moves, _grants(moves) / FEN_A_UNIT)
    add_rows(made, moves, x, w)
    _granted(made, moves, w, waited)
    _open_sites(made, moves, x)
    weights, hamlets = moves.relocation.weights, moves.relocation.hamlets
    villages, kin = [village_of(h) for h in hamlets], [h.kin for h in hamlets]
    constant = 0 if w.size else int(_grants(moves).sum())
    constant -= _keep_together(made, moves, x, villages, weights.split_village_fen)
    constant -= _keep_together(made, moves, x, kin, weights.split_kin_fen)
    return RelocationModel(made.model("min"), x, w, constant)


def soonest(moves: Moves, urgency: int, waited: dict[int, int]) -> RelocationModel:
    """Return the model in which the people of one class of urgency wait least.

    waited: what is already granted to more urgent classes.
    """
    made = Assembly()
    x = made.columns(len(moves.cost), block=moves.site)
    theirs = np.array([h.urgency == urgency for h in moves.relocation.hamlets])
    w = _stage_columns(made, moves, np.where(theirs[:, None], _waiting(moves), 0.0))
    add_rows(made, moves, x, w)
    _granted(made, moves, w, waited)
    return RelocationModel(made.model("min"), x, w)


def most_people(moves: Moves) -> RelocationModel:
    """Return the model in which as many people move as the sites and phases take."""
    made = Assembly()
    x = made.columns(len(moves.cost), cost=moves.people.astype(np.float64), block=moves.site)
    w = _stage_columns(made, moves, 0.0)
    add_rows(made, moves, x, w, everybody=False)
    return RelocationModel(made.model("max"), x, w)


def everybody(moves: Moves) -> RelocationModel:
    """Return the model without cost in which all who have somewhere to go must move."""
    made = Assembly()
    x = made.columns(len(moves.cost), block=moves.site)
    w = _stage_columns(made, moves, 0.0)
    add_rows(made, moves, x, w)
    hamlets = moves.relocation.hamlets
    model = made.model("min").relaxed({("moves", hamlets[i].id) for i in moves.nowhere()})
    return RelocationModel(model, x, w)


def add_rows(made: Assembly, moves: Moves, x: Ints, w: Ints, *, everybody: bool = True) -> None:
    """Add what every plan keeps: each hamlet once, the room of each site, each phase's people."""
    relocation = moves.relocation
    count = len(relocation.hamlets)
    made.rows(
        moves.hamlet,
        x,
        1.0,
        lower=np.full(count, 1.0 if everybody else 0.0),
        upper=np.ones(count),
        fact=[("moves", h.id) for h in relocation.hamlets],
    )
    for resource in RESOURCES:
        limits = np.array([room(site, resource) for site in relocation.sites])
        taken = moves.takes(resource)
        if np.isfinite(limits).any() and taken.any():
            facts = [(resource, site.id) for site in relocation.sites]
            made.rows(moves.site, x, taken, upper=limits, fact=list(facts))
    if w.size:
        _link(made, moves, x, w)
    people = np.array([h.people for h in relocation.hamlets], np.float64)
    for t, stage in enumerate(moves.stages):
        if stage.people is not None:
            columns, weight = (w[:, t], people) if w.size else (x, moves.people.astype(float))
            _row(made, columns, weight, float(stage.people), ("phase", stage.id))


def _stage_columns(made: Assembly, moves: Moves, cost: Floats | float) -> Ints:
    """Add a column for each hamlet and stage, where there is a choice of stages."""
    shape = (len(moves.relocation.hamlets), len(moves.stages))
    if shape[1] == 1:
        return np.zeros((0, 1), np.int64)
    costs = np.broadcast_to(np.asarray(cost, np.float64), shape)
    return made.columns(shape[0] * shape[1], cost=costs.ravel()).reshape(shape)


def _link(made: Assembly, moves: Moves, x: Ints, w: Ints) -> None:
    """A hamlet moves in a stage of its policy's era, and to a site that is open by then."""
    hamlets = np.arange(len(w))
    for e, era in enumerate(moves.eras):
        own = np.flatnonzero(moves.era == e)
        made.rows(
            np.concatenate([moves.hamlet[own], np.repeat(hamlets, len(era))]),
            np.concatenate([x[own], w[:, list(era)].ravel()]),
            np.concatenate([np.full(len(own), -1.0), np.ones(len(hamlets) * len(era))]),
            lower=np.zeros(len(hamlets)),
            upper=np.zeros(len(hamlets)),
            fact="in its era",
        )
        opens = np.array([site.opens_in for site in moves.relocation.sites])
        for t in era:
            closed = own[opens[moves.site[own]] > moves.stages[t].year]
            if len(closed):
                made.rows(
                    np.concatenate([moves.hamlet[closed], hamlets]),
                    np.concatenate([x[closed], w[:, t]]),
                    1.0,
                    upper=np.ones(len(hamlets)),
                    fact=("open", moves.stages[t].id),
                )


def _granted(made: Assembly, moves: Moves, w: Ints, waited: dict[int, int]) -> None:
    """Each class of urgency waits no longer than it must."""
    for urgency, most in waited.items():
        theirs = [h.urgency == urgency for h in moves.relocation.hamlets]
        weight = _waiting(moves)[theirs].ravel()
        _row(made, w[theirs].ravel(), weight, float(most), ("waiting", urgency))


def _open_sites(made: Assembly, moves: Moves, x: Ints) -> None:
    """A site with a cost of opening is open where anyone moves to it: one row a hamlet and site."""
    costs = np.array([site.opening_cost_fen for site in moves.relocation.sites], np.float64)
    paid = np.flatnonzero(costs)
    if not len(paid):
        return
    opened = np.full(len(costs), -1)
    opened[paid] = made.columns(len(paid), cost=costs[paid] / FEN_A_UNIT, block=paid)
    chosen = np.flatnonzero(costs[moves.site] > 0)
    keys = moves.hamlet[chosen] * len(costs) + moves.site[chosen]
    _uses(made, x[chosen], keys, opened[np.unique(keys) % len(costs)], "opened")


def _keep_together(made: Assembly, moves: Moves, x: Ints, groups: list[str], price_fen: int) -> int:
    """A group pays for every site it uses; return what it is to be given back for its first."""
    names = [g for g in sorted(set(groups)) if g and groups.count(g) > 1]
    if not price_fen or not names:
        return 0
    number = {name: i for i, name in enumerate(names)}
    group = np.array([number.get(name, -1) for name in groups], np.int64)
    sites = len(moves.relocation.sites)
    chosen = np.flatnonzero(group[moves.hamlet] >= 0)
    places = group[moves.hamlet[chosen]] * sites + moves.site[chosen]
    used = np.unique(places)
    v = made.columns(len(used), cost=price_fen / FEN_A_UNIT, block=used % sites)
    keys = moves.hamlet[chosen] * sites + moves.site[chosen]
    firsts = np.unique(keys, return_index=True)[1]
    _uses(made, x[chosen], keys, v[np.searchsorted(used, places[firsts])], "together")
    return price_fen * len(names)


def _uses(made: Assembly, x: Ints, keys: Ints, used: Ints, fact: str) -> None:
    """Add rows: all moves of one key together are at most the column of what they use."""
    _, owner = np.unique(keys, return_inverse=True)
    count = len(used)
    made.rows(
        np.concatenate([owner, np.arange(count)]),
        np.concatenate([x, used]),
        np.concatenate([np.ones(len(x)), np.full(count, -1.0)]),
        upper=np.zeros(count),
        fact=fact,
    )


def _row(
    made: Assembly, columns: Ints, weight: Floats, most: float, fact: tuple[str, object]
) -> None:
    made.rows(np.zeros(len(columns), np.int64), columns, weight, upper=np.array([most]), fact=fact)


def _waiting(moves: Moves) -> Floats:
    """Return the person-phases of each hamlet in each stage: people times the phases before."""
    people = np.array([h.people for h in moves.relocation.hamlets], np.float64)
    return people[:, None] * np.arange(len(moves.stages))


def _grants(moves: Moves) -> Floats:
    """Return what each hamlet is granted in each stage, fen."""
    return np.array(
        [
            [
                stage.policy.grant_household_fen * hamlet.households
                + stage.policy.grant_person_fen * hamlet.people
                for stage in moves.stages
            ]
            for hamlet in moves.relocation.hamlets
        ],
        np.float64,
    )
