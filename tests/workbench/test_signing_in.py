"""The second factor, passwords that are refused, and what a browser must not be led to do."""

import re
import subprocess
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from feidi.workbench.accounts.models import User
from feidi.workbench.audit.models import Event
from feidi.workbench.imports import views as imports_views
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.conftest import actor_user, browser_of
from workbench.test_accounts import GOOD, LOGIN, signing_in
from workbench.walk import addresses

PASSWORD = "feidi-demo"  # noqa: S105
FACTOR = "/accounts/2fa/authenticate/"
REAL = {
    **GOOD,
    "FEIDI_SECRET_KEY": "k7Qz-x93hGf0s_plmWQe84uVYtr2cXnBa6dJ1oZi5RE-more-of-it-1",
    "DJANGO_SETTINGS_MODULE": "feidi.workbench.project.settings",
}


def code_of(secret: str, ahead: int = 0) -> str:
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))
    return code


def enrolled(username: str) -> str:
    """Set up an authenticator app for a person; its secret."""
    client = browser_of(username)
    place = "/accounts/2fa/totp/activate/"
    client.get(place)
    secret: str = client.session["mfa.totp.secret"]
    assert client.post(place, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.filter(user=actor_user(username)).exists()
    assert client.post(place, {"code": code_of(secret)}).status_code == 302
    return secret


def test_with_an_app_set_up_the_password_alone_opens_nothing(small: Park) -> None:
    secret = enrolled("host-land")
    client = signing_in("host-land", PASSWORD)
    assert client.get("/").status_code == 302
    assert client.post(FACTOR, {"code": "123456"}).status_code == 200
    assert client.get("/").status_code == 302
    client.post(FACTOR, {"code": code_of(secret, 1)})
    assert client.get("/").status_code == 200


@pytest.mark.slow
def test_a_code_that_was_used_is_not_taken_again(small: Park) -> None:
    secret = enrolled("host-park")
    code = code_of(secret, 1)
    first = signing_in("host-park", PASSWORD)
    first.post(FACTOR, {"code": code})
    assert first.get("/").status_code == 200
    second = signing_in("host-park", PASSWORD)
    second.post(FACTOR, {"code": code})
    assert second.get("/").status_code == 302


def test_a_recovery_code_opens_once(small: Park) -> None:
    enrolled("host-policy")
    page = browser_of("host-policy")
    page.post("/accounts/2fa/recovery-codes/generate/")
    said = page.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"\b[0-9a-f]{8}\b", said)
    assert len(codes) >= 8
    first = signing_in("host-policy", PASSWORD)
    first.post(FACTOR, {"code": codes[0]})
    assert first.get("/").status_code == 200
    second = signing_in("host-policy", PASSWORD)
    second.post(FACTOR, {"code": codes[0]})
    assert second.get("/").status_code == 302


def test_the_second_factor_confirms_what_binds(small: Park) -> None:
    secret = enrolled("security")
    client = browser_of("security", fresh=False)
    given = {"name": "x", "scope": ["read"], "days": "30", "seat": small.seats.all()[0].pk}
    asked = client.post("/tokens/", given)
    page = client.get(asked["Location"]).content.decode()
    assert "/accounts/2fa/reauthenticate/" in page
    query = asked["Location"].partition("?")[2]
    done = client.post(f"/accounts/2fa/reauthenticate/?{query}", {"code": code_of(secret, 1)})
    assert 'id="secret"' in done.content.decode()


@pytest.mark.parametrize("password", ["short-1", "1234567890123", "password123", "host-duty-99"])
def test_weak_passwords_are_refused(small: Park, password: str) -> None:
    client = browser_of("host-duty")
    given = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    answer = client.post("/accounts/password/change/", given)
    assert answer.status_code == 200
    assert "problem error" in answer.content.decode()
    assert User.objects.get(username="host-duty").check_password(PASSWORD)


