"""Which part of the receipts is divided: levels, dated fiscal rules, refunds, admission."""

from documents import (
    HALVES,
    KNOWN,
    ROUNDING,
    SCOPE,
    TERM,
    cells,
    document,
    policy,
    receipts,
    settled,
    signed,
)
from feidi.clauses.posting import OUTSIDE
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.records.enterprise import Enterprise
from feidi.settle import settle

LOCAL = SCOPE.replace("全部入库", "地方留成")
COUNTY = SCOPE.replace("全部入库", "县区留成")
EARLY_TERM = TERM.replace("2026-01", "2015-01")
OLD = "条款: 财政分成\n税种: 增值税\n自: 1994-01\n至: 2016-04\n中央: 75%"
NEW = "条款: 财政分成\n税种: 增值税\n自: 2016-05\n中央: 50%\n省级: 10%"


def test_the_centre_takes_its_part_by_the_rule_of_the_month() -> None:
    agreement = signed(document(EARLY_TERM, ROUNDING, LOCAL, HALVES), policies=policy(OLD, NEW))
    result = settled(agreement, receipts(("vat", "2016-04", 1000), ("vat", "2016-05", 1000)))
    assert result.of(2016, "中央") == 750 + 500
    assert result.of(2016, "飞出地") == (250 + 500) // 2


def test_the_county_measure_takes_off_the_province_too() -> None:
    agreement = signed(document(TERM, ROUNDING, COUNTY, HALVES), policies=policy(NEW))
    result = settled(agreement, receipts(("vat", "2026", 1000)))
    assert (result.of(2026, "中央"), result.of(2026, "省级")) == (500, 100)
    assert result.of(2026, "飞入地") == 200


def test_a_level_the_rule_does_not_state_is_a_problem_not_zero() -> None:
    silent = NEW.replace("\n省级: 10%", "")
    agreement = signed(document(TERM, ROUNDING, COUNTY, HALVES), policies=policy(silent))
    result = settle(agreement, receipts(("vat", "2026", 1000)), Book(), KNOWN)
    assert [p.code for p in result.problems] == ["SE031"]
    assert not result.totals


def test_a_tax_without_a_rule_for_its_month_is_a_problem() -> None:
    agreement = signed(document(TERM, ROUNDING, LOCAL, HALVES), policies=policy(OLD))
    result = settle(agreement, receipts(("vat", "2026-03", 1000)), Book(), KNOWN)
    assert [(p.code, p.at.clause) for p in result.problems] == [("SE031", "第三条")]


def test_a_rule_that_changes_within_a_receipts_period_is_a_problem() -> None:
    agreement = signed(document(EARLY_TERM, ROUNDING, LOCAL, HALVES), policies=policy(OLD, NEW))
    result = settle(agreement, receipts(("vat", "2016", 1000)), Book(), KNOWN)
    assert [p.code for p in result.problems] == ["SE031"]
    assert "2016" in result.problems[0].what.zh


def test_refunds_reduce_the_pot_or_stay_outside_as_the_agreement_says() -> None:
    rows = (("E1", "vat", "2026", "collection", 1000), ("E1", "vat", "2026", "refund", -400))
    net = settled(signed(document(TERM, ROUNDING, SCOPE, HALVES)), cells(*rows))
    gross = settled(
        signed(document(TERM, ROUNDING, SCOPE.replace("退税: 冲减", "退税: 不冲减"), HALVES)),
        cells(*rows),
    )
    assert (net.of(2026, "飞出地"), gross.of(2026, "飞出地")) == (300, 500)
    assert gross.of(2026, OUTSIDE.zh) == -400


def test_a_refund_larger_than_the_year_is_taken_back_from_both() -> None:
    result = settled(
        signed(document(TERM, ROUNDING, SCOPE, HALVES)), receipts(("vat", "2026", -999))
    )
    assert (result.of(2026, "飞出地"), result.of(2026, "飞入地")) == (-499, -500)


def test_what_no_clause_covers_is_posted_outside() -> None:
    result = settled(
        signed(document(TERM, ROUNDING, SCOPE, HALVES)),
        receipts(("vat", "2025", 10), ("property", "2026", 7)),
    )
    assert (result.of(2025, OUTSIDE.zh), result.of(2026, OUTSIDE.zh)) == (10, 7)


def test_only_named_parks_are_covered() -> None:
    roster = tuple(
        Enterprise(firm, firm, park, "", "", None, At("e.csv"))
        for firm, park in (("E1", "化工园区"), ("E2", "综保区"))
    )
    scope = SCOPE + "\n园区: 化工园区"
    rows = (("E1", "vat", "2026", "collection", 100), ("E2", "vat", "2026", "collection", 60))
    result = settled(
        signed(document(TERM, ROUNDING, scope, HALVES)), cells(*rows), Book(enterprises=roster)
    )
    assert (result.of(2026, "飞出地"), result.of(2026, OUTSIDE.zh)) == (50, 60)


def test_a_firm_that_is_not_on_the_roster_is_a_problem() -> None:
    roster = (Enterprise("E1", "E1", "", "", "", None, At("e.csv")),)
    scope = SCOPE.replace("名册内全部", "E1、E9")
    agreement = signed(document(TERM, ROUNDING, scope, HALVES))
    result = settle(agreement, receipts(("vat", "2026", 1)), Book(enterprises=roster), KNOWN)
    assert [p.code for p in result.problems] == ["SE033"]


def test_a_period_longer_than_the_settlement_period_is_a_problem() -> None:
    agreement = signed(document(TERM.replace("年度", "月度"), ROUNDING, SCOPE, HALVES))
    result = settle(agreement, receipts(("vat", "2026Q2", 1)), Book(), KNOWN)
    assert [p.code for p in result.problems] == ["SE032"]


def test_an_amount_beyond_int64_is_an_error_and_never_wraps() -> None:
    agreement = signed(document(TERM, ROUNDING, SCOPE, HALVES))
    most = 2**63 - 1
    result = settle(
        agreement, receipts(("vat", "2026-01", most), ("vat", "2026-02", most)), Book(), KNOWN
    )
    assert [p.code for p in result.problems] == ["SE001"]
    assert not result.totals
