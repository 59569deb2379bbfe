"""`feidi site --relocate DIR`: plans the moves of a folder, writes page, plan file and layers."""

from pathlib import Path
from typing import Any

from rich.console import Console

from feidi.cli.answer import Answer
from feidi.cli.asked import Asked
from feidi.cli.planning_land import WRITTEN, maplayer, near
from feidi.cli.status import shown
from feidi.cli.watching import watched
from feidi.evidence.problem import has_errors
from feidi.folder import Refused
from feidi.folder.land import RelocationRead, write_geojson, write_geopackage
from feidi.folder.siting import read_plan, read_to_relocate, results_of, write_plan
from feidi.folder.write import write_file
from feidi.quantities.words import Words
from feidi.report.briefing import briefing_page, show_briefing
from feidi.report.siting import AboutMoves, relocation_briefing, relocation_layers
from feidi.site.relocate import RelocationPlan, check_relocation, check_relocation_file, relocate
from feidi.site.relocate.checking import proven

HOLDS = Words(
    "{file}：{n} 组的搬迁，全部重算，相符。",
    "{file}: the moves of {n} groups; counted again, all of it holds.",
)


def planned(folder: Path, asked: Asked) -> Answer:
    """Plan the relocation of a folder."""
    read = _sound(folder)
    lang = asked.lang or read.lang
    with shown() as show, watched(asked.time_limit, show, lang) as clock:
        plan = relocate(read.relocation, year_of(read), clock, seed=asked.seed)
    problems = (*read.problems, *plan.problems)
    checked = bool(plan.moves) and not check_relocation(read.relocation, plan)
    bound = proven(read.relocation, plan) if plan.moves and plan.prices else None
    about = AboutMoves(read.name, read.note, problems, checked, bound)
    briefing = relocation_briefing(read.relocation, plan, about)
    values: dict[str, Any] = {
        "note": read.note,
        "plan": plan.as_json(),
        "checked": checked,
        "proven_fen": bound,
        "shortages": [
            {"kind": s.kind, "subject": s.subject, "has": s.has, "more": s.more}
            | {"sentence": s.sentence._asdict()}
            for s in plan.shortages
        ],
        "problems": [problem.as_json() for problem in problems],
    }

    def display(console: Console, said: str) -> None:
        show_briefing(console, briefing, said)
        console.print()
        for path in _write(read, plan, asked.output, briefing_page(briefing, said)):
            console.print(WRITTEN.fill(path=near(path)).say(said), soft_wrap=True)

    return Answer(lang, values, problems, display)


def year_of(read: RelocationRead) -> int:
    """Return the year of the move where no phases are stated: the first in which a site opens."""
    years = [site.opens_in for site in read.relocation.sites]
    return max(years, default=0)


def _sound(folder: Path) -> RelocationRead:
    read = read_to_relocate(folder)
    if has_errors(read.problems):
        raise Refused(*read.problems, lang=read.lang)
    return read


def _write(
    read: RelocationRead, plan: RelocationPlan, output: Path | None, page: str
) -> list[Path]:
    """Write everything there is; each file whole or not at all."""
    root, under = results_of(read.path, output)
    found = [write_file(root, f"{under}relocation.html", page.encode())]
    if plan.moves:
        epsg = read.relocation.epsg
        layers = [maplayer(layer) for layer in relocation_layers(read.relocation, plan)]
        found += [
            write_plan(root, f"{under}relocation-plan.json", plan.as_json()),
            write_geojson(root, f"{under}relocation-moves.geojson", layers[2], epsg),
            write_geopackage(root, f"{under}relocation.gpkg", layers, epsg),
        ]
    return found


def verified(folder: Path, file: Path, lang: str | None) -> Answer:
    """Count the plan file of a relocation again, by the folder as it is now."""
    read = _sound(folder)
    told = read_plan(file)
    problems = check_relocation_file(read.relocation, told, str(file))
    values = {"holds": not problems, "problems": [p.as_json() for p in problems]}

    def display(console: Console, said: str) -> None:
        console.print(HOLDS.fill(file=file, n=len(told["moves"])).say(said))

    return Answer(lang or read.lang, values, problems, display)
