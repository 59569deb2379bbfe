"""A working day of each role in a real browser, on one demo: from his desk to what others see.

Finance has its day in test_pages.py, the joint office in test_coordination_story.py; investment,
park and natural resources also act in test_long_story.py.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from workbench.visiting import answered, opened, served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# a form that is refused is answered with 409 or 422, a missing or forbidden page with 403 or 404:
# the browser tells all four on its console
EXPECTED = ("409", "422", "403", "404")
NEW = "stone-bridge-over-river-9"  # of an account that ends with the test


class Cast(NamedTuple):
    """The people of a story, and everything their browsers said aloud."""

    browser: Browser
    site: str
    noise: list[str]

    def sign_in(self, username: str, width: int = 1280) -> Page:
        """Open a browser for a person; he comes to his start page."""
        page, noise = signed_in(self.browser, self.site, username, width)
        page.on("close", lambda _: self.noise.extend(noise))
        return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site") / "log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


@pytest.fixture
def cast(browser: Browser, site: str) -> Iterator[Cast]:
    one = Cast(browser, site, [])
    known = list(browser.contexts)
    yield one
    for context in browser.contexts:
        if context not in known:
            context.close()
    assert [said for said in one.noise if not any(q in said for q in EXPECTED)] == []


def main(page: Page) -> str:
    return page.inner_text("main")


def tile(page: Page, label: str) -> str:
    """The number of a tile of the desk or a board."""
    return page.locator(".tile", has_text=label).locator("strong").inner_text()


def day(ahead: int) -> str:
    """A day as the forms of a browser write it."""
    return (date.today() + timedelta(days=ahead)).isoformat()  # noqa: DTZ011 - as in the form


# ---- leader ------------------------------------------------------------------------------------


def test_a_leader_sees_what_is_red_and_instructs_and_the_department_is_told(cast: Cast) -> None:
    leader = cast.sign_in("host-leader")
    assert "两地共分享" in leader.inner_text(".answer")
    red = int(tile(leader, "红灯督办").split()[0])
    assert red >= 1
    leader.click(".tile:has-text('红灯督办')")
    leader.wait_for_url("**/coordination/tasks/?light=red")
    assert leader.locator("table.cards tbody a strong").count() == red

    # the project that has been stuck longest is looked at, and an instruction given about it
    leader.goto(cast.site)
    stuck = leader.locator("section", has_text="停滞最久的项目").locator("li a").first
    project = stuck.locator("strong").inner_text()
    stuck.click()
    leader.wait_for_url("**/projects/*/")
    assert project in leader.inner_text("h1")
    about = leader.url.removeprefix(cast.site)
    leader.goto(f"{cast.site}/coordination/tasks/instruct/")
    leader.fill("#basis", "月底前拿出解决办法")
    leader.fill("#title", "解决停滞项目的施工许可")
    leader.select_option("#department", label="兰州新区 园区管理办（示例）")
    leader.select_option("#role", label="园区")
    leader.fill("#due", day(20))
    leader.fill("#about", about)
    leader.click("main button:has-text('批示')")
    leader.wait_for_url(re.compile(r"/coordination/tasks/\d+/$"))
    assert "月底前拿出解决办法" in main(leader)

    # the park officer finds it on the desk, signs for it and reports; the leader reads that
    park = cast.sign_in("host-park")
    park.click("a:has-text('解决停滞项目的施工许可') >> nth=0")
    park.click("button:has-text('签收')")
    answered(park)
    park.fill("#text-report", "已约住建部门周五会商")
    park.click("form:has(#text-report) button")
    answered(park)
    leader.reload()
    assert "已约住建部门周五会商" in main(leader)


# ---- policy officer, and the leaders' keys -----------------------------------------------------


def test_a_policy_officer_drafts_a_change_and_both_leaders_confirm_it(cast: Cast) -> None:
    policy = cast.sign_in("origin-policy")
    assert tile(policy, "起草和待确认的文本").startswith("0")
    policy.click("section:has-text('没有生效的文本') a.more")
    policy.click("a:has-text('起草新版')")
    policy.click("button:has-text('建立草稿')")
    policy.wait_for_url("**/agreements/*/edit/")
    text = policy.input_value("#text")
    assert "50%" in text

    # a slip is found as one writes, at its line; mended, nothing stands in the way
    clause = "\n## 第九十九条　联络\n\n双方政策部门每季度互通一次政策变化。\n"
    policy.fill("#text", text.replace("退税: 冲减", "退税: 冲剪") + clause)
    policy.wait_for_selector("#checked .problem.error")
    assert "冲剪" in policy.inner_text("#checked")
    policy.fill("#text", text + clause)
    policy.wait_for_selector("#checked:not(:has(.problem.error))")
    policy.click("button:has-text('保存草稿')")
    answered(policy)
    policy.click("a:has-text('看读回')")
    policy.wait_for_url(re.compile(r"/agreements/\d+/$"))
    place = policy.url
    host = cast.sign_in("host-leader")
    assert host.request.get(place).status == 404  # a draft is its side's own
    policy.click("a:has-text('逐条对照')")
    assert "互通一次政策变化" in main(policy)
    policy.goto(place)
    policy.click("button:has-text('提交双方确认')")
    policy.wait_for_selector(".state.proposed")

    # both leaders find it on their desks; the second key puts it into force
    for page in (cast.sign_in("origin-leader"), host):
        page.goto(cast.site)
        page.click(f"section:has-text('等我办') a[href='{place.removeprefix(cast.site)}']")
        assert "互通一次政策变化" in main(page)
        page.click("button:has-text('确认这个指纹的文本')")
        answered(page)
    policy.reload()
    assert policy.locator(".state.in_force").count() == 1
    assert policy.locator(".keys .turned").count() == 2


def test_a_policy_officer_enters_an_obligation_that_the_other_side_confirms(cast: Cast) -> None:
    policy, other = cast.sign_in("host-policy"), cast.sign_in("origin-policy")
    assert "预拨" in policy.locator("section", has_text="最先到期的义务").inner_text()
    policy.click("section:has-text('最先到期的义务') a.more")
    policy.click("a:has-text('登记义务')")
    policy.fill("#what", "通报惠企政策兑现情况")
    policy.select_option("#side", label="兰州新区 飞入地")
    policy.fill("#due", day(3))
    policy.click("button:has-text('登记，请对方确认')")
    answered(policy)
    other.goto(cast.site)
    assert int(tile(other, "待确认、待核对的义务").split()[0]) >= 1
    other.click("a:has-text('通报惠企政策兑现情况') >> nth=0")
    other.click("main button:has-text('确认')")
    answered(other)
    # it holds now, and is due within the week: the desk says so
    policy.goto(cast.site)
    assert int(tile(policy, "临近期限的义务").split()[0]) >= 1
    policy.click("section:has-text('等我办') a:has-text('通报惠企政策兑现情况')")
    policy.fill("#text-report", "已函告，见附件（示例）")
    policy.click("button:has-text('报告已履行')")
    answered(policy)
    other.goto(cast.site)
    other.click("section:has-text('等我办') a:has-text('通报惠企政策兑现情况')")
    other.click("button:has-text('核对无误')")
    answered(other)
    assert "已履行" in main(other)


# ---- statistics --------------------------------------------------------------------------------


def test_statistics_officers_fix_one_sheet_and_settle_a_dispute_in_another(cast: Cast) -> None:
    host, origin = cast.sign_in("host-statistics"), cast.sign_in("origin-statistics")
    fixed = int(tile(host, "已固定的分算表").split()[0])
    host.click("section:has-text('等我办') a:has-text('2025 年指标分算表')")
    assert host.locator(".keys .turned").count() == 1
    host.click("button:has-text('确认这份分算表')")
    answered(host)
    assert host.locator(".keys .turned").count() == 2
    origin.reload()
    assert int(tile(origin, "已固定的分算表").split()[0]) == fixed + 1

    # nobody confirms while a row is disputed; who disputed it takes that back, then both may
    origin.click("a:has-text('2026 年指标分算表') >> nth=0")
    assert "请先核对入统凭证" in main(origin)
    assert origin.locator("button:has-text('确认这份分算表')").count() == 0
    host.goto(origin.url)
    host.click("summary:has-text('撤销异议'), button:has-text('撤销异议')")
    answered(host)
    origin.reload()
    origin.click("button:has-text('确认这份分算表')")
    answered(origin)
    with host.expect_download() as file:
        host.click("main a:has-text('Excel')")
    assert file.value.suggested_filename.endswith(".xlsx")


# ---- investment and park -----------------------------------------------------------------------


def test_an_investment_officer_calls_on_a_firm_and_is_reminded_of_what_was_promised(
    cast: Cast,
) -> None:
    mine, other = cast.sign_in("origin-investment"), cast.sign_in("host-investment")
    mine.click("nav a:has-text('招商')")
    mine.click("nav.under a:has-text('企业库')")
    mine.click("main a:has-text('登记企业')")
    mine.fill("#name", "甘南示例中药有限公司")
    mine.fill("#contact_name", "示某")
    mine.fill("#contact_phone", "00000000042")
    mine.click("button:has-text('保存')")
    mine.wait_for_url(re.compile(r"/enterprises/\d+/$"))
    firm = mine.url
    assert "00000000042" not in mine.content()
    assert other.request.get(firm).status == 404
    mine.click("a:has-text('登记走访')")
    mine.fill("#on", day(0))
    mine.fill("#ours", "招商服务中心科长")
    mine.fill("#next_step", "送去选址建议")
    mine.fill("#next_due", day(5))
    mine.click("button:has-text('保存')")
    mine.wait_for_url(re.compile(r"/visits/\d+/$"))
    mine.goto(cast.site)
    mine.click("section:has-text('等我办') a:has-text('送去选址建议')")
    mine.click("button:has-text('已办完')")
    answered(mine)
    assert mine.locator(".state.good:has-text('已办')").count() == 1
    mine.goto(cast.site)
    assert "送去选址建议" not in mine.inner_text(".three")


def test_a_park_officer_takes_over_a_project_and_land_answers_what_the_origin_asks(
    cast: Cast,
) -> None:
    park, land = cast.sign_in("host-park"), cast.sign_in("host-land", 390)
    park.click("section:has-text('等我办') a:has-text('核桃油冷榨')")
    park.click("button:has-text('接收项目')")
    answered(park)
    assert "双方共同" in main(park)
    origin = cast.sign_in("origin-investment")
    origin.goto(park.url)
    assert "双方共同" in main(origin)

    # on a phone the map comes before its filters, which open when asked for
    land.goto(f"{cast.site}/land/")
    box = land.locator("#land-map").bounding_box()
    assert box is not None
    assert box["y"] < 700
    assert land.locator("#status").is_hidden()
    land.click("summary:has-text('筛选')")
    land.select_option("#status", "planned")
    land.click("button:has-text('筛选')")
    assert "已用" in land.inner_text(".fold summary")

    land.goto(cast.site)
    land.click("section:has-text('等我办') a:has-text('高原食品')")
    land.click("button:has-text('同意预留')")
    answered(land)
    assert land.locator(".state.land-reserved").count() >= 1
    origin.goto(land.url)
    assert origin.locator(".state.land-reserved").count() >= 1


# ---- duty --------------------------------------------------------------------------------------


def test_a_duty_operator_registers_a_point_and_sees_that_its_instrument_is_faulty(
    cast: Cast,
) -> None:
    duty, office = cast.sign_in("host-duty"), cast.sign_in("host-office")
    assert duty.evaluate("document.documentElement.dataset.theme") == "dark"
    assert "还没有测点" in duty.locator("section", has_text="无数据的测点").inner_text()
    duty.click("nav a:has-text('园区运行')")
    duty.fill("#code", "WQ-01")
    duty.fill("#name", "污水总排口 COD（示例）")
    duty.fill("#unit", "mg/L")
    duty.click("button:has-text('登记')")
    answered(duty)
    duty.goto(cast.site)
    assert tile(duty, "无数据").startswith("1")
    assert "从来没有上报" in duty.locator("section", has_text="无数据的测点").inner_text()

    # the joint office makes a token, once shown; the instrument reports a fault by it
    office.goto(f"{cast.site}/tokens/")
    office.fill("#name", "在线监测仪（示例）")
    office.get_by_label("上报监测数据").check()
    office.fill("#days", "30")
    office.click("main button:has-text('发令牌')")
    office.wait_for_selector("#secret, form[action='/accounts/reauthenticate/']")
    if office.locator("#secret").count() == 0:
        office.fill("#id_password", "feidi-demo")
        office.click("form[action='/accounts/reauthenticate/'] button")
    secret = office.inner_text("#secret")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    reading = {"point": "WQ-01", "at": at, "value": 512.5, "unit": "mg/L", "flag": "D"}
    told = office.request.post(
        f"{cast.site}/api/v1/readings",
        data={"readings": [reading]},
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "story-duty-1"},
    )
    assert told.ok, told.text()
    duty.goto(cast.site)
    assert tile(duty, "无数据").startswith("0")
    assert "故障 · 512.5 mg/L" in duty.locator("section", has_text="标识不正常").inner_text()
    duty.click("section:has-text('标识不正常') li a")
    assert "污水总排口" in duty.inner_text("h1")
    assert "在线监测仪（示例）" in main(duty)
    # what both sides may see the other's operator sees too
    assert "WQ-01" in cast.sign_in("origin-duty").inner_text("main")


# ---- the three administrators ------------------------------------------------------------------


def test_the_three_administrators_let_somebody_in_and_out_and_none_sees_a_park(cast: Cast) -> None:
    system, security = cast.sign_in("system"), cast.sign_in("security")
    assert system.url == f"{cast.site}/health/"
    assert "后台进程" in main(system)
    assert system.locator("tr:has-text('后台进程') .state.good").count() == 1
    assert system.locator("tr:has-text('表结构') .state.good").count() == 1
    system.click("nav a:has-text('账号')")
    system.fill("#username", "new-officer")
    system.fill("#display", "新到岗人员（示例）")
    system.click("button:has-text('建立账号')")
    answered(system)
    said = system.inner_text(".alert-success")
    first = re.search(r"首次密码 (\w+)", said)
    assert first is not None, said
    system.reload()
    assert first[1] not in system.content()

    # the new officer must change it, and has no role yet
    officer = cast.browser.new_context().new_page()
    officer.goto(cast.site)
    officer.fill("#id_login", "new-officer")
    officer.fill("#id_password", first[1])
    officer.click("form[action='/accounts/login/'] button")
    officer.wait_for_url("**/accounts/password/change/")
    for name, value in (("oldpassword", first[1]), ("password1", NEW), ("password2", NEW)):
        officer.fill(f"#id_{name}", value)
    officer.click("button:has-text('改好')")
    officer.wait_for_selector("h1:has-text('账号还没有角色')")

    # the security administrator grants one; the officer comes to the desk of that role
    assert security.url == f"{cast.site}/people/grants/"
    security.reload()
    security.select_option("#user", label="new-officer 新到岗人员（示例）")
    security.select_option("#role", label="招商")
    security.select_option("#seat", index=2)
    security.click("button:has-text('授予')")
    answered(security)
    officer.goto(cast.site)
    officer.wait_for_selector("h1:has-text('我的工作台')")
    assert "舟曲县" in officer.inner_text(".badge-side >> nth=0")

    # taken away with a reason, the next page is closed to him
    row = security.locator("tr", has_text="new-officer")
    row.locator("input[name=reason]").fill("借调结束")
    row.locator("button:has-text('收回')").click()
    answered(security)
    officer.goto(f"{cast.site}/projects/")
    assert (
        "招商" not in officer.inner_text("body") or officer.locator("h1:has-text('没有')").count()
    )

    # the auditor reads all of it, sees who may do what, and finds the chain whole
    auditor = cast.sign_in("auditor")
    auditor.click("button:has-text('核验审计链')")
    assert "审计链完好" in main(auditor)
    trail = main(auditor)
    assert "借调结束" in trail
    assert "new-officer" in trail or "新到岗人员" in trail
    auditor.click("nav a:has-text('权限核查')")
    assert "新到岗人员（示例）" in main(auditor)
    for page in (system, security, auditor):
        for place in ("/projects/", "/settlements/", "/land/"):
            assert page.request.get(f"{cast.site}{place}").status == 403, place
