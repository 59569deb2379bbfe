"""The pages in a real browser: every page of everybody, and one story by two officers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from workbench.visiting import PEOPLE, confirm_it_is_me, opened, pages, served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = Path(__file__).parents[2] / "src/feidi/workbench/static/vendor/axe.js"
WIDTHS = (1280, 390)
RULES = """async () => {
  const run = {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}};
  const found = await axe.run(document, run);
  return found.violations.flatMap((v) => v.nodes.map(
    (n) => `${v.id} ${n.target.join(" ")} ${n.any.map((a) => a.message).join("; ")}`));
}"""


# what the program itself says; names of sides, and what is marked as invented, are data
CHINESE = """() => [...document.querySelectorAll(
  "nav a, label, form button.btn, .hint, .empty, .teach, summary, thead th"
)].filter((one) => !one.closest("[lang=zh-CN]") && !one.closest(".me") && !one.closest(".data"))
  .map((one) => one.textContent.replace(/兰州新区|舟曲县/g, "").trim())
  .filter((said) => !/示例|虚构/.test(said) && /[\\u4e00-\\u9fff]/.test(said))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site") / "log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with a page at both widths: too wide, no heading, loud styles, axe."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if width == WIDTHS[0]:
            page.goto(address)
            page.evaluate(AXE.read_text(encoding="utf-8"))
        wide, window = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > window:
            found.append(f"{width}: {wide} wide")
        found += [f"{width}: {said}" for said in page.evaluate(RULES)]
    if page.locator("h1").count() != 1:
        found.append("not one heading")
    return [f"{address} {said}" for said in found]


def test_every_page_is_silent_asks_nobody_fits_its_window_and_is_accessible(
    browser: Browser, site: str
) -> None:
    found: list[str] = []
    done: set[str] = set()
    for person in PEOPLE:
        page, noise = signed_in(browser, site, person)
        for name, address in pages(page, site).items():
            # everybody's desk is another page; the others are seen once
            mark = f"{name}-{person}" if name == "desk" else name
            if mark not in done:
                done.add(mark)
                found += faults(page, address)
        found += noise
        page.context.close()
    assert len(done) > 40
    assert found == []


def test_english_pages_have_no_chinese_buttons_labels_and_headings(
    browser: Browser, site: str
) -> None:
    page, _ = signed_in(browser, site, "host-leader")
    page.click(".tongue button")
    page.wait_for_selector("html[lang=en]")
    found: list[str] = []
    for name, address in pages(page, site).items():
        page.goto(address)
        found += [f"{name}: {said}" for said in page.evaluate(CHINESE)]
    page.context.close()
    assert found == []


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
    confirm_it_is_me(origin)
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
    confirm_it_is_me(host)
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
