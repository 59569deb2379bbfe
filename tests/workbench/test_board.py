"""The board in a real browser: a card is dragged, or carried by keyboard; nothing moves unasked."""

import pytest
from playwright.sync_api import Browser, Page

from workbench.test_pages import browser, site  # noqa: F401 - fixtures
from workbench.visiting import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "/projects/", "/projects/board/", "/projects/gantt/", "/claims/", "/projects/1/",
    "/projects/6/", "/projects/new/", "/projects/1/move/", "/projects/1/move/?to=contract",
    "/projects/1/evidence/", "/projects/1/plan/", "/projects/1/offer/",
)  # fmt: skip
CARD = "[data-board] [data-card]:has-text('{}')"


def stage_of(page: Page, name: str) -> str:
    return page.locator(CARD.format(name)).get_attribute("data-stage") or ""


def form_asks(page: Page, evidence: str) -> None:
    page.wait_for_selector("dialog[open] form.move-form")
    assert evidence in page.inner_text("dialog[open]")


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_investment_fit_their_window(
    browser: Browser,  # noqa: F811
    site: str,  # noqa: F811
    width: int,
) -> None:
    page, noise = signed_in(browser, site, "origin-investment", width)
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
        unnamed = "input:not([type=hidden]), select, textarea"
        for field in page.locator(f"main :is({unnamed})").all():
            assert field.evaluate("one => one.labels.length"), (address, field)
    assert noise == []
    page.context.close()


def test_a_card_is_dragged_and_carried_and_moves_only_with_its_evidence(
    browser: Browser,  # noqa: F811
    site: str,  # noqa: F811
) -> None:
    page, noise = signed_in(browser, site, "origin-investment")
    page.goto(f"{site}/projects/board/")
    card = page.locator(CARD.format("藏羊绒"))
    card.drag_to(page.locator(".column[data-stage=contact]"))
    form_asks(page, "洽谈纪要")
    page.click("dialog [data-close]")
    assert page.locator("dialog[open]").count() == 0
    page.reload()
    assert stage_of(page, "藏羊绒") == "lead"

    # by keyboard: pick up, one to the right, drop; put back with Esc first
    page.locator(CARD.format("藏羊绒")).focus()
    page.keyboard.press(" ")
    assert page.locator(".picked").count() == 1
    page.keyboard.press("ArrowRight")
    assert "洽谈" in page.inner_text("#board-said")
    page.keyboard.press("Escape")
    assert page.locator(".picked, .column.over").count() == 0
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.stage") == "contact"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    form_asks(page, "洽谈纪要")
    page.fill("#talks-number", "示例纪要 9 号")
    page.fill("#talks-dated", page.evaluate("new Date(Date.now()-864e5).toISOString().slice(0,10)"))
    page.click("dialog[open] .btn-primary")
    page.wait_for_url(f"{site}/projects/board/")
    assert stage_of(page, "藏羊绒") == "contact"

    # what is missing is told, and what was typed stays
    page.locator(CARD.format("藏羊绒")).focus()
    for key in (" ", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    form_asks(page, "投资合同")
    page.fill("dialog[open] #reason", "写了说明没有合同")
    page.click("dialog[open] .btn-primary")
    page.wait_for_selector(".alert-danger")
    assert "还缺：投资合同" in page.inner_text(".alert-danger")
    assert page.input_value("#reason") == "写了说明没有合同"

    # the other side's card can be walked to and opened, not picked up
    page.goto(f"{site}/projects/board/")
    page.locator(CARD.format("数据中心")).focus()
    page.keyboard.press(" ")
    assert page.locator(".picked").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/*/")
    assert [said for said in noise if "422" not in said] == []
    page.context.close()
