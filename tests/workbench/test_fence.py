"""The second net: what PostgreSQL itself lets through where the site's own filter is not asked."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from feidi.workbench.agreements.models import Text
from feidi.workbench.audit.models import Event
from feidi.workbench.parks.models import Park
from feidi.workbench.project.environment import ASKED_BEFORE
from feidi.workbench.scope.acting import acting_for, everything
from feidi.workbench.scope.fencing import fenced, policies, put_up, unfenced
from feidi.workbench.scope.telling import one_reading
from workbench.conftest import as_owner
from workbench.story import acting, person
from workbench.walk import private_batch, private_text

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has a second net"
)


def asked(statement: str, *given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall()) if cursor.description else [(cursor.rowcount,)]


def test_every_table_of_the_sides_has_its_fence(db: None) -> None:
    assert unfenced(connection) == []
    assert len(fenced()) >= 14
    ordinary, bypassing = asked(
        "SELECT NOT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )[0]
    assert (ordinary, bypassing) == (True, False)


def test_a_table_that_loses_its_fence_is_found_and_fenced_again(db: None) -> None:
    with as_owner():
        asked("DROP POLICY feidi_delete ON agreements_text")
        asked("ALTER TABLE imports_batch NO FORCE ROW LEVEL SECURITY")
        assert {m._meta.db_table for m in unfenced(connection)} == {
            "agreements_text",
            "imports_batch",
        }
        assert put_up(connection) == 2
        assert unfenced(connection) == []


def test_who_has_not_said_for_whom_sees_no_row(small: Park) -> None:
    for model in fenced():
        assert asked(f"SELECT count(*) FROM {model._meta.db_table}") == [(0,)]  # noqa: S608
    with everything("the test looks at all rows"):
        assert asked("SELECT count(*) FROM audit_event") > [(20,)]


@pytest.fixture
def own(small: Park) -> Text:
    with acting("origin-finance") as one:
        private_batch(one)
        text = private_text(one)
    assert isinstance(text, Text)
    return text


def test_plain_sql_does_not_see_or_change_what_is_the_other_sides(own: Text) -> None:
    for name in ("host-finance", "case-origin-finance"):
        scope = person(name).scope
        assert scope is not None
        with acting_for(scope):
            assert asked("SELECT id FROM agreements_text WHERE id = %s", own.pk) == []
            assert asked("UPDATE agreements_text SET title = 'x' WHERE id = %s", own.pk) == [(0,)]
            assert asked("DELETE FROM agreements_text WHERE id = %s", own.pk) == [(0,)]
            assert asked("UPDATE imports_batch SET said_name = 'x' WHERE visibility = 'own'") == [
                (0,)
            ]
    with acting("origin-finance"):
        assert asked("SELECT title FROM agreements_text WHERE id = %s", own.pk)[0][0] != "x"


FORGED = (
    "INSERT INTO stored_storedfile (park_id, owner_id, visibility, name, content, sha256, size,"
    " current, added_at, added_by) VALUES (%s, %s, %s, 'x', '', '', 0, false, now(), 'x')"
)


def test_a_row_in_the_name_of_the_other_side_or_park_is_refused(own: Text, case: Park) -> None:
    host = person("host-finance").scope
    assert host is not None
    with acting_for(host):
        for given in ((host.park, own.owner_id, "own"), (case.pk, None, "joint")):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                asked(FORGED, *given)
        assert asked(FORGED, host.park, host.party, "own") == [(1,)]
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            asked("UPDATE stored_storedfile SET park_id = %s WHERE name = 'x'", case.pk)


def test_rows_that_hang_on_a_row_follow_it(own: Text, small: Park, case: Park) -> None:
    with acting("origin-finance"):
        lines = asked("SELECT count(*) FROM settlements_line")[0][0]
        batch = asked("SELECT min(id) FROM imports_batch")[0][0]
    with everything("the test compares"):
        mine = asked(
            "SELECT count(*) FROM settlements_line l JOIN settlements_run r ON r.id = l.run_id "
            "WHERE r.park_id = %s",
            small.pk,
        )
        assert mine == [(lines,)]
    stranger = person("case-host-finance").scope
    assert stranger is not None
    with acting_for(stranger):
        assert asked("UPDATE imports_receiptrow SET amount = 0 WHERE batch_id = %s", batch) == [
            (0,)
        ]
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            asked(
                "INSERT INTO agreements_key (text_id, party_id, by, at, fingerprint) "
                "VALUES (%s, %s, 'x', now(), '')",
                own.pk,
                stranger.party,
            )


def test_the_trail_is_read_and_grown_and_nothing_else(small: Park) -> None:
    for statement in ("UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event"):
        with (
            everything("the test plays a program gone wrong"),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            asked(statement)
    with acting("host-finance"):
        assert asked("SELECT count(*) FROM audit_event")[0][0] == Event.objects.count()


def test_whom_one_asks_for_is_told_anew_after_a_rollback(own: Text) -> None:
    origin, host = person("origin-finance").scope, person("host-finance").scope
    assert origin is not None
    assert host is not None
    count = "SELECT count(*) FROM agreements_text WHERE visibility = 'own'"
    with acting_for(origin):
        assert asked(count) == [(1,)]
        with transaction.atomic(), acting_for(host):
            assert asked(count) == [(0,)]
            transaction.set_rollback(True)
        assert asked(count) == [(1,)]
        with transaction.atomic(), acting_for(host):
            assert asked(count) == [(0,)]
        assert asked(count) == [(1,)]
    assert asked(count) == [(0,)]
    with acting_for(host):
        assert asked(count) == [(0,)]


def test_policies_are_made_of_the_models() -> None:
    said = policies(Text)
    assert set(said) == {"select", "insert", "update", "delete"}
    assert all("feidi.all" in policy for policy in said.values())


TOLD = "SELECT concat(current_setting('feidi.all', true), current_setting('feidi.party', true))"
TEXTS = "SELECT count(*) FROM agreements_text"


@pytest.fixture
def as_served(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A connection as pages have it: in no transaction of a test. Nothing is written."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def nobody_is_told() -> bool:
    return (connection.in_atomic_block, asked(TOLD), asked(TEXTS)) == (False, [("",)], [(0,)])


def test_a_page_is_read_in_one_transaction_that_nothing_of_is_left(as_served: None) -> None:
    scope = person("origin-finance").scope
    assert scope is not None
    with acting_for(scope), one_reading():
        assert asked(TEXTS) > [(0,)]
        assert asked(TOLD) == [(str(scope.party),)]
    assert nobody_is_told()
    with pytest.raises(DatabaseError, match="nowhere"), acting_for(scope), one_reading():
        asked(f"{TEXTS} WHERE nowhere")
    assert nobody_is_told()


def test_a_page_that_asks_no_row_of_a_side_begins_no_transaction(as_served: None) -> None:
    scope = person("origin-finance").scope
    assert scope is not None
    with acting_for(scope), one_reading():
        assert asked("SELECT count(*) FROM audit_touch") > [(0,)]
        assert not connection.in_atomic_block
        assert asked(TOLD) == [("",)]
        assert asked(TEXTS) > [(0,)]
        assert connection.in_atomic_block


def test_a_statement_that_is_kept_is_answered_for_whom_it_is_asked(as_served: None) -> None:
    mine, theirs = person("origin-finance").scope, person("case-host-finance").scope
    assert mine is not None
    assert theirs is not None
    statement = "SELECT count(*) FROM agreements_text WHERE park_id = %s"
    for _ in range(4 * ASKED_BEFORE):
        assert asked(statement, mine.park) == [(0,)]
        for scope in (mine, theirs):
            with acting_for(scope):
                assert (asked(statement, mine.park) > [(0,)]) == (scope == mine)
    held = "SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'agreements_text'"
    assert asked(held) > [(0,)]
