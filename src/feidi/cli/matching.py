"""The command of the second stage: which industries and links to go for, whom to call on."""

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from feidi.cli.answer import Answer, command_of
from feidi.cli.briefed import COMPUTES_NOT, OUTPUT, PAGE_WRITTEN, write_page
from feidi.cli.group import FOLDER, main
from feidi.cli.settling import Day
from feidi.folder.statistics import Asked, given_of, read_statistics
from feidi.match import match
from feidi.match.product_space import product_space
from feidi.quantities.words import both
from feidi.records.industry_table import ASSUMED
from feidi.report.briefing import briefing_page, show_briefing
from feidi.report.diagnosis import About
from feidi.report.matching import matching_briefing, matching_json


@command_of(main, "match", COMPUTES_NOT)
@FOLDER
@OUTPUT
@click.option("--as-at", type=Day(), help="Use facts known by this day; park.toml says it else.")
@click.option(
    "--backtest",
    type=Day(),
    help="Would the list made on this earlier day have held the firms that came since?",
)
@click.option("--seed", type=click.IntRange(min=0), help="Of every drawn number; 2026 if left out.")
def match_command(
    folder: Path,
    output: Path | None,
    as_at: date | None,
    backtest: date | None,
    seed: int | None,
    lang: str | None,
) -> Answer:
    """Say which industries and links to go for and which firms to call on; write match.html.

    Reads 1-diagnose/ and 2-match/ of the folder; no agreement is needed. With --json nothing
    is written.
    """
    statistics = read_statistics(folder)
    given = given_of(statistics, Asked(as_at, backtest, seed))
    found, space = match(given), product_space(given)
    about = About(
        statistics.places.words,
        statistics.settings.note,
        statistics.problems,
        industry=given.industries.name if given.industries is not None else both,
        assumed=given.industries is not None and bool((given.industries.status == ASSUMED).any()),
    )
    briefing = matching_briefing(found, about, space)

    def show(console: Console, said: str) -> None:
        path = write_page(statistics, output, "match.html", briefing_page(briefing, said))
        show_briefing(console, briefing, said)
        console.print()
        console.print(PAGE_WRITTEN.fill(path=path).say(said), soft_wrap=True)

    problems = tuple(dict.fromkeys((*statistics.problems, *found.problems)))
    values = {
        "note": statistics.settings.note,
        **matching_json(found, space),
        "problems": [problem.as_json() for problem in problems],
    }
    return Answer(lang or statistics.lang, values, problems, show)
