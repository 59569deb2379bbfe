"""What is wrong with projects before any plan is tried: partners, tenants, needs (§LA8)."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.tables import unknown_id
from feidi.quantities.words import Words
from feidi.records.classification import classification, editions
from feidi.records.industry_table import unknown_code
from feidi.records.land import Land
from feidi.records.land_use import admits
from feidi.records.parcel import Parcel
from feidi.records.project import Project
from feidi.records.resource import resources


def project_problems(land: Land) -> Iterator[Problem]:
    """Yield everything that keeps the solver from being started on the projects."""
    parks = [park.id for park in land.parks]
    for project in land.projects:
        yield from (
            unknown_id(project.at, park, parks) for park in project.parks if park not in parks
        )
        yield from _industry(project)
        yield from _needs(project, land)
    yield from _partners(land)
    yield from _cycles(land)
    yield from _tenants(land)


def _industry(project: Project) -> Iterator[Problem]:
    """A code counts in its edition alone; one without an edition is only shown."""
    if not project.industry or not project.edition:
        return
    if project.edition not in editions():
        what = Words(
            f"没有“{project.edition}”这一版分类", f"no classification “{project.edition}” is known"
        )
        yield Problem("LA050", project.at, what, nearest(project.edition, list(editions())))
        return
    edition = classification(project.edition)
    if project.industry not in edition.codes:
        yield unknown_code(project.industry, edition, project.at)


def _needs(project: Project, land: Land) -> Iterator[Problem]:
    """No park has as much of a resource, or as much ground, as the project needs."""
    open_to = [p for p in land.parks if not project.parks or p.id in project.parks]
    if not open_to or project.fixed_on:
        return
    years = land.years or (0,)
    for resource, amount in project.needs:
        quotas = [(park.quota(resource, year), park) for park in open_to for year in years]
        if any(quota is None or quota >= amount for quota, _ in quotas):
            continue
        most, park = max(((q, k) for q, k in quotas if q is not None), key=lambda pair: pair[0])
        unit = resources()[resource].unit
        words = resources()[resource].words
        yield _too_much(
            project,
            Words(
                f"需要{words.zh} {amount:g} {unit.zh}，最多的园区 {park.id} {park.name}也只有 "
                f"{most:g}",
                f"it needs {amount:g} {unit.en} of {words.en}; the most any park has is {most:g}, "
                f"park {park.id} {park.name}",
            ),
        )
    ground = {park.id: sum(p.area_m2 for p in land.parcels_of(park.id)) for park in open_to}
    largest = max(ground, key=lambda key: ground[key])
    if ground[largest] < project.area_min_m2 and land.parcels:
        yield _too_much(
            project,
            Words(
                f"至少需要 {project.area_min_m2:.0f} 平方米，地最多的园区 {largest} 全部宗地也只有 "
                f"{ground[largest]:.0f} 平方米",
                f"it needs {project.area_min_m2:.0f} m2 at least; all parcels of {largest}, the "
                f"park with most ground, have {ground[largest]:.0f} m2",
            ),
        )


def _too_much(project: Project, what: Words) -> Problem:
    fix = Words("核对单位；确实如此就先谈指标", "check the unit; if it is right, negotiate first")
    return Problem("LA060", _at(project), what, fix)


def _at(project: Project) -> At:
    return project.at._replace(clause=project.id)


def _partners(land: Land) -> Iterator[Problem]:
    known = [project.id for project in land.projects]
    for project in land.projects:
        for partner in project.partners:
            if partner.project not in known:
                yield unknown_id(partner.at, partner.project, known)


def _cycles(land: Land) -> Iterator[Problem]:
    """A chain of supply that comes back to where it began: who supplies whom is not settled."""
    known = {project.id for project in land.projects}
    sold = {
        (project.id, partner.project): partner.at
        for project in land.projects
        for partner in project.partners
        if partner.project in known
    }
    while True:
        sellers: dict[str, set[str]] = {}
        for seller, buyer in sold:
            sellers.setdefault(buyer, set()).add(seller)
        try:
            TopologicalSorter(sellers).prepare()
        except CycleError as error:
            ring = error.args[1]
            yield _cycle(ring, sold.pop((ring[-2], ring[-1])))
        else:
            return


def _cycle(ring: list[str], at: At) -> Problem:
    chain = " → ".join(ring)
    what = Words(f"供应链成环：{chain}", f"the supply chain comes back: {chain}")
    fix = Words("核对谁供货、谁用货，删去错的一行", "check who sells and who buys; delete a row")
    return Problem("LA062", at, what, fix)


def _tenants(land: Land) -> Iterator[Problem]:
    """Tenants stand on parcels that exist, in one park, of their class, each on its own."""
    parcels = {parcel.id: parcel for parcel in land.parcels}
    taken: dict[str, str] = {}
    for project in land.projects:
        for known_as in project.fixed_on:
            if known_as not in parcels:
                yield unknown_id(_at(project), known_as, sorted(parcels))
                continue
            other = taken.setdefault(known_as, project.id)
            if other != project.id:
                yield _contradiction(
                    project,
                    Words(
                        f"宗地 {known_as} 已由项目 {other} 使用",
                        f"parcel {known_as} is taken by project {other}",
                    ),
                )
        yield from _tenancy(project, [parcels[p] for p in project.fixed_on if p in parcels])


def _tenancy(project: Project, stands_on: list[Parcel]) -> Iterator[Problem]:
    parks = sorted({parcel.park for parcel in stands_on})
    if len(parks) > 1:
        listed = Words("、".join(parks), ", ".join(parks))
        yield _contradiction(
            project,
            Words(f"占用的宗地在几个园区：{listed.zh}", f"its parcels lie in parks {listed.en}"),
        )
    if parks and project.parks and not set(parks) <= set(project.parks):
        yield _contradiction(
            project,
            Words(
                f"已在园区 {parks[0]}，可选园区却只有 {'、'.join(project.parks)}",
                f"it stands in park {parks[0]} but may go to {', '.join(project.parks)} only",
            ),
        )
    for parcel in stands_on:
        if not admits(parcel.zone, project.zone):
            yield _contradiction(
                project,
                Words(
                    f"需要 {project.zone}，所占宗地 {parcel.id} 是 {parcel.zone}",
                    f"it needs {project.zone}, but its parcel {parcel.id} is {parcel.zone}",
                ),
            )


def _contradiction(project: Project, what: Words) -> Problem:
    fix = Words("核对“已用宗地”", "check the column “fixed on”")
    return Problem("LA063", _at(project), what, fix)
