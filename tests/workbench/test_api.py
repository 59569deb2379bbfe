"""The interface for programs: what a token may, what is pushed, what is refused and where."""

import json
import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from feidi.workbench.accounts.actor import NotAllowed
from feidi.workbench.api import tokens as counting
from feidi.workbench.api.actions import make_token, revoke_token
from feidi.workbench.api.models import Push, Token
from feidi.workbench.audit.models import Event
from feidi.workbench.imports.models import Batch, ReceiptRow
from feidi.workbench.parks.models import Park
from feidi.workbench.readings.actions import register
from feidi.workbench.readings.models import Point, Reading
from feidi.workbench.scope.acting import everything
from workbench.api_door import V1, Program, reads, stored, token_of
from workbench.conftest import browser_of
from workbench.story import acting, person
from workbench.walk import PRIVATE

ROW = {
    "id": "20",
    "enterprise": "A",
    "tax": "增值税",
    "period": "2032Q3",
    "booked_on": "2033-02-01",
    "amount": "100.00",
    "kind": "入库",
}


@pytest.fixture
def host(small: Park) -> Program:
    return Program(token_of("host-finance"))


def counted() -> tuple[int, int, int, int]:
    with everything("the test counts all rows"):
        found = (Batch, ReceiptRow, Reading, Event)
        return tuple(model.objects.count() for model in found)  # type: ignore[return-value]


def codes(answer) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    for problem in answer.json()["problems"]:
        assert problem["what"]["zh"]
        assert problem["what"]["en"]
    return [(p["code"], p["where"]) for p in answer.json()["problems"]]


# ---- who may ask


@pytest.mark.slow
def test_every_list_is_read_by_who_has_the_right(host: Program, small: Park) -> None:
    assert host.get("/park").json()["name"] == small.name
    assert [p["mine"] for p in host.get("/parties").json()] == [True, False]
    own = set(reads(small))
    assert len(own) > 25
    read = {path: host.get(path).status_code for path in reads()}
    assert {path for path, status in read.items() if status == 200} == own
    assert {read[path] for path in read.keys() - own} == {404}  # the other park's
    figures = host.items("/settlements/1/totals")
    with everything("the test compares with the rows"):
        from feidi.workbench.settlements.models import Total

        rows = Total.objects.filter(run__park=small).order_by("id").values_list("id", "amount")
        assert [(f["id"], f["amount"]) for f in figures] == list(rows)
    text = host.get("/agreements/1/text").json()["text"]
    assert text.startswith("#")
    with everything("the test counts all rows"):
        count = ReceiptRow.objects.filter(batch__park=small).count()
    assert len(host.items("/receipts")) == count


@pytest.mark.slow
@pytest.mark.parametrize("secret", ["", "feidi_wrong", "x"])
def test_without_a_good_token_nothing_is_answered(small: Park, secret: str) -> None:
    program = Program(secret)
    for path in reads():
        answer = program.get(path)
        assert answer.status_code == 401, path
        assert codes(answer) == [("no_token", "")]
        assert answer["WWW-Authenticate"].startswith("Bearer")
    for path in ("/receipts", "/readings"):
        assert program.post(path, {}).status_code == 401


def test_a_session_alone_is_no_token(small: Park) -> None:
    client = browser_of("host-finance")
    assert client.get(f"{V1}/park").status_code == 401
    assert client.post(f"{V1}/receipts", {}, content_type="application/json").status_code == 401


def test_expired_and_revoked_tokens_are_of_no_use(host: Program, small: Park) -> None:
    secret = token_of("host-finance", days=1)
    token = stored(secret)
    assert Program(secret).get("/park").status_code == 200
    assert counting.bearer_of(f"Bearer {secret}", "", timezone.now() + timedelta(days=2)) is None
    revoke_token(actor=person("security"), token=token, reason="不再使用")
    assert Program(secret).get("/park").status_code == 401


