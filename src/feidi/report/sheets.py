"""The sheets of a workbook: which columns a settlement's totals, postings, trails … have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from feidi import __version__
from feidi.clauses.measures import PARK
from feidi.clauses.posting import Posting, account_words
from feidi.quantities.units import MONEY, UNITS
from feidi.quantities.words import Words
from feidi.records.fact import Fact
from feidi.records.receipt import Receipt
from feidi.records.tax import taxes
from feidi.report import labels
from feidi.report.statement import Line, claims, counted, division, with_all
from feidi.report.trails import trails_of
from feidi.report.year_table import YearTable
from feidi.settle.settlement import Settlement

KINDS = {
    "collection": Words("入库", "collection"),
    "refund": Words("退税", "refund"),
    "correction": Words("更正", "correction"),
}


class Amount(NamedTuple):
    """An amount in the smallest parts of its unit."""

    parts: int
    unit: str = MONEY


Cell = str | int | Words | Amount | Fraction
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column's heading, its width in characters, and whether it sums up others."""

    title: Words
    width: int = 14
    sum: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet before it is written. frozen: how many columns stay when it is scrolled."""

    title: Words
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    frozen: int = 0


HEADING = Words("标题", "heading")
SOURCE = Words("来源", "source")
PLACE = Words("位置", "place")
POSTING = (
    Column(labels.PERIOD),
    Column(labels.CLAUSE),
    Column(labels.FROM, 18),
    Column(labels.TO, 18),
    Column(labels.ENTERPRISE),
    Column(Words("金额或数量", "amount or quantity"), 20),
    Column(labels.UNIT, 8),
    Column(labels.REASON, 70),
)


def _told(posting: Posting, lang: str) -> Row:
    """Return the cells of POSTING."""
    return (
        posting.period,
        posting.clause,
        account_words(posting.source).say(lang),
        account_words(posting.target).say(lang),
        posting.enterprise,
        Amount(posting.amount, posting.unit),
        UNITS[posting.unit].words.say(lang),
        posting.because.say(lang),
    )


def sheets_of(
    settlement: Settlement, receipts: Iterable[Receipt], facts: Iterable[Fact], lang: str
) -> Iterator[Sheet]:
    """Yield the sheets of a settlement, in the order an officer reads them."""
    table = YearTable(settlement)
    yield _lines(Words("逐年结算（元）", "totals (yuan)"), table, division(table))
    if table.sides:
        yield _lines(Words("往来（元）", "claims and cash (yuan)"), table, claims(table))
    if settlement.corrections:
        yield _corrections(settlement, lang)
    if settlement.quantities:
        yield _quantities(settlement, lang)
    yield _postings(settlement, lang)
    yield _trails(settlement, lang)
    yield _receipts(receipts, lang)
    yield _facts(facts, lang)
    yield _clauses(settlement, lang)
    yield _fingerprints(settlement, lang)


def _lines(title: Words, table: YearTable, lines: tuple[Line, ...]) -> Sheet:
    """Return lines as columns and years as rows, so that they can be filtered and charted."""
    return Sheet(
        title,
        (Column(labels.YEAR, 8), *(Column(line.words, 19, line.footing) for line in lines)),
        (
            (year or labels.ALL_YEARS, *(Amount(table.sum_of(o.accounts, year)) for o in lines))
            for year in with_all(table.years)
        ),
        frozen=1,
    )


def _corrections(settlement: Settlement, lang: str) -> Sheet:
    return Sheet(
        Words("更正", "corrections"),
        (
            Column(labels.YEAR, 8),
            Column(labels.ACCOUNT),
            Column(Words("已过账（元）", "posted (yuan)"), 20),
            Column(Words("现为（元）", "now (yuan)"), 20),
            Column(Words("差额（元）", "difference (yuan)"), 20),
            Column(Words("随哪一年结算", "settled with")),
            Column(labels.REASON, 70),
        ),
        (
            (
                c.year,
                labels.account_of(c.party).say(lang),
                Amount(c.posted),
                Amount(c.now),
                Amount(c.difference),
                c.settled_with,
                c.because.say(lang),
            )
            for c in settlement.corrections
        ),
    )


def _quantities(settlement: Settlement, lang: str) -> Sheet:
    headings = {v.clause.id: v.clause.heading for v in settlement.agreement.versions}
    return Sheet(
        Words("指标与额度", "quantities"),
        (
            Column(labels.CLAUSE),
            Column(HEADING, 32),
            Column(labels.YEAR, 8),
            Column(labels.ACCOUNT, 18),
            Column(labels.QUANTITY, 20),
            Column(labels.UNIT, 16),
        ),
        (
            (
                block.clause,
                headings.get(block.clause, ""),
                year,
                account_words(account).say(lang),
                Amount(amounts[place], block.unit),
                UNITS[block.unit].words.say(lang),
            )
            for block in counted(settlement)
            for place, year in enumerate(block.years)
            for account, amounts in block.lines
        ),
    )


def _postings(settlement: Settlement, lang: str) -> Sheet:
    return Sheet(
        Words("分录", "postings"),
        (Column(labels.YEAR, 8), *POSTING),
        ((posting.year, *_told(posting, lang)) for posting in settlement.postings),
    )


def _trails(settlement: Settlement, lang: str) -> Sheet:
    return Sheet(
        Words("由来", "trail by figure"),
        (Column(Words("数", "figure"), 20), Column(Words("层", "depth"), 6), *POSTING),
        (
            (f"{trail.year}/{account_words(trail.account).say(lang)}", depth, *_told(posting, lang))
            for year in YearTable(settlement).years
            for trail in trails_of(settlement, year)
            for depth, posting in trail.steps
        ),
    )


def _receipts(receipts: Iterable[Receipt], lang: str) -> Sheet:
    names = taxes()
    return Sheet(
        Words("入库", "receipts"),
        (
            Column(Words("编号", "id")),
            Column(labels.ENTERPRISE),
            Column(PARK),
            Column(Words("税种", "tax"), 18),
            Column(Words("所属期", "period")),
            Column(Words("入库日", "booked on")),
            Column(labels.AMOUNT, 20),
            Column(Words("类别", "kind")),
            Column(SOURCE, 30),
            Column(PLACE, 30),
        ),
        (
            (
                r.id,
                r.enterprise,
                r.park,
                names[r.tax].say(lang) if r.tax in names else r.tax,
                str(r.period),
                r.booked_on.isoformat(),
                Amount(r.amount),
                KINDS[r.kind.value].say(lang),
                r.source,
                str(r.at),
            )
            for r in receipts
        ),
    )


def _facts(facts: Iterable[Fact], lang: str) -> Sheet:
    money = UNITS[MONEY].words.say(lang)
    return Sheet(
        Words("事项数据", "figures"),
        (
            Column(Words("事项", "figure"), 24),
            Column(Words("对象", "subject"), 18),
            Column(labels.PERIOD),
            Column(Words("数", "value"), 20),
            Column(labels.UNIT, 24),
            Column(SOURCE, 30),
            Column(PLACE, 30),
        ),
        (
            (
                f.name,
                f.subject or PARK.say(lang),
                str(f.period),
                Amount(int(f.value)) if f.unit == MONEY and f.value.denominator == 1 else f.value,
                money if f.unit == MONEY else f.unit,
                f.source,
                str(f.at),
            )
            for f in facts
        ),
    )


def _clauses(settlement: Settlement, lang: str) -> Sheet:
    return Sheet(
        Words("条款", "clauses"),
        (
            Column(labels.CLAUSE),
            Column(HEADING, 30),
            Column(Words("生效", "in force"), 16),
            Column(Words("读回的句子", "read back"), 90),
            Column(PLACE, 24),
        ),
        (
            (
                v.clause.id,
                v.clause.heading,
                labels.in_force(v).say(lang),
                v.clause.sentence().say(lang),
                f"{v.clause.at.file}:{v.clause.at.line}",
            )
            for v in settlement.agreement.versions
        ),
    )


def _fingerprints(settlement: Settlement, lang: str) -> Sheet:
    agreement = settlement.agreement
    rows: list[Row] = [(d.title, d.file, d.fingerprint) for d in agreement.documents]
    rows += [(labels.INPUT.say(lang), file, digest) for file, digest in labels.inputs(settlement)]
    return Sheet(
        Words("指纹", "fingerprints"),
        (
            Column(Words("文件", "document"), 50),
            Column(Words("文件名或值", "file or value"), 30),
            Column(Words("SHA-256", "SHA-256"), 70),
        ),
        (
            *rows,
            (Words("协议整体", "the agreement as a whole").say(lang), "", agreement.fingerprint),
            (Words("核算日", "as known at").say(lang), settlement.known_at.isoformat(), ""),
            (Words("规则版本", "rules").say(lang), f"Feidi {__version__}", ""),
        ),
    )
