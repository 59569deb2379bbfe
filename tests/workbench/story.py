"""What two finance officers do in a year, by actions alone, on whatever database there is."""

from collections.abc import Iterator
from contextlib import contextmanager

from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.models import Membership
from feidi.workbench.imports.actions import bring, bring_in
from feidi.workbench.imports.checking import check_table
from feidi.workbench.imports.models import RECEIPTS, Batch
from feidi.workbench.scope.acting import acting_for
from feidi.workbench.settlements.actions import confirm, propose, start
from feidi.workbench.settlements.models import Run, Statement
from feidi.workbench.settlements.tasks import compute

HEADER = "编号,企业,税种,所属期,入库日期,金额,类型,来源\n"


def person(username: str) -> Actor:
    one = Membership.objects.select_related("user", "park", "party").get(user__username=username)
    return Actor(one.user, one, "story", "127.0.0.1", fresh=True)


@contextmanager
def acting(username: str) -> Iterator[Actor]:
    one = person(username)
    assert one.scope is not None
    with acting_for(one.scope):
        yield one


def settled(username: str, day: str | None = None) -> Run:
    from datetime import date

    with acting(username) as one:
        run = start(actor=one, known_at=date.fromisoformat(day) if day else None)
        compute.func(run.pk)
        run.refresh_from_db()
        assert run.state == "done", run.problems
        return run


def put_forward(username: str, run: Run, year: int) -> Statement:
    with acting(username) as one:
        return propose(actor=one, run=run, year=year)


def confirmed(username: str, key: int) -> Statement:
    with acting(username) as one:
        statement = Statement.objects.select_related("run").get(pk=key)
        return confirm(
            actor=one,
            statement=statement,
            version=statement.version,
            seen=statement.run.result_sha256,
        )


def brought(username: str, rows: str, name: str = "more.csv") -> Batch:
    with acting(username) as one:
        content = (HEADER + rows).encode()
        checked = check_table(one.at[0].pk, RECEIPTS, content)
        assert checked.clean, checked.problems
        batch = bring(actor=one, table=RECEIPTS, said_name=name, content=content, checked=checked)
        return bring_in(actor=one, batch=batch, version=batch.version)
