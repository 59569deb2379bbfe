"""Parcels are held by one at a time, through the officers of the side they lie at."""

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.land import actions, editing
from feidi.workbench.land.actions import For, today
from feidi.workbench.land.bringing import store
from feidi.workbench.land.models import Allocation, Area, Belonging, Parcel, Place
from feidi.workbench.land.queries import Asked, parcels
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of
from workbench.story import acting

FREE = "HG-02"


def free() -> Parcel:
    found: Parcel = Parcel.objects.select_related("area").get(code=FREE)
    return found


def reserved(days: int = 30, name: str = "示例项目甲") -> Allocation:
    with acting("case-host-land") as one:
        parcel = free()
        return actions.reserve(
            actor=one, parcel=parcel, version=parcel.version, whom=For(name), days=days
        )


def test_a_folder_brings_its_land_with_what_stands_on_it(case: Park) -> None:
    with acting("case-origin-land"):
        assert Parcel.objects.count() == 50
        assert Area.objects.count() == 4
        assert Place.objects.filter(kind="airport").exists()
        assert Belonging.objects.filter(kind="statistical").exists()
        first = Parcel.objects.get(code="HG-01")
        assert (first.status, first.use, first.crs, first.epsg) == (
            "allocated", "M3", "EPSG:4326", 4544,
        )  # fmt: skip
        assert first.mu == pytest.approx(120)
        assert first.assumed
        assert "虚构" in first.source
        assert Allocation.objects.get(parcel=first).project_code == "X04"
        assert [step.now for step in first.steps.all()] == ["allocated"]


def test_a_parcel_goes_from_plan_to_production_with_its_history(case: Park) -> None:
    with acting("case-host-land") as one:
        held = reserved()
        held = actions.negotiate(actor=one, held=held, version=held.version)
        with pytest.raises(Refusal, match="依据"):
            actions.allocate(actor=one, held=held, version=held.version, document="", on=today())
        held.refresh_from_db()
        actions.allocate(
            actor=one, held=held, version=held.version, document="示例合同 1 号", on=today()
        )
        for status in ("building", "in_use", "idle"):
            parcel = free()
            actions.advance(actor=one, parcel=parcel, version=parcel.version, status=status)
        steps = list(free().steps.order_by("id"))
        assert [step.now for step in steps] == [
            "planned", "reserved", "negotiating", "allocated", "building", "in_use", "idle",
        ]  # fmt: skip
        assert all(after.was == before.now for before, after in pairwise(steps))
        assert {step.side for step in steps[1:]} == {"兰州新区"}
        assert free().holder == "示例项目甲"


def test_a_parcel_that_is_held_is_not_given_again(case: Park) -> None:
    held = reserved()
    with acting("case-host-park") as one:
        parcel = free()
        with pytest.raises(Refusal, match="示例项目甲"):
            actions.reserve(
                actor=one, parcel=parcel, version=parcel.version, whom=For("乙"), days=9
            )
        parcel = free()
        with pytest.raises(Stale):
            actions.reserve(
                actor=one, parcel=parcel, version=parcel.version - 1, whom=For("乙"), days=9
            )
        assert Allocation.objects.get(parcel=parcel).pk == held.pk


def test_a_reservation_that_ran_out_gives_way(case: Park) -> None:
    held = reserved()
    with everything("the test lets time pass"):
        Allocation.objects.filter(pk=held.pk).update(until=today() - timedelta(days=1))
    with acting("case-host-land") as one:
        parcel = free()
        other = actions.reserve(
            actor=one, parcel=parcel, version=parcel.version, whom=For("示例项目乙"), days=9
        )
        assert other.until == today() + timedelta(days=9)
        held.refresh_from_db()
        assert (held.state, held.reason) == ("released", actions.EXPIRED.zh)
        assert free().holder == "示例项目乙"


def test_the_other_side_asks_and_the_side_of_the_land_answers(case: Park) -> None:
    with acting("case-origin-investment") as one:
        asked = actions.ask(actor=one, parcel=free(), whom=For("示例项目丙"), reason="扩产")
        with pytest.raises(Refusal, match="已经申请"):
            actions.ask(actor=one, parcel=free(), whom=For("示例项目丙"))
    with acting("case-origin-land") as one:
        parcel = free()
        with pytest.raises(Refusal, match="飞入地"):
            actions.reserve(
                actor=one, parcel=parcel, version=parcel.version, whom=For("丙"), days=9
            )
    desk = browser_of("case-host-land").get("/").content.decode()
    assert "示例项目丙" in desk
    with acting("case-host-land") as one:
        parcel = free()
        actions.reserve(actor=one, parcel=parcel, version=parcel.version, whom=asked, days=9)
        asked.refresh_from_db()
        assert asked.state == "held"
        assert asked.side.short == "舟曲县"


def test_a_release_says_why_and_the_parcel_is_free(case: Park) -> None:
    held = reserved()
    with acting("case-host-land") as one:
        with pytest.raises(Refusal, match="原因"):
            actions.release(actor=one, held=held, version=held.version, reason=" ")
        held.refresh_from_db()
        actions.release(actor=one, held=held, version=held.version, reason="项目改址")
        parcel = free()
        assert (parcel.status, parcel.holder) == ("planned", "")
        assert parcel.steps.all()[0].reason == "项目改址"


def said(parcel: Parcel, **changed: object) -> dict[str, object]:
    return {name: getattr(parcel, name) for name in editing.EDITABLE} | changed


