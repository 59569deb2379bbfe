"""A siting plan comes in only where it holds, is shown by the host, and lies over the map."""

import json
from functools import cache
from math import ceil
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from feidi.site import site
from feidi.site.check.bound import recomputed_bound
from feidi.site.plan.asked import siting_problem
from feidi.site.plan.plan import Plan
from feidi.site.plan.planning import Effort
from feidi.workbench.land.models import Parcel
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from feidi.workbench.siting.demo import Soon, furnish_siting
from feidi.workbench.siting.models import SitingPlan
from feidi.workbench.siting.reading import to_site
from workbench.conftest import browser_of
from workbench.story import acting
from workbench.test_land_writing_back import changed

HOST, ORIGIN = "case-host-land", "case-origin-land"
QUICK = Effort(rounds=0, polish=0, nodes=1, cycles=0)


@cache
def made() -> str:
    """What `feidi site --json` says of the first case as exported, made in haste and once."""
    with acting(HOST) as officer, to_site(officer.at[0]) as (_, wanted):
        read, wishes = wanted.read, wanted.wishes
        found = site(read.land, wishes.weights, wishes.ground, read.settings.day, Soon(2.0), QUICK)
    assert found.checked
    return json.dumps(found.as_json())


@pytest.fixture
def told(case: Park) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(made())
    return said


def send(value: Any, user: str = HOST, name: str = "plan.json") -> Any:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return browser_of(user).post("/siting/", {"file": SimpleUploadedFile(name, content)})


def stored() -> list[SitingPlan]:
    with everything("the test counts all rows"):
        return list(SitingPlan.objects.all())


def text_of(user: str, address: str) -> str:
    answer = browser_of(user).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    said: str = answer.content.decode()
    return said


@pytest.mark.slow
def test_a_plan_is_a_draft_of_the_host_until_it_is_shown(told: dict[str, Any]) -> None:
    answer = send(told)
    assert answer.status_code == 302, answer.content.decode()
    (plan,) = stored()
    page = f"/siting/{plan.pk}/"
    assert answer["Location"] == page
    assert (plan.placed, plan.value) == (
        len(told["plan"]["placements"]),
        told["plan"]["certificate"]["value"],
    )
    shown = text_of(HOST, page)
    first = told["plan"]["placements"][0]
    assert first["project"] in shown
    assert first["parcels"][0] in shown
    assert told["reasons"][0]["sentences"][0]["zh"] in shown
    # the other side does not see a draft, on no page and on no map
    origin = browser_of(ORIGIN)
    assert origin.get(page).status_code == 404
    assert origin.get(f"{page}parcels.geojson").status_code == 404
    assert "plan.json" not in text_of(ORIGIN, "/land/")
    assert "plan.json" in text_of(HOST, "/land/")

    assert browser_of(HOST).post(f"{page}show/", {"version": plan.version}).status_code == 302
    assert first["project"] in text_of(ORIGIN, page)
    assert f'value="{page}parcels.geojson"' in text_of(ORIGIN, "/land/")
    assert f'href="/land/#plan-{plan.pk}"' in text_of(ORIGIN, page)
    assert "plan.json" in text_of(ORIGIN, "/search/?q=plan.json")


def test_its_layer_has_the_parcels_it_gives(told: dict[str, Any]) -> None:
    send(told)
    (plan,) = stored()
    layer = json.loads(text_of(HOST, f"/siting/{plan.pk}/parcels.geojson"))
    with acting(HOST):
        shapes = {p.code: p.shape for p in Parcel.objects.all()}
    given = {
        (one["project"], json.dumps(shapes[code]))
        for one in told["plan"]["placements"]
        for code in one["parcels"]
    }
    drawn = {(f["properties"]["project"], json.dumps(f["geometry"])) for f in layer["features"]}
    assert drawn == given
    kinds = {f["properties"]["project"]: f["properties"]["kind"] for f in layer["features"]}
    with acting(HOST), to_site(Park.objects.get(pk=plan.park_id)) as (_, wanted):
        fixed = {one.id for one in wanted.read.land.projects if one.fixed_on}
    assert fixed
    assert {key for key, kind in kinds.items() if kind == "tenant"} == fixed


def test_a_bare_plan_file_comes_in_without_reasons(told: dict[str, Any]) -> None:
    assert send(told["plan"]).status_code == 302
    (plan,) = stored()
    assert plan.left
    assert "这份文件里没有理由" in text_of(HOST, f"/siting/{plan.pk}/")


def value_up(said: dict[str, Any]) -> None:
    said["plan"]["certificate"]["value"] += 1


def parcel_twice(said: dict[str, Any]) -> None:
    said["plan"]["placements"][1]["parcels"] = said["plan"]["placements"][0]["parcels"]


def bound_down(said: dict[str, Any]) -> None:
    said["plan"]["certificate"]["bound"] -= 1000


def no_such_parcel(said: dict[str, Any]) -> None:
    said["plan"]["placements"][0]["parcels"] = ["nowhere"]


def odd_reason(said: dict[str, Any]) -> None:
    said["reasons"][0]["sentences"] = "because"


