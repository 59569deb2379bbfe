"""The pages of diagnosis and matching in a real browser: silent, closed, inside their window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.set_up import chromium
from feidi.folder.statistics import diagnosed, given_of, read_statistics
from feidi.match import match
from feidi.match.product_space import product_space
from feidi.report.briefing import Briefing, briefing_page
from feidi.report.diagnosis import About, diagnosis_briefing
from feidi.report.matching import matching_briefing

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "examples" / "zhouqu-lanzhou"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(each =>
  !each.closest('.scroll') && !each.closest('.skip') && !each.closest('svg')
  && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(each => each.tagName + '.' + each.className)"""
OUTSIDE = """() => [...document.querySelectorAll('svg')].filter(
  svg => svg.getClientRects().length).flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.width && (box.right > frame.right + 3 || box.left < frame.left - 3);
  }).map(text => text.textContent);
})"""


def briefings() -> dict[str, Briefing]:
    statistics = read_statistics(EXAMPLE)
    about = About(statistics.places.words, statistics.settings.note, statistics.problems)
    given = given_of(statistics)
    return {
        "diagnose": diagnosis_briefing(diagnosed(statistics), about),
        "match": matching_briefing(match(given), about, product_space(given)),
    }


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
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    folder = tmp_path_factory.mktemp("briefings")
    found = {}
    for name, briefing in briefings().items():
        for lang in ("zh", "en"):
            found[name, lang] = folder / f"{name}-{lang}.html"
            found[name, lang].write_text(briefing_page(briefing, lang), encoding="utf-8")
    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["diagnose", "match"])
def test_a_page_is_silent_and_inside_its_window(
    browser: Browser, files: dict[tuple[str, str], Path], name: str, lang: str, width: int
) -> None:
    page: Page = browser.new_page(viewport={"width": width, "height": 900})
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda asked: noise.append(asked.url))
    address = files[name, lang].as_uri()
    page.goto(address)
    assert noise == [address]
    page.evaluate(UNFOLD)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUTSIDE) == []
    for figure in page.query_selector_all("figure"):
        shown = [svg for svg in figure.query_selector_all("svg") if svg.is_visible()]
        assert len(shown) == 1
    page.close()
