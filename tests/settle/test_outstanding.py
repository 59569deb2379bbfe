"""What costs a year leaves unrecovered is told beside the settlement, and in no total."""

from documents import ROUNDING, SCOPE, TERM, cells, document, settled, signed
from feidi.settle import Settlement
from figures import book

QUARTERLY = TERM.replace("年度", "季度")
PART, WHOLE = "计算单元: 企业", "计算单元: 园区"
REST = "条款: 比例分享\n取自: 第四条\n各年: 飞出地 100%"


def recovery(cost: str, fate: str = "结转以后年度，不计息") -> str:
    return (
        f"条款: 成本回收\n取自: 第三条\n回收方: 飞入地\n{cost}\n回收上限: 50%\n"
        f"上限基数: 本条资金池\n未回收部分: {fate}"
    )


def told(settlement: Settlement) -> dict[tuple[int, str], int]:
    return {(entry.year, entry.clause): entry.amount for entry in settlement.outstanding}


def test_it_is_the_balance_at_the_end_of_each_year() -> None:
    rules = (QUARTERLY, ROUNDING, SCOPE, recovery("投资总额: 12.00 元"), REST)
    rows = [("E1", "vat", period, "collection", 500) for period in ("2026Q1", "2026Q4", "2027Q2")]
    result = settled(signed(document(*rules)), cells(*rows))
    assert told(result.only(2026)) == {(2026, "第四条"): 700}
    assert told(result)[2027, "第四条"] == 450
    assert result.of(2026, "飞入地") + result.of(2026, "飞出地") == 1000


def test_several_costs_and_enterprises_are_added_up() -> None:
    costs = recovery("成本: 折旧/企业、费用/企业")
    one_year = TERM.replace("长期有效: 是", "期限年数: 1 年")
    rules = (one_year, ROUNDING, SCOPE.replace(WHOLE, PART), costs, REST)
    rows = [(firm, "vat", "2026", "collection", 1000) for firm in ("E1", "E2")]
    figures = book(
        *((what, firm, "2026", "400", "fen") for what in ("折旧", "费用") for firm in ("E1", "E2"))
    )
    result = settled(signed(document(*rules)), cells(*rows), figures)
    assert told(result)[2026, "第四条"] == 2 * (800 - 500)


def test_costs_that_lapse_are_not_outstanding() -> None:
    rules = (TERM, ROUNDING, SCOPE, recovery("投资总额: 12.00 元", "当年未回收的不再回收"), REST)
    result = settled(signed(document(*rules)), cells(("E1", "vat", "2026", "collection", 1000)))
    assert result.outstanding == ()
