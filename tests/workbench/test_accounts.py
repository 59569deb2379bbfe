"""Signing in, first passwords, administrators who exclude one another, secrets, headers."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from feidi.workbench.accounts.actions import grant, make_account
from feidi.workbench.accounts.actor import NotAllowed
from feidi.workbench.accounts.middleware import SEEN
from feidi.workbench.accounts.models import User
from feidi.workbench.actions import Refusal
from feidi.workbench.audit.models import Event
from feidi.workbench.parks.models import Park, Seat
from feidi.workbench.project.environment import DEMO_SECRET, Unset, read_environment
from feidi.workbench.scope.acting import everything
from workbench.conftest import SIGNED_IN, browser_of
from workbench.story import person

LOGIN = "/accounts/login/"
GOOD = {
    "FEIDI_SECRET_KEY": "s" * 60,
    "FEIDI_AUDIT_KEY": "a" * 60,
    "FEIDI_HOSTS": "park.example",
    "HOME": "/tmp",  # noqa: S108 - only named
}


def signing_in(username: str, password: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.answer = client.post(LOGIN, {"login": username, "password": password})  # type: ignore[attr-defined]
    return client


def test_the_right_password_opens_the_desk_and_a_wrong_one_does_not(small: Park) -> None:
    opened = signing_in("host-finance", "feidi-demo")
    assert opened.get("/").status_code == 200
    refused = signing_in("host-finance", "wrong")
    assert refused.get("/").status_code == 302


def test_five_wrong_passwords_lock_the_name(small: Park) -> None:
    for _ in range(5):
        signing_in("origin-leader", "wrong")
    assert signing_in("origin-leader", "feidi-demo").get("/").status_code == 302


def test_who_does_nothing_for_a_while_is_signed_out(small: Park) -> None:
    client = browser_of("host-finance")
    assert client.get("/").status_code == 200
    session = client.session
    session[SEEN] = int(time.time()) - settings.IDLE_SECONDS - 1
    session.save()
    assert client.get("/")["Location"] == f"{LOGIN}?idle=1"


def test_a_first_password_is_changed_before_anything_else(small: Park) -> None:
    first, seat = "first-password-1", Seat.objects.filter(park=small)[0]
    user = make_account(actor=person("system"), username="new", display="新人", password=first)
    grant(actor=person("security"), user=user, role="leader", seat=seat)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend=SIGNED_IN)
    change = "/accounts/password/change/"
    assert client.get("/settlements/")["Location"] == change
    new = "another-Password-2"
    client.post(change, {"oldpassword": first, "password1": new, "password2": new})
    assert client.get("/settlements/").status_code == 200


def test_administrators_exclude_one_another_and_every_side(small: Park) -> None:
    security, seat = person("security"), Seat.objects.filter(park=small)[0]
    auditor = User.objects.get(username="auditor")
    officer = User.objects.get(username="host-finance")
    for user, role in ((auditor, "system"), (auditor, "finance"), (officer, "audit")):
        with pytest.raises(Refusal):
            grant(actor=security, user=user, role=role, seat=seat)
    assert security.user
    with pytest.raises(Refusal, match="自己"):
        grant(actor=security, user=security.user, role="finance", seat=seat)
    with pytest.raises(NotAllowed):
        grant(actor=person("system"), user=officer, role="leader", seat=seat)


def test_what_fails_leaves_neither_a_row_nor_a_record(small: Park) -> None:
    with everything("the test counts all rows"):
        before = (User.objects.count(), Event.objects.count())
    with pytest.raises(Refusal):
        make_account(actor=person("system"), username="auditor", display="x", password="x" * 12)
    with everything("the test counts all rows"):
        assert (User.objects.count(), Event.objects.count()) == before


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"FEIDI_SECRET_KEY": ""}, "FEIDI_SECRET_KEY"),
        ({"FEIDI_AUDIT_KEY": f"{DEMO_SECRET}-FEIDI_AUDIT_KEY"}, "FEIDI_AUDIT_KEY"),
        ({"FEIDI_AUDIT_KEY": "short"}, "FEIDI_AUDIT_KEY"),
        ({"FEIDI_HOSTS": "*"}, "FEIDI_HOSTS"),
    ],
)
def test_secrets_of_the_demo_are_refused_outside_it(said: dict[str, str], message: str) -> None:
    assert not read_environment(GOOD).demo
    with pytest.raises(Unset, match=message):
        read_environment({**GOOD, **said})


def test_the_demo_answers_this_machine_only() -> None:
    assert "0.0.0.0" not in read_environment({"FEIDI_DEMO": "1"}).hosts  # noqa: S104
    answer = Client(HTTP_HOST="park.example").get(LOGIN)
    assert answer.status_code == 400


def test_headers_forbid_everything_from_elsewhere(small: Park) -> None:
    answer = browser_of("host-finance").get("/")
    policy = answer["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'"):
        assert part in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_demo_accounts_are_listed_in_demo_mode_alone(small: Park, settings: object) -> None:
    assert "host-finance" in Client(HTTP_HOST="localhost").get(LOGIN).content.decode()
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "host-finance" not in Client(HTTP_HOST="localhost").get(LOGIN).content.decode()


@pytest.mark.slow
def test_djangos_own_checks_for_production_pass(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **GOOD,
            "FEIDI_SECRET_KEY": "k7Qz-x93hGf0s_plmWQe84uVYtr2cXnBa6dJ1oZi5RE-more-of-it-1",
            "FEIDI_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "feidi.workbench.project.settings",
            "PYTHONPATH": ":".join(sys.path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_tables_and_migrations_agree(db: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
