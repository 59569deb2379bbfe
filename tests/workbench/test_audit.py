"""The audit trail: nobody changes, removes or moves a row without it being found."""

import pytest
from django.db import DatabaseError, connection, transaction

from feidi.evidence.chain import Link, broken, digest_of, link_of
from feidi.workbench.audit.models import ChainEnd, Event
from feidi.workbench.audit.verifying import end_of_chain, verify
from feidi.workbench.scope.acting import everything
from workbench.conftest import as_owner


@pytest.fixture
def open_table(db: None) -> None:
    """Take away what the database itself refuses, as an administrator of it can."""
    if connection.vendor == "postgresql":
        with as_owner():
            sql("DROP TRIGGER audit_event_append_only ON audit_event")
    else:
        for verb in ("update", "delete"):
            sql(f"DROP TRIGGER audit_event_append_only_{verb}")


def sql(statement: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)


def codes() -> set[str]:
    return {problem.code for problem in verify()}


def test_a_whole_chain_verifies(small: object) -> None:
    assert verify() == []
    with everything("the test counts all rows"):
        assert end_of_chain()[0] == Event.objects.count() > 20


@pytest.mark.parametrize("column", ["actor", "verb", "after", "before", "reason", "at", "owner_id"])
def test_any_column_changed_by_sql_is_found(open_table: None, column: str) -> None:
    value = {"at": "'2020-01-01 00:00:00'", "owner_id": "1"}.get(column, "'changed'")
    sql(f"UPDATE audit_event SET {column} = {value} WHERE number = 3")  # noqa: S608
    assert [(p.code, p.at.line) for p in verify()] == [("AU001", 3)]


def test_a_row_removed_is_found(open_table: None) -> None:
    sql("DELETE FROM audit_event WHERE number = 4")
    assert "AU002" in codes()


def test_two_rows_that_change_places_are_found(open_table: None) -> None:
    sql("UPDATE audit_event SET number = 1000 WHERE number = 3")
    sql("UPDATE audit_event SET number = 3 WHERE number = 4")
    sql("UPDATE audit_event SET number = 4 WHERE number = 1000")
    assert codes() & {"AU001", "AU003"}


def test_rows_cut_off_at_the_end_are_found(open_table: None) -> None:
    sql(f"DELETE FROM audit_event WHERE number > {end_of_chain()[0] - 2}")  # noqa: S608
    assert codes() == {"AU005"}


def test_a_chain_made_anew_without_the_key_is_found(open_table: None) -> None:
    last = end_of_chain()[0]
    with everything("the test plays an administrator of the database"):
        event = Event.objects.get(number=last)
    event.reason = "forged"
    digest = digest_of(event.content())
    link = link_of(last, event.previous, digest)
    forged = f"reason='forged', digest='{digest}', link='{link}'"
    sql(f"UPDATE audit_event SET {forged} WHERE number={last}")  # noqa: S608
    ChainEnd.objects.update(link=link)
    assert codes() == {"AU004"}


def test_an_anchor_finds_an_end_that_was_put_back_as_a_whole(open_table: None) -> None:
    anchor = end_of_chain()
    with everything("the test plays an administrator of the database"):
        before = Event.objects.get(number=anchor[0] - 1)
    sql(f"DELETE FROM audit_event WHERE number = {anchor[0]}")  # noqa: S608
    ChainEnd.objects.update(number=anchor[0] - 1, link=before.link, sign=before.sign)
    assert verify() == []  # the chain alone cannot tell
    assert {p.code for p in verify(anchor)} == {"AU005"}


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET actor='x'", "DELETE FROM audit_event"]
)
def test_the_database_refuses_to_change_it(small: object, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement)


def test_a_row_is_never_stored_again(small: object) -> None:
    with everything("the test looks at all rows"):
        event = Event.objects.get(number=1)
        with pytest.raises(TypeError):
            event.save()
        with pytest.raises(TypeError):
            event.delete()


def test_sealed_records_keep_the_chain_whole() -> None:
    links = []
    previous = "0" * 64
    for number in (1, 2, 3):
        digest = digest_of({"n": number})
        link = link_of(number, previous, digest)
        content = None if number == 2 else {"n": number}
        links.append(Link(number, previous, digest, link, "", content))
        previous = link
    assert list(broken(links)) == []
    assert [p.code for p in broken([links[0], links[2]])] == ["AU002"]
    lied = links[0]._replace(content={"n": 7})
    assert [p.code for p in broken([lied, *links[1:]])] == ["AU001"]
