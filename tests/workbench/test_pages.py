"""The pages in a real browser: one story by two officers, nothing loud, nothing too wide."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.set_up import chromium
from workbench.conftest import EXAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PAGES = (
    "/", "/settlements/", "/settlements/1/", "/agreements/", "/agreements/1/", "/imports/",
    "/imports/1/", "/receipts/", "/history/", "/search/?q=R001", "/accounts/2fa/",
    "/accounts/password/change/", "/settlements/1/lines/1/",
)  # fmt: skip
COMMAND = "from feidi.workbench.commands import workbench; workbench()"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo as `make demo` serves it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    log = tmp_path_factory.mktemp("site") / "log"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                COMMAND,
                "demo",
                str(EXAMPLES / "zhouqu-lanzhou"),
                "--bind",
                bind,
            ],
            stdout=said,
            stderr=said,
            env={k: v for k, v in os.environ.items() if not k.startswith("FEIDI_")},
            start_new_session=True,
        )
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://{bind}/accounts/login/", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.5)
        yield f"http://{bind}"
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=40)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("no Chromium: run `python tests/browser/set_up.py`")
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
    page.on("console", lambda message: noise.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((site, "data:")) else noise.append(asked.url),
    )
    page.goto(site)
    page.click(f"[data-account={username}]")
    page.click("form[action='/accounts/login/'] button")
    page.wait_for_url(f"{site}/")
    return page, noise


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_silent_ask_nobody_and_fit_their_window(
    browser: Browser, site: str, width: int
) -> None:
    page, noise = signed_in(browser, site, "origin-finance", width)
    for address in PAGES:
        answer = page.goto(f"{site}{address}")
        assert answer is not None
        assert answer.ok, address
        wide, window = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= window, (address, wide, window)
        assert page.locator("h1").count() == 1, address
        assert page.evaluate("document.querySelectorAll('[style]').length") == 0, address
    assert noise == []
    page.context.close()


def test_two_officers_settle_a_year(browser: Browser, site: str, tmp_path: Path) -> None:
    origin, noise = signed_in(browser, site, "origin-finance")
    host, more = signed_in(browser, site, "host-finance")
    bad = tmp_path / "receipts.csv"
    header = "编号,企业,园区,税种,所属期,入库日期,金额,类型,来源\n"
    rows = "N1,E01,负极材料产业园,印花税,2026Q4,2027-01-25,{},入库,\n"
    bad.write_text(header + rows.format("12.345"), encoding="utf-8")
    host.goto(f"{site}/imports/")
    host.set_input_files("#file", bad)
    host.click("text=检查并预览")
    assert "receipts" in host.inner_text(".problem .where")
    bad.write_text(header + rows.format("12000.00"), encoding="utf-8")
    host.click("text=重新上传")
    host.set_input_files("#file", bad)
    host.click("text=检查并预览")
    host.click("text=导入全部")
    host.wait_for_selector(".alert-success")

    origin.goto(f"{site}/settlements/")
    origin.click("text=开始计算")
    origin.wait_for_selector(".state.done", timeout=90_000)
    origin.click("table.figures tbody tr:nth-child(3) td:nth-child(3) a")
    assert origin.locator("ol.trail li").count() > 1
    origin.click("text=看入库凭证 >> nth=0")
    assert origin.locator("tbody tr").count() > 3
    origin.goto(f"{site}/settlements/2/")
    origin.click("button:text-is('2025')")
    origin.wait_for_url("**/years/*/")
    address = origin.url
    origin.click("text=确认全部各行")
    origin.wait_for_selector(".alert-success")

    host.goto(f"{site}/")
    host.click("text=2025 年度结算书")
    host.click("details.inline summary >> nth=0")
    host.fill("details.inline[open] input[name=reason]", "先核对退库")
    host.click("details.inline[open] button")
    host.wait_for_selector("tr.disputed")
    origin.goto(address)
    assert "先核对退库" in origin.inner_text("main")
    host.click("text=确认全部各行")
    host.wait_for_selector(".state.posted")

    origin.goto(address)
    assert origin.locator(".state.posted").count() == 1
    auditor, _ = signed_in_auditor(browser, site)
    auditor.click("text=核验审计链")
    assert "审计链完好" in auditor.inner_text("main")
    # a refused table is answered with 422, which the browser tells on its console
    assert [said for said in (*noise, *more) if "422" not in said] == []


def signed_in_auditor(browser: Browser, site: str) -> tuple[Page, list[str]]:
    page = browser.new_context().new_page()
    page.goto(site)
    page.click("[data-account=auditor]")
    page.click("form[action='/accounts/login/'] button")
    page.wait_for_url(f"{site}/oversight/")
    return page, []
