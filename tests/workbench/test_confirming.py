"""What binds asks once more who one is; what was typed is not lost."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from feidi.workbench.accounts.actor import NotFresh
from feidi.workbench.accounts.models import Membership, User
from feidi.workbench.actions import registered
from feidi.workbench.agreements.actions import confirm as confirm_text
from feidi.workbench.attribution.actions import confirm as confirm_sheet
from feidi.workbench.audit.models import Event
from feidi.workbench.coordination.actions.minutes import confirm_minutes
from feidi.workbench.enterprises.actions import reveal as reveal_firm
from feidi.workbench.exchange.actions import give
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.projects.actions import accept, reveal
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.actions import confirm
from feidi.workbench.settlements.models import Mark, Statement
from workbench.conftest import browser_of
from workbench.story import acting, person, put_forward, settled
from workbench.walk import private_enterprise

ASKED = "/accounts/reauthenticate/"


@pytest.fixture
def waiting(small: Park) -> Statement:
    return put_forward("origin-finance", settled("origin-finance"), 2031)


def sent(client: Client, statement: Statement):  # type: ignore[no-untyped-def]
    return client.post(
        f"/settlements/years/{statement.pk}/confirm/",
        {"version": statement.version, "seen": statement.run.result_sha256},
    )


def marks(statement: Statement) -> int:
    with everything("the test counts all rows"):
        return Mark.objects.filter(statement=statement).count()


def test_a_confirmation_waits_for_the_password_and_is_then_done(waiting: Statement) -> None:
    client = browser_of("host-finance", fresh=False)
    asked = sent(client, waiting)
    assert asked["Location"].startswith(ASKED)
    assert marks(waiting) == 0
    page = client.get(asked["Location"])
    assert "确认身份" in page.content.decode()
    wrong = client.post(asked["Location"], {"password": "wrong"})
    assert wrong.status_code == 200
    assert marks(waiting) == 0
    done = client.post(asked["Location"], {"password": "feidi-demo"})
    assert done["Location"] == f"/settlements/years/{waiting.pk}/"
    assert marks(waiting) > 0


def test_it_is_not_asked_again_for_a_while_and_then_it_is(waiting: Statement) -> None:
    client = browser_of("origin-finance")
    assert sent(client, waiting)["Location"] == f"/settlements/years/{waiting.pk}/"
    session = client.session
    records = session["account_authentication_methods"]
    records[-1]["at"] = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT - 1
    session["account_authentication_methods"] = records
    session.save()
    assert sent(client, waiting)["Location"].startswith(ASKED)


def test_signing_in_alone_is_no_fresh_confirmation(waiting: Statement) -> None:
    client = Client(HTTP_HOST="localhost")
    client.post("/accounts/login/", {"login": "host-finance", "password": "feidi-demo"})
    assert client.get("/").status_code == 200
    assert sent(client, waiting)["Location"].startswith(ASKED)


def test_the_record_of_another_person_in_the_session_does_not_count(waiting: Statement) -> None:
    client = browser_of("host-finance")
    session = client.session
    session["account_authentication_methods_user"] = str(User.objects.get(username="system").pk)
    session.save()
    assert sent(client, waiting)["Location"].startswith(ASKED)


def test_roles_are_granted_after_a_confirmation_with_what_was_chosen(small: Park) -> None:
    client, user = browser_of("security", fresh=False), User.objects.get(username="host-land")
    seat = Seat.objects.filter(park=small, confirms=True)[0]
    given = {"user": user.pk, "role": "duty", "seat": seat.pk}
    asked = client.post("/people/grants/", given)
    assert asked["Location"].startswith(ASKED)
    assert not Membership.objects.filter(user=user, role="duty").exists()
    client.post(asked["Location"], {"password": "feidi-demo"})
    assert Membership.objects.filter(user=user, role="duty", party=seat.party).exists()


def test_tries_are_counted_and_the_name_is_locked(waiting: Statement) -> None:
    client = browser_of("host-leader", fresh=False)
    for _ in range(5):
        client.post(ASKED, {"password": "wrong"})
    client.post(ASKED, {"password": "feidi-demo"})
    said = [r for r in client.session.get("account_authentication_methods", []) if r]
    assert not any(record.get("reauthenticated") for record in said)


def test_a_page_that_is_asked_piecemeal_is_led_there_whole(waiting: Statement) -> None:
    client = browser_of("host-finance", fresh=False)
    answer = client.post(
        f"/settlements/years/{waiting.pk}/confirm/",
        {"version": waiting.version, "seen": waiting.run.result_sha256},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith(ASKED)


def test_nothing_leads_elsewhere_after_a_confirmation(small: Park) -> None:
    client = browser_of("host-finance", fresh=False)
    done = client.post(f"{ASKED}?next=https://evil.example/", {"password": "feidi-demo"})
    assert "evil" not in done.get("Location", "")


def test_no_code_confirms_for_who_has_not(waiting: Statement) -> None:
    with everything("the test counts all rows"):
        before = Event.objects.count()
    with acting("host-finance"), pytest.raises(NotFresh):
        confirm(
            actor=replace(person("host-finance"), fresh=False),
            statement=waiting,
            version=waiting.version,
            seen=waiting.run.result_sha256,
        )
    with everything("the test counts all rows"):
        assert Event.objects.count() == before
    assert "settlements.confirm" in registered()


# the verb, and who may do it
BINDS = (
    ("agreements.confirm", "host-leader"),
    ("attribution.confirm", "host-statistics"),
    ("coordination.confirm_minutes", "host-office"),
    ("enterprises.reveal", "host-investment"),
    ("exports.leaving", "host-leader"),
    ("projects.accept", "host-investment"),
    ("projects.reveal", "host-investment"),
    ("settlements.confirm", "host-finance"),
)
DOES: dict[str, Callable[..., object]] = {
    "agreements.confirm": confirm_text,
    "attribution.confirm": confirm_sheet,
    "coordination.confirm_minutes": confirm_minutes,
    "enterprises.reveal": reveal_firm,
    "exports.leaving": give,
    "projects.accept": accept,
    "projects.reveal": reveal,
    "settlements.confirm": confirm,
}


@pytest.mark.parametrize(("verb", "username"), BINDS)
def test_what_binds_or_shows_a_contact_is_not_done_unconfirmed(
    small: Park, verb: str, username: str
) -> None:
    assert verb in registered()
    stale = replace(person(username), fresh=False)
    with pytest.raises(NotFresh):
        DOES[verb](actor=stale)


def test_a_contact_is_shown_after_the_password_and_the_look_is_on_record(small: Park) -> None:
    firm = private_enterprise(person("origin-investment"))
    client = browser_of("origin-investment", fresh=False)
    asked = client.post(f"{firm.get_absolute_url()}reveal/", {"reason": "约见"})  # type: ignore[attr-defined]
    assert asked["Location"].startswith(ASKED)
    assert "MARK-PHONE" not in client.get(asked["Location"]).content.decode()
    shown = client.post(asked["Location"], {"password": "feidi-demo"})
    assert "MARK-PHONE" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    with everything("the test looks at the trail"):
        assert Event.objects.get(verb="enterprises.reveal").reason == "约见"
