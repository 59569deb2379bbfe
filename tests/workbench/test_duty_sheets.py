"""A version of the duties binds once both sides have turned their keys for its very words."""

import pytest

from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.audit.models import Event
from feidi.workbench.coordination.actions.duties import add_department, add_matter, set_duty
from feidi.workbench.coordination.actions.duty_sheets import (
    confirm_duties,
    propose_duties,
    return_duties,
)
from feidi.workbench.coordination.models import Department, DutySheet, Matter
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of
from workbench.story import acting, person

HOST, ORIGIN = "host-office", "origin-office"
PAGE = "/coordination/duties/"


def marked(username: str, department: str, matter: str, mark: str) -> None:
    """A side gives a department of its own a part in a matter."""
    with acting(username) as one:
        place = Department.objects.filter(side=one.party, name=department).first()
        place = place or add_department(actor=one, name=department)
        what = Matter.objects.filter(name=matter).first() or add_matter(actor=one, name=matter)
        set_duty(actor=one, matter=what, department=place, mark=mark)


@pytest.fixture
def proposed(small: Park) -> DutySheet:
    marked(HOST, "经发局", "用地保障", "lead")
    marked(HOST, "税务局", "用地保障", "informed")
    marked(ORIGIN, "招商局", "用地保障", "support")
    return propose_duties(actor=person(HOST))


def turned(username: str, sheet: DutySheet) -> DutySheet:
    with acting(username) as one:
        now = DutySheet.objects.get(pk=sheet.pk)
        return confirm_duties(actor=one, sheet=now, version=now.version, seen=now.fingerprint)


def test_its_words_name_who_leads_supports_and_is_told(proposed: DutySheet) -> None:
    lines = proposed.sealed.splitlines()
    assert lines[:2] == ["职责分工", "1. 用地保障"]
    assert [line.split("：")[0].strip() for line in lines[2:]] == ["牵头", "配合", "知会"]
    assert lines[2].endswith("经发局")
    assert proposed.state == "proposed"


def test_it_is_in_force_with_the_second_key_and_replaces_the_last(proposed: DutySheet) -> None:
    assert turned(HOST, proposed).state == "proposed"
    assert turned(ORIGIN, proposed).state == "binding"
    assert "上面的分工就是有效的一版" in browser_of(HOST).get(PAGE).content.decode()
    with pytest.raises(Refusal, match="相同"):
        propose_duties(actor=person(HOST))
    marked(ORIGIN, "招商局", "用地保障", "informed")
    assert "与有效的一版不同" in browser_of(HOST).get(PAGE).content.decode()
    second = propose_duties(actor=person(ORIGIN))
    assert second.number == 2
    with acting(HOST):
        assert DutySheet.objects.get(pk=proposed.pk).state == "binding"
    turned(ORIGIN, second)
    turned(HOST, second)
    with acting(HOST):
        states = dict(DutySheet.objects.values_list("number", "state"))
    assert states == {1: "superseded", 2: "binding"}


def test_what_is_put_forward_keeps_its_words_while_the_matrix_goes_on(proposed: DutySheet) -> None:
    marked(HOST, "税务局", "用地保障", "")
    with acting(HOST):
        now = DutySheet.objects.get(pk=proposed.pk)
        assert now.sealed == proposed.sealed
        now.sealed = "另一份"
        now.save()
        now.refresh_from_db()
        assert now.sealed == proposed.sealed
    with pytest.raises(Refusal, match="会签"):
        propose_duties(actor=person(ORIGIN))


def test_a_key_is_for_the_words_seen_once_and_by_who_was_first(proposed: DutySheet) -> None:
    with acting(ORIGIN) as one:
        now = DutySheet.objects.get()
        said = {"actor": one, "sheet": now, "version": now.version}
        with pytest.raises(Refusal, match="指纹"):
            confirm_duties(**said, seen="0" * 64)
        turned(ORIGIN, proposed)
        with pytest.raises(Stale):
            confirm_duties(**said, seen=proposed.fingerprint)
    with pytest.raises(Refusal, match="已经确认过"):
        turned("origin-leader", proposed)


def test_a_version_is_sent_back_with_a_reason_and_another_follows(proposed: DutySheet) -> None:
    with acting(ORIGIN) as one:
        now = DutySheet.objects.get()
        with pytest.raises(Refusal, match="原因"):
            return_duties(actor=one, sheet=now, version=now.version, text=" ")
        now.refresh_from_db()
        return_duties(actor=one, sheet=now, version=now.version, text="税务局应为配合")
    with pytest.raises(Refusal, match="已退回"):
        turned(HOST, proposed)
    assert propose_duties(actor=person(HOST)).number == 2
    with everything("the test looks at the trail"):
        event = Event.objects.get(verb="coordination.return_duties")
        assert event.reason == "税务局应为配合"


def test_nothing_marked_is_nothing_to_confirm(small: Park) -> None:
    with pytest.raises(Refusal, match="标出"):
        propose_duties(actor=person(HOST))


@pytest.mark.slow
def test_it_goes_by_its_pages_and_waits_on_the_desk(small: Park) -> None:
    marked(HOST, "经发局", "用地保障", "lead")
    host, origin = browser_of(HOST), browser_of(ORIGIN)
    host.post(PAGE, {"what": "propose"})
    with acting(HOST):
        sheet = DutySheet.objects.get()
    here = sheet.get_absolute_url()
    said: dict[str, object] = {}
    for client in (host, origin):
        assert "核对职责分工" in client.get("/").content.decode()
        page = client.get(here).content.decode()
        assert sheet.fingerprint in page
        assert "确认这个指纹的分工" in page
        with acting(HOST):
            version = DutySheet.objects.get().version
        said = {"version": version, "seen": sheet.fingerprint}
        assert "已办" in client.post(f"{here}confirm/", said, follow=True).content.decode()
    assert "有效" in host.get(PAGE).content.decode()
    assert "核对职责分工" not in host.get("/").content.decode()
    assert host.post(f"{here}burn/").status_code == 404
    assert browser_of("host-land").post(f"{here}confirm/", said).status_code == 403
    assert "确认这个指纹" not in browser_of("host-land").get(here).content.decode()
    stale = browser_of(ORIGIN, fresh=False).post(f"{here}confirm/", said)
    assert stale["Location"].startswith("/accounts/reauthenticate/")
