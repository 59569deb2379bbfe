"""`feidi site DIR`: plans the land of a folder, writes page, plan file and map layers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from feidi.cli.answer import Answer
from feidi.cli.asked import Asked
from feidi.cli.status import shown
from feidi.cli.watching import watched
from feidi.evidence.problem import has_errors
from feidi.folder import Refused
from feidi.folder.land import MapLayer, write_geojson, write_geopackage
from feidi.folder.siting import ToSite, read_plan, read_to_site, results_of, write_plan
from feidi.folder.write import write_file
from feidi.quantities.words import Words
from feidi.report.briefing import briefing_page, show_briefing
from feidi.report.siting import About, Layer, site_briefing, site_layers
from feidi.site import Siting, site
from feidi.site.check import check
from feidi.site.plan.asked import siting_problem
from feidi.site.plan.planning import STEADY, Effort
from feidi.site.plan.trade_off import TradePoint, trade_off

WRITTEN = Words("已写出 {path}", "wrote {path}")
HOLDS = Words(
    "{file}：{n} 个项目，总值 {value} 元，上界 {bound} 元，全部重算，相符。",
    "{file}: {n} projects, value {value} yuan, bound {bound} yuan; counted again, all of it holds.",
)


def planned(folder: Path, asked: Asked) -> Answer:
    """Plan the land of a folder."""
    wanted = _sound(folder)
    read, lang = wanted.read, asked.lang or wanted.read.lang
    wishes = wanted.wishes
    with shown() as show, watched(asked.time_limit, show, lang) as clock:
        effort = _effort(asked)
        siting = site(read.land, wishes.weights, wishes.ground, read.settings.day, clock, effort)
        if not siting.checked:
            raise Refused(*check(siting.problem, siting.plan), lang=lang)
        curve: tuple[TradePoint, ...] = ()
        if asked.trade_off and not clock.stopped():
            curve = trade_off(siting.problem, asked.trade_off, asked.points, clock, effort)
    about = About(read.name, read.note, wanted.problems, curve, asked.trade_off or ("tax", "land"))
    briefing = site_briefing(siting, about)
    values = siting.as_json()
    values["note"] = read.note
    values["trade_off"] = [{"weights": p.weights, "amounts": p.amounts} for p in curve]
    values["problems"] = [problem.as_json() for problem in wanted.problems]

    def display(console: Console, said: str) -> None:
        show_briefing(console, briefing, said)
        console.print()
        for path in _write(wanted, siting, asked.output, briefing_page(briefing, said)):
            console.print(WRITTEN.fill(path=near(path)).say(said), soft_wrap=True)

    return Answer(lang, values, wanted.problems, display)


def _effort(asked: Asked) -> Effort:
    """Return how hard to try: by the clock where there is a limit, else by counted steps."""
    if asked.time_limit is not None:
        return Effort(seed=asked.seed)
    return replace(STEADY, seed=asked.seed)


def _sound(folder: Path) -> ToSite:
    """Read what is to be planned; whatever stops a plan is raised."""
    wanted = read_to_site(folder)
    if has_errors(wanted.problems):
        raise Refused(*wanted.problems, lang=wanted.read.lang)
    return wanted


def _write(wanted: ToSite, siting: Siting, output: Path | None, page: str) -> list[Path]:
    """Write everything; each file whole or not at all."""
    root, under = results_of(wanted.read.path, output)
    epsg = siting.land.epsg
    layers = [maplayer(layer) for layer in site_layers(siting)]
    return [
        write_plan(root, f"{under}plan.json", siting.plan.as_json()),
        write_file(root, f"{under}site.html", page.encode()),
        write_geojson(root, f"{under}site-parcels.geojson", layers[0], epsg),
        write_geopackage(root, f"{under}site.gpkg", layers, epsg),
    ]


def near(path: Path) -> Path:
    """Return a path as seen from where the command runs, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def maplayer(layer: Layer) -> MapLayer:
    """Return a layer as the folder writes it."""
    return MapLayer(layer.name, layer.rows)


def verified(folder: Path, file: Path, lang: str | None) -> Answer:
    """Count a plan file again, by the land and wishes of the folder as they are now."""
    wanted = _sound(folder)
    told = read_plan(file)
    read, wishes = wanted.read, wanted.wishes
    problem = siting_problem(read.land, wishes.weights, wishes.ground, read.settings.day)
    problems = check(problem, told, str(file))
    values: dict[str, Any] = {
        "holds": not problems,
        "problems": [problem.as_json() for problem in problems],
    }

    def display(console: Console, said: str) -> None:
        certificate = told["certificate"]
        words = HOLDS.fill(
            file=file,
            n=len(told["placements"]),
            value=f"{certificate['value']:,}",
            bound=f"{certificate['bound']:,}",
        )
        console.print(words.say(said))

    return Answer(lang or read.lang, values, problems, display)
