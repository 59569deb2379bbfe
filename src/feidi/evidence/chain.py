"""A chain of records that shows any change, removal or reordering: each link holds the last.

The content of a record is digested; the link covers number, previous link and digest, so a
record can be sealed (its content left out) and the chain still be followed without any key. A
key, kept elsewhere, signs every link, so that nobody can forge a whole new chain.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words

FIRST = "0" * 64
NAME = "audit"


class Link(NamedTuple):
    """One record of the chain. content: None where it is sealed; sign: empty where left out."""

    number: int
    previous: str
    digest: str
    link: str
    sign: str
    content: Mapping[str, Any] | None


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record's content, whatever the order of its fields.

    >>> digest_of({"a": 1, "b": "乙"}) == digest_of({"b": "乙", "a": 1})
    True
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link_of(number: int, previous: str, digest: str) -> str:
    """Return the link that binds a record to its number and to everything before it."""
    return hashlib.sha256(f"{number}\n{previous}\n{digest}".encode()).hexdigest()


def sign_of(key: str, link: str) -> str:
    """Return the signature of a link: HMAC-SHA256 with a key kept outside the record."""
    return hmac.new(key.encode(), link.encode(), hashlib.sha256).hexdigest()


def broken(
    links: Iterable[Link], key: str = "", last: tuple[int, str] | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with a chain given in the order of its numbers (§TR1-§TR3).

    key: the secret it was signed with; without it signatures are not looked at. last: number and
    link of the last record, noted elsewhere (an anchor); it must be part of the chain.
    AU001 changed, AU002 missing, AU003 out of order, AU004 not signed by us, AU005 cut off.
    """
    previous, expected = FIRST, 1
    anchored = last is None
    for one in links:
        if one.number != expected:
            yield _missing(expected, one.number)
        elif one.previous != previous:
            yield _moved(one)
        yield from _changed(one)
        if key and not hmac.compare_digest(one.sign, sign_of(key, one.link)):
            yield _unsigned(one)
        anchored = anchored or (one.number, one.link) == last
        previous, expected = one.link, one.number + 1
    if not anchored and last is not None:
        yield _cut(last, expected - 1)


def _changed(one: Link) -> Iterator[Problem]:
    told = one.digest if one.content is None else digest_of(one.content)
    if told == one.digest and one.link == link_of(one.number, one.previous, one.digest):
        return
    what = Words(
        f"第 {one.number} 条记录被改动：内容摘要是 {told[:12]}，登记的是 {one.digest[:12]}",
        f"record {one.number} was changed: its digest is {told[:12]}, noted was {one.digest[:12]}",
    )
    yield Problem("AU001", At(NAME, one.number), what, _ASK)


def _missing(expected: int, found: int) -> Problem:
    gone = f"{expected}" if found == expected + 1 else f"{expected}–{found - 1}"
    what = Words(
        f"第 {gone} 条记录不见了：接下来是第 {found} 条",
        f"record {gone} is gone: the next one is {found}",
    )
    if found < expected:
        what = Words(
            f"第 {found} 条记录重复或颠倒：应为第 {expected} 条",
            f"record {found} is repeated or out of order: {expected} was due",
        )
    return Problem("AU002" if found > expected else "AU003", At(NAME, found), what, _ASK)


def _moved(one: Link) -> Problem:
    what = Words(
        f"第 {one.number} 条记录不接上一条：它记的上一环是 {one.previous[:12]}",
        f"record {one.number} does not follow the one before: it names {one.previous[:12]}",
    )
    return Problem("AU003", At(NAME, one.number), what, _ASK)


def _unsigned(one: Link) -> Problem:
    what = Words(
        f"第 {one.number} 条记录的签章不是本系统密钥所签",
        f"record {one.number} is not signed with this site's key",
    )
    return Problem("AU004", At(NAME, one.number), what, _ASK)


def _cut(last: tuple[int, str], found: int) -> Problem:
    what = Words(
        f"链应包含第 {last[0]} 条（{last[1][:12]}），现在只到第 {found} 条或已被换掉",
        f"the chain should hold record {last[0]} ({last[1][:12]}); it ends at {found}, or that "
        "record was replaced",
    )
    return Problem("AU005", At(NAME, last[0]), what, _ASK)


_ASK = Words(
    "停止使用，保留数据库现状；与双方存档的备份和锚点核对",
    "stop, keep the database as it is, and compare it with both sides' backups and anchors",
)
