"""The statement: parties first with those behind them, counts by clause, causes in words."""

from dataclasses import replace

from feidi.clauses.posting import Posting
from feidi.evidence.source import At
from feidi.quantities.words import Words, both
from feidi.records.party import Party
from feidi.report.statement import adds_up, claims, corrected, counted, division, open_claims
from feidi.report.to_html import settlement_page
from feidi.report.year_table import YearTable
from feidi.settle import Correction, Settlement, Total
from report.park import settled

AT = At("agreement.md", 3)


def village(*totals: tuple[str, int], behind: str = "飞出地") -> Settlement:
    plain = settled()
    parties = (
        Party("村集体", "丙村", behind, AT),
        *plain.agreement.parties,
        Party("一片", "丁村", "村集体", AT),
    )
    agreement = replace(plain.agreement, parties=parties)
    return replace(plain, agreement=agreement, totals=tuple(Total(2031, *t) for t in totals))


def test_those_behind_a_party_stand_under_it() -> None:
    totals = (("中央", 5), ("一片", 1), ("飞入地", 4), ("村集体", 2), ("飞出地", 3))
    lines = division(YearTable(village(*totals)))
    assert [(line.words.zh, line.depth) for line in lines] == [
        ("飞入地", 0),
        ("飞出地", 0),
        ("村集体", 1),
        ("一片", 2),
        ("各方合计", 0),
        ("中央", 0),
        ("当年入库", 0),
    ]


def test_what_is_zero_in_every_year_is_left_out_but_parties_on_their_own() -> None:
    table = YearTable(village(("一片", 1), ("村集体", 0), ("省级", 0), ("已付/飞入地", 0)))
    assert [(a, table.depth(a)) for a in table.accounts] == [
        ("飞入地", 0),
        ("飞出地", 0),
        ("一片", 1),
    ]
    assert table.behind("飞出地") == ("一片",)
    assert claims(table) == ()


def test_parties_behind_one_another_in_a_circle_are_not_lost() -> None:
    table = YearTable(village(("一片", 1), behind="一片"))
    assert set(table.parties) == set(table.lineage)


def test_claims_come_in_order_and_say_who_has_still_to_pay() -> None:
    totals = (("已收/飞出地", 9), ("已付/飞入地", -9), ("应收/飞出地", 7), ("应付/飞入地", -7))
    table = YearTable(village(*totals))
    assert table.sides == ("应付/飞入地", "应收/飞出地", "已付/飞入地", "已收/飞出地")
    assert open_claims(table) == (("飞入地", 7),)
    assert table.receipts() == 0


def test_a_receivable_below_zero_is_to_be_paid_back() -> None:
    table = YearTable(village(("应收/飞出地", -7), ("应付/飞入地", 7)))
    assert open_claims(table) == (("飞出地", 7),)


def test_counts_are_told_by_clause_and_never_added_over_clauses() -> None:
    rows = (("第三条", "在地统计", "飞入地", 60), ("第三条", "重复计算", "飞出地", 60))
    other = (("第四条", "飞出地", "飞入地", 5),)
    postings = tuple(
        Posting(2031, "2031", clause, "indicator", source, target, amount, both(""), "tonne")
        for clause, source, target, amount in (*rows, *other)
    )
    blocks = list(counted(replace(settled(), postings=postings)))
    assert [(block.clause, block.lines) for block in blocks] == [
        ("第三条", (("飞入地", (60,)), ("飞出地", (60,)), ("重复计算", (-60,)))),
        ("第四条", (("飞入地", (5,)), ("飞出地", (-5,)))),
    ]


def test_corrections_are_told_once_a_year_with_their_cause() -> None:
    found = [
        Correction(2029, 2031, party, 100, 90, ("R1", "R2"), Words("因", "because"))
        for party in ("中央", "飞入地")
    ]
    found.append(Correction(2030, 2031, "飞入地", 1, 2, (), Words("因", "because")))
    blocks = list(corrected(replace(settled(), corrections=tuple(found))))
    assert [[line.party for line in block.lines] for block in blocks] == [
        ["飞入地", "中央"],
        ["飞入地"],
    ]
    assert "R1、R2 改变了 2029 年" in blocks[0].said.zh
    assert "R1, R2" in blocks[0].said.en
    assert "规则或数据的改动" in blocks[1].said.zh


POOL = """# Growth pool

| Role | Party |
|---|---|
| City | The City |
| County | The County |

## Article 1. Term
```rule
kind: term
settled: yearly
starts in: 2031-01
years: 1
```

## Article 2. Rounding
```rule
kind: rounding
stage: each settlement period
mode: half up
grain: 0.01 yuan
remainder to: County
```

## Article 3. Contributions
```rule
kind: contribution
every year: City 3.00 yuan; County 5.00 yuan
```

## Article 4. Distribution
```rule
kind: shares
takes from: Article 3
every year: City 50%; County 50%
```
"""


def test_without_receipts_the_report_speaks_of_what_was_paid_in() -> None:
    pool = settled(rows=(), text=POOL)
    table = YearTable(pool)
    assert [line.words.en for line in division(table)] == ["City", "County", "parties in all"]
    assert table.paid_in() == table.paid_in(2031) == 800
    assert adds_up(table).zh == "各方共缴入 8.00 元；各方所得减去付出，合计为零，分毫不差"
    for lang, heard, not_heard in (
        ("zh", "2031 年各方缴入资金的分配", "入库"),
        ("en", "City: paid in", "receipts"),
    ):
        page = settlement_page(pool, lang)
        assert heard in page
        assert "−1.00" in page
        assert not_heard not in page.partition("</style>")[2].replace('class="bar receipts"', "")
