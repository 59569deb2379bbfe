"""Results at a terminal: problems, totals, the trail of a figure, clauses read back.

Everything is written with `rich` at the console's width; without colour it says the same,
because levels and directions are words. Text of documents is never read as markup.
"""

from collections.abc import Sequence
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from feidi.clauses.agreement import Agreement
from feidi.clauses.posting import account_words
from feidi.evidence.problem import Problem
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.records.receipt import Receipt
from feidi.records.tax import tax_words, taxes
from feidi.report import labels
from feidi.report.wrapping import wrap
from feidi.report.year_table import YearTable
from feidi.settle.settlement import Settlement
from feidi.settle.why import TrailStep

NARROWEST = 20
INDENT = 2
DEEPEST = 6
STYLES = {"error": "bold red", "warning": "bold yellow"}
COUNTS = Words("{errors} 处错误，{warnings} 处提示", "errors: {errors}, warnings: {warnings}")
STOPS = Words("有错误时不结算。", "Nothing is settled while there are errors.")
NO_TOTALS = Words("没有可分的金额。", "There is nothing to divide.")
NO_TRAIL = Words("没有分录。", "There are no postings.")
ROWS_BEHIND = Words(
    "所依据的入库数据 {n} 行，合计 {total} 元：", "{n} receipts behind it, {total} yuan in all:"
)
MORE_ROWS = Words("  …… 另有 {n} 行，见 --json", "  … and {n} more; see --json")
MOST_ROWS = 12
ADDS_UP = Words(
    "单位：元。各列之和等于当年入库，分毫不差。", "In yuan; columns add up to receipts."
)


def terminal(file: IO[str] | None = None, width: int | None = None) -> Console:
    """Return a console that prints text as it stands: no markup, emoji or highlighting."""
    return Console(file=file, width=width, markup=False, emoji=False, highlight=False)


def show_problems(console: Console, problems: Sequence[Problem], lang: str = "zh") -> None:
    """Print every problem in its five parts, then how many there are."""
    for problem in problems:
        level = labels.LEVELS[problem.level].say(lang)
        first = Text.assemble((level, STYLES[problem.level]), f"  {problem.at}  [{problem.code}]")
        console.print(first)
        if problem.said.strip():
            number = f"{problem.at.line:>6} │ " if problem.at.line else f"{'':>6} │ "
            _hang(console, number, problem.said, "dim")
        _hang(console, "    ", problem.what.say(lang))
        for label, text in (
            (labels.FIX, problem.fix.say(lang)),
            (labels.RULE, f"docs/settlement-rules.md {problem.section}"),
        ):
            _hang(console, f"    {label.say(lang)}{_colon(lang)}", text)
        console.print()
    if problems:
        errors = sum(problem.level == "error" for problem in problems)
        counts = COUNTS.fill(errors=errors, warnings=len(problems) - errors).say(lang)
        gap = "。" if lang == "zh" else ". "
        console.print(Text(f"{counts}{gap}{STOPS.say(lang) if errors else ''}".rstrip()))


def show_totals(console: Console, settlement: Settlement, lang: str = "zh") -> None:
    """Print who gets how much of every year: parties as columns where they fit, else as rows."""
    table = YearTable(settlement)
    if not table.years:
        console.print(Text(NO_TOTALS.say(lang)))
        return
    wide = _wide(table, lang)
    console.print(wide if _width(wide, console) <= console.width else _long(table, lang))
    console.print(Text(ADDS_UP.say(lang)))
    if settlement.quantities:
        show_quantities(console, settlement, lang)


def show_quantities(console: Console, settlement: Settlement, lang: str = "zh") -> None:
    """Print attributed indicators and quotas, each in its unit."""
    grid = _table((labels.YEAR, labels.ACCOUNT, labels.QUANTITY), lang)
    for total in settlement.quantities:
        amount = labels.quantity(total.amount, total.unit, lang)
        grid.add_row(str(total.year), account_words(total.party).say(lang), amount)
    console.print(grid)


