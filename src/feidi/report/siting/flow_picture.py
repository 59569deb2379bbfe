"""Who goes where as bands: villages on the left, sites on the right, as wide as people."""

from collections.abc import Callable

from markupsafe import Markup, escape

from feidi.quantities.words import Words
from feidi.records.relocation import Relocation
from feidi.report.charts.theme import INK, LETTERS, SOFT, TONES, WIDE
from feidi.report.money_flows import FlowLine
from feidi.report.sankey import BAR, PAGE, PHONE, Picture, Place, lay_out
from feidi.report.wrapping import shorten
from feidi.site.relocate.plan import RelocationPlan

COLOURS = ("main", "second", "third", "fourth", "fifth")
FLOWS = Words("搬迁流向图，同一内容见下表", "Flows of the relocation; the table says the same")
PEOPLE = Words("{n} 人", "{n} people")


def flow_lines(relocation: Relocation, plan: RelocationPlan) -> tuple[FlowLine, ...]:
    """Return how many people each village sends to each site, sites in the order of their ids."""
    hamlets = {hamlet.id: hamlet for hamlet in relocation.hamlets}
    names = {site.id: site.name for site in relocation.sites}
    people: dict[tuple[str, str], int] = {}
    for move in sorted(plan.moves, key=lambda m: (m.site, hamlets[m.hamlet].village)):
        key = (hamlets[move.hamlet].village, names[move.site])
        people[key] = people.get(key, 0) + hamlets[move.hamlet].people
    return tuple(FlowLine(village, site, n, ()) for (village, site), n in people.items())


def flow_picture(relocation: Relocation, plan: RelocationPlan, width: int, lang: str) -> Markup:
    """Return the bands as SVG, for a page or a phone."""
    lines = flow_lines(relocation, plan)
    drawn = lay_out(lines, PAGE if width >= WIDE else PHONE)
    tone = _tones(drawn)
    bands = [
        f'<path d="{path}" fill="none" stroke="{tone(band.line.target)}" stroke-opacity=".32" '
        f'stroke-width="{band.thickness:.1f}"><title>{escape(band.line.source)} → '
        f"{escape(band.line.target)}: {PEOPLE.fill(n=band.line.amount).say(lang)}</title></path>"
        for band, path in drawn.paths
    ]
    bars = [_bar(drawn, bar, tone(bar.name), lang) for bar in drawn.bars]
    size = f'width="{drawn.width:.0f}" height="{drawn.height:.0f}"'
    return Markup(  # noqa: S704 - drawn here, every text of the folder escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flows" role="img" lang="{lang}" {size} '
        f'viewBox="0 0 {drawn.width:.0f} {drawn.height:.0f}" '
        f"font-family='{LETTERS[lang]}'><title>{FLOWS.say(lang)}</title>"
        f"{''.join(bands)}{''.join(bars)}</svg>"
    )


def _tones(drawn: Picture) -> Callable[[str], str]:
    """Return the colour of each bar: sites each their own, villages plain."""
    sites = [bar.name for bar in drawn.columns[-1] if bar.name]
    colours = {name: TONES[COLOURS[n % len(COLOURS)]] for n, name in enumerate(sites)}
    return lambda name: colours.get(name, TONES["plain"])


def _bar(drawn: Picture, bar: Place, colour: str, lang: str) -> str:
    x, y = bar.x + 20, drawn.beside(bar)
    halo = 'paint-order="stroke" stroke="#fff" stroke-width="4" stroke-linejoin="round"'
    name = escape(shorten(bar.name, int(drawn.label(bar))))
    return (
        f'<rect x="{bar.x:.1f}" y="{bar.top:.1f}" width="{BAR:g}" height="{bar.height:.1f}" '
        f'rx="1.5" fill="{colour}"><title>{escape(bar.name)}</title></rect>'
        f'<text x="{x:.1f}" y="{y - 5:.1f}" font-size="13" font-weight="600" fill="{INK}" {halo}>'
        f'{name}</text><text x="{x:.1f}" y="{y + 13:.1f}" font-size="12" fill="{SOFT}" {halo}>'
        f"{PEOPLE.fill(n=f'{bar.amount:,}').say(lang)}</text>"
    )
