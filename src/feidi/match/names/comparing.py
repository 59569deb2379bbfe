"""Are two names those of one firm? Matched, possible or distinct, with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from feidi.match.names.parts import NameParts, parts
from feidi.quantities.words import Words

MATCHED, POSSIBLE, DISTINCT = "matched", "possible", "distinct"
# shorter names differ in one character too often
SPELT = 4


@dataclass(frozen=True)
class Verdict:
    """What two names say about each other. §M16.

    kind: matched, possible or distinct. related: distinct firms that may belong to one group.
    Nothing is ever merged on a verdict; "possible" needs a person.
    """

    kind: str
    reasons: tuple[Words, ...]
    related: bool = False


def compare(one: str, other: str, aliases: Iterable[Iterable[str]] = ()) -> Verdict:
    """Do two names mean one firm?

    aliases: groups of names that the user says mean one firm each.

    >>> compare("兰州佛慈制药股份有限公司", "兰州佛慈制药股份有限公司（集团）").kind
    'distinct'
    >>> compare("Foci Pharma Co., Ltd.", "FOCI PHARMA CO LTD").kind
    'matched'
    """
    a, b = parts(one), parts(other)
    said = ({parts(name).whole for name in group} for group in aliases)
    if a.whole != b.whole and any(a.whole in group and b.whole in group for group in said):
        return Verdict(MATCHED, (Words("使用者写明是同一企业", "stated as one firm by the user"),))
    return compare_parts(a, b)


def compare_parts(a: NameParts, b: NameParts) -> Verdict:
    """Return what two names that are taken apart say about each other."""
    if a.whole == b.whole and a.group == b.group:
        return Verdict(MATCHED, (Words("名称相同", "the same name"),))
    for rule in (_branch, _scripts, _group, _same_core, _spelling, _brand):
        verdict = rule(a, b)
        if verdict is not None:
            return verdict
    return Verdict(DISTINCT, (Words("字号和行业不同", "brand and trade differ"),))


def _branch(a: NameParts, b: NameParts) -> Verdict | None:
    if a.branch == b.branch:
        return None
    related = a.core == b.core
    reason = Words(
        f"分支机构（{a.branch or b.branch}）不是企业本身",
        f"a branch ({a.branch or b.branch}) is not the firm itself",
    )
    return Verdict(DISTINCT, (reason,), related)


def _scripts(a: NameParts, b: NameParts) -> Verdict | None:
    if a.chinese == b.chinese:
        return None
    reason = Words(
        "中英文名称不能互相对照，确是同一企业请写别名",
        "names in two scripts cannot be compared; give an alias if they are one firm",
    )
    return Verdict(DISTINCT, (reason,))


def _group(a: NameParts, b: NameParts) -> Verdict | None:
    if a.group == b.group or not (a.core.startswith(b.core) or b.core.startswith(a.core)):
        return None
    reason = Words(
        "一个是集团，一个不是：可能是母子公司，不是同一企业",
        "one is a group, the other is not: parent and subsidiary perhaps, not one firm",
    )
    return Verdict(DISTINCT, (reason,), related=True)


def _same_core(a: NameParts, b: NameParts) -> Verdict | None:
    if a.core != b.core:
        return None
    apart = _places_apart(a, b)
    if apart:
        return Verdict(DISTINCT, (apart,), related=True)
    open_points = [*_places_unsure(a, b), *_forms_unsure(a, b)]
    if open_points:
        return Verdict(POSSIBLE, tuple(open_points))
    return Verdict(
        MATCHED,
        (Words("地名、字号、行业、组织形式都一致", "place, brand, trade and legal form agree"),),
    )


def _places_apart(a: NameParts, b: NameParts) -> Words | None:
    if bool(a.bracket) != bool(b.bracket) and not (a.places and a.places == b.places):
        inside = "、".join(a.bracket or b.bracket)
        return Words(
            f"只有一个名称带括号地名（{inside}），通常是另设的公司",
            f"only one has a place in brackets ({inside}): usually a company of its own",
        )
    if a.places and b.places and not (a.places <= b.places or b.places <= a.places):
        return Words(
            f"地名不同：{'、'.join(sorted(a.places))}与{'、'.join(sorted(b.places))}",
            f"places differ: {', '.join(sorted(a.places))} and {', '.join(sorted(b.places))}",
        )
    return None


def _places_unsure(a: NameParts, b: NameParts) -> list[Words]:
    if a.places != b.places or ("中国" in a.region) != ("中国" in b.region):
        return [Words("只有一个名称写明了地名", "only one name says (all of) the place")]
    if a.bracket != b.bracket:
        return [
            Words(
                "地名一个在前、一个在括号里",
                "the place stands ahead in one, in brackets in the other",
            )
        ]
    return []


def _forms_unsure(a: NameParts, b: NameParts) -> list[Words]:
    if a.form == b.form:
        return []
    if not a.form or not b.form:
        return [Words("一个是简称，没有组织形式", "one is short, without a legal form")]
    return [
        Words(
            "组织形式不同，可能是改制前后",
            "legal forms differ: perhaps before and after a restructuring",
        )
    ]


def _brand(a: NameParts, b: NameParts) -> Verdict | None:
    short, long = sorted((a, b), key=lambda p: len(p.core))
    if not long.core.startswith(short.core):
        return None
    apart = _places_apart(a, b)
    if short.form == "" and apart is None:
        reason = Words(
            f"“{short.core}”可能是简称，也可能是同一品牌的另一家",
            f"“{short.core}” may be a short name, or another firm of the brand",
        )
        return Verdict(POSSIBLE, (reason,))
    reason = Words(
        f"字号同为“{short.core}”，行业不同", f"the brand “{short.core}” is one, the trade another"
    )
    return Verdict(DISTINCT, (reason, *([apart] if apart else [])), related=True)


def _spelling(a: NameParts, b: NameParts) -> Verdict | None:
    if min(len(a.core), len(b.core)) < SPELT or not one_off(a.core, b.core):
        return None
    apart = _places_apart(a, b)
    if apart:
        return Verdict(DISTINCT, (Words("字号差一个字", "one character differs"), apart))
    reason = Words("字号只差一个字，可能是笔误", "one character differs: perhaps a slip")
    return Verdict(POSSIBLE, (reason,))


def one_off(one: str, other: str) -> bool:
    """Say whether one edit makes the other: a character put in, left out, changed or swapped.

    >>> one_off("博裕农业", "博峪农业"), one_off("博裕农业", "裕博农业"), one_off("ab", "cd")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) == len(long):
        swapped = short[start + 1 : start + 2] + short[start : start + 1]
        rest = short[start + 1 :] == long[start + 1 :]
        return rest or (
            swapped == long[start : start + 2] and short[start + 2 :] == long[start + 2 :]
        )
    return len(long) - len(short) == 1 and short[start:] == long[start + 1 :]
