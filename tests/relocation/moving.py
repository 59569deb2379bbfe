"""Small relocations to plan: every number said, all of them invented."""

from dataclasses import replace

import numpy as np

from feidi.evidence.source import At
from feidi.records.relocation import (
    Hamlet,
    Relocation,
    RelocationPhase,
    RelocationPolicy,
    RelocationWeights,
    ResettlementSite,
)

POLICY = RelocationPolicy("示例〔2026〕1号", 2020 * 12, None, 0, 0, None, None, 15.0, 1, At("p"))

NO_WEIGHTS = RelocationWeights()


def hamlet(id_: str, people: int, **given: object) -> Hamlet:
    plain = Hamlet(
        id_, f"{id_}社", "", "某乡", 1 + people // 4, people, 1, 0, 0, 0, 0, 0, At("h", 1)
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def site(id_: str, people: int | None, **given: object) -> ResettlementSite:
    plain = ResettlementSite(
        id_, f"{id_}点", "", None, people, 1e9, 1e9, 5.0, 0, 0, 0, 0, 0.0, 0, 0, At("s", 1)
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def phase(id_: str, year: int, people: int | None = None) -> RelocationPhase:
    return RelocationPhase(id_, year, people, At("ph", 1))


def relocation(
    hamlets: list[Hamlet],
    sites: list[ResettlementSite],
    phases: tuple[RelocationPhase, ...] = (),
    weights: RelocationWeights = NO_WEIGHTS,
    policies: tuple[RelocationPolicy, ...] = (POLICY,),
) -> Relocation:
    return Relocation(4544, tuple(hamlets), tuple(sites), policies, phases, weights)


def drawn(seed: int) -> Relocation:
    """A small case drawn by a seed: tight enough that choices meet each other."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(3, 6))
    hamlets = [
        hamlet(
            f"H{i}",
            int(chance.integers(4, 30)),
            urgency=int(chance.integers(1, 3)),
            village=f"村{chance.integers(0, 2)}",
            kin=str(chance.choice(["", "甲", "乙"])),
            fields_x=float(chance.integers(0, 9000)),
        )
        for i in range(count)
    ]
    total = sum(h.people for h in hamlets)
    sites = [
        site(
            f"S{j}",
            int(total * chance.uniform(0.3, 1.0)),
            opening_cost_fen=int(chance.integers(0, 5)) * 1_000_000,
            cost_household_fen=int(chance.integers(1, 9)) * 100_000,
            slope_deg=float(chance.integers(0, 17)),
            opens_in=int(chance.choice([0, 2027])),
            jobs_distance_m=float(chance.integers(0, 5000)),
        )
        for j in range(3)
    ]
    phases = (phase("一", 2026, int(total * chance.uniform(0.4, 1.0))), phase("二", 2027))[
        : int(chance.integers(0, 3))
    ]
    weights = RelocationWeights(
        int(chance.integers(0, 90_000)), 40_000, int(chance.integers(0, 900_000)), 300_000
    )
    return relocation(hamlets, sites, phases, weights)
