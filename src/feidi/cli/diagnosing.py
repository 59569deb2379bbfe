"""The command of the first stage: what holds the county back, and what it lives on."""

from pathlib import Path

from rich.console import Console

from feidi.cli.answer import Answer, command_of
from feidi.cli.briefed import COMPUTES_NOT, OUTPUT, PAGE_WRITTEN, write_page
from feidi.cli.group import FOLDER, main
from feidi.folder.statistics import diagnosed, read_statistics
from feidi.report.briefing import briefing_page, show_briefing
from feidi.report.diagnosis import About, diagnosis_briefing


@command_of(main, "diagnose", COMPUTES_NOT)
@FOLDER
@OUTPUT
def diagnose_command(folder: Path, output: Path | None, lang: str | None) -> Answer:
    """Say what holds the county back and what it lives on; write results/diagnose.html.

    Reads 1-diagnose/ of the folder; no agreement is needed. With --json nothing is written.
    """
    statistics = read_statistics(folder)
    diagnosis = diagnosed(statistics)
    about = About(statistics.places.words, statistics.settings.note, statistics.problems)
    briefing = diagnosis_briefing(diagnosis, about)

    def show(console: Console, said: str) -> None:
        path = write_page(statistics, output, "diagnose.html", briefing_page(briefing, said))
        show_briefing(console, briefing, said)
        console.print()
        console.print(PAGE_WRITTEN.fill(path=path).say(said), soft_wrap=True)

    values = {"note": statistics.settings.note, **diagnosis.as_json()}
    problems = tuple(dict.fromkeys((*statistics.problems, *diagnosis.problems)))
    values["problems"] = [problem.as_json() for problem in problems]
    return Answer(lang or statistics.lang, values, problems, show)