def reasons_of_another_form(said: dict[str, Any]) -> None:
    said["reasons"] = said["reasons"][0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (value_up, "SI10"),
        (parcel_twice, "SI10"),
        (bound_down, "SI10"),
        (no_such_parcel, "SI10"),
        (odd_reason, "SI123"),
        (reasons_of_another_form, "SI123"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(told: dict[str, Any], spoil: Any, code: str) -> None:
    spoil(told)
    answer = send(told)
    assert answer.status_code == 422
    assert code in answer.content.decode()
    assert not stored()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"plan": 1}', b"\xff\xfe", b"[" * 5000])
def test_what_is_no_plan_is_refused(case: Park, content: bytes) -> None:
    answer = send(content, name="x.json")
    assert answer.status_code == 422, answer.content.decode()
    assert "x.json" in answer.content.decode()
    assert not stored()


@pytest.mark.slow
def test_no_file_and_the_wrong_side_are_told_so(told: dict[str, Any]) -> None:
    assert "没有选文件" in browser_of(HOST).post("/siting/", follow=True).content.decode()
    refused = browser_of(ORIGIN).post(
        "/siting/",
        {"file": SimpleUploadedFile("plan.json", json.dumps(told).encode())},
        follow=True,
    )
    assert "飞入地一方" in refused.content.decode()
    assert send(told, user="case-origin-finance").status_code == 403
    assert not stored()


@pytest.mark.slow
def test_the_same_plan_is_not_kept_twice(told: dict[str, Any]) -> None:
    assert send(told).status_code == 302
    again = browser_of(HOST).post(
        "/siting/", {"file": SimpleUploadedFile("b.json", json.dumps(told).encode())}, follow=True
    )
    assert "已经在这里" in again.content.decode()
    assert len(stored()) == 1


@pytest.mark.slow
def test_a_plan_is_counted_again_on_the_land_as_it_is_now(told: dict[str, Any]) -> None:
    send(told)
    (plan,) = stored()
    host, check = browser_of(HOST), f"/siting/{plan.pk}/check/"
    assert "仍然相符" in host.post(check).content.decode()
    free = next(one for one in plan.placements if not one["tenant"])
    changed(free["parcels"][0], use="R")
    said = host.post(check).content.decode()
    assert "已与土地不符" in said
    assert "SI10" in said


@pytest.mark.slow
def test_a_draft_that_no_longer_holds_is_not_shown(told: dict[str, Any]) -> None:
    send(told)
    (plan,) = stored()
    free = next(one for one in plan.placements if not one["tenant"])
    changed(free["parcels"][0], use="R")
    answer = browser_of(HOST).post(f"/siting/{plan.pk}/show/", {"version": plan.version})
    assert answer.status_code == 409
    assert "SI10" in answer.content.decode()
    assert [one.state for one in stored()] == ["draft"]


@pytest.mark.slow
def test_a_bound_that_no_column_holds_does_not_come_so_far(told: dict[str, Any]) -> None:
    certificate = told["plan"]["certificate"]
    # a price beyond all sense makes as senseless a bound: floats do not prove it to the yuan
    row = next(use for use in certificate["quotas"] if use["limit"])
    key = [row["park"], row["resource"], row["year"]]
    prices = certificate["prices"]["quotas"]
    certificate["prices"]["quotas"] = [*(p for p in prices if p[:3] != key), [*key, 1e17]]
    with acting(HOST) as officer, to_site(officer.at[0]) as (_, wanted):
        land, wishes, day = wanted.read.land, wanted.wishes, wanted.read.settings.day
        problem = siting_problem(land, wishes.weights, wishes.ground, day)
        plan = Plan.from_json(told["plan"])
        bound = recomputed_bound(problem, plan.certificate.prices)
        assert bound is not None
        certificate["bound"] = ceil(bound)
    certificate["gap"] = (certificate["bound"] - certificate["value"]) / certificate["value"]
    certificate["searched"] = None
    answer = send(told)
    assert answer.status_code == 422
    assert "SI107" in answer.content.decode()
    assert not stored()


@pytest.mark.slow
def test_a_withdrawn_plan_leaves_the_map_and_says_why(told: dict[str, Any]) -> None:
    send(told)
    (plan,) = stored()
    host, page = browser_of(HOST), f"/siting/{plan.pk}/"
    host.post(f"{page}show/", {"version": plan.version})
    stale = host.post(f"{page}withdraw/", {"version": plan.version, "reason": "x"}, follow=True)
    assert "别人已经改动了它" in stale.content.decode()
    (plan,) = stored()
    no_reason = host.post(f"{page}withdraw/", {"version": plan.version}, follow=True)
    assert "请写明撤回的原因" in no_reason.content.decode()
    host.post(f"{page}withdraw/", {"version": plan.version, "reason": "重算"})
    assert "重算" in text_of(ORIGIN, page)
    assert "plan.json" not in text_of(ORIGIN, "/land/")
    assert "草稿" not in text_of(HOST, page)
    refused = host.post(f"{page}discard/", {"version": plan.version + 1}, follow=True)
    assert "不能这样做" in refused.content.decode()


@pytest.mark.slow
def test_a_discarded_draft_may_come_again(told: dict[str, Any]) -> None:
    send(told)
    (plan,) = stored()
    browser_of(HOST).post(f"/siting/{plan.pk}/discard/", {"version": plan.version})
    assert send(told).status_code == 302
    assert [one.state for one in stored()] == ["draft", "discarded"]


@pytest.mark.slow
def test_the_demo_shows_a_plan_to_both(case: Park) -> None:
    plan = furnish_siting(case)
    assert plan is not None
    assert plan.state == "shown"
    assert "示例选址方案" in text_of(ORIGIN, "/siting/")