def test_a_token_does_what_it_was_given_and_no_more(small: Park) -> None:
    reader = Program(token_of("host-finance", "read"))
    sender = Program(token_of("host-finance", "readings.push"))
    assert reader.get("/park").status_code == 200
    assert codes(sender.get("/park")) == [("not_allowed", "")]
    for program in (reader, sender):
        answer = program.post("/receipts", {"rows": [ROW], "dry_run": True})
        assert answer.status_code == 403


def test_only_the_digest_of_a_secret_is_stored(small: Park) -> None:
    secret = token_of("host-finance")
    with everything("the test looks at all rows"):
        rows = [str(vars(row)) for row in (*Token.objects.all(), *Event.objects.all())]
    assert not any(secret in row or secret[12:] in row for row in rows)
    assert len(secret) >= 43 + len("feidi_")


def test_a_token_is_counted_by_the_minute(host: Program, settings: object) -> None:
    settings.API_REQUESTS_A_MINUTE = 3  # type: ignore[attr-defined]
    while time.time() % 60 > 50:
        time.sleep(1)
    said = [host.get("/park").status_code for _ in range(5)]
    assert said == [200, 200, 200, 429, 429]
    answer = host.get("/park")
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert codes(answer) == [("too_many", "")]
    secret = host.client.defaults["HTTP_AUTHORIZATION"].split()[1]
    with everything("the test asks a minute later"):
        assert counting.seconds_to_wait(stored(secret), time.time() + 60) == 0


# ---- the pages of tokens


def test_a_side_makes_its_own_tokens_and_sees_no_others(small: Park) -> None:
    theirs = token_of("host-finance")
    client = browser_of("origin-leader")
    page = client.post("/tokens/", {"name": "财政系统", "scope": ["read"], "days": "30"})
    said = page.content.decode()
    secret = said.split('id="secret">')[1].split("<")[0]
    assert Program(secret).get("/parties").json()[1]["mine"]
    assert theirs[:12] not in said
    assert secret not in client.get("/tokens/").content.decode()
    key = stored(theirs).pk
    assert client.post(f"/tokens/{key}/revoke/", {"reason": "x"}).status_code == 404
    answer = client.post(f"/tokens/{stored(secret).pk}/revoke/", {"reason": "用完"}, follow=True)
    assert "令牌已收回" in answer.content.decode()
    assert Program(secret).get("/park").status_code == 401


@pytest.mark.slow
def test_tokens_are_made_after_a_confirmation_by_who_has_the_right(small: Park) -> None:
    given = {"name": "x", "scope": ["read"], "days": "30"}
    asked = browser_of("origin-leader", fresh=False).post("/tokens/", given)
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert browser_of("origin-finance").post("/tokens/", given).status_code == 403
    with pytest.raises(NotAllowed):
        make_token(actor=person("system"), name="x", scopes=["read"], days=1)
    assert browser_of("host-duty").get("/api/").status_code == 200


# ---- pushing receipts


def test_receipts_are_checked_without_being_kept(host: Program) -> None:
    before = counted()
    answer = host.post("/receipts", {"rows": [ROW], "dry_run": True})
    assert answer.status_code == 200, answer.content
    taken = answer.json()
    assert (taken["count"], taken["total"], taken["batch"]) == (1, 10_000, None)
    assert counted() == before


def test_errors_are_located_by_row_and_nothing_is_kept(host: Program) -> None:
    bad = [
        ROW,
        {**ROW, "id": "21", "booked_on": "2033-02-30"},
        {**ROW, "id": "22", "enterprise": "X"},
        {**ROW, "id": "23", "amount": "-100.00"},
    ]
    before = counted()
    answer = host.post("/receipts", {"rows": bad}, key="k1")
    assert answer.status_code == 422
    found = codes(answer)
    assert [where for _, where in found] == ["rows[1]", "rows[2]", "rows[3]"]
    assert [code for code, _ in found][1:] == ["RE004", "RE006"]
    assert counted() == before


