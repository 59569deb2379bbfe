"""The demo as `make demo` serves it, people who sign in, and every page they can come to."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, sync_playwright

from browser.set_up import chromium
from workbench import ready
from workbench.conftest import EXAMPLES

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
COMMAND = "from feidi.workbench.commands import workbench; workbench()"
HREF = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
# one person for each start page; what one sees another may not
PEOPLE = (
    "origin-finance", "host-leader", "origin-leader", "origin-investment", "host-park", "host-land",
    "origin-statistics", "host-policy", "host-office", "host-duty", "system", "security", "auditor",
)  # fmt: skip


@contextmanager
def served(log: Path, database: str = "") -> Iterator[str]:
    """Serve the demo on a free port, on SQLite or the PostgreSQL of an address; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    folder = str(EXAMPLES / "zhouqu-lanzhou")
    clean = {k: v for k, v in os.environ.items() if not k.startswith("FEIDI_")}
    data = log.with_name("data")
    if database:
        ready.clone("zhouqu-lanzhou", database)
    else:
        ready.copy("zhouqu-lanzhou", data)
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "demo", folder, "--bind", bind],
            stdout=said,
            stderr=said,
            env={**clean, "FEIDI_DATABASE": database, "FEIDI_DATA": str(data)},
            start_new_session=True,
        )
    try:
        for _ in range(1000):
            try:
                urllib.request.urlopen(f"http://{bind}/accounts/login/", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.5)
        else:
            message = "the demo does not answer"
            raise TimeoutError(message)
        yield f"http://{bind}"
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=40)


@contextmanager
def opened() -> Iterator[Browser]:
    """Open the browser that is on the machine."""
    path = chromium()
    assert path is not None, "no Chromium: run `python tests/browser/set_up.py`"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def signed_in(
    browser: Browser, site: str, username: str, width: int = 1280
) -> tuple[Page, list[str]]:
    """A page of a person, and everything it says or asks of others."""
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    noise: list[str] = []
    # drawing in software, the browser itself talks of its graphics driver
    page.on(
        "console",
        lambda message: (
            None
            if "GL Driver Message" in message.text
            else noise.append(f"{page.url} {message.text}")
        ),
    )
    page.on("pageerror", lambda error: noise.append(f"{page.url} {error}"))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((site, "data:", "blob:")) else noise.append(asked.url)
        ),
    )
    page.goto(site)
    page.click(f"[data-account={username}]")
    page.click("form[action='/accounts/login/'] button")
    page.wait_for_url(lambda url: "login" not in url)
    return page, noise


def name_of(address: str) -> str:
    """The name of an address's page; empty where it is none of the site's."""
    try:
        return resolve(urlsplit(address).path).view_name or ""
    except Resolver404:
        return ""


def pages(page: Page, site: str) -> dict[str, str]:
    """Every page the person comes to by following links: one address for each name."""
    found: dict[str, str] = {}
    ahead = [f"{site}/"]
    tried: set[str] = set()
    while ahead:
        address = ahead.pop(0)
        name = name_of(address)
        if not name or name in tried:
            continue
        answer = page.request.get(address)
        assert answer.ok, (address, answer.status)
        tried.add(name)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        if "content-disposition" in answer.headers:
            continue
        found[name] = address
        if 'role="search"' in answer.text():
            ahead.append(f"{site}/search/?q=R001")
        for href in HREF.findall(answer.text()):
            there = urljoin(answer.url, href.replace("&amp;", "&")).split("#")[0]
            if there.startswith(site):
                ahead.append(there)
    return found


def confirm_it_is_me(page: Page) -> None:
    """Give the password once more, as is asked before what binds; what was sent is then done."""
    page.fill("#id_password", "feidi-demo")
    page.click("form[action='/accounts/reauthenticate/'] button")


def answered(page: Page) -> None:
    """Wait until it is done; give the password once more where that is asked first."""
    page.wait_for_selector(".alert-success, form[action='/accounts/reauthenticate/']")
    if "reauthenticate" in page.url:
        confirm_it_is_me(page)
        page.wait_for_selector(".alert-success")
