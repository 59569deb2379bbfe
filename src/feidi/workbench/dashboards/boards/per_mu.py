"""Investment and tax per mu on the land dashboard; each chart's table says the same to the fen."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from feidi.quantities.money import FEN_IN, in_wan
from feidi.quantities.words import Words, both
from feidi.records.per_mu import PerMu, together
from feidi.workbench.dashboards.board import BAD, GOOD, Figure, Listing
from feidi.workbench.dashboards.charts import LYING, Cell, Chart, Series, in_short
from feidi.workbench.land.per_mu import AreaTax, Holding, holdings, tax_by_area, year_of_tax

UNSAID = Cell(0, both("—"))
UNIT = Words("万元/亩", "10,000 yuan per mu")
EACH = Words("{much} 万元/亩", "{much} ×10,000 yuan per mu")


@dataclass(frozen=True)
class Taxes:
    """The tax of a year by area; no year where none has ended with receipts."""

    year: int | None
    areas: tuple[AreaTax, ...]


def of_areas(today: date) -> Taxes:
    """Return the tax of the last year that has ended, by area."""
    year = year_of_tax(today)
    return Taxes(year, tuple(tax_by_area(year)) if year else ())


def of_projects() -> tuple[Holding, ...]:
    """Return the projects on the land they were given."""
    return tuple(holdings())


def said(one: PerMu) -> Words:
    """Return an amount per mu as the field writes it: 万元/亩."""
    return EACH.fill(much=one.wan)


def figures(taxes: Taxes, held: tuple[Holding, ...]) -> list[Figure]:
    """Return tax and planned investment per mu, over all land that was given."""
    found = []
    whole = together(one.tax for one in taxes.areas)
    if taxes.year and whole.each is not None:
        of = Words(
            "有已供用地的片区 {year} 年入库 {tax}，已供 {mu} 亩",
            "{tax} of {year} from areas with {mu} mu given",
        ).fill(year=taxes.year, tax=in_short(whole.fen), mu=f"{whole.mu:,.1f}")
        address = f"{reverse('receipts')}?year={taxes.year}"
        found.append(Figure(Words("亩均税收", "Tax per mu"), said(whole), address, of))
    planned = together(one.investment for one in held)
    if planned.each is not None:
        of = Words(
            "{n} 个项目计划投资 {sum}，用地 {mu} 亩", "{n} projects, {sum} planned on {mu} mu"
        ).fill(n=len(held), sum=in_short(planned.fen), mu=f"{planned.mu:,.1f}")
        found.append(
            Figure(
                Words("亩均投资强度（计划）", "Planned investment per mu"),
                said(planned),
                f"{reverse('parcels')}?status=allocated",
                of,
                BAD if _short(held) else GOOD,
            )
        )
    return found


def _short(held: tuple[Holding, ...]) -> list[Holding]:
    """Return the projects that plan less per mu than their land asks."""
    return [one for one in held if (one.investment.each or 0) < (one.asked or 0)]


def charts(taxes: Taxes, held: tuple[Holding, ...]) -> list[Chart]:
    """Return tax per mu by area, and planned investment per mu by project beside what is asked."""
    found = []
    if taxes.year and taxes.areas:
        found.append(_tax_chart(taxes.year, taxes.areas))
    if held:
        found.append(_investment_chart(held))
    return found


def _tax_chart(year: int, areas: tuple[AreaTax, ...]) -> Chart:
    most = max(areas, key=lambda one: one.tax.each or 0)
    reading = Words("最高的是{area}：{much}。", "The most is {area}: {much}.")
    place = reverse("parcels")
    return Chart(
        "tax-per-mu",
        Words(
            f"{year} 年亩均税收，按片区（已供用地）", f"Tax per mu in {year}, by area (land given)"
        ),
        reading.fill(area=str(most.area), much=said(most.tax)),
        Words("片区", "area"),
        tuple(both(str(one.area)) for one in areas),
        (
            Series(
                Words("亩均税收", "tax per mu"),
                "blue",
                tuple(_cell(one.tax, f"{place}?area={one.area.code}") for one in areas),
            ),
        ),
        LYING,
        UNIT,
        money=False,
    )


def _investment_chart(held: tuple[Holding, ...]) -> Chart:
    cells = tuple(_cell(one.investment, one.project.get_absolute_url()) for one in held)
    series = [Series(Words("计划", "planned"), "blue", cells)]
    if any(one.asked for one in held):
        asked = tuple(_wan(one.asked) if one.asked else UNSAID for one in held)
        words = Words("出让条件，不低于", "asked at least")
        series.append(Series(words, "wait-line", asked))
    return Chart(
        "investment-per-mu",
        Words("亩均投资强度，按项目", "Investment per mu, by project"),
        _reading(held),
        Words("项目", "project"),
        tuple(both(one.project.name) for one in held),
        tuple(series),
        LYING,
        UNIT,
        money=False,
    )


def _reading(held: tuple[Holding, ...]) -> Words:
    """Say which projects plan less than their land asks, as far as it asks anything."""
    if not any(one.asked for one in held):
        return Words("宗地没有写明投资强度要求。", "The parcels do not say what they ask.")
    names = "、".join(one.project.name for one in _short(held))
    if not names:
        return Words("都达到出让条件。", "All reach what their land asks.")
    return Words("低于出让条件的：{names}。", "Below what their land asks: {names}.").fill(
        names=names
    )


def _cell(one: PerMu, address: str = "") -> Cell:
    return _wan(one.each or 0, address)


def _wan(each: int, address: str = "") -> Cell:
    # the bar is as long as the amount; the table says it to the fen
    return Cell(each / FEN_IN["万元"], both(in_wan(each)), address)


def missing(held: tuple[Holding, ...]) -> tuple[Listing, ...]:
    """Return what to do where no project is known to stand on its land."""
    if held:
        return ()
    nothing = Words(
        "还没有项目与宗地对上。预留或供地时选本园区登记的项目（编号在前），这里就按项目列出亩均投资。",
        "No project is known on its land. Name a registered project, number first, when a parcel "
        "is reserved or given: investment per mu then shows here by project.",
    )
    place = reverse("parcels")
    return (Listing(Words("亩均投资强度", "Investment per mu"), (), nothing, place),)