def test_a_delivery_waits_for_the_officer_and_is_kept_once(host: Program, small: Park) -> None:
    first = host.post("/receipts", {"rows": [ROW], "name": "国库日报"}, key="day-1")
    assert first.status_code == 201, first.content
    again = host.post("/receipts", {"rows": [ROW], "name": "国库日报"}, key="day-1")
    assert (again.status_code, again.json()) == (201, first.json())
    other = host.post("/receipts", {"rows": [{**ROW, "amount": "1.00"}]}, key="day-1")
    assert codes(other) == [("idempotency_key", "header.Idempotency-Key")]
    assert other.status_code == 409
    assert host.post("/receipts", {"rows": [ROW]}).status_code == 422  # no key
    key = first.json()["batch"]
    with acting("host-finance"):
        batch = Batch.objects.get(pk=key)
        assert (batch.state, batch.visibility, batch.said_name) == ("pending", "own", "国库日报")
        event = Event.objects.get(kind="imports.batch", key=str(key))
        assert (event.verb, event.role) == ("api.receipts", "token")
    with acting("origin-finance"):
        assert not Batch.objects.filter(pk=key).exists()
        assert not Push.objects.exists()
    officer = browser_of("host-finance")
    assert "导入全部" in officer.get(f"/imports/{key}/").content.decode()
    officer.post(f"/imports/{key}/import/", {"version": 1})
    assert [r["code"] for r in host.items("/receipts") if r["batch"] == key] == ["20"]
    twin = host.post("/receipts", {"rows": [ROW]}, key="day-2")
    assert codes(twin) == [("imported_already", "rows")]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"rows": [{**ROW, "amount": 100.0}], "dry_run": True}, "rows[0].amount"),
        ({"rows": [{**ROW, "enterprise": "A\nB"}], "dry_run": True}, "rows[0].enterprise"),
        ({"rows": [{**ROW, "colour": "red"}], "dry_run": True}, "rows[0].colour"),
        ({"rows": []}, "rows"),
        ({}, "rows"),
    ],
)
def test_a_body_of_the_wrong_form_is_located(host: Program, body: object, where: str) -> None:
    answer = host.post("/receipts", body, key="k")
    assert answer.status_code == 422
    assert [place for _, place in codes(answer)] == [where]


