"""The placed projects: a map of their parcels and its table."""

from feidi.quantities.words import Words, both
from feidi.records.area import in_mu
from feidi.report.briefing import Grid, Section
from feidi.report.siting.land_map import land_map
from feidi.report.siting.said import money, number
from feidi.site import Siting
from feidi.site.reasons.sentences import Names

FEN = 100.0
THERE = Words("已有", "there")
INVENTED = Words("图中的地块图形是虚构的，不是地籍。", "The shapes are invented, no cadastre.")
HEADS = (
    Words("项目", "Project"),
    Words("园区", "Park"),
    Words("地块", "Parcels"),
    Words("亩", "mu"),
    Words("年份", "Year"),
    Words("年税收（承诺）", "Tax a year (promised)"),
)


def placed_section(siting: Siting, names: Names) -> Section:
    """Return the placed projects with the map of their parcels."""
    known = {p.id: p for p in siting.land.projects}
    new = sum(not known[one.project].fixed_on for one in siting.plan.placements)
    invented = all(parcel.assumed for parcel in siting.land.parcels)
    return Section(
        key="placed",
        title=Words("落下的项目", "What was placed"),
        reading=Words(
            f"新落地 {new} 个项目；数字是项目编号，深色是有项目的地块，浅色是空地。",
            f"{new} projects are newly placed; numbers are projects, dark parcels are taken, "
            "pale ones free.",
        ),
        grid=Grid(HEADS, _lines(siting, names), left=3, at_first=30),
        notes=(INVENTED,) if invented else (),
        names=tuple(both(known[one.project].name) for one in siting.plan.placements),
        picture=lambda width, lang: land_map(siting, width, lang),
    )


def _lines(siting: Siting, names: Names) -> tuple[tuple[Words, ...], ...]:
    """Return a row for each placed project."""
    known = {p.id: p for p in siting.land.projects}
    mu = {p.id: p.mu for p in siting.land.parcels}
    lines = []
    for count, one in enumerate(siting.plan.placements, 1):
        project = known[one.project]
        tax = project.tax_fen_mu * in_mu(project.area_min_m2) / FEN
        lines.append(
            (
                both(f"{count}. {project.name}"),
                both(names.park(one.park)),
                both("、".join(one.parcels)),
                both(number(round(sum(mu[p] for p in one.parcels), 1))),
                THERE if project.fixed_on else both(str(one.year or "–")),
                money(tax),
            )
        )
    return tuple(lines)
