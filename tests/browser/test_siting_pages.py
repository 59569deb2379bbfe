"""The pages of stage 3 in a real browser: silent, inside their window, maps legible, printable."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.set_up import chromium
from feidi.folder.land import read_relocation
from feidi.folder.siting import read_to_site
from feidi.report.briefing import briefing_page
from feidi.report.siting import About, AboutMoves, relocation_briefing, site_briefing
from feidi.site import site
from feidi.site.plan.trade_off import trade_off
from feidi.site.relocate import relocate

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EXAMPLE = Path(__file__).parents[2] / "examples" / "zhouqu-lanzhou"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PAGES = [f"{kind}-{lang}" for kind in ("site", "relocation") for lang in ("zh", "en")]
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(each =>
  !each.closest('.scroll') && !each.closest('.skip') && !each.closest('svg')
  && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(each => each.tagName + '.' + each.className)"""
LABELS = """kind => [...document.querySelectorAll('svg.' + kind)].filter(
  svg => svg.getClientRects().length).map(svg => {
  const box = each => { const b = each.getBoundingClientRect();
                        return [b.left, b.top, b.right, b.bottom]; };
  return {frame: box(svg), labels: [...svg.querySelectorAll('text')].map(
    each => [each.textContent, box(each)])};
})"""
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("siting")
    wanted = read_to_site(EXAMPLE)
    land, wishes = wanted.read.land, wanted.wishes
    found = site(land, wishes.weights, wishes.ground, wanted.read.settings.day)
    curve = trade_off(found.problem, ("tax", "land"), 3)
    moves = read_relocation(EXAMPLE)
    about = About("示例 <b>&", wanted.read.note, wanted.problems, curve, ("tax", "land"))
    told = {
        "site": site_briefing(found, about),
        "relocation": relocation_briefing(
            moves.relocation, relocate(moves.relocation, 2021), AboutMoves("示例")
        ),
    }
    for page in PAGES:
        kind, lang = page.split("-")
        (place / f"{page}.html").write_text(briefing_page(told[kind], lang), encoding="utf-8")
    return {page: place / f"{page}.html" for page in PAGES}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("no Chromium: run `python tests/browser/set_up.py`")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[(page, width) for page in PAGES for width in (1280, 390)], ids=str)
def shown(
    request: pytest.FixtureRequest, browser: Browser, files: dict[str, Path]
) -> Iterator[tuple[Page, list[str], str]]:
    name, width = request.param
    page = browser.new_page(viewport={"width": width, "height": 900})
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda asked: noise.append(asked.url))
    page.goto(files[name].as_uri())
    page.evaluate(UNFOLD)
    yield page, noise, name
    page.close()


def test_is_silent_inside_its_window_and_prints(shown: tuple[Page, list[str], str]) -> None:
    page, noise, _ = shown
    assert noise == [page.url]
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= window
    assert page.evaluate(TOO_WIDE) == []
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") > 1


def test_labels_of_the_pictures_stay_apart_and_inside(shown: tuple[Page, list[str], str]) -> None:
    page, _, name = shown
    kind = "map" if name.startswith("site") else "flows"
    pictures: list[dict[str, Any]] = page.evaluate(LABELS, kind)
    assert len(pictures) == 1
    frame, labels = pictures[0]["frame"], pictures[0]["labels"]
    assert len(labels) >= 10
    for said, box in labels:
        assert frame[0] - 1 <= box[0] < box[2] <= frame[2] + 1, said
        assert frame[1] - 1 <= box[1] < box[3] <= frame[3] + 1, said
    met = [(a[0], b[0]) for a, b in combinations(labels, 2) if overlap(a[1], b[1])]
    assert met == []


def overlap(a: Box, b: Box) -> bool:
    """Say whether two boxes overlap by more than the room above and below letters."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > 1 and down > 0.35 * min(a[3] - a[1], b[3] - b[1])
