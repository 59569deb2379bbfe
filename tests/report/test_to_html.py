"""The page: whole in itself, hostile text harmless, every total with its trail, equal bytes."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from feidi.clauses.document import read_document
from feidi.clauses.posting import Posting
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words, both
from feidi.report.to_html import settlement_page
from feidi.settle import Correction, Settlement, Total
from report.park import AGREEMENT, HOSTILE, settled

VOID = {"meta", "link", "br", "img"}


class Outline(HTMLParser):
    """Collects tags, ids, addresses and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest) -> str:
    return settlement_page(settled(HOSTILE), request.param)


def test_needs_nothing_else(page: str) -> None:
    outline = Outline(page)
    assert not outline.open
    assert not {"script", "img", "iframe", "object", "form"} & {tag for tag, _ in outline.tags}
    assert not outline.all("src")
    assert all(href.startswith(("#", "data:,")) for href in outline.all("href"))
    assert not re.search(r"@import|url\(|\son\w+=\"", page)
    assert "default-src 'none'" in page


def test_hostile_text_is_text(page: str) -> None:
    assert "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;" in page
    assert "<script" not in page


def test_every_id_is_one_and_every_link_leads_somewhere(page: str) -> None:
    outline = Outline(page)
    ids = outline.all("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in outline.all("href") if href.startswith("#")} <= set(ids)
    labels = [name for value in outline.all("aria-labelledby") for name in value.split()]
    assert set(labels) <= set(ids)


def test_tables_say_what_their_headers_head(page: str) -> None:
    outline = Outline(page)
    heads = [attrs for tag, attrs in outline.tags if tag == "th"]
    assert heads
    assert all(attrs.get("scope") in ("col", "row") for attrs in heads)
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("table") == tags.count("caption")


def test_all_that_was_settled_is_on_the_page(page: str) -> None:
    settlement = settled(HOSTILE)
    assert all(in_yuan(total.amount) in page for total in settlement.totals)
    assert all(f'id="why-{total.year}-' in page for total in settlement.totals)
    assert settlement.agreement.fingerprint in page
    assert all(party.name in page for party in settlement.agreement.parties)


def test_language_is_declared() -> None:
    assert '<html lang="zh-CN">' in settlement_page(settled())
    assert '<html lang="en">' in settlement_page(settled(), "en")


def test_equal_settlements_give_equal_pages() -> None:
    assert settlement_page(settled()) == settlement_page(settled())


def test_a_year_of_refunds_has_its_table_and_no_picture() -> None:
    rows = (("2029", 38_720_000_00, "collection"), ("2030", -1_000_000_00, "refund"))
    page = settlement_page(settled(rows=rows))
    assert "2030 年退回多于入库" in page
    assert "退回，图中不画" in page


def test_errors_stand_first_and_without_amounts() -> None:
    missing = Problem("SE031", At("agreement.md", 26, "第三条"), both("缺少规定"), both("补上"))
    page = settlement_page(replace(settled(), totals=(), postings=(), problems=(missing,)))
    assert "缺少规定" in page
    assert "尚不能结算" in page
    assert "h-result" not in page
    assert "签字" not in page


def test_nothing_to_divide_is_said() -> None:
    assert "没有可分的金额" in settlement_page(settled(rows=()))


def test_examples_that_fail_are_not_called_reproduced() -> None:
    page = settlement_page(settled(text=AGREEMENT.replace("42,000,000.00", "42,000,000.01")))
    assert "没有全部重现" in page
    assert "全部重现，分毫不差" not in page


def test_documents_are_named_by_the_bytes_they_were_read_from() -> None:
    settlement: Settlement = settled()
    document = settlement.agreement.documents[0]
    again = read_document(document.text.encode(), document.file)
    assert again.fingerprint in settlement_page(settlement)


def test_the_data_have_their_fingerprints() -> None:
    settlement = replace(settled(), inputs=(("7-settle/facts.csv", "ab" * 32),))
    page = settlement_page(settlement)
    assert "7-settle/facts.csv" in page
    assert "ab" * 32 in page


def test_corrections_quantities_and_warnings_are_told() -> None:
    change = Correction(2029, 2031, "飞出地", 100, -250, ("R7",), Words("因 R7", "because of R7"))
    warning = Problem("SE041", At("posted.csv", 3), both("不能重算"), both("核对"))
    plain = settled()
    quota = Posting(2031, "2031", "第五条", "quota", "飞出地", "飞入地", 2_003_750, both(""), "mu")
    whole = replace(
        plain, corrections=(change,), postings=(*plain.postings, quota), problems=(warning,)
    )
    page = settlement_page(whole)
    told = ("-3.50", "过账以后入库或退库的 R7", "200.375", "单位：亩", "不能重算", "核对")
    assert all(text in page for text in told)
    assert "in mu" in settlement_page(whole, "en")


def test_claims_and_cash_stand_apart_from_entitlements() -> None:
    plain = settled()
    owed = tuple(
        Total(2031, account, fen)
        for account, fen in (("应付/飞入地", -700), ("应收/飞出地", 700), ("已付/飞入地", 0))
    )
    page = settlement_page(replace(plain, totals=(*plain.totals, *owed)))
    division, claims = page.split('id="h-claims"')
    assert "飞入地还有 <b>7.00</b>" in division
    assert "应收未收" not in division
    assert all(text in claims for text in ("飞入地 应付未付", "-7.00", "飞出地 应收未收"))
    assert "飞入地 已付" not in claims
    assert "h-claims" not in settlement_page(plain)
