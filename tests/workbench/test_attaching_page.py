"""A file goes in at one side's browser and comes out, byte for byte, at the other's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from workbench.uploads import EXE, PDF
from workbench.visiting import opened, served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site") / "log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as one:
        yield one


def test_a_file_is_attached_refused_downloaded_and_removed(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    good, bad = tmp_path / "合同 附件（示例）.pdf", tmp_path / "program.pdf"
    good.write_bytes(PDF)
    bad.write_bytes(EXE)
    host, noise = signed_in(browser, site, "host-finance")
    origin, more = signed_in(browser, site, "origin-leader")
    address = f"{site}/agreements/1/"
    host.goto(address)
    host.set_input_files("#attach-file", [good, bad])
    host.select_option("#attach-purpose", "contract")
    host.click("#documents form button.btn-primary")
    host.wait_for_url("**/agreements/1/#documents")
    assert "内容却是程序" in host.inner_text(".alert-danger")
    assert "合同 附件" in host.inner_text("#documents .files")

    origin.goto(f"{site}/documents/?q=合同")
    with origin.expect_download() as given:
        origin.click("tbody th a")
    assert Path(given.value.path()).read_bytes() == PDF
    assert given.value.suggested_filename == good.name
    origin.goto(address)
    assert origin.locator("#documents details.inline").count() == 0

    host.reload()
    host.click("#documents details.inline summary")
    host.fill("#documents details.inline input[name=reason]", "传错了")
    host.click("#documents details.inline button")
    host.wait_for_selector(".alert-success")
    origin.reload()
    assert "传错了" in origin.locator("#documents").text_content()  # type: ignore[operator]
    assert (noise, more) == ([], [])


def test_a_message_is_read_by_following_it(browser: Browser, site: str) -> None:
    page, noise = signed_in(browser, site, "origin-finance")
    bell = ".told-bell .number"
    before = int(page.inner_text(bell))
    assert before > 0
    page.click(".told-bell")
    page.click(".told button >> nth=0")
    page.wait_for_url(lambda url: "notifications" not in url)
    assert int(page.inner_text(bell)) == before - 1
    assert noise == []
