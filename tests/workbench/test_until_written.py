"""What waits is asked again only where an act wrote, and is always what counting afresh gives."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from django.core.cache import caches
from django.db import connection

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.audit.models import Touch
from feidi.workbench.coordination import waiting as coordination_waits
from feidi.workbench.desk import queries
from feidi.workbench.desk.queries import Desk, desk
from feidi.workbench.imports.models import Batch
from feidi.workbench.parks.models import Park
from feidi.workbench.parks.queries import seats_of
from feidi.workbench.projects import waiting as projects_wait
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import everything
from feidi.workbench.scope.watching import tables_read, written
from feidi.workbench.settlements.models import Run
from workbench.coordinating import registered
from workbench.story import acting, brought, confirmed, put_forward, settled
from workbench.walk import PRIVATE, private_archive, private_map, private_plan

# rows that the walk makes without an act
NO_ACTS = (private_archive, private_map, private_plan)


def desks(park: Park) -> dict[str, Desk]:
    """What waits for everybody of a park."""
    found = {}
    people = Membership.objects.filter(park=park, party__isnull=False)
    for username in people.order_by("id").values_list("user__username", flat=True):
        with acting(username) as one:
            found[username] = desk(one)
    return found


def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which apps are asked what waits, from now on."""
    asked: list[str] = []
    for app in queries.WAITING:
        real = app.waiting

        def told(actor, real=real, name=app.__name__):  # type: ignore[no-untyped-def]
            asked.append(name)
            return real(actor)

        monkeypatch.setattr(app, "waiting", told)
    return asked


@pytest.mark.slow
def test_after_every_act_it_is_what_counting_afresh_gives(small: Park) -> None:
    def own(make: Callable[[Actor], object]) -> None:
        with acting("origin-finance") as one:
            make(one)

    def year_put_forward() -> None:
        with acting("origin-finance"):
            run = Run.objects.latest("number")
        key = put_forward("origin-finance", run, 2031).pk
        acts.append(lambda: confirmed("origin-finance", key))
        acts.append(lambda: confirmed("host-finance", key))

    late = "99,A,增值税,2031Q1,2033-03-01,-10000.00,退库,\n"
    acts: list[Callable[[], object]] = [
        *(partial(own, make) for make, _, _ in PRIVATE if make not in NO_ACTS),
        lambda: brought("host-finance", late),
        lambda: settled("origin-finance"),
        year_put_forward,
    ]
    seen = [desks(small)]
    for act in acts:
        act()
        seen.append(desks(small))
        caches["pages"].clear()
        assert seen[-1] == desks(small)
    # most of them leave something that waits for somebody
    assert sum(one != other for one, other in pairwise(seen)) >= 7


def test_only_what_the_act_wrote_is_asked_again(
    small: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = heard(monkeypatch)
    with acting("host-office") as one:
        desk(one)
    assert len(asked) == len(queries.WAITING)
    asked.clear()
    registered()
    with acting("host-office") as one:
        desk(one)
    assert coordination_waits.__name__ in asked
    assert projects_wait.__name__ not in asked


def test_what_another_park_does_has_nothing_asked_again(
    small: Park, case: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting("case-host-office") as one:
        desk(one)
    registered()
    with acting("case-host-office") as one:
        for app in queries.WAITING:
            monkeypatch.setattr(app, "waiting", pytest.fail)
        desk(one)


def test_what_one_side_does_by_itself_has_nothing_asked_again_for_the_other(
    small: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shared() -> list[tuple[str, int]]:
        rows = Touch.objects.filter(park__in=(0, small.pk), owner=0)
        return list(rows.order_by("table").values_list("table", "number"))

    asked = heard(monkeypatch)
    alone = 0
    for make in (make for make, _, _ in PRIVATE if make not in NO_ACTS):
        with acting("host-finance") as one:
            desk(one)
        before = shared()
        asked.clear()
        with acting("origin-finance") as one:
            make(one)
        with acting("host-finance") as one:
            desk(one)
        if shared() == before:
            alone += 1
            assert asked == []
    assert alone >= 3


def test_the_tables_of_a_statement_are_known(small: Park) -> None:
    written(connection)
    with everything("the test reads and writes"):
        with tables_read() as outer:
            with tables_read() as tables:
                list(Project.objects.select_related("led_by").filter(pk__in=Run.objects.all()))
            list(Batch.objects.none())
        Project.objects.update(version=1)
        Batch.objects.filter(pk=0).delete()
    joined = {"projects_project", "parks_party", "settlements_run"}
    assert tables == outer == joined
    assert "projects_project" in written(connection)
    assert written(connection) == set()


def test_what_was_looked_up_before_counts_as_asked(small: Park) -> None:
    with acting("host-office"):
        seats_of(small.pk)
        with tables_read() as tables:
            seats_of(small.pk)
    assert "parks_seat" in tables
