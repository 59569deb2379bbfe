"""Results at a terminal: problems, totals, the trail of a figure, clauses read back.

Everything is written with `rich` at the console's width; without colour it says the same,
because levels and directions are words. Text of documents is never read as markup.
"""

import re
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
from feidi.quantities.units import UNITS, number_in
from feidi.quantities.words import Words, both
from feidi.records.receipt import Receipt
from feidi.records.tax import tax_words, taxes
from feidi.report import labels
from feidi.report.statement import (
    CLAIMS,
    CLAIMS_SAID,
    Line,
    abreast,
    adds_up,
    claims,
    corrected,
    counted,
    division,
    with_all,
)
from feidi.report.wrapping import wrap
from feidi.report.year_table import YearTable
from feidi.settle.settlement import Settlement
from feidi.settle.why import TrailStep

NARROWEST = 20
INDENT = 2
GUTTER = 2
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
IN_YUAN = Words("单位：元。{said}。", "In yuan. {said}.")


# control characters, marks of no width, and those that turn the direction of writing
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def terminal(file: IO[str] | None = None, width: int | None = None) -> Console:
    """Return a console that prints text as it stands: no markup, emoji or highlighting."""
    return Console(file=file, width=width, markup=False, emoji=False, highlight=False)


def visible(text: str) -> str:
    r"""Return text of a document with what would steer a terminal made visible.

    >>> visible("50%\x1b[2J")
    '50%�[2J'
    """
    return _STEERING.sub("�", text)


def show_problems(
    console: Console, problems: Sequence[Problem], lang: str = "zh", stops: Words = STOPS
) -> None:
    """Print every problem in its five parts, how many there are, what errors stop."""
    for problem in problems:
        level = labels.LEVELS[problem.level].say(lang)
        first = Text.assemble(
            (level, STYLES[problem.level]), f"  {visible(str(problem.at))}  [{problem.code}]"
        )
        console.print(first)
        if problem.said.strip():
            number = f"{problem.at.line:>6} │ " if problem.at.line else f"{'':>6} │ "
            _hang(console, number, problem.said, "dim")
        _hang(console, "    ", problem.what.say(lang))
        for label, text in ((labels.FIX, problem.fix.say(lang)), (labels.RULE, problem.rule)):
            _hang(console, f"    {label.say(lang)}{_colon(lang)}", text)
        console.print()
    if problems:
        errors = sum(problem.level == "error" for problem in problems)
        counts = COUNTS.fill(errors=errors, warnings=len(problems) - errors).say(lang)
        gap = "。" if lang == "zh" else ". "
        console.print(Text(f"{counts}{gap}{stops.say(lang) if errors else ''}".rstrip()))


def show_totals(console: Console, settlement: Settlement, lang: str = "zh") -> None:
    """Print who gets how much of every year, then claims and cash; as many years as fit abreast."""
    if settlement.note:
        _hang(console, "! ", settlement.note, "bold")
    table = YearTable(settlement)
    if not table.years:
        console.print(Text(NO_TOTALS.say(lang)))
        return
    _show_lines(console, table, division(table), lang)
    _hang(console, "", IN_YUAN.fill(said=adds_up(table)).say(lang))
    if table.sides:
        console.print()
        console.print(Text(CLAIMS.say(lang), "bold"))
        _show_lines(console, table, claims(table), lang)
        _hang(console, "", CLAIMS_SAID.say(lang))
    if settlement.quantities:
        console.print()
        show_quantities(console, settlement, lang)


def show_quantities(console: Console, settlement: Settlement, lang: str = "zh") -> None:
    """Print what every clause attributes or exchanges beside money, each in its unit."""
    headings = {v.clause.id: labels.heading(v) for v in settlement.agreement.versions}
    for block in counted(settlement):
        unit = UNITS[block.unit].words.say(lang)
        _hang(console, "", f"{headings.get(block.clause, block.clause)} · {unit}", "bold")
        rows = [
            (account_words(account).say(lang), [number_in(a, block.unit) for a in amounts])
            for account, amounts in block.lines
        ]
        for years in abreast(block.years, _most(console, rows)):
            grid = _table((labels.ACCOUNT, *(both(str(year)) for year in years)), lang, left=1)
            for name, cells in rows:
                grid.add_row(name, *(cells[block.years.index(year)] for year in years))
            console.print(grid)


def show_trail(console: Console, title: str, steps: Sequence[TrailStep], lang: str = "zh") -> None:
    """Print how a figure came about: what was posted, and below it what fed that."""
    console.print(Text(visible(title), "bold"))
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
            Text(margin + visible("  ".join(part for part in said if part))),
            Text(labels.quantity(posting.amount, posting.unit, lang)),
        )
        console.print(row)
        _hang(console, f"{margin}└ ", posting.because.say(lang), "dim")


def show_corrections(console: Console, settlement: Settlement, lang: str = "zh") -> None:
    """Print what has changed since posted settlements: why, and each account's two numbers."""
    for block in corrected(settlement):
        console.print()
        _hang(console, "", block.said.say(lang), "bold")
        heads = (labels.ACCOUNT, labels.POSTED, labels.NOW, labels.DIFFERENCE)
        grid = _table(heads, lang, left=1)
        for line in block.lines:
            sums = [in_yuan(fen) for fen in (line.posted, line.now, line.difference)]
            grid.add_row(labels.account_of(line.party).say(lang), *sums)
        console.print(grid)


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
            Text.assemble((visible(labels.heading(version)), "bold"), f"  {years}" if years else "")
        )
        _hang(console, "    ", version.clause.sentence().say(lang))


def _hang(console: Console, label: str, text: str, style: str = "") -> None:
    """Print text behind a label; what runs over the line is set under its beginning."""
    indent = cell_len(label)
    lines = wrap(visible(text), max(console.width - indent, NARROWEST))
    for index, line in enumerate(lines):
        start = label if index == 0 else " " * indent
        console.print(Text.assemble(start, (line, style)), soft_wrap=True)


def _colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "


def _show_lines(console: Console, table: YearTable, lines: Sequence[Line], lang: str) -> None:
    """Print lines below one another, years side by side, all years in the last column."""
    names = {line: " " * INDENT * line.depth + line.words.say(lang) for line in lines}
    sums = [in_yuan(table.sum_of(line.accounts)) for line in lines]
    most = _most(console, [(names[line], [cell]) for line, cell in zip(lines, sums, strict=True)])
    for years in abreast(with_all(table.years), most):
        heads = [labels.ALL_YEARS if year is None else both(str(year)) for year in years]
        grid = _table((labels.ACCOUNT, *heads), lang, left=1)
        for line in lines:
            if line.footing:
                grid.add_section()
            cells = [in_yuan(table.sum_of(line.accounts, year)) for year in years]
            grid.add_row(names[line], *cells, style="bold" if line.footing else None)
            if line.footing:
                grid.add_section()
        console.print(grid)


def _most(console: Console, rows: Sequence[tuple[str, list[str]]]) -> int:
    """Return how many columns of amounts fit beside the names, at least one."""
    names = max(cell_len(name) for name, _ in rows) + GUTTER
    widest = max(cell_len(cell) for _, cells in rows for cell in cells) + GUTTER
    return max((console.width - names) // widest, 1)


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
