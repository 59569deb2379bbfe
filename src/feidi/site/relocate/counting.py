"""What a set of moves costs and how long its people wait: read from the records alone.

The checker and the planner both count with this; neither the model nor a solver is asked.
"""

from collections.abc import Callable, Iterable

from feidi.records.relocation import Hamlet, Relocation
from feidi.site.relocate.moves import move_costs
from feidi.site.relocate.stages import Stage

Placed = dict[str, tuple[str, Stage]]


def parts_of(relocation: Relocation, placed: Placed) -> tuple[tuple[str, int], ...]:
    """What does each part of a plan count for, in fen? placed: hamlet -> site and stage."""
    sites = {site.id: site for site in relocation.sites}
    parts = dict.fromkeys(("building", "opening", "grants", "fields", "work", "villages", "kin"), 0)
    for hamlet in relocation.hamlets:
        if hamlet.id in placed:
            site, stage = placed[hamlet.id]
            for name, fen in move_costs(hamlet, sites[site], stage, relocation).items():
                parts[name] += fen
    used = {site for site, _ in placed.values()}
    parts["opening"] = sum(sites[site].opening_cost_fen for site in used)
    weights = relocation.weights
    parts["villages"] = weights.split_village_fen * _splits(relocation.hamlets, placed, village_of)
    parts["kin"] = weights.split_kin_fen * _splits(relocation.hamlets, placed, lambda h: h.kin)
    return tuple(parts.items())


def waited_of(
    relocation: Relocation, placed: Placed, stages: tuple[Stage, ...]
) -> tuple[tuple[int, int], ...]:
    """How many person-phases does each class of urgency wait? The most urgent class first."""
    order = {stage.id: i for i, stage in enumerate(stages)}
    waited: dict[int, int] = {}
    for hamlet in relocation.hamlets:
        if hamlet.id in placed:
            phases = order[placed[hamlet.id][1].id]
            waited[hamlet.urgency] = waited.get(hamlet.urgency, 0) + hamlet.people * phases
    return tuple(sorted(waited.items()))


def village_of(hamlet: Hamlet) -> str:
    """Return the village a hamlet is kept together with, empty where none is stated."""
    return f"{hamlet.town}/{hamlet.village}" if hamlet.village else ""


def _splits(hamlets: Iterable[Hamlet], placed: Placed, group_of: Callable[[Hamlet], str]) -> int:
    """Return how many sites groups use beyond their first."""
    used: dict[str, set[str]] = {}
    for hamlet in hamlets:
        group = group_of(hamlet)
        if group and hamlet.id in placed:
            used.setdefault(group, set()).add(placed[hamlet.id][0])
    return sum(len(sites) - 1 for sites in used.values())
