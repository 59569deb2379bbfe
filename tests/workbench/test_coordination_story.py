"""The joint offices in a real browser: a meeting decides a task, it turns red, it is closed."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page

from workbench.visiting import answered, opened, served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ITEM = "冬季施工保障"
DECISION = "完成冬季施工方案备案"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site") / "log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


def pressed(page: Page, words: str) -> None:
    """Press a button and see that it was done, after the password where that is asked first."""
    page.click(f"button:has-text('{words}') >> nth=0")
    answered(page)


def agreed(host: Page, origin: Page, site: str, day: date) -> str:
    """Call a meeting for a day, with one item that both sides agree to; its address."""
    host.goto(f"{site}/coordination/meetings/")
    host.click("a:text-is('专班周例会（示例）')")
    host.fill("#day", day.isoformat())
    pressed(host, "召集")
    meeting = host.url
    host.fill("#title", ITEM)
    pressed(host, "存为本方草稿")
    origin.goto(meeting)
    assert ITEM not in origin.inner_text("main")
    host.click(f"a:has-text('{ITEM}')")
    pressed(host, "提到议程上")
    pressed(host, "代表本方同意这份议程")
    origin.goto(meeting)
    pressed(origin, "代表本方同意这份议程")
    return meeting


def decided(host: Page, origin: Page, meeting: str, due: date) -> str:
    """Hold it, and confirm minutes with one decision; the address of the task that follows."""
    host.goto(meeting)
    pressed(host, "登记已召开")
    host.fill("textarea[name=text]", "同意")
    pressed(host, "记下")
    pressed(host, "起草纪要")
    host.click("a:has-text('纪要第 1 稿')")
    host.fill("#text", "会议议定如下。")
    pressed(host, "保存草稿")
    host.fill("#title", DECISION)
    host.select_option("#department", index=4)
    host.fill("#due", due.isoformat())
    pressed(host, "写下")
    pressed(host, "提交双方会签")
    origin.goto(host.url)
    assert DECISION in origin.inner_text("pre.sealed")
    pressed(origin, "确认这个指纹的纪要")
    host.reload()
    pressed(host, "确认这个指纹的纪要")
    host.click("main a[href*='/coordination/tasks/'] >> nth=-1")
    host.wait_for_url("**/coordination/tasks/*/")
    return host.url


def test_a_meeting_decides_a_task_that_turns_red_and_is_closed(browser: Browser, site: str) -> None:
    host, noise = signed_in(browser, site, "host-office")
    origin, more = signed_in(browser, site, "origin-office")
    day = date.today()  # noqa: DTZ011 - the day of the browser's form
    due, late = day + timedelta(days=10), day + timedelta(days=11)
    task = decided(host, origin, agreed(host, origin, site, day), due)
    pressed(host, "交办给责任部门")
    pressed(host, "签收")

    origin.goto(f"{site}/coordination/tasks/?light=red&on={late.isoformat()}")
    row = origin.locator("tr", has_text=DECISION)
    assert row.locator(".lamp.red").inner_text() == "红灯"
    assert "已超期 1 天" in row.inner_text()
    origin.goto(f"{site}/coordination/tasks/?light=red")
    assert origin.locator("tr", has_text=DECISION).count() == 0

    origin.goto(task)
    assert origin.locator("button:has-text('核查通过')").count() == 0
    host.click("summary:text-is('报完成')")
    host.fill("#text-complete", "已备案，见回执")
    pressed(host, "报完成")
    assert host.locator("button:has-text('核查通过')").count() == 0
    origin.goto(f"{site}/")
    origin.click(f"a:has-text('{DECISION}')")
    pressed(origin, "核查通过，销号")
    assert origin.locator(".lamp.out").count() >= 1
    assert [*noise, *more] == []
