"""The report in a real browser: silent, quiet on the network, inside its window, printable."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.set_up import chromium
from feidi.quantities.money import in_yuan
from feidi.report.to_html import settlement_page
from report.park import HOSTILE, settled

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDTHS = [1280, 390, 360]
# what a hand would do to see everything: open every fold
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
BOXES = """() => [...document.querySelectorAll('svg')].filter(
  svg => svg.getClientRects().length).map(svg => {
  const box = each => { const b = each.getBoundingClientRect();
                        return [b.left, b.top, b.right, b.bottom]; };
  return {frame: box(svg), labels: [...svg.querySelectorAll('text')].map(box),
          bars: [...svg.querySelectorAll('rect')].map(box)};
})"""
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(each =>
  !each.closest('.scroll') && !each.closest('.skip')
  && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(each => each.tagName + '.' + each.className)"""
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("no Chromium: run `python tests/browser/set_up.py`")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    found = {}
    for lang in ("zh", "en"):
        found[lang] = folder / f"{lang}.html"
        found[lang].write_text(settlement_page(settled(HOSTILE), lang), encoding="utf-8")
    return found


@pytest.fixture(params=[(width, lang) for width in WIDTHS for lang in ("zh", "en")], ids=str)
def shown(
    request: pytest.FixtureRequest, browser: Browser, files: dict[str, Path]
) -> Iterator[tuple[Page, list[str]]]:
    """Return the page as opened, and everything it said or asked for."""
    width, lang = request.param
    page = browser.new_page(viewport={"width": width, "height": 900})
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    page.on("request", lambda asked: noise.append(asked.url))
    page.goto(files[lang].as_uri())
    page.evaluate(UNFOLD)
    yield page, noise
    page.close()


def test_is_silent_and_asks_for_nothing(shown: tuple[Page, list[str]]) -> None:
    page, noise = shown
    assert noise == [page.url]


def test_never_wider_than_its_window(shown: tuple[Page, list[str]]) -> None:
    page, _ = shown
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= window
    assert page.evaluate(TOO_WIDE) == []


def test_labels_of_the_flow_stay_apart_and_inside(shown: tuple[Page, list[str]]) -> None:
    page, _ = shown
    pictures: list[dict[str, Any]] = page.evaluate(BOXES)
    assert len(pictures) == len(settled().years)
    for picture in pictures:
        assert picture["labels"]
        frame = picture["frame"]
        for box in picture["labels"]:
            assert frame[0] <= box[0] < box[2] <= frame[2]
            assert frame[1] <= box[1] < box[3] <= frame[3]
        assert not any(overlap(*pair) for pair in combinations(picture["labels"], 2))
        assert not any(overlap(a, b) for a in picture["labels"] for b in picture["bars"])


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_everything_settled_can_be_read(shown: tuple[Page, list[str]]) -> None:
    page, _ = shown
    text = page.inner_text("body")
    settlement = settled(HOSTILE)
    assert HOSTILE in text
    assert settlement.agreement.fingerprint in text
    for total in settlement.totals:
        assert in_yuan(total.amount) in text


def test_a_total_leads_to_its_trail(shown: tuple[Page, list[str]]) -> None:
    page, _ = shown
    link = page.locator("table.money tbody a").first
    target = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(f"**{target}")
    assert page.locator(target).is_visible()
    assert page.locator(target).locator("li").count() > 0


def test_works_from_the_keyboard(shown: tuple[Page, list[str]]) -> None:
    page, _ = shown
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_prints_on_pages(shown: tuple[Page, list[str]]) -> None:
    page, _ = shown
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") > 1