def test_indicators_below_the_policy_in_force_need_a_document_that_excepts_them(case: Park) -> None:
    with acting("case-host-land") as one:
        parcel = free()
        low = said(parcel, investment_fen_mu=100_000_000, green_rate=0.25)
        with pytest.raises(Refusal) as refused:
            editing.edit(actor=one, parcel=parcel, version=parcel.version, said=low)
        assert [p.code for p in refused.value.problems] == ["LA070", "LA070"]
        assert "1,800,000.00" in refused.value.problems[0].what.zh
        assert "assumed" in refused.value.problems[0].what.zh
        kept = free()
        assert kept.investment_fen_mu is None
        low["exception"] = "示例会议纪要"
        editing.edit(actor=one, parcel=kept, version=kept.version, said=low)
        assert free().exception == "示例会议纪要"
        enough = free()
        fine = said(enough, investment_fen_mu=200_000_000, green_rate=0.15, exception="")
        editing.edit(actor=one, parcel=enough, version=enough.version, said=fine)
        assert '"intensity":200000000' in free().feature


def test_the_form_reads_what_officers_write_and_shows_it_again_when_refused(case: Park) -> None:
    client = browser_of("case-host-land")
    with acting("case-host-land"):
        parcel = free()
    form = {
        "version": parcel.version, "use": "M3", "investment_fen_mu": "200", "price_fen_mu": "6.25",
        "green_rate": "15", "has-water": "on", "capacity-water": "1200",
    }  # fmt: skip
    address = f"/land/parcels/{parcel.pk}/edit/"
    refused = client.post(address, form)
    assert refused.status_code == 409
    assert 'value="6.25"' in refused.content.decode()
    assert client.post(address, {**form, "green_rate": "15%"}).status_code == 302
    with acting("case-host-land"):
        kept = free()
    assert kept.price_fen_mu == 6_250_000
    assert kept.green_rate == 0.15
    assert kept.utilities == {"water": 1200.0}


def test_the_map_shows_what_the_list_lists(case: Park) -> None:
    client = browser_of("case-origin-leader")
    query = "?use=M2&least=90&utility=water&status=planned"
    shown = json.loads(client.get(f"/land/parcels.geojson{query}").content)
    with acting("case-origin-leader"):
        asked = Asked(use="M2", least=90.0, utilities=("water",), status="planned")
        rows = {row.pk: row for row in parcels(asked)}
    assert 0 < len(rows) < 50
    assert {one["id"] for one in shown["features"]} == set(rows)
    for one in shown["features"]:
        row = rows[one["id"]]
        assert one["properties"]["code"] == row.code
        assert one["properties"]["mu"] == round(row.mu, 2)
        assert one["geometry"] == row.shape
    listed = client.get(f"/land/parcels/{query}").content.decode()
    assert f"<small>{len(rows)} 宗</small>" in listed


def test_what_the_map_draws_follows_the_allocation(case: Park) -> None:
    reserved()
    body = browser_of("case-host-leader").get(f"/land/parcels.geojson?q={FREE}").content
    (one,) = json.loads(body)["features"]
    assert (one["properties"]["status"], one["properties"]["holder"]) == ("reserved", "示例项目甲")


@pytest.fixture
def many(small: Park) -> None:
    """Two thousand parcels of the small park."""
    with everything("the test fills a park"):
        area = Area.objects.create(park=small, code="N", name="大片区")
        ring = [[103.5, 36.6], [103.501, 36.6], [103.501, 36.601], [103.5, 36.6]]
        rows = [
            Parcel(
                park=small,
                area=area,
                code=f"N-{number:04}",
                use="M2",
                shape={"type": "Polygon", "coordinates": [ring]},
                west=103.5,
                south=36.6,
                east=103.501,
                north=36.601,
                crs="EPSG:4490",
                epsg=4544,
                area_m2=20000.0 + number,
                mu=30.0 + number,
                price_fen_mu=6_000_000 + number * 1000,
                utilities={"water": None},
            )
            for number in range(2000)
        ]
        store(rows, "test")


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["/land/", "/land/parcels/", "/land/parcels.geojson", "/land/parcels/{key}/"]
)
def test_two_thousand_parcels_take_at_most_twenty_queries(
    many: None, small: Park, address: str
) -> None:
    client = browser_of("host-land")
    with everything("the test looks for a key"):
        key = Parcel.objects.get(code="N-1000").pk
    client.get("/history/")  # what waits is counted once a minute, for the head of every page
    with CaptureQueriesContext(connection) as told:
        answer = client.get(address.format(key=key))
    assert answer.status_code == 200
    # PostgreSQL is told for whom it is asked, and where a reading begins: that is no question
    asked = [one["sql"] for one in told if " FROM " in one["sql"]]
    assert len(asked) <= 20, [sql[:90] for sql in asked]
    if address.endswith("geojson"):
        assert len(json.loads(answer.content)["features"]) == 2000


def test_the_demo_shows_invented_holders_marked_so(case: Park) -> None:
    from feidi.workbench.land.demo import furnish_land

    assert furnish_land(case) >= 5
    with acting("case-origin-leader"):
        made = list(Allocation.objects.exclude(by="项目文件夹 folder"))
        assert {one.state for one in made} == {"held", "talked", "given", "asked"}
        assert all("虚构" in one.project_name or "示例" in one.project_name for one in made)
        assert Parcel.objects.filter(status="building").exists()
