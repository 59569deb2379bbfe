"""The long story in a real browser, on both databases: from a lead to a correction, both sides.

An origin officer registers a lead and claims it; the host accepts the hand-over; evidence moves
it to land; it is given a parcel; receipts with three bad rows are refused, mended and imported;
a figure is opened down to its receipts; both sides confirm; a late refund corrects the next
settlement; the joint meeting decides a task that turns red and is closed; the chain is verified.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from workbench.conftest import EXAMPLES
from workbench.investing import PDF
from workbench.test_coordination_story import DECISION, agreed, decided, pressed
from workbench.visiting import answered, opened, served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PROJECT = "示例石墨化项目"
HEADER = "编号,企业,园区,税种,所属期,入库日期,金额,类型,来源\n"
FIRM = "E01,负极材料产业园"
TOTALS = "control-totals.csv"


class Side(NamedTuple):
    """A person of the story: a page, and what the page said aloud."""

    page: Page
    noise: list[str]


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    database = "" if request.param == "sqlite" else request.getfixturevalue("postgresql")[2]
    with served(tmp_path / "log", database) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


def proof(page: Page, kind: str, number: str, file: Path | None = None) -> None:
    """Fill in one kind of evidence."""
    page.fill(f"#{kind}-number", number)
    page.fill(f"#{kind}-dated", date.today().isoformat())  # noqa: DTZ011 - as the officer's form
    if file:
        page.set_input_files(f"#{kind}-file", file)


def lead_claimed_and_handed_over(origin: Page, host: Page, site: str) -> str:
    """The origin registers, claims, meets and offers; the host accepts; the project's address."""
    origin.goto(f"{site}/projects/new/")
    origin.fill("#name", PROJECT)
    origin.fill("#investor", "示例石墨材料有限公司")
    origin.fill("#area", "60")
    origin.check("input[name=claim]")
    origin.click("main button:has-text('登记')")
    origin.wait_for_url("**/projects/*/")
    place = origin.url
    assert "首报" in origin.inner_text("main")
    assert host.request.get(place).status == 404
    origin.click("a:has-text('进入 洽谈')")
    origin.click("main button:has-text('移到')")
    origin.wait_for_selector("[role=alert]")
    proof(origin, "talks", "示例纪要 1 号")
    origin.click("main button:has-text('移到')")
    origin.wait_for_selector("[aria-current=step]:has-text('洽谈')")
    origin.click("a:has-text('移交')")
    origin.fill("#files", "洽谈纪要")
    origin.click("button:has-text('提出移交')")
    origin.wait_for_url(place)
    host.goto(f"{site}/")
    host.click(f"a:has-text('{PROJECT}') >> nth=0")
    host.click("button:has-text('接收项目')")
    answered(host)
    return place


def moved_to_land(host: Page, place: str, folder: Path) -> str:
    """The host signs and moves it to land with its evidence; the project's code."""
    steps = (("contract", "签约", ("contract",)), ("land", "供地", ("filing", "land-grant")))
    for stage, words, kinds in steps:
        host.goto(f"{place}move/?to={stage}")
        for kind in kinds:
            file = folder / f"{kind}.pdf"
            file.write_bytes(PDF % kind.encode())
            proof(host, kind, f"示例 {kind} 1", None if kind == "filing" else file)
        host.click("main button:has-text('移到')")
        host.wait_for_selector(f"[aria-current=step]:has-text('{words}')")
    return host.inner_text(".crumbs").split()[-1]


def given_a_parcel(land: Page, site: str, place: str, code: str) -> None:
    """The land officer chooses a free parcel on the map, reserves it and gives it."""
    land.goto(f"{site}/land/?status=planned")
    land.wait_for_selector("#land-map canvas, .no-map:not([hidden])")
    land.click("#land-table [data-show] >> nth=0")
    land.wait_for_selector("#land-panel h2, #land-panel h3, #land-panel a")
    land.click("#land-table tbody a >> nth=0")
    parcel = land.inner_text("h1").split()[0]
    land.fill("#r-project", code)
    land.click("button:text-is('预留')")
    answered(land)
    land.click("button:has-text('转入在谈')")
    answered(land)
    land.fill("#g-document", "示例供地批复 1 号")
    land.click("form:has(#g-document) button")
    answered(land)
    land.goto(place)
    assert parcel in land.inner_text("main")


def imported(host: Page, site: str, path: Path, said: str, table: str = "receipts") -> None:
    """Bring in a table that is clean."""
    path.write_text(said, encoding="utf-8")
    host.goto(f"{site}/imports/")
    host.select_option("#table", table)
    host.set_input_files("#file", path)
    host.click("text=检查并预览")
    host.click("text=导入全部")
    answered(host)


