"""Supplements: which clause a new one replaces, from which calendar year; the old stays for old."""

from collections.abc import Iterator
from dataclasses import replace

from feidi.clauses.agreement import Version
from feidi.clauses.clause import Clause
from feidi.clauses.kinds.term import Term
from feidi.clauses.pots import InflowValue, clause_of
from feidi.clauses.values import ClausesValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, month_text
from feidi.quantities.words import Words

# what stays as it was when a term is replaced: only its length may change
_STARTS = ("cycle", "start_month", "start_event", "counted_from", "subject")


def in_versions(documents: list[list[Clause]]) -> tuple[tuple[Version, ...], list[Problem]]:
    """Return every clause with the years it is in force, in the agreement's order.

    documents: the clauses of the agreement, then those of each supplement. A replacing clause
    takes the number and the place of the one it replaces.
    """
    versions = [Version(clause) for clause in documents[0]] if documents else []
    problems = [p for clause in (documents[0] if documents else []) for p in _not_here(clause)]
    for supplement in documents[1:]:
        for clause in supplement:
            problems += _amend(versions, clause)
        problems += _named_by_old_numbers(versions, supplement)
    return tuple(versions), problems


def _not_here(clause: Clause) -> list[Problem]:
    if not clause.replaces and clause.from_year is None:
        return []
    return [
        clause.problem(
            "AG050",
            "replaces",
            Words(
                "“替代”和“生效年度”只能写在补充协议里",
                "“replaces” and “effective from” belong in supplements",
            ),
            Words("把这一条移到 supplements/ 下的补充协议", "move the clause to a supplement"),
        )
    ]


def _amend(versions: list[Version], clause: Clause) -> list[Problem]:
    if clause.from_year is None:
        what = Words(
            "补充协议的条款没有写“生效年度”", "a clause of a supplement lacks “effective from”"
        )
        fix = Words("补写“生效年度: 2029”", "add “effective from: 2029”")
        return [clause.problem("AG051", "from_year", what, fix)]
    if not clause.replaces:
        return _join(versions, Version(clause, since=clause.from_year))
    number = clause.replaces[0]
    last = max((i for i, v in enumerate(versions) if v.clause.id == number), default=None)
    if last is None or len(clause.replaces) > 1:
        return [_replaces_unclear(clause)]
    old = versions[last]
    if old.since is not None and clause.from_year <= old.since:
        return [_out_of_order(clause, clause.from_year, old.since)]
    versions[last] = replace(old, until=clause.from_year)
    versions.insert(last + 1, Version(replace(clause, id=number), since=clause.from_year))
    return list(_unfit(old.clause, clause))


def _join(versions: list[Version], new: Version) -> list[Problem]:
    """Add a clause that replaces none; its number must be new."""
    taken = next((v.clause for v in versions if v.clause.id == new.clause.id), None)
    if taken is None:
        versions.append(new)
        return []
    what = Words(
        f"{taken.id} 已是 {taken.at} 的条号，本条没有写“替代”",
        f"{taken.id} is already the number of {taken.at}, and this clause lacks “replaces”",
    )
    fix = Words("换一个条号，或写“替代”", "give it a number of its own, or write “replaces”")
    return [new.clause.problem("AG054", "from_year", what, fix)]


def _replaces_unclear(clause: Clause) -> Problem:
    if len(clause.replaces) > 1:
        many = len(clause.replaces)
        what = Words(
            f"“替代”写了 {many} 条，一条只能替代一条", f"it replaces {many} clauses, not one"
        )
        fix = Words("每一条分别写替代它的条款", "write a replacing clause for each")
    else:
        (number,) = clause.replaces
        what = Words(f"被替代的 {number} 不存在", f"{number}, which it replaces, does not exist")
        fix = Words("核对条号", "check the number")
    return clause.problem("AG052", "replaces", what, fix)


def _out_of_order(clause: Clause, year: int, before: int) -> Problem:
    what = Words(
        f"生效年度 {year} 不晚于前一版本的 {before}",
        f"it takes effect in {year}, not after the version of {before}",
    )
    fix = Words("核对各补充协议的生效年度", "check the years of the supplements")
    return clause.problem("AG053", "from_year", what, fix)


def _unfit(old: Clause, new: Clause) -> Iterator[Problem]:
    """Yield why a replacement would reach back into the years of the clause it replaces."""
    key, why = "kind", None
    if "setting" in (old.role, new.role) and old.kind != new.kind:
        why = Words(
            f"{old.id} 是“{old.title.zh}”，不能由“{new.title.zh}”替代",
            f"{old.id} is a clause of “{old.title.en}”; “{new.title.en}” cannot replace it",
        )
    elif old.kind == "eligibility":
        why = Words(
            "准入条件对一家企业只判断一次，不分年度",
            "whether an enterprise is covered is judged once, for all years",
        )
    elif isinstance(old, Term) and isinstance(new, Term):
        key, why = _other_past(old, new)
    elif old.kind == new.kind and getattr(old, "span", None) != getattr(new, "span", None):
        key = "span"
        why = Words(
            f"原条款的累计期间是“{old.say('span').zh}”，新条款是“{new.say('span').zh}”，"
            "以前的累计数无法接续",
            f"the old clause counts over {old.say('span').en}, the new one over "
            f"{new.say('span').en}; what was counted before cannot go on",
        )
    if why is not None:
        yield new.problem(
            "AG055",
            key,
            why,
            Words("另加一条，使旧条款管旧年度", "add a clause; let the old one keep its years"),
        )


def _other_past(old: Term, new: Term) -> tuple[str, Words | None]:
    """Return what of a new term would change years that the old one governs, and its field."""
    changed = [key for key in _STARTS if getattr(old, key) != getattr(new, key)]
    if changed:
        return changed[0], Words(
            "期限条款的替代只能改变协议的长短，起算和周期改变会改写以前年度",
            "a new term changes how long the agreement lasts; another start or cycle would "
            "rewrite earlier years",
        )
    start, years, since = new.start_month, new.last_year, new.from_year or 0
    shorter = years is not None and (old.last_year is None or years < old.last_year)
    if start is None or years is None or not shorter:
        return "years", None
    end = start + MONTHS_A_YEAR * years
    if end >= since * MONTHS_A_YEAR:
        return "years", None
    return "years", Words(
        f"新期限止于 {month_text(end - 1)}，早于生效年度 {since}，已结算的年度会变成期限以外",
        f"the new term ends in {month_text(end - 1)}, before {since}: years settled by the old "
        "one would fall outside",
    )


def _named_by_old_numbers(versions: list[Version], supplement: list[Clause]) -> Iterator[Problem]:
    """A replacing clause goes by the number it replaces; its own in the supplement is no name."""
    known = {version.clause.id for version in versions}
    kept = {clause.id: clause.replaces[0] for clause in supplement if clause.replaces}
    for clause in supplement:
        for field in clause.fields():
            value = getattr(clause, field.key)
            named = (value,) if isinstance(field.value, InflowValue) else value or ()
            if field.key == "replaces" or not isinstance(field.value, ClausesValue | InflowValue):
                continue
            for number in map(clause_of, named):
                if number and number not in known:
                    what = Words(
                        f"{number} 替代了 {kept.get(number, '')}，沿用其条号",
                        f"{number} replaces {kept.get(number, '')} and goes by that number",
                    )
                    fix = Words(f"写“{kept.get(number, '')}”", f"write “{kept.get(number, '')}”")
                    yield clause.problem("AG056", field.key, what, fix)