def show_trail(console: Console, title: str, steps: Sequence[TrailStep], lang: str = "zh") -> None:
    """Print how a figure came about: what was posted, and below it what fed that."""
    console.print(Text(title, "bold"))
    if not steps:
        console.print(Text(NO_TRAIL.say(lang)))
    for depth, posting in steps:
        source, target = (account_words(a).say(lang) for a in (posting.source, posting.target))
        said = (posting.period, posting.clause, posting.enterprise, f"{source} → {target}")
        margin = " " * (INDENT * min(depth, DEEPEST) + INDENT)
        row = Table.grid(expand=True, padding=(0, 2, 0, 0))
        row.add_column(ratio=1)
        row.add_column(justify="right", no_wrap=True)
        row.add_row(
            Text(margin + "  ".join(part for part in said if part)),
            Text(labels.quantity(posting.amount, posting.unit, lang)),
        )
        console.print(row)
        _hang(console, f"{margin}└ ", posting.because.say(lang), "dim")


def show_corrections(console: Console, settlement: Settlement, lang: str = "zh") -> None:
    """Print what has changed since posted settlements, party by party, with the cause."""
    for correction in settlement.corrections:
        party = account_words(correction.party).say(lang)
        difference = in_yuan(correction.difference)
        console.print(Text(f"{correction.settled_with}  {party}  {difference}", "bold"))
        _hang(console, " " * INDENT, correction.because.say(lang))


def show_receipts(console: Console, receipts: Sequence[Receipt], lang: str = "zh") -> None:
    """Print the first rows behind a figure, where they stand, and how many there are."""
    if not receipts:
        return
    count = ROWS_BEHIND.fill(n=len(receipts), total=in_yuan(sum(r.amount for r in receipts)))
    console.print(Text(count.say(lang), "bold"))
    for row in receipts[:MOST_ROWS]:
        tax = tax_words((row.tax,)).say(lang) if row.tax in taxes() else row.tax
        said = f"  {row.id}  {row.period}  {row.enterprise}  {tax}  {in_yuan(row.amount)}"
        _hang(console, f"{said}  ", f"{row.at.file}:{row.at.line}")
    if len(receipts) > MOST_ROWS:
        console.print(Text(MORE_ROWS.fill(n=len(receipts) - MOST_ROWS).say(lang), "dim"))


def show_clauses(console: Console, agreement: Agreement, lang: str = "zh") -> None:
    """Print every clause read back as the sentence its rule makes."""
    for version in agreement.versions:
        years = labels.in_force(version).say(lang)
        console.print(
            Text.assemble((labels.heading(version), "bold"), f"  {years}" if years else "")
        )
        _hang(console, "    ", version.clause.sentence().say(lang))


def _hang(console: Console, label: str, text: str, style: str = "") -> None:
    """Print text behind a label; what runs over the line is set under its beginning."""
    indent = cell_len(label)
    lines = wrap(text, max(console.width - indent, NARROWEST))
    for index, line in enumerate(lines):
        start = label if index == 0 else " " * indent
        console.print(Text.assemble(start, (line, style)), soft_wrap=True)


def _colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "


def _wide(table: YearTable, lang: str) -> Table:
    accounts = tuple(account_words(account) for account in table.accounts)
    grid = _table((labels.YEAR, *accounts, labels.RECEIPTS_OF_YEAR), lang, left=1)
    for year in table.years:
        cells = [_cell(table, year, account) for account in table.accounts]
        grid.add_row(str(year), *cells, in_yuan(table.row_sum(year)))
    if len(table.years) > 1:
        grid.add_section()
        sums = [in_yuan(table.column_sum(account)) for account in table.accounts]
        grid.add_row(labels.ALL_YEARS.say(lang), *sums, in_yuan(table.whole), style="bold")
    return grid


def _long(table: YearTable, lang: str) -> Table:
    grid = _table((labels.YEAR, labels.ACCOUNT, labels.AMOUNT), lang)
    for year in table.years:
        for account in table.accounts:
            if table.has(year, account):
                amount = in_yuan(table.cell(year, account))
                grid.add_row(str(year), account_words(account).say(lang), amount)
        receipts = labels.RECEIPTS_OF_YEAR.say(lang)
        grid.add_row(str(year), receipts, in_yuan(table.row_sum(year)), style="bold")
        grid.add_section()
    return grid


def _cell(table: YearTable, year: int, account: str) -> str:
    return in_yuan(table.cell(year, account)) if table.has(year, account) else "—"


def _table(header: tuple[Words, ...], lang: str, left: int = 2) -> Table:
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for index, words in enumerate(header):
        grid.add_column(
            Text(words.say(lang)),
            justify="left" if index < left else "right",
            overflow="fold",
            no_wrap=index >= left,
        )
    return grid


def _width(table: Table, console: Console) -> int:
    """Return how many columns a table wants."""
    return console.measure(table, options=console.options.update(max_width=10_000)).maximum
