"""Which dashboards there are, and each as one side may see it now."""

from collections.abc import Callable

from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.lately import until_written
from feidi.workbench.dashboards.board import Board
from feidi.workbench.dashboards.boards import coordination, fiscal, investment, land, leaders
from feidi.workbench.parks.models import Park

BOARDS: dict[str, tuple[Words, Callable[[Park], Board]]] = {
    "leaders": (Words("总览", "At a glance"), leaders.leaders),
    "investment": (Words("招商", "Investment"), investment.investment),
    "land": (Words("土地", "Land"), land.land),
    "fiscal": (Words("财政", "Fiscal"), fiscal.fiscal),
    "coordination": (Words("协调", "Coordination"), coordination.coordination),
}
FIRST = "leaders"


def board(name: str, actor: Actor) -> Board:
    """Return a dashboard as the actor's side may see it."""
    park, _party = actor.at
    _words, make = BOARDS[name]
    return until_written(f"board-{name}", actor, lambda: make(park))
