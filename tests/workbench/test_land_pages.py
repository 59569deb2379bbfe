"""The land in a real browser: the map draws, its table chooses on it, nothing is too wide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.set_up import chromium
from workbench.test_pages import site
from workbench.visiting import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
__all__ = ["site"]
# WebGL in software
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
PLAIN = ("/land/parcels/", "/land/parcels/1/", "/land/parcels/2/edit/", "/land/print/",
         "/land/imports/", "/land/matching/?project=X05", "/siting/", "/siting/1/")  # fmt: skip
PATIENCE = 120_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("no Chromium: run `python tests/browser/set_up.py`")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_draws_and_its_table_chooses_on_it(browser: Browser, site: str, width: int) -> None:
    page, noise = signed_in(browser, site, "host-land", width)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}/land/")
    page.wait_for_selector("#land-map[data-state=idle]")
    assert page.locator("#land-map canvas").count() == 1
    assert "虚构" in page.inner_text("#land-map .maplibregl-ctrl-attrib")
    page.focus("[data-show] >> nth=2")
    page.keyboard.press("Enter")
    page.wait_for_selector("#land-panel h2")
    code = page.inner_text("tr.chosen th a")
    assert code in page.inner_text("#land-panel h2")
    page.select_option("#colour-by", "price")
    page.wait_for_selector("[data-legend=price]", state="visible")
    assert page.locator("[data-legend=status]").is_hidden()
    # the demo's plan lies over the parcels when it is chosen
    assert page.locator("#plan-legend").is_hidden()
    page.select_option("#plan-of", index=1)
    page.wait_for_selector("#plan-legend", state="visible")
    page.wait_for_selector("#land-map[data-state=idle]")
    assert page.get_attribute("#plan-page", "href") == "/siting/1/"
    page.uncheck("[data-layer=protected]")
    page.wait_for_selector("#land-map[data-state=idle]")
    page.click("#land-panel a.btn")
    assert code in page.inner_text("h1")
    # software rendering may say that it is slow
    assert [said for said in noise if "GL Driver Message" not in said] == []
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_land_are_silent_and_fit_their_window(
    browser: Browser, site: str, width: int
) -> None:
    page, noise = signed_in(browser, site, "host-land", width)
    for address in PLAIN:
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


def test_an_officer_reserves_a_free_parcel_and_gives_it(browser: Browser, site: str) -> None:
    page, _ = signed_in(browser, site, "host-land")
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}/land/parcels/?q=HG-03")
    page.click("tbody a >> nth=0")
    page.fill("#r-project", "示例：浏览器里的项目（虚构）")
    page.click("button:text-is('预留')")
    page.wait_for_selector(".alert-success")
    page.click("text=转入在谈")
    page.fill("#g-document", "示例合同（虚构）")
    page.click("button:text-is('供地')")
    page.wait_for_selector(".way li.here:text-is('已供')")
    assert "在谈 → 已供" in page.inner_text("main")
    page.context.close()
