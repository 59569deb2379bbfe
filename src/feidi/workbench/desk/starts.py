"""What each role sees first on its desk (beside what waits): figures and short lists."""

from collections.abc import Callable
from dataclasses import replace

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import (
    DUTY,
    FINANCE,
    INVESTMENT,
    JOINT_OFFICE,
    LAND,
    LEADER,
    PARK,
    POLICY,
    STATISTICS,
)
from feidi.workbench.audit.lately import until_written
from feidi.workbench.coordination.forms import today
from feidi.workbench.coordination.task_lists import open_on
from feidi.workbench.dashboards.board import Board
from feidi.workbench.dashboards.boards import (
    attribution,
    coordination,
    fiscal,
    investment,
    land,
    leaders,
    meetings,
    obligations,
    operation,
)
from feidi.workbench.dashboards.shared_money import years_of
from feidi.workbench.settlements.queries import last_run

NOTHING = Words("", "")


def start(actor: Actor) -> Board:
    """Return what the actor's role sees first, and the meetings of today."""
    return until_written(f"start-{actor.role}", actor, lambda: _with_meetings(actor))


def _with_meetings(actor: Actor) -> Board:
    board = STARTS.get(actor.role, general)(actor)
    return replace(board, urgent=(*board.urgent, meetings.of_today(today())))


def of_leader(actor: Actor) -> Board:
    """Return the five figures, and what is red."""
    whole = leaders.leaders(actor.at[0])
    return Board(NOTHING, whole.answer, whole.figures, lists=whole.lists)


def of_finance(_actor: Actor) -> Board:
    """Return what each side gets and is still owed; statements open, corrections made."""
    run = last_run()
    if run is None or not years_of(run):
        return Board(NOTHING, NOTHING, lists=(fiscal.statements(),))
    figures = tuple(fiscal.figures(run, years_of(run)[-1]))
    return Board(NOTHING, NOTHING, figures, lists=(fiscal.statements(), fiscal.changed(run)))


def of_joint_office(_actor: Actor) -> Board:
    """Return the tasks by light."""
    living = open_on(today())
    figures = tuple(coordination.figures(living))
    return Board(NOTHING, NOTHING, figures, lists=(coordination.reds(living),))


def of_investment(_actor: Actor) -> Board:
    """Return the projects, those stuck longest, the claims about to lapse."""
    figures = tuple(investment.figures())
    return Board(
        NOTHING, NOTHING, figures, lists=(investment.stuck_longest(), investment.lapsing())
    )


def of_park(_actor: Actor) -> Board:
    """Return projects and land, the stuck and the idle."""
    figures = (*investment.figures(), *land.figures())
    return Board(NOTHING, NOTHING, figures, lists=(investment.stuck_longest(), land.idle()))


def of_land(_actor: Actor) -> Board:
    """Return what is left of the land, and what lies idle."""
    return Board(NOTHING, NOTHING, tuple(land.figures()), lists=(land.idle(),))


def of_statistics(_actor: Actor) -> Board:
    """Return the sheets of attribution that wait, are disputed or fixed."""
    return Board(NOTHING, NOTHING, tuple(attribution.figures()), lists=(attribution.latest(),))


def of_policy(_actor: Actor) -> Board:
    """Return what the agreement asks by when, and the texts that are not in force."""
    found = obligations.unsettled()
    lists = (obligations.coming(found), obligations.texts())
    return Board(NOTHING, NOTHING, tuple(obligations.figures(found)), lists=lists)


def of_duty(_actor: Actor) -> Board:
    """Return which points are silent, and which report that something is wrong."""
    found = operation.points()
    urgent = (operation.silent(found), operation.odd(found))
    return Board(NOTHING, NOTHING, tuple(operation.figures(found)), urgent=urgent)


def general(_actor: Actor) -> Board:
    """Return what has been shared, and how many tasks are red."""
    figures = (*leaders.money_figures(last_run()), *leaders.task_figures())
    return Board(NOTHING, NOTHING, figures)


STARTS: dict[str, Callable[[Actor], Board]] = {
    LEADER: of_leader,
    FINANCE: of_finance,
    JOINT_OFFICE: of_joint_office,
    INVESTMENT: of_investment,
    PARK: of_park,
    LAND: of_land,
    STATISTICS: of_statistics,
    POLICY: of_policy,
    DUTY: of_duty,
}
