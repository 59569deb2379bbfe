"""The phases of a move, each with the one policy that holds throughout its year (§SR1)."""

from dataclasses import dataclass

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.calendar import MONTHS_A_YEAR
from feidi.quantities.words import Words
from feidi.records.relocation import Relocation, RelocationPhase, RelocationPolicy


@dataclass(frozen=True)
class Stage:
    """One phase and its policy. people: the most that move in it, None where open."""

    id: str
    year: int
    people: int | None
    policy: RelocationPolicy


def stages(relocation: Relocation, year: int) -> tuple[tuple[Stage, ...], tuple[Problem, ...]]:
    """Return the phases in the order of their years, and what is wrong with them.

    year: of the move where the folder states no phases. Every phase needs exactly one policy
    that holds from January to December of its year; none or several is an error (SR001).
    """
    phases = relocation.phases or (RelocationPhase(str(year), year, None, At("")),)
    found, problems = [], []
    for phase in sorted(phases, key=lambda p: (p.year, p.id)):
        first = phase.year * MONTHS_A_YEAR
        last = first + MONTHS_A_YEAR - 1
        touching = [p for p in relocation.policies if _touches(p, first, last)]
        if len(touching) == 1 and touching[0].holds_in(first) and touching[0].holds_in(last):
            found.append(Stage(phase.id, phase.year, phase.people, touching[0]))
        else:
            problems.append(_no_single_policy(phase, touching))
    return tuple(found), tuple(problems)


def _touches(policy: RelocationPolicy, first: int, last: int) -> bool:
    return policy.first <= last and (policy.last is None or first <= policy.last)


def _no_single_policy(phase: RelocationPhase, touching: list[RelocationPolicy]) -> Problem:
    named = [policy.document for policy in touching]
    year = phase.year
    what = (
        Words(
            f"{year} 年涉及 {len(named)} 份政策（{'、'.join(named)}），没有一份独自管全年",
            f"{len(named)} policies touch {year} ({', '.join(named)}); none of them alone "
            f"covers the whole year",
        )
        if named
        else Words(f"没有在 {year} 年有效的搬迁政策", f"no relocation policy holds in {year}")
    )
    fix = Words(
        "在 policies/ 中写明该年全年有效的一份政策，或改阶段的年份",
        "state in policies/ the one policy of the whole year, or change the phase's year",
    )
    return Problem("SR001", phase.at, what, fix)
