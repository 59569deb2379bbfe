"""The running of the park as programs read it: masked, whole, each side its own."""

from hashlib import sha256

import pytest

from feidi.workbench.documents.actions import attach, remove
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.actions import Lead, Naming, Offer, Shown, Step, move, offer, register
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import everything
from workbench.api_door import Program, token_of
from workbench.story import person
from workbench.walk import parcel_in, private_enterprise, private_note

OFFICER = "origin-investment"


@pytest.fixture
def origin(small: Park) -> Program:
    return Program(token_of(OFFICER))


@pytest.fixture
def host(small: Park) -> Program:
    return Program(token_of("host-investment"))


@pytest.fixture
def lead(small: Park) -> Project:
    made = register(
        actor=person(OFFICER),
        lead=Lead("机器人", "甲公司", investment=5_000_000_00, area=300_000),
        contact=("张三丰", "经理", "13900001234"),
        naming=Naming("甲公司", grounds="来函"),
    )
    shown = Shown("talks", "记-1", made.stage_since, "招商局")
    return move(
        actor=person(OFFICER), project=made, version=1, step=Step("contact", shown=(shown,))
    )


def test_a_lead_is_read_by_its_side_with_its_contact_masked(
    origin: Program, host: Program, lead: Project
) -> None:
    (told,) = [one for one in origin.items("/projects") if one["id"] == lead.pk]
    assert (told["investment"], told["area"], told["stage"]) == (5_000_000_00, 300_000, "contact")
    assert told["contact"] == {"name": "张**", "post": "经理", "phone": "139******34"}
    assert told["stage_said"]["zh"] == "洽谈"
    assert origin.get(f"/projects/{lead.pk}").json() == told
    moves = origin.items(f"/projects/{lead.pk}/changes")
    assert [one["entered"] for one in moves] == ["lead", "contact"]
    (proof,) = origin.items(f"/projects/{lead.pk}/evidence")
    assert (proof["kind"], proof["number"], proof["change"]) == ("talks", "记-1", moves[1]["id"])
    assert lead.pk not in [one["id"] for one in host.items("/projects")]
    for below in ("", "/changes", "/evidence"):
        assert host.get(f"/projects/{lead.pk}{below}").status_code == 404
    assert [one["id"] for one in origin.items("/projects?stage=contact")] == [lead.pk]


def test_the_register_of_claims_does_not_tell_the_other_side_whom(
    origin: Program, host: Program, lead: Project
) -> None:
    (mine,), (theirs,) = origin.items("/claims"), host.items("/claims")
    assert (mine["investor"], mine["project"]) == ("甲公司", lead.pk)
    assert (theirs["investor"], theirs["project"]) == ("", None)
    assert mine["number"] == theirs["number"]
    assert theirs["state"] == "valid"


def test_what_is_offered_is_read_by_both_without_the_contact(
    origin: Program, host: Program, lead: Project
) -> None:
    taker = person("host-investment").at[1].pk
    given = Offer(taker, "可研报告")
    offer(actor=person(OFFICER), project=lead, version=lead.version, given=given)
    (offered,) = host.items("/handovers")
    assert (offered["project"], offered["state"]) == (lead.pk, "proposed")
    told = host.get(f"/projects/{lead.pk}").json()
    assert (told["name"], told["contact"]) == ("机器人", None)
    assert origin.get(f"/projects/{lead.pk}").json()["contact"]


def test_a_firm_is_read_with_its_contact_masked(origin: Program, host: Program) -> None:
    firm = private_enterprise(person(OFFICER))
    told = origin.get(f"/enterprises/{firm.pk}").json()
    assert told["contact"]["name"] == "M**"
    assert "MARK-PERSON" not in str(told)
    assert host.get(f"/enterprises/{firm.pk}").status_code == 404
    joint = host.items("/enterprises?roster=A")
    assert [one["owner"] for one in joint] == [None]


def test_a_parcel_is_read_with_its_shape(host: Program, small: Park) -> None:
    with everything("the test makes a parcel"):
        parcel = parcel_in(small)
    told = host.get(f"/parcels/{parcel.pk}").json()
    assert (told["area"], told["mu"], told["use_said"]["zh"][:4]) == ("A", 30.0, "二类工业")
    assert told["shape"] == parcel.shape
    assert told in host.items("/parcels?use=M2")
    assert host.items("/parcels?use=W1") == []


def test_a_task_is_read_with_its_light_and_notes_by_their_side_alone(
    origin: Program, host: Program
) -> None:
    note = private_note(person("origin-finance"))
    task = note.task_id  # type: ignore[attr-defined]
    (told,) = host.items("/tasks")
    assert told["id"] == task
    assert told["light"]["colour"] in ("red", "yellow", "green")
    assert told["light"]["because"]["zh"]
    assert [one["text"] for one in origin.items(f"/tasks/{task}/remarks")] == ["MARK-NOTE"]
    assert host.items(f"/tasks/{task}/remarks") == []


def test_a_file_is_given_out_as_it_came_until_it_is_removed(
    origin: Program, host: Program, lead: Project
) -> None:
    officer, content = person(OFFICER), "会谈记录\n".encode()
    made = attach(actor=officer, about=lead, upload=Upload("记录.txt", content), title="记录")
    (told,) = origin.items(f"/documents?kind=projects.project&key={lead.pk}")
    assert told["sha256"] == sha256(content).hexdigest()
    path = told["content"].removeprefix("/api/v1")
    answer = origin.get(path)
    assert answer.content == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Cache-Control"] == "no-store"
    assert host.get(path).status_code == 404
    assert host.items("/documents") == []
    remove(actor=officer, document=made, version=1, reason="传错")
    assert origin.get(path).status_code == 404
    assert origin.items("/documents") == []