@pytest.mark.parametrize("body", ["", "{", '{"rows": NaN}', "[" * 5000, "\xff"])
def test_what_is_no_json_is_said_to_be_so(host: Program, body: str) -> None:
    answer = host.client.post(
        f"{V1}/receipts", body.encode("latin-1"), content_type="application/json"
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["problems"]


def test_other_methods_and_places_are_answered_as_problems(host: Program) -> None:
    assert codes(host.client.delete(f"{V1}/park")) == [("method", "")]
    assert codes(host.get("/nothing")) == [("not_found", "")]
    assert host.get("/receipts?limit=501").status_code == 422
    assert host.get("/agreements/99999").status_code == 404


# ---- pushing readings


@pytest.fixture
def points(small: Park) -> dict[str, Point]:
    made = {}
    for code, joint in (("W1", True), ("W2", False)):
        made[code] = register(
            actor=person("host-park"), code=code, name=f"MARK-{code}", unit="mg/L", joint=joint
        )
    return made


def one(**other: object) -> dict[str, object]:
    usual = {"point": "W1", "at": "2026-03-01T08:00:00+08:00", "value": 1.25}
    return {**usual, **other}


def test_readings_are_kept_once_and_never_replaced(host: Program, points: dict[str, Point]) -> None:
    sent = {"readings": [one(), one(point="W2", at="2026-03-01T00:00:00Z", value=3, unit="mg/L")]}
    assert host.post("/readings", sent).json() == {"stored": 2, "already": 0}
    assert host.post("/readings", sent).json() == {"stored": 0, "already": 2}
    other = host.post("/readings", {"readings": [one(), one(value=1.26)]})
    assert other.status_code == 409
    assert ("value_differs", "readings[1].value") in codes(other)
    got = host.items("/readings?point=W1")
    assert [(r["value"], r["flag"]) for r in got] == [("1.25", "N")]
    origin = Program(token_of("origin-finance"))
    assert [r["point"] for r in origin.items("/readings")] == ["W1"]
    assert origin.get("/readings?point=W2").status_code == 404
    wrong = origin.post("/readings", {"readings": [one(point="W2")]})
    assert codes(wrong) == [("point_unknown", "readings[0].point")]
    page = browser_of("host-duty").get(f"/readings/{points['W2'].pk}/").content.decode()
    assert "3" in page
    assert browser_of("origin-duty").get(f"/readings/{points['W2'].pk}/").status_code == 404
    with acting("host-finance"):
        row = Reading.objects.get(point=points["W1"])
        with pytest.raises(TypeError):
            row.save()
        with pytest.raises(TypeError):
            row.delete()
        # by a trigger, or because the role may not
        refused = "append-only|permission denied"
        with pytest.raises(DatabaseError, match=refused), transaction.atomic():
            Reading.objects.update(value=0)
        with pytest.raises(DatabaseError, match=refused), transaction.atomic():
            Reading.objects.all().delete()


@pytest.mark.parametrize(
    ("changed", "status", "problem"),
    [
        ({"at": "2026-03-01T08:00:00"}, 422, ("timezone_aware", "readings[0].at")),
        ({"at": 1_700_000_000}, 422, ("value_error", "readings[0].at")),
        ({"at": "2999-01-01T00:00:00Z"}, 422, ("time_in_future", "readings[0].at")),
        ({"at": "0001-01-01T00:00:00+08:00"}, 422, ("time_too_old", "readings[0].at")),
        ({"value": "1.25"}, 422, ("value_error", "readings[0].value")),
        ({"value": True}, 422, ("value_error", "readings[0].value")),
        ({"value": 0.1234567}, 422, ("value_too_fine", "readings[0].value")),
        ({"value": 1e300}, 422, ("value_too_large", "readings[0].value")),
        ({"unit": "kW"}, 422, ("unit_differs", "readings[0].unit")),
        ({"point": "W9"}, 422, ("point_unknown", "readings[0].point")),
        ({"flag": "X"}, 422, ("literal_error", "readings[0].flag")),
    ],
)
def test_an_unsound_reading_is_refused_where_it_stands(
    host: Program,
    points: dict[str, Point],
    changed: dict[str, object],
    status: int,
    problem: tuple[str, str],
) -> None:
    before = counted()
    answer = host.post("/readings", {"readings": [one(**changed)]})
    assert answer.status_code == status, answer.content
    assert codes(answer) == [problem]
    assert counted() == before


def test_a_number_beyond_all_measure_is_refused_and_does_no_harm(
    host: Program, points: dict[str, Point]
) -> None:
    for said in ("1e999999999", "1e-999999999", "-1e4000000"):
        text = json.dumps({"readings": [one(value=0)]}).replace('"value": 0', f'"value": {said}')
        answer = host.client.post(f"{V1}/readings", text, content_type="application/json")
        assert answer.status_code == 422, said


# ---- nobody sees what is another's


@pytest.mark.slow
@pytest.mark.parametrize("username", ["host-finance", "case-host-finance", "case-origin-leader"])
def test_no_token_reads_what_its_side_may_not_see(small: Park, username: str) -> None:
    with acting("origin-finance") as actor:
        for make, _, _ in PRIVATE:
            make(actor)
    own = Program(token_of("origin-finance"))
    other = Program(token_of(username))
    seen = [path for path in reads(small) if b"MARK-" in own.get(path).content]
    assert len(seen) >= 12, seen  # what is looked for is there to be found
    foreign = small.name.encode() if username.startswith("case") else b"MARK-"
    for path in reads():
        for start in ("", "?limit=500"):
            body = other.get(path + start).content
            assert b"MARK-" not in body, path
            assert foreign not in body, path


@pytest.mark.slow
def test_the_description_is_whole_and_names_no_other_site(small: Park) -> None:
    answer = Client(HTTP_HOST="localhost").get(f"{V1}/openapi.json")
    paths = answer.json()["paths"]
    assert len(paths) >= 16
    for methods in paths.values():
        for told in methods.values():
            assert told["security"]
            assert {"401", "403", "404", "422", "429"} <= set(told["responses"])
    page = browser_of("host-park").get("/api/")
    assert page.content.count(b"/api/v1/") > len(paths)
    assert b"cdn" not in page.content.lower()
