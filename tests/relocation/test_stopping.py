"""It can be stopped at any time: what it then says is true."""

from math import inf

from feidi.site.relocate import check_relocation, relocate
from feidi.site.solve.watch import Progress
from relocation.moving import drawn


class Stops:
    """Grants so many answers, then asks to stop."""

    def __init__(self, answers: int) -> None:
        self.answers = answers
        self.told: list[Progress] = []

    def left(self) -> float:
        return inf

    def stopped(self) -> bool:
        self.answers -= 1
        return self.answers < 0

    def tell(self, progress: Progress) -> None:
        self.told.append(progress)


def test_a_plan_that_was_stopped_is_valid_or_there_is_none() -> None:
    case = drawn(2)
    assert relocate(case, 2026).status == "optimal"
    for answers in (0, 1, 3, 10, 100):
        plan = relocate(case, 2026, Stops(answers))
        assert plan.status in {"stopped", "feasible", "optimal"}
        assert check_relocation(case, plan) == ()


def test_an_impossible_move_that_was_stopped_is_not_said_to_be_possible() -> None:
    case = drawn(1)
    assert relocate(case, 2026).status == "infeasible"
    for answers in (0, 1, 3, 10, 100):
        plan = relocate(case, 2026, Stops(answers))
        assert plan.status in {"stopped", "infeasible"}
        assert plan.moves == ()
