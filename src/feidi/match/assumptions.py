"""Which of the given figures are assumed: no result may pass them off as published."""

from feidi.match.given import Given
from feidi.quantities.words import Words
from feidi.records.industry_table import ASSUMED, IndustryTable


def assumptions(given: Given) -> tuple[Words, ...]:
    """Return one sentence for every kind of figure of which some are assumed, with how many."""
    said = []
    for table in (given.industries, given.outside):
        if table is not None:
            said += _of_table(table)
    counted = (
        (Words("依据", "evidence"), [e.assumed for e in given.evidence]),
        (Words("备选项目", "candidates"), [c.assumed for c in given.candidates]),
        (Words("项目用量", "needs of candidates"), [n.assumed for n in given.needs]),
        (Words("资源上限", "limits of resources"), [x.assumed for x in given.limits]),
        (Words("产品关系", "product edges"), [e.assumed for e in given.product_edges]),
        (Words("企业事实", "facts of firms"), [f.assumed for f in given.firm_facts]),
    )
    said += [
        Words(
            f"{name.zh}：{len(marks)} 行中 {sum(marks)} 行是假设",
            f"{name.en}: {sum(marks)} of {len(marks)} rows are assumed",
        )
        for name, marks in counted
        if any(marks)
    ]
    return tuple(said)


def _of_table(table: IndustryTable) -> list[Words]:
    marked = table.status == ASSUMED
    return [
        Words(
            f"{place} {table.year} 年的 {len(table.codes)} 个行业数中 {row.sum()} 个是假设",
            f"{place}, {table.year}: {row.sum()} of {len(table.codes)} industries are assumed",
        )
        for place, row in zip(table.places, marked, strict=True)
        if row.any()
    ]
