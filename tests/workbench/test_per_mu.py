"""Investment and tax per mu: what is set against which land, and that nothing leaks by it."""

from datetime import date

import pytest

from feidi.records.per_mu import PerMu
from feidi.workbench.dashboards.boards import per_mu as board
from feidi.workbench.imports.models import ReceiptRow
from feidi.workbench.land.actions import For, allocate, negotiate, reserve
from feidi.workbench.land.models import Area, Parcel
from feidi.workbench.land.per_mu import holdings, tax_by_area, year_of_tax
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.actions import Lead, register, share
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import OWN, everything
from workbench.conftest import browser_of
from workbench.story import acting, person
from workbench.walk import parcel_in

WAN = 1_000_000


@pytest.fixture
def given(small: Park) -> Parcel:
    """A parcel of 30 mu, given to a project the host shares, that plans 9,000 万元."""
    with everything("the test makes a parcel"):
        parcel = parcel_in(small)
        parcel.investment_fen_mu = 320 * WAN
        parcel.save()
    lead = Lead("MARK-PROJECT", "MARK-INVESTOR", investment=9000 * WAN, tax=600 * WAN)
    officer = person("host-investment")
    project = register(actor=officer, lead=lead)
    project = share(actor=officer, project=project, version=project.version)
    with acting("host-land") as one:
        held = reserve(actor=one, parcel=parcel, version=1, whom=For("一个项目", project), days=9)
        held = negotiate(actor=one, held=held, version=held.version)
        held.refresh_from_db()
        day = date.today()  # noqa: DTZ011 - as the officer's form
        allocate(actor=one, held=held, version=held.version, document="批复", on=day)
    return parcel


def test_a_project_is_set_against_its_land_and_what_the_land_asks(given: Parcel) -> None:
    with acting("host-land"):
        one = holdings(given)[0]
        assert (one.investment, one.tax) == (PerMu(9000 * WAN, 30.0), PerMu(600 * WAN, 30.0))
        assert one.investment.each == 300 * WAN
        assert one.asked == 320 * WAN
        chart = board.charts(board.Taxes(None, ()), board.of_projects())[0]
        assert "低于出让条件的：MARK-PROJECT" in chart.reading.zh
        words, cells = chart.rows[0]
        assert words.zh == "MARK-PROJECT"
        assert [cell.said.zh for cell in cells] == ["300", "320"]
    said = browser_of("host-land").get(f"/land/parcels/{given.pk}/").content.decode()
    assert "<strong>300.00</strong> 万元/亩" in said
    assert "低于出让条件" in said


def test_the_plans_of_a_project_of_one_side_are_not_told_by_its_parcel(given: Parcel) -> None:
    with acting("origin-land"):
        assert [one.project.name for one in holdings(given)] == ["MARK-PROJECT"]
    with everything("the test makes the project the host's own again"):
        Project.objects.update(visibility=OWN)
    with acting("origin-land"):
        assert holdings() == holdings(given) == []
    for place in (f"/land/parcels/{given.pk}/", "/dashboards/land/"):
        said = browser_of("origin-land").get(place).content.decode()
        assert "MARK" not in said
        assert "300.00" not in said


def test_tax_of_an_area_counts_the_year_that_has_ended_and_only_given_land(
    given: Parcel, small: Park
) -> None:
    with everything("the test says where receipts come from"):
        row = ReceiptRow.objects.filter(batch__park=small).order_by("booked_on")[0]
        area = Area.objects.get(park=small)
        ReceiptRow.objects.filter(pk=row.pk).update(area=area.name)
        Parcel.objects.create(
            park=small, area=area, code="FREE", use="M2", shape=given.shape, west=1, south=1,
            east=2, north=2, epsg=4544, area_m2=1.0, mu=500.0,
        )  # fmt: skip
    with acting("host-finance"):
        year = row.booked_on.year
        assert year_of_tax(date(year + 1, 1, 1)) == year
        assert year_of_tax(date(year, 12, 31)) is None
        assert [one.tax for one in tax_by_area(year)] == [PerMu(row.amount, 30.0)]


def test_land_that_asks_nothing_is_not_said_to_be_content(given: Parcel) -> None:
    with everything("the test takes what the parcel asks away"):
        Parcel.objects.filter(pk=given.pk).update(investment_fen_mu=None)
    with acting("host-land"):
        chart = board.charts(board.Taxes(None, ()), board.of_projects())[0]
        assert "没有写明" in chart.reading.zh
        assert len(chart.series) == 1


def test_without_projects_on_their_land_the_board_says_what_to_do(small: Park) -> None:
    with acting("host-land"):
        assert not Project.objects.exists()
        assert "编号在前" in board.missing(board.of_projects())[0].nothing.zh
        assert board.charts(board.Taxes(None, ()), ()) == []
