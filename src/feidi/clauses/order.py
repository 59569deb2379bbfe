"""Which clause takes what an earlier one left: conflicts, pots that never empty, odd grains."""

from collections.abc import Iterator
from itertools import combinations

from feidi.clauses.agreement import Agreement, Version
from feidi.clauses.clause import Clause
from feidi.clauses.grains import check_grains
from feidi.clauses.pots import clause_of
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words


def check_order(agreement: Agreement) -> Iterator[Problem]:
    """Yield what is wrong with the flow of the money as a whole (§R4)."""
    yield from _sources_stand_before(agreement)
    yield from _one_taker_a_pot(agreement)
    yield from _one_scope_a_receipt(agreement)
    yield from _own_clocks(agreement)
    yield from check_grains(agreement)


def _sources_stand_before(agreement: Agreement) -> Iterator[Problem]:
    place = {clause.id: index for index, clause in reversed(list(enumerate(agreement.clauses)))}
    for index, clause in enumerate(agreement.clauses):
        key = "takes" if clause.role == "pot" else "applies_to"
        for number in getattr(clause, key, ()):
            source = agreement.clause(number)
            if place[source.id] >= index and source.id != clause.id:
                what = Words(f"{number} 写在后面", f"{number} stands after it")
            elif clause.role == "pot" and number not in source.pots():
                what = _no_such_pot(number, source)
            elif source.id == clause.id:
                what = Words("不能取自本条", "a clause cannot take from itself")
            else:
                continue
            yield clause.problem(
                "AG060",
                key,
                what,
                Words(
                    "取自排在前面、且留有余额的条款", "name an earlier clause that leaves something"
                ),
            )


def _no_such_pot(pot: str, source: Clause) -> Words:
    if not source.pots():
        return Words(
            f"{pot}（{source.title.zh}）不留下资金", f"{pot} ({source.title.en}) leaves nothing"
        )
    return Words(
        f"{clause_of(pot)} 没有留下“{pot}”，留下的是 {'、'.join(source.pots())}",
        f"{clause_of(pot)} does not leave “{pot}” but {', '.join(source.pots())}",
    )


def _one_taker_a_pot(agreement: Agreement) -> Iterator[Problem]:
    for version in agreement.versions:
        if version.clause.role in ("source", "pot", "parties"):
            for pot in version.clause.pots():
                yield from _one_taker(agreement, version, pot)


def _one_taker(agreement: Agreement, version: Version, pot: str) -> Iterator[Problem]:
    takers = [
        v for v in agreement.versions if pot in getattr(v.clause, "takes", ()) and version.meets(v)
    ]
    if not takers:
        yield version.clause.problem(
            "AG061",
            "",
            Words(f"{pot} 留下的资金没有哪一条接着分配", f"nothing takes what {pot} leaves"),
            Words(
                f"加一条“取自: {pot}”的条款，写明归谁",
                f"add a clause that takes from {pot} and says whose it is",
            ),
        )
    for left, right in combinations(takers, 2):
        if left.meets(right):
            yield _conflict(pot, left.clause, right.clause)


def _conflict(pot: str, left: Clause, right: Clause) -> Problem:
    return right.problem(
        "AG062",
        "takes",
        Words(
            f"{left.id}（{left.at.file}:{left.at.line}）和 {right.id} 都从 {pot} 取款",
            f"{left.id} ({left.at.file}:{left.at.line}) and {right.id} both take from {pot}",
        ),
        Words(
            "写明先后：让其中一条取自另一条留下的资金",
            "say which comes first: let one take what the other leaves",
        ),
    )


def _one_scope_a_receipt(agreement: Agreement) -> Iterator[Problem]:
    scopes = [v for v in agreement.versions if v.clause.kind == "scope"]
    for left, right in combinations(scopes, 2):
        if left.clause.id == right.clause.id or not left.meets(right):
            continue
        a, b = left.clause, right.clause
        shared = set(getattr(a, "taxes", ())) & set(getattr(b, "taxes", ()))
        firms = (
            "all" if getattr(c, "all_enterprises", False) else set(getattr(c, "enterprises", ()))
            for c in (a, b)
        )
        first, second = firms
        parks = [set(getattr(c, "parks", ())) for c in (a, b)]
        apart = (first != "all" and second != "all" and not set(first) & set(second)) or (
            parks[0] and parks[1] and not parks[0] & parks[1]
        )
        if shared and not apart:
            yield b.problem(
                "AG063",
                "taxes",
                Words(
                    f"{a.id}（{a.at.file}:{a.at.line}）与 {b.id} 都包含同一税种和同一企业",
                    f"{a.id} ({a.at.file}:{a.at.line}) and {b.id} cover one tax of one enterprise",
                ),
                Words("使每一笔收入只属于一个范围", "let each receipt belong to one scope"),
            )


def _own_clocks(agreement: Agreement) -> Iterator[Problem]:
    """Where each enterprise has its own start, whatever is staged is computed by enterprise."""
    if agreement.term.subject != "enterprise":
        return
    for slot in agreement.slots:
        staged = any(f.many_lines for f in slot.clause.fields())
        if slot.grain == "park" and (staged or slot.clause.kind == "scope"):
            yield slot.clause.problem(
                "AG064",
                "grain",
                Words(
                    "各企业分别起算，但本条按园区合计，没有统一的协议年次",
                    "each enterprise has its own start, but this clause sums the park",
                ),
                Words(
                    "写“计算单元: 企业”，或改为园区统一起算",
                    "write “unit of account: enterprise”, or give the park one start",
                ),
            )
