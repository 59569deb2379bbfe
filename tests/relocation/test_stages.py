"""A phase needs the one policy of its year; nothing is planned under none or under two."""

from dataclasses import replace

from feidi.site.relocate import relocate
from relocation.moving import POLICY, hamlet, phase, relocation, site


def codes_of(*policies: object, years: tuple[int, ...] = (2026,)) -> list[str]:
    phases = tuple(phase(str(year), year) for year in years)
    case = relocation([hamlet("甲", 4)], [site("一号", 9)], phases, policies=policies)  # type: ignore[arg-type]
    plan = relocate(case, 2026)
    assert plan.status == ("refused" if plan.problems else "optimal")
    return [problem.code for problem in plan.problems]


def test_a_year_without_a_policy_is_refused() -> None:
    assert codes_of() == ["SR001"]
    assert codes_of(replace(POLICY, last=2026 * 12 + 11), years=(2026, 2027)) == ["SR001"]


def test_a_year_in_which_the_policy_changes_is_refused() -> None:
    until = replace(POLICY, last=2026 * 12 + 5)
    since = replace(POLICY, document="示例〔2026〕2号", first=2026 * 12 + 6)
    assert codes_of(until, since) == ["SR001"]
    assert codes_of(until, since, years=(2025, 2027)) == []


def test_each_phase_goes_by_the_policy_of_its_year() -> None:
    until = replace(POLICY, last=2026 * 12 + 11, grant_person_fen=100)
    since = replace(POLICY, first=2027 * 12, grant_person_fen=900)
    case = relocation(
        [hamlet("甲", 10), hamlet("乙", 10, urgency=2)],
        [site("一号", 20)],
        (phase("一", 2026, 10), phase("二", 2027)),
        policies=(until, since),
    )
    assert dict(relocate(case, 2026).parts)["grants"] == 10 * 100 + 10 * 900


def test_nobody_to_move_or_nowhere_to_go_is_said_before_any_solver_runs() -> None:
    plan = relocate(relocation([], []), 2026)
    assert [p.code for p in plan.problems] == ["SR002", "SR002"]