@pytest.mark.slow
def test_a_lock_is_for_one_name_and_ends(small: Park, settings: object) -> None:
    for _ in range(5):
        signing_in("origin-policy", "wrong")
    locked = signing_in("origin-policy", PASSWORD)
    assert locked.get("/").status_code == 302
    assert signing_in("origin-land", PASSWORD).get("/").status_code == 200
    settings.AXES_COOLOFF_TIME = 0.0001  # type: ignore[attr-defined]
    time.sleep(0.5)
    assert signing_in("origin-policy", PASSWORD).get("/").status_code == 200


def test_a_session_from_before_signing_in_is_not_gone_on_with(small: Park) -> None:
    client = Client(HTTP_HOST="localhost")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.post(LOGIN, {"login": "host-finance", "password": PASSWORD})
    assert client.get("/").status_code == 200
    assert client.session.session_key != before
    signed_in = client.session.session_key
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = signed_in or ""
    assert client.get("/").status_code == 302


def test_cookies_are_not_read_by_scripts_nor_sent_from_elsewhere(small: Park) -> None:
    client = Client(HTTP_HOST="localhost")
    client.get(LOGIN)
    client.post(LOGIN, {"login": "host-finance", "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] == "Lax", name


@pytest.mark.slow
def test_outside_the_demo_all_goes_by_https() -> None:
    wanted = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SECURE_HSTS_PRELOAD"
    code = f"from django.conf import settings as s; print([getattr(s, n) for n in {wanted.split()}]"
    code += ", s.SECURE_HSTS_SECONDS >= 31536000, s.DEBUG, s.DEMO)"
    env = {**REAL, "PYTHONPATH": ":".join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[True, True, True, True] True False False"


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_address_leads_to_another_site(small: Park, there: str) -> None:
    client = Client(HTTP_HOST="localhost")
    given = {"login": "host-finance", "password": PASSWORD, "next": there}
    answers = [client.post(f"{LOGIN}?next={there}", given)]
    answers.append(client.post("/language/", {"language": "en", "next": there}))
    answers.append(client.post(f"/accounts/logout/?next={there}", {"next": there}))
    for answer in answers:
        assert answer.status_code == 302
        assert "evil" not in answer["Location"]
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith("//")


@pytest.mark.slow
def test_no_page_takes_a_post_without_its_token(small: Park) -> None:
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    client.cookies = browser_of("host-finance").cookies
    assert client.get("/").status_code == 200
    places = [*addresses(), LOGIN, "/accounts/password/change/", "/accounts/reauthenticate/"]
    assert len(places) > 40
    for place in places:
        assert client.post(place, {"version": 1}).status_code == 403, place


@pytest.mark.slow
def test_other_methods_do_nothing(small: Park) -> None:
    client = browser_of("host-finance")
    with everything("the test counts all rows"):
        before = Event.objects.count()
    for place in addresses():
        for method in (client.put, client.patch, client.delete):
            assert method(place).status_code < 500, place
    disguised = client.get(
        "/tokens/", {"_method": "POST", "name": "x"}, headers={"X-HTTP-Method-Override": "POST"}
    )
    assert disguised.status_code == 403
    with everything("the test counts all rows"):
        assert Event.objects.count() == before


def test_uploads_and_forms_have_their_limits(small: Park, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser_of("host-finance")
    monkeypatch.setattr("feidi.workbench.imports.sheets.LARGEST_UPLOAD", 1000)
    monkeypatch.setattr(imports_views, "LARGEST_UPLOAD", 1000)
    file = SimpleUploadedFile("big.csv", b"x" * 2000)
    client.post("/imports/", {"table": "receipts", "file": file})
    assert "64 MB" in client.get("/imports/").content.decode()
    large = {"reason": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    assert client.post("/language/", large).status_code == 400
    many = {f"field{n}": "x" for n in range(1100)}
    assert client.post("/language/", many).status_code == 400
