"""A security key in a real browser: set up, asked for when signing in, and before what binds."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from workbench.visiting import opened, served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site") / "log") as address:
        # a key is bound to a name; an address of numbers is none
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


def with_key(page: Page) -> Any:
    """Plug a key into the browser's page."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return session


def sign_in_again(page: Page, site: str) -> None:
    page.context.clear_cookies()
    page.goto(site)
    page.click("[data-account=origin-leader]")
    page.click("form[action='/accounts/login/'] button")


def test_a_key_is_set_up_and_asked_for(browser: Browser, site: str) -> None:
    page, noise = signed_in(browser, site, "origin-leader")
    session = with_key(page)
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.fill("#id_password", "feidi-demo")
    page.click("form[action='/accounts/reauthenticate/'] button")
    page.wait_for_url("**/webauthn/add/**")
    page.fill("#id_name", "办公室的钥匙")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto(f"{site}/accounts/2fa/webauthn/")
    assert "办公室的钥匙" in page.inner_text("main")

    sign_in_again(page, site)
    page.wait_for_url("**/2fa/authenticate/**")
    page.goto(f"{site}/settlements/")
    # the password alone opens nothing: one is asked for the key again
    assert page.url.startswith(f"{site}/accounts/2fa/authenticate/")
    sign_in_again(page, site)
    page.wait_for_url("**/2fa/authenticate/**")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"{site}/")

    page.goto(f"{site}/tokens/")
    page.fill("#name", "国库系统")
    page.check("#scope-1")
    page.click("main form[action='/tokens/'] button")
    page.wait_for_url("**/accounts/reauthenticate/**")
    page.click("a[href*='webauthn']")
    page.click("#mfa_webauthn_reauthenticate")
    page.wait_for_selector("#secret")
    assert page.inner_text("#secret").startswith("feidi_")
    assert noise == []
    session.detach()
