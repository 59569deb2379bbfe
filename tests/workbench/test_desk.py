"""The desk: what waits and in which order, and what each role sees first."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from feidi.quantities.words import both
from feidi.workbench.desk import queries
from feidi.workbench.desk.queries import desk, number_waiting
from feidi.workbench.desk.starts import start
from feidi.workbench.desk.waiting import Waiting
from feidi.workbench.exchange.demo import OFFICES
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import acting_for
from feidi.workbench.settlements.models import Run
from workbench.conftest import actor, browser_of
from workbench.story import acting, put_forward


def test_the_count_in_the_header_is_what_waits_for_the_person(small: Park) -> None:
    client = browser_of("origin-finance")

    def counted() -> int:
        found = re.search(r'class="number[^"]*">(\d+)<', client.get("/history/").content.decode())
        assert found is not None
        return int(found[1])

    before = counted()
    with acting("origin-finance") as one:
        run = Run.objects.get()
        assert number_waiting(one) == len(desk(one).mine) == before
    put_forward("origin-finance", run, 2031)
    with acting("origin-finance") as one:
        assert counted() == len(desk(one).mine) == before + 1


def test_what_is_due_first_stands_first_and_what_is_late_is_counted(
    small: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    days: list[date | None] = [None, today + timedelta(3), today - timedelta(1), today]
    with acting("origin-finance") as one:
        seats = tuple(one.at[0].seats.filter(party=one.party))
        rows = [
            Waiting(both(str(n)), both(""), "/", seats, True, timezone.now(), day)
            for n, day in enumerate(days)
        ]
        app = type("App", (), {"waiting": staticmethod(lambda _actor: rows)})
        monkeypatch.setattr(queries, "WAITING", (app,))
        found = desk(one)
    assert [w.title.zh for w in found.mine] == ["2", "3", "1", "0"]
    assert found.late == 1


@pytest.mark.parametrize("office", [name for name, _ in OFFICES])
def test_every_role_has_a_start_page_with_figures_that_open_rows(small: Park, office: str) -> None:
    one = actor(f"host-{office}")
    assert one.scope is not None
    with acting_for(one.scope):
        board = start(one)
    client = browser_of(f"host-{office}")
    assert client.get("/").status_code == 200
    assert board.figures
    for figure in board.figures:
        assert client.get(figure.address).status_code == 200, figure
