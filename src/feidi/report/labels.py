"""Words that several reports share: levels, how years, amounts and clauses are named."""

from datetime import date

from feidi.clauses.agreement import Version
from feidi.clauses.posting import PAID, PAYABLE, RECEIVABLE, RECEIVED, account_words
from feidi.quantities.money import in_yuan
from feidi.quantities.units import MONEY, in_unit
from feidi.quantities.words import Words
from feidi.settle.settlement import Settlement

LEVELS = {"error": Words("错误", "error"), "warning": Words("提示", "warning")}
ALL_YEARS = Words("合计", "in all")
YEAR = Words("年度", "year")
RECEIPTS_OF_YEAR = Words("当年入库", "receipts of the year")
ACCOUNT = Words("账户", "account")
QUANTITY = Words("数量", "quantity")
CLAUSE = Words("条款", "clause")
AMOUNT = Words("金额（元）", "amount (yuan)")
PERIOD = Words("结算期", "period")
POSTED = Words("已过账", "posted")
NOW = Words("现应为", "should be now")
DIFFERENCE = Words("差额", "difference")
FROM = Words("转出", "from")
TO = Words("转入", "to")
REASON = Words("理由", "reason")
ENTERPRISE = Words("企业", "enterprise")
UNIT = Words("单位", "unit")
YUAN = Words("元", "yuan")
FIX = Words("改法", "fix")
RULE = Words("依据", "rule")
INPUT = Words("所依据的文件", "source file")
# an account in a picture: what a party pays in, beside what it gets
PAID_IN = Words("缴入", "paid in")
# where all money comes from in a picture for a narrow window, where not from receipts alone
PAID_IN_ALL = Words("各方缴入", "all paid in")
SEVERAL = Words("入库与缴入", "all came in")
SOURCES = {words.zh: words for words in (PAID_IN_ALL, SEVERAL)}
# how claims and cash are called beside the party they are of
SIDE_WORDS = {
    PAYABLE.zh: Words("应付未付", "still to pay"),
    RECEIVABLE.zh: Words("应收未收", "still to receive"),
    PAID.zh: Words("已付", "paid"),
    RECEIVED.zh: Words("已收", "received"),
    PAID_IN.zh: PAID_IN,
}
# fen in one unit, its name, the word for "about"
ROUNDED = {"zh": (1_000_000, "万元", "约 "), "en": (100_000_000, "million yuan", "about ")}


def quantity(amount: int, unit: str, lang: str = "zh") -> str:
    """Return an amount as people read it: money in yuan without a unit, others with theirs.

    >>> quantity(123456, "fen"), quantity(2003750, "mu"), quantity(2003750, "mu", "en")
    ('1,234.56', '200.375 亩', '200.375 mu')
    """
    return in_yuan(amount) if unit == MONEY else in_unit(amount, unit).say(lang)


def account_of(account: str) -> Words:
    """Return an account's name; claims and cash by the party first, then what they are.

    >>> account_of("应付/飞入地").zh, account_of("省级").en
    ('飞入地 应付未付', 'province')
    """
    side, stroke, role = account.partition("/")
    if stroke and side in SIDE_WORDS:
        words = SIDE_WORDS[side]
        return Words(f"{role} {words.zh}", f"{role}: {words.en}")
    return SOURCES.get(account) or account_words(account)


def inputs(settlement: Settlement) -> list[tuple[str, str]]:
    """Return file and SHA-256 of what a settlement was computed from beside its documents."""
    known = {document.fingerprint for document in settlement.agreement.documents}
    return [(file, digest) for file, digest in settlement.inputs if digest not in known]


def heading(version: Version) -> str:
    """Return a clause's number and title as its document writes them, once each."""
    clause = version.clause
    return clause.id if clause.heading == clause.id else f"{clause.id}　{clause.heading}"


def in_force(version: Version) -> Words:
    """Return the calendar years in which a version of a clause is in force, or nothing.

    >>> from types import SimpleNamespace
    >>> in_force(SimpleNamespace(since=2029, until=None)).zh
    '自 2029 年起'
    """
    since, until = version.since, version.until
    if since is None and until is None:
        return Words("", "")
    if until is None:
        return Words(f"自 {since} 年起", f"from {since}")
    if since is None:
        return Words(f"至 {until} 年止", f"until {until}")
    return Words(f"{since}—{until} 年", f"{since}–{until}")


def rounded(fen: int, lang: str, about: str | None = None) -> str:
    """Return an amount in 万元 (English: million yuan) to two decimals, “约” where not exact.

    about: another word to say so, or none. What would be rounded to nothing stays in yuan.

    >>> rounded(4_200_000_000, "zh"), rounded(4_036_000_001, "zh"), rounded(-150_000_000, "en")
    ('4,200.00 万元', '约 4,036.00 万元', '-1.50 million yuan')
    >>> rounded(1, "zh")
    '0.01 元'
    """
    unit, name, usual = ROUNDED[lang]
    said = usual if about is None else about
    hundredths, rest = divmod(abs(fen) * 100, unit)
    hundredths += 2 * rest >= unit
    if fen and not hundredths:
        return f"{in_yuan(fen)} {YUAN.say(lang)}"
    sign = "-" if fen < 0 else ""
    return f"{said if rest else ''}{sign}{in_yuan(hundredths)} {name}"


def long_day(day: date) -> Words:
    """Return a day as it is written in a letter.

    >>> long_day(date(2032, 1, 31))
    Words(zh='2032年1月31日', en='2032-01-31')
    """
    return Words(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def listed(years: tuple[int, ...]) -> str:
    """Return years in short: one, a span, or a list with gaps.

    >>> listed((2029, 2030, 2031)), listed((2026, 2031)), listed((2031,))
    ('2029–2031', '2026, 2031', '2031')
    """
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
