"""Tenants that stand already break no quota and no distance, or no plan can hold (§LA8)."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from math import fsum

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.land import Land
from feidi.records.land_use import SENSITIVE
from feidi.records.project import Project
from feidi.records.resource import resources

# sums of decimals may be off by this share
ROUNDING = 1e-9
# metres that two edges may move between degrees and the plane
DRAWN_M = 1e-3


def tenant_limits(land: Land, day: date | None) -> Iterator[Problem]:
    """Yield each quota that tenants alone overdraw, each distance that two of them break.

    day: on which a distance is in force; None takes all.
    """
    parcels = {parcel.id: parcel for parcel in land.parcels}
    stand = {
        project: [parcels[name] for name in project.fixed_on]
        for project in land.projects
        if project.fixed_on and all(name in parcels for name in project.fixed_on)
    }
    yield from _overdrawn(land, {p: on[0].park for p, on in stand.items()})
    for one, other in combinations(stand, 2):
        apart = min(a.shape.distance(b.shape) for a in stand[one] for b in stand[other])
        kept = max(
            (
                rule.metres
                for rule in land.distances
                if (day is None or rule.in_force(day))
                and any(
                    _is(a, rule.first) and _is(b, rule.second)
                    for a, b in ((one, other), (other, one))
                )
            ),
            default=0.0,
        )
        if apart < kept - DRAWN_M:
            yield _contradiction(
                other,
                Words(
                    f"与已落地的 {one.id} 相距 {apart:.1f} 米，应为 {kept:g} 米",
                    f"it stands {apart:.1f} m from tenant {one.id}; {kept:g} m are asked",
                ),
            )


def _is(project: Project, name: str) -> bool:
    return project.sensitive if name == SENSITIVE else project.hazard == name


def _overdrawn(land: Land, park_of: dict[Project, str]) -> Iterator[Problem]:
    for park in land.parks:
        here = [project for project, where in park_of.items() if where == park.id]
        for code, resource in resources().items():
            drawn = fsum(project.need(code) for project in here)
            quotas = [q for y in land.years or (0,) if (q := park.quota(code, y)) is not None]
            if not here or not quotas or drawn <= min(quotas) * (1 + ROUNDING):
                continue
            name, unit, least = resource.words, resource.unit, min(quotas)
            yield _contradiction(
                here[-1],
                Words(
                    f"已落地的 {len(here)} 个项目在园区 {park.id} 共用{name.zh} {drawn:g} "
                    f"{unit.zh}，限额只有 {least:g}",
                    f"the {len(here)} tenants of park {park.id} draw {drawn:g} {unit.en} of "
                    f"{name.en}; its quota is {least:g}",
                ),
            )


def _contradiction(project: Project, what: Words) -> Problem:
    fix = Words(
        "核对已用宗地、需要、限额和距离；现状确实如此的，先谈妥再规划",
        "check parcels, needs, quotas and distances; where it is so, settle that first",
    )
    return Problem("LA063", project.at._replace(clause=project.id), what, fix)
