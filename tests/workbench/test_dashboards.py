"""Dashboards say what the stored figures say, open their rows, and are each side's own."""

import json
import re
from html import unescape

import pytest
from django.db.models import Sum

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.audit.lately import until_written
from feidi.workbench.dashboards.boards import fiscal, land
from feidi.workbench.dashboards.charts import Chart, Series, money
from feidi.workbench.dashboards.shared_money import in_all, shared_so_far
from feidi.workbench.dashboards.showing import BOARDS
from feidi.workbench.imports.models import ReceiptRow
from feidi.workbench.land.statuses import STATUSES
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import acting_for
from feidi.workbench.settlements.actions import start
from feidi.workbench.settlements.models import Run, Total
from feidi.workbench.settlements.queries import last_run
from workbench.conftest import actor, browser_of
from workbench.story import acting
from workbench.walk import parcel_in

DATA = re.compile(r'<script type="application/json" id="[^"]+">(.*?)</script>', re.S)


def test_the_bars_are_the_figures_of_the_last_settlement(as_origin: Actor) -> None:
    run = last_run()
    assert run is not None
    chart = fiscal.by_year(run)
    for points, series in ((chart.points, one) for one in chart.series):
        for year, cell in zip(points, series.cells, strict=True):
            key = int(cell.address.rstrip("/").rpartition("/")[2])
            total = Total.objects.get(pk=key)
            assert (total.year, total.amount) == (int(year.zh), cell.value)
    assert sum(shared_so_far(run).values()) == in_all(run)
    assert in_all(run) == sum(cell.value for one in chart.series for cell in one.cells)


def test_the_taxes_add_up_to_the_receipts(as_origin: Actor) -> None:
    chart = fiscal.by_tax()
    entire = ReceiptRow.objects.aggregate(all=Sum("amount"))["all"]
    assert sum(cell.value for cell in chart.series[0].cells) == entire > 0


@pytest.mark.slow
@pytest.mark.parametrize("username", ["case-origin-leader", "case-host-finance"])
def test_every_number_of_every_dashboard_opens_its_rows(case: Park, username: str) -> None:
    client = browser_of(username)
    opened = 0
    for name in BOARDS:
        address = "/dashboards/" if name == "leaders" else f"/dashboards/{name}/"
        text = client.get(address).content.decode()
        links = {link for data in DATA.findall(text) for one in json.loads(data)["series"]
                 for link in one["links"] if link}  # fmt: skip
        links |= {unescape(link) for link in re.findall(r'class="tile[^"]*" href="([^"]+)"', text)}
        for link in links:
            assert client.get(link).status_code == 200, link
        opened += len(links)
    assert opened > 12


def test_a_picture_s_data_cannot_leave_its_element() -> None:
    loud = Words("</script><b>", "&amp;<!--")
    chart = Chart("x", loud, loud, loud, (loud,), (Series(loud, "blue", (money(1),)),))
    for lang in ("zh", "en"):
        text = chart.data(lang)
        assert not set("<>&") & set(text)
        assert json.loads(text)["points"] == [loud.say(lang)]


def test_what_is_kept_for_a_minute_is_kept_for_one_side_and_until_what_it_asked_is_written(
    small: Park,
) -> None:
    made: list[str] = []

    def asked(username: str) -> Words:
        def make() -> Words:
            made.append(username)
            assert Run.objects.exists()
            return both(username)

        one = actor(username)
        assert one.scope is not None
        with acting_for(one.scope):
            return until_written("test", one, make)

    assert asked("origin-finance") == asked("origin-leader") == both("origin-finance")
    assert asked("host-finance") == both("host-finance")
    assert made == ["origin-finance", "host-finance"]
    with acting("origin-finance") as one:
        start(actor=one, known_at=None)
    assert asked("origin-finance") == both("origin-finance")
    assert made == ["origin-finance", "host-finance", "origin-finance"]


def test_the_areas_by_state_are_the_register_s(as_origin: Actor) -> None:
    parcel = parcel_in(as_origin.at[0])
    place = list(STATUSES).index(parcel.status)
    cells = land.by_status().series[0].cells
    assert [n for n, cell in enumerate(cells) if cell.value] == [place]
    assert cells[place].value == parcel.mu == land.area_of("")
    assert land.area_of(parcel.status) == parcel.mu
