"""The commands that settle a folder. Exit codes: 0 clean, 1 problems, 2 usage."""

from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from feidi.cli.answer import Answer, command_of, language
from feidi.cli.group import FOLDER, main
from feidi.cli.status import shown
from feidi.cli.writing import write_report
from feidi.evidence.problem import has_errors
from feidi.folder import Folder, Refused, check, new_folder, post, read_folder, settle
from feidi.quantities.calendar import FIRST_YEAR, LAST_YEAR, read_day
from feidi.quantities.words import Unreadable, Words
from feidi.report.terminal import (
    show_clauses,
    show_corrections,
    show_receipts,
    show_totals,
    show_trail,
)
from feidi.report.to_json import clauses_json, settlement_json, trail_json
from feidi.settle import Settlement, why

NO_PROBLEMS = Words(
    "没有问题，可以结算。正文与规则是否一致，请用 feidi read 逐条核对。",
    "No problems; it can be settled. Hold text and rules together with feidi read.",
)
STARTED = Words(
    "已建立 {path}。下一步：feidi check {path}", "Made {path}. Next: feidi check {path}"
)
POSTED = Words("已过账 {path}，今后不再改动", "posted as {path}; it will not be changed")
WRITTEN = Words("已写出 {path}", "wrote {path}")
FIGURES = Words("可以问的数：", "Figures to ask about:")


class Day(click.ParamType[date]):
    """A day, such as 2032-03-31."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day that the text writes."""
        try:
            return value if isinstance(value, date) else read_day(str(value))
        except Unreadable as error:
            self.fail(f"{error.what.en}; {error.fix.en}", param, ctx)


KNOWN_AT = click.option(
    "--known-at",
    type=Day(),
    help="Settle as known at this day; the latest booking day if left out.",
)


@command_of(main, "check")
@FOLDER
def check_command(folder: Path, lang: str | None) -> Answer:
    """Say everything that is wrong with a project folder, and how to mend it."""
    with shown() as progress:
        read = read_folder(folder, progress=progress)
        problems = check(read)
    return Answer(
        language(lang, read),
        {"problems": [p.as_json() for p in problems]},
        problems,
        lambda console, said: None if problems else console.print(NO_PROBLEMS.say(said)),
    )


@command_of(main, "settle")
@FOLDER
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Only this calendar year.")
@KNOWN_AT
def settle_command(
    folder: Path, year: int | None, known_at: date | None, lang: str | None
) -> Answer:
    """Say who gets how much of every year, to the fen."""
    read, settlement = _settled(folder, year, known_at)
    chosen = settlement if year is None else settlement.only(year)
    return Answer(
        language(lang, read),
        settlement_json(chosen),
        settlement.problems,
        lambda console, said: _show_settlement(console, chosen, said),
    )


def _show_settlement(console: Console, settlement: Settlement, lang: str) -> None:
    show_totals(console, settlement, lang)
    show_corrections(console, settlement, lang)


@command_of(main, "why")
@FOLDER
@click.argument("figure", required=False)
@KNOWN_AT
def why_command(
    folder: Path, figure: str | None, known_at: date | None, lang: str | None
) -> Answer:
    """Tell how a FIGURE came about: 2031/飞出地, 2031/第五条 or 飞出地; without one, list them."""
    read, settlement = _sound(folder, known_at)
    said = language(lang, read)
    if figure is None:
        names = [f"{t.year}/{t.party}" for t in settlement.totals]
        return Answer(
            said,
            {"figures": names},
            settlement.problems,
            lambda console, said: console.print(FIGURES.say(said), *names, sep="\n  "),
        )
    try:
        steps = why(settlement, figure)
    except Unreadable as error:
        message = f"{error.what.say(said)}\n{error.fix.say(said)}"
        raise click.UsageError(message) from error
    behind = {
        row.id: row for step in steps for row in read.receipts_of(step.posting, settlement.known_at)
    }
    rows = tuple(behind.values())

    def show(console: Console, said: str) -> None:
        show_trail(console, figure, steps, said)
        show_receipts(console, rows, said)

    return Answer(said, trail_json(figure, steps, rows), settlement.problems, show)


@command_of(main, "read")
@FOLDER
def read_command(folder: Path, lang: str | None) -> Answer:
    """Read every clause back as a sentence made from its rule."""
    read = read_folder(folder)
    agreement = read.agreement
    if agreement is None:
        raise Refused(*read.problems, lang=read.lang)
    return Answer(
        language(lang, read),
        clauses_json(agreement),
        (),
        lambda console, said: show_clauses(console, agreement, said),
    )


@command_of(main, "report")
@FOLDER
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write report.html and report.xlsx to; DIR/results if left out.",
)
@KNOWN_AT
def report_command(
    folder: Path, output: Path | None, known_at: date | None, lang: str | None
) -> Answer:
    """Write the settlement as one HTML page that prints well, and as one XLSX workbook."""
    read, settlement = _sound(folder, known_at)
    said = language(lang, read)
    with shown() as progress:
        paths = write_report(read, settlement, output, said, progress)
    return Answer(
        said,
        {"written": [str(p) for p in paths]},
        settlement.problems,
        lambda console, said: console.print(
            "\n".join(WRITTEN.fill(path=p).say(said) for p in paths), soft_wrap=True
        ),
    )


@command_of(main, "post")
@FOLDER
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    required=True,
    help="The calendar year both sides have confirmed.",
)
@KNOWN_AT
def post_command(folder: Path, year: int, known_at: date | None, lang: str | None) -> Answer:
    """Post a year's settlement: from now on it is corrected by the next, never rewritten."""
    read, settlement = _sound(folder, known_at)
    path = post(read, year, settlement)
    return Answer(
        language(lang, read),
        {"posted": str(path)},
        settlement.problems,
        lambda console, said: console.print(POSTED.fill(path=path).say(said), soft_wrap=True),
    )


@command_of(main, "new")
@FOLDER
def new_command(folder: Path, lang: str | None) -> Answer:
    """Make a folder to start from: a small agreement that checks clean and settles."""
    said = lang or "zh"
    new_folder(folder, said)
    return Answer(
        said,
        {"made": str(folder)},
        (),
        lambda console, said: console.print(STARTED.fill(path=folder).say(said), soft_wrap=True),
    )


def _settled(folder: Path, year: int | None, known_at: date | None) -> tuple[Folder, Settlement]:
    """Read and settle a folder; its problems are raised where there is no agreement."""
    with shown() as progress:
        read = read_folder(folder, progress=progress)
        return read, settle(read, year=year, known_at=known_at)


def _sound(folder: Path, known_at: date | None) -> tuple[Folder, Settlement]:
    """Read and settle a folder; whatever stops the settlement is raised."""
    read, settlement = _settled(folder, None, known_at)
    if has_errors(settlement.problems):
        raise Refused(*settlement.problems, lang=read.lang)
    return read, settlement