def bad_rows_refused_then_imported(host: Page, site: str, path: Path) -> None:
    """Three bad rows are located, nothing is stored; mended, all are."""
    row = f"{{}},{FIRM},印花税,2026Q4,{{}},{{}},入库,\n"
    bad = (
        row.format("N1", "2027-01-25", "12.345")
        + row.format("N2", "2027-02-30", "10.00")
        + row.format("N3", "2027-01-25", "一百")
    )
    path.write_text(HEADER + bad, encoding="utf-8")
    host.goto(f"{site}/imports/")
    host.set_input_files("#file", path)
    host.click("text=检查并预览")
    host.wait_for_selector(".problem")
    where = " ".join(host.locator(".problem .where").all_inner_texts())
    assert all(f":{line}" in where for line in (2, 3, 4)), where
    good = "".join(row.format(f"N{n}", "2027-01-25", "12000.00") for n in (1, 2, 3))
    imported(host, site, path, HEADER + good)


def settled(page: Page, site: str, number: int) -> None:
    """Settle on what is known now."""
    page.goto(f"{site}/settlements/")
    page.click("text=开始计算")
    page.wait_for_url(f"**/settlements/{number}/")
    page.wait_for_selector(".state.done", timeout=120_000)


def confirmed_by_both(origin: Page, host: Page, site: str) -> None:
    """The origin opens a figure down to the receipts; a year is put forward and posted."""
    settled(origin, site, 2)
    origin.click("table.figures tbody tr:nth-child(3) td:nth-child(3) a")
    origin.click("text=看入库凭证 >> nth=0")
    assert origin.locator("tbody tr").count() > 3
    origin.goto(f"{site}/settlements/2/")
    origin.click("button:text-is('2025')")
    origin.wait_for_url("**/years/*/")
    statement = origin.url
    for page in (origin, host):
        page.goto(statement)
        page.click("text=确认全部各行")
        answered(page)
    host.wait_for_selector(".state.posted")


def corrected_by_a_late_refund(host: Page, origin: Page, site: str, path: Path) -> None:
    """A refund of the posted year changes nothing in it, and corrects the next settlement.

    The treasury's totals of the year follow the refund; without them the settlement would stop.
    """
    refund = f"N9,{FIRM},增值税,2025Q1,2027-03-01,-10000.00,退库,\n"
    imported(host, site, path, HEADER + refund)
    totals = (EXAMPLES / "zhouqu-lanzhou" / "7-settle" / TOTALS).read_text(encoding="utf-8-sig")
    refunded = totals.replace("2025,增值税,74500000.00", "2025,增值税,74490000.00")
    assert refunded != totals
    imported(host, site, path, refunded, "control-totals")
    settled(host, site, 3)
    link = host.locator("a[href*='/corrections/']")
    assert link.count() >= 1
    link.nth(0).click()
    assert "N9" in host.inner_text("main")
    origin.goto(f"{site}/settlements/")
    assert origin.locator(".state.posted").count() >= 1


def closed_after_turning_red(host: Page, origin: Page, site: str) -> None:
    """The joint meeting decides a task; a day late it is red; the other side closes it."""
    day = date.today()  # noqa: DTZ011 - the day of the browser's form
    due, late = day + timedelta(days=10), day + timedelta(days=11)
    task = decided(host, origin, agreed(host, origin, site, day), due)
    pressed(host, "交办给责任部门")
    pressed(host, "签收")
    origin.goto(f"{site}/coordination/tasks/?light=red&on={late.isoformat()}")
    assert origin.locator("tr", has_text=DECISION).locator(".lamp.red").count() == 1
    host.goto(task)
    host.click("summary:text-is('报完成')")
    host.fill("#text-complete", "已备案，见回执")
    pressed(host, "报完成")
    origin.goto(task)
    pressed(origin, "核查通过，销号")


def test_from_a_lead_to_a_correction(browser: Browser, site: str, tmp_path: Path) -> None:
    names = ("origin-investment", "host-park", "host-land", "host-finance", "origin-finance",
             "host-office", "origin-office", "auditor")  # fmt: skip
    cast = {name: Side(*signed_in(browser, site, name)) for name in names}
    table = tmp_path / "receipts.csv"

    place = lead_claimed_and_handed_over(
        cast["origin-investment"].page, cast["host-park"].page, site
    )
    code = moved_to_land(cast["host-park"].page, place, tmp_path)
    given_a_parcel(cast["host-land"].page, site, place, code)
    host, origin = cast["host-finance"].page, cast["origin-finance"].page
    bad_rows_refused_then_imported(host, site, table)
    confirmed_by_both(origin, host, site)
    corrected_by_a_late_refund(host, origin, site, table)
    closed_after_turning_red(cast["host-office"].page, cast["origin-office"].page, site)
    auditor = cast["auditor"].page
    auditor.goto(f"{site}/oversight/")
    auditor.click("text=核验审计链")
    assert "审计链完好" in auditor.inner_text("main")

    # a form or table that is refused is answered with 422, which the browser tells on its console
    quiet = ("422", "GL Driver Message")  # the second is the driver that draws the map in software
    said = [one for s in cast.values() for one in s.noise if not any(q in one for q in quiet)]
    assert said == []
