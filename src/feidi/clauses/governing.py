"""Which term and which rounding governs: in every year exactly one, for every clause."""

from collections.abc import Iterator
from itertools import combinations

from feidi.clauses.agreement import Agreement, Version
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words

_GOVERNING = ("term", "rounding")


def check_governing(agreement: Agreement) -> Iterator[Problem]:
    """Yield each pair of settings that claim the same clause in a common year (§D3)."""
    settings = [v for v in agreement.versions if v.clause.kind in _GOVERNING]
    for left, right in combinations(settings, 2):
        if left.clause.kind == right.clause.kind and left.meets(right):
            yield from _both_govern(left, right)


def _both_govern(left: Version, right: Version) -> Iterator[Problem]:
    one, two = left.clause, right.clause
    named, again = (set(getattr(clause, "applies_to", ())) for clause in (one, two))
    shared = sorted(named & again)
    if not shared and (named or again):
        return
    over = Words("、".join(shared) or "各条", ", ".join(shared) or "every clause")
    yield two.problem(
        "AG038",
        "applies_to",
        Words(
            f"{one.id}（{one.at.file}:{one.at.line}）与 {two.id} 同时对{over.zh}"
            f"规定“{one.title.zh}”",
            f"{one.id} ({one.at.file}:{one.at.line}) and {two.id} both state the “{one.title.en}” "
            f"of {over.en}",
        ),
        Words(
            "只保留一条；取整可以写明“适用于”哪些条款，补充协议写明“替代”",
            "keep one; a rounding may say what it applies to, a supplement what it replaces",
        ),
    )
