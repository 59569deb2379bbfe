"""Every move that is admitted: a hamlet, a site, a phase; what it takes and what it costs."""

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot

import numpy as np

from feidi.quantities.words import Words
from feidi.records.relocation import Hamlet, Relocation, ResettlementSite
from feidi.site.model.model import Floats, Ints
from feidi.site.relocate.stages import Stage

METRES_A_KM = 1000

# what a site must be for a hamlet in a phase; the first that fails refuses the move
Admits = Callable[[Hamlet, ResettlementSite, Stage], bool]


def _is_open(_hamlet: Hamlet, site: ResettlementSite, stage: Stage) -> bool:
    return site.opens_in <= stage.year


def _is_flat(_hamlet: Hamlet, site: ResettlementSite, stage: Stage) -> bool:
    most = stage.policy.slope_max_deg
    return most is None or (site.slope_deg is not None and site.slope_deg <= most)


def _is_safe(_hamlet: Hamlet, site: ResettlementSite, stage: Stage) -> bool:
    worst = stage.policy.hazard_max
    return worst is None or (site.hazard is not None and site.hazard <= worst)


def _has_room(hamlet: Hamlet, site: ResettlementSite, stage: Stage) -> bool:
    return all(takes(hamlet, r, stage) <= room(site, r) for r in RESOURCES)


# name -> (the test, what the refusal says of the site)
FILTERS: dict[str, tuple[Admits, Words]] = {
    "opens": (_is_open, Words("该阶段尚未启用", "not open in that phase")),
    "slope": (_is_flat, Words("坡度超限或未知", "its slope is above the limit or unknown")),
    "hazard": (_is_safe, Words("灾害等级超限或未知", "its hazard is above the limit or unknown")),
    "room": (_has_room, Words("单独也容纳不下", "cannot take it even by itself")),
}

RESOURCES: dict[str, tuple[Words, Words]] = {
    "households": (Words("户数", "households"), Words("户", "households")),
    "people": (Words("人数", "people"), Words("人", "people")),
    "homesteads": (Words("宅基地", "homestead ground"), Words("平方米", "m²")),
    "farmland": (Words("耕地", "farmland"), Words("亩", "mu")),
}


def takes(hamlet: Hamlet, resource: str, stage: Stage) -> float:
    """How much of a site's resource does a hamlet take, by the policy of its phase?"""
    if resource == "households":
        return hamlet.households
    if resource == "people":
        return hamlet.people
    a_head = (
        stage.policy.homestead_m2_head
        if resource == "homesteads"
        else stage.policy.farmland_mu_head
    )
    return hamlet.people * (a_head or 0.0)


def room(site: ResettlementSite, resource: str) -> float:
    """How much of a resource does a site have? Infinite where no limit is stated."""
    stated: float | None = {
        "households": site.capacity_households,
        "people": site.capacity_people,
        "homesteads": site.land_m2,
        "farmland": site.farmland_mu,
    }[resource]
    return np.inf if stated is None else float(stated)


def kilometres(hamlet: Hamlet, site: ResettlementSite) -> float:
    """How far is a site from a hamlet's old fields, in a straight line?"""
    return hypot(site.x - hamlet.fields_x, site.y - hamlet.fields_y) / METRES_A_KM


def move_costs(
    hamlet: Hamlet, site: ResettlementSite, stage: Stage, relocation: Relocation
) -> dict[str, int]:
    """What does one move count for, by part, in fen?

    building and grants are money; fields and work are distances at the planners' weights.
    """
    weights, policy = relocation.weights, stage.policy
    work = site.jobs_distance_m / METRES_A_KM
    return {
        "building": site.cost_household_fen * hamlet.households,
        "grants": policy.grant_household_fen * hamlet.households
        + policy.grant_person_fen * hamlet.people,
        "fields": round(weights.fields_fen_km * hamlet.households * kilometres(hamlet, site)),
        "work": round(weights.work_fen_km * hamlet.households * work),
    }


@dataclass(frozen=True, eq=False)
class Moves:
    """All admitted moves as parallel arrays of indices into hamlets, sites and eras.

    An era is a run of stages under one policy: within it, what a move costs and takes does not
    depend on the stage. eras: the stages of each, as indices. cost: fen, without grants.
    refused: (hamlet, filter) -> the sites that the filter refused to it in every stage.
    """

    relocation: Relocation
    stages: tuple[Stage, ...]
    eras: tuple[tuple[int, ...], ...]
    hamlet: Ints
    site: Ints
    era: Ints
    cost: Ints
    refused: dict[int, dict[str, tuple[str, ...]]]

    @property
    def people(self) -> Ints:
        """Return the people of each move."""
        return np.array([h.people for h in self.relocation.hamlets], np.int64)[self.hamlet]

    def takes(self, resource: str) -> Floats:
        """Return how much of a resource each move takes at its site."""
        hamlets = self.relocation.hamlets
        first = [self.stages[era[0]] for era in self.eras]
        pairs = zip(self.hamlet.tolist(), self.era.tolist(), strict=True)
        return np.array([takes(hamlets[h], resource, first[e]) for h, e in pairs])

    def nowhere(self) -> tuple[int, ...]:
        """Return the hamlets that no site is admitted for."""
        placed = set(self.hamlet.tolist())
        return tuple(i for i in range(len(self.relocation.hamlets)) if i not in placed)


def admitted_moves(relocation: Relocation, stages: tuple[Stage, ...]) -> Moves:
    """Which hamlet may go to which site under which policy?

    A filter that needs a figure the site does not have refuses it: safety is not guessed.
    """
    eras = _eras(stages)
    kept: list[tuple[int, int, int, int]] = []
    refused: dict[int, dict[str, tuple[str, ...]]] = {}
    for h, hamlet in enumerate(relocation.hamlets):
        for s, site in enumerate(relocation.sites):
            # most sites are open in the last stage of an era
            barred = [_barred(hamlet, site, stages[era[-1]]) for era in eras]
            if None not in barred:
                found = refused.setdefault(h, {})
                found[str(barred[-1])] = (*found.get(str(barred[-1]), ()), site.id)
            for e, era in enumerate(eras):
                if barred[e] is None:
                    parts = move_costs(hamlet, site, stages[era[-1]], relocation)
                    kept.append((h, s, e, sum(parts.values()) - parts["grants"]))
    columns = zip(*kept, strict=True) if kept else ((), (), (), ())
    h_, s_, e_, cost = (np.array(column, np.int64) for column in columns)
    return Moves(relocation, stages, eras, h_, s_, e_, cost, refused)


def _eras(stages: tuple[Stage, ...]) -> tuple[tuple[int, ...], ...]:
    policies = list(dict.fromkeys(stage.policy for stage in stages))
    return tuple(
        tuple(t for t, stage in enumerate(stages) if stage.policy == policy) for policy in policies
    )


def _barred(hamlet: Hamlet, site: ResettlementSite, stage: Stage) -> str | None:
    return next((n for n, (test, _) in FILTERS.items() if not test(hamlet, site, stage)), None)
