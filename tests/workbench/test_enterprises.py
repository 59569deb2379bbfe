"""Firms, visits and chambers: who sees whom, what is checked, how a contact is looked at."""

from datetime import timedelta

import pytest
from django.utils import timezone

from feidi.workbench.accounts.actor import NotAllowed
from feidi.workbench.actions import Refusal, Stale, Twice
from feidi.workbench.audit.models import Event
from feidi.workbench.documents.actions import attach
from feidi.workbench.documents.models import Document
from feidi.workbench.documents.sniffing import Upload
from feidi.workbench.enterprises import actions
from feidi.workbench.enterprises.models import Chamber, Enterprise, Visit
from feidi.workbench.enterprises.queries import near, receipts_by_year
from feidi.workbench.enterprises.roster import take_roster
from feidi.workbench.imports.actions import bring, bring_in
from feidi.workbench.imports.checking import check_table
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.actions import Lead, register
from feidi.workbench.scope.acting import everything
from workbench.conftest import EXAMPLES, browser_of
from workbench.story import acting, person
from workbench.uploads import PDF

ORIGIN, HOST = "origin-investment", "host-investment"
CODE = "91350100M000100Y43"
EARLY = "91350100M0001TGQXM"
PHONE = "13900001234"


def a_firm(username: str = ORIGIN, *, joint: bool = False, **told: object) -> Enterprise:
    with acting(username) as one:
        values = {"name": "示例中药饮片有限公司"} | told
        return actions.register(actor=one, values=values, joint=joint)


def the_roster(small: Park) -> list[Enterprise]:
    with everything("the test looks at all rows"):
        return list(Enterprise.objects.filter(park=small).exclude(roster="").order_by("roster"))


def form(**told: str) -> dict[str, str]:
    return {"name": "示例公司（虚构）", "code": "", "joint": ""} | told


def test_a_folders_roster_is_there_when_the_park_is_brought_in(small: Park) -> None:
    assert [(e.roster, e.name) for e in the_roster(small)] == [
        ("A", "示例企业一(虚构)"),
        ("B", "示例企业二(虚构)"),
    ]
    page = browser_of(HOST).get(the_roster(small)[0].get_absolute_url()).content.decode()
    assert "2031" in page
    assert "/receipts/?enterprise=A&amp;year=2031" in page
    rows = browser_of(HOST).get("/receipts/?enterprise=A&year=2031").content.decode()
    assert "2031-04-18" in rows
    assert "2032-" not in rows.split("<tbody>")[1]
    assert browser_of(HOST).get("/receipts/?year=0").status_code == 200


def test_receipts_are_added_up_by_the_year_they_were_booked_in(small: Park) -> None:
    firm = the_roster(small)[0]
    with acting(HOST):
        years = receipts_by_year(firm)
    assert [y.year for y in years] == sorted({y.year for y in years}, reverse=True)
    path = EXAMPLES / "two-clause-park" / "7-settle" / "receipts.csv"
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    said = [row.split(",") for row in rows if row.split(",")[1] == "A"]
    assert sum(y.count for y in years) == len(said)
    fen = sum(round(float(row[5]) * 100) for row in said)
    assert sum(y.amount for y in years) == fen


def test_a_new_roster_adds_firms_and_keeps_what_people_wrote(small: Park) -> None:
    one = the_roster(small)[0]
    with acting(HOST) as actor:
        actions.edit(actor=actor, enterprise=one, version=one.version, values={"note": "重点"})
    rows = "A,示例企业一改名(虚构),飞出地\nB,示例企业二(虚构),飞入地\nC,新企业(虚构),\n"
    content = f"编号,名称,引荐方\n{rows}".encode()
    with acting("host-finance") as actor:
        checked = check_table(small.pk, "enterprises", content)
        assert checked.clean, checked.problems
        batch = bring(
            actor=actor, table="enterprises", said_name="r.csv", content=content, checked=checked
        )
        bring_in(actor=actor, batch=batch, version=batch.version)
    after = the_roster(small)
    assert [(e.roster, e.name, e.note) for e in after] == [
        ("A", "示例企业一改名(虚构)", "重点"),
        ("B", "示例企业二(虚构)", ""),
        ("C", "新企业(虚构)", ""),
    ]
    with everything("the test repeats it"):
        assert take_roster(small.pk, [("C", "新企业(虚构)")], "x") == 0


def test_a_prospect_is_own_until_it_is_shared_and_its_documents_follow(small: Park) -> None:
    firm = a_firm()
    with acting(ORIGIN) as one:
        made = attach(actor=one, about=firm, upload=Upload("执照.pdf", PDF), purpose="licence")
    host = browser_of(HOST)
    for address in (firm.get_absolute_url(), made.get_absolute_url()):
        assert host.get(address).status_code == 404
    assert "中药饮片" not in host.get("/enterprises/").content.decode()
    with acting(ORIGIN) as one:
        actions.share(actor=one, row=firm, version=firm.version)
    page = host.get(firm.get_absolute_url()).content.decode()
    assert "执照" in page
    assert host.get(made.get_absolute_url()).content == PDF
    with acting(HOST) as one:
        assert Document.objects.get(pk=made.pk).owner is None
        with pytest.raises(Refusal, match="已经都能看到"):
            actions.share(actor=one, row=Enterprise.objects.get(pk=firm.pk), version=firm.version)


def test_a_wrong_code_is_told_and_nothing_typed_is_lost(small: Park) -> None:
    client = browser_of(ORIGIN)
    answer = client.post(
        "/enterprises/new/",
        form(code="91350100M000100Y44", industry="9999", note="面谈过", tenant_since="2031-02-30"),
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "应为 3" in said
    assert "GB/T 4754-2017 里没有 9999" in said
    assert 'id="tenant_since-fault"' in said
    for typed in ("91350100M000100Y44", "示例公司（虚构）", "面谈过", "9999", "2031-02-30"):
        assert typed in said
    answer = client.post("/enterprises/new/", form(code="９１350100 m000100y43", industry="2730"))  # noqa: RUF001 - as people type it
    assert answer.status_code == 302
    with acting(ORIGIN):
        assert Enterprise.objects.get(code=CODE).industry_words.zh == "2730 中药饮片加工"


def test_a_code_of_the_trial_years_is_taken_once_the_licence_was_seen(small: Park) -> None:
    client = browser_of(ORIGIN)
    assert client.post("/enterprises/new/", form(code=EARLY)).status_code == 422
    short = client.post("/enterprises/new/", form(code=EARLY[:-2], seen="1"))
    assert short.status_code == 422
    strange = client.post("/enterprises/new/", form(code="IIIIIIIIIIIIIIIIII", seen="1"))
    assert strange.status_code == 422
    assert client.post("/enterprises/new/", form(code=EARLY, seen="1")).status_code == 302


def test_one_code_is_registered_once_among_those_one_sees(small: Park) -> None:
    a_firm(code=CODE)
    with pytest.raises(Refusal, match="已用这个"):
        a_firm(code=CODE, name="别的名字")
    # the other side has found the same firm by itself, and is told nothing of ours
    theirs = a_firm(HOST, code=CODE)
    with acting(ORIGIN) as one:
        ours = Enterprise.objects.get(code=CODE)
        actions.share(actor=one, row=ours, version=ours.version)
    with acting(HOST) as one, pytest.raises(Refusal, match="同一代码"):
        actions.share(actor=one, row=theirs, version=theirs.version)


def test_a_name_that_is_close_is_shown_before_it_is_registered(small: Park) -> None:
    first = a_firm(name="兰州示例生物科技有限公司")
    client = browser_of(ORIGIN)
    said = form(name="示例生物科技有限责任公司")
    answer = client.post("/enterprises/new/", said)
    assert answer.status_code == 422
    assert first.name in answer.content.decode()
    assert client.post("/enterprises/new/", said | {"anyway": "1"}).status_code == 302
    with acting(HOST):
        assert near(first.name) == []


def test_receipts_are_joint_and_so_is_the_firm_they_name(small: Park) -> None:
    with pytest.raises(Refusal, match="双方共同的企业"):
        a_firm(roster="X")
    with pytest.raises(Refusal, match="示例企业一"):
        a_firm(roster="A", joint=True)


def test_of_two_who_register_one_code_at_once_the_second_is_told(
    small: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = a_firm(code=CODE)
    # both looked before either was there
    monkeypatch.setattr(actions, "_alone", lambda made: None)
    with everything("the test counts all rows"):
        before = Event.objects.count()
    with pytest.raises(Twice, match="别人刚刚"):
        a_firm(name="另一家", code=first.code)
    with everything("the test counts all rows"):
        assert Event.objects.count() == before


def test_of_two_who_edit_the_second_is_told_and_keeps_what_he_typed(small: Park) -> None:
    firm = a_firm()
    address = f"{firm.get_absolute_url()}edit/"
    first, second = browser_of(ORIGIN), browser_of("origin-park")
    told = form(name=firm.name, version=str(firm.version), short="甲")
    assert first.post(address, told).status_code == 302
    answer = second.post(address, told | {"short": "乙的话"})
    assert answer.status_code == 409
    assert "乙的话" in answer.content.decode()
    with acting(ORIGIN) as one, pytest.raises(Stale):
        actions.edit(actor=one, enterprise=firm, version=firm.version, values={"short": "丙"})


def test_a_contact_is_masked_everywhere_until_somebody_says_why(small: Park) -> None:
    firm = a_firm(contact_name="欧阳某", contact_phone=PHONE, joint=True)
    host = browser_of("host-park")
    pages = ("", "edit/")
    for address in (*(firm.get_absolute_url() + p for p in pages), "/enterprises/", "/history/"):
        said = host.get(address).content.decode()
        assert firm.name in said or "edit" in address
        assert PHONE not in said, address
        assert "欧阳某" not in said, address
    for asked in (PHONE, "欧阳某"):
        assert firm.name not in host.get("/search/", {"q": asked}).content.decode()
        assert firm.name not in host.get("/enterprises/", {"q": asked}).content.decode()
    reveal = f"{firm.get_absolute_url()}reveal/"
    assert PHONE not in host.post(reveal, {"reason": " "}, follow=True).content.decode()
    answer = host.post(reveal, {"reason": "约下周来访"})
    assert PHONE in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    with everything("the auditor reads all"):
        events = Event.objects.filter(kind="enterprises.enterprise", key=str(firm.pk))
        assert events[0].verb == "enterprises.reveal"
        assert events[0].reason == "约下周来访"
        assert not any(PHONE in e.after or PHONE in e.before for e in events)
    with pytest.raises(NotAllowed):
        actions.reveal(actor=person("host-finance"), row=firm, reason="好奇")
    assert browser_of("host-finance").post(reveal, {"reason": "x"}).status_code == 403


def test_a_contact_left_empty_in_the_form_stays(small: Park) -> None:
    firm = a_firm(contact_name="欧阳某", contact_phone=PHONE)
    told = form(name=firm.name, version=str(firm.version), contact_phone="", note="改")
    browser_of(ORIGIN).post(f"{firm.get_absolute_url()}edit/", told)
    with acting(ORIGIN):
        one = Enterprise.objects.get(pk=firm.pk)
    assert (one.note, one.contact_name, one.contact_phone) == ("改", "欧阳某", PHONE)


def test_a_visit_has_a_next_step_that_waits_on_the_desk(small: Park) -> None:
    firm = the_roster(small)[0]
    today = timezone.localdate()
    told = {
        "enterprise": str(firm.pk), "on": today.isoformat(), "purpose": "service",
        "ours": "招商局、园区办", "theirs": "总经理", "outcome": "用电负荷不足", "joint": "1",
        "next_step": "协调增容", "next_due": (today + timedelta(days=3)).isoformat(),
    }  # fmt: skip
    client = browser_of(ORIGIN)
    bad = client.post("/visits/new/", told | {"next_due": "", "on": "2099-01-01"})
    assert bad.status_code == 422
    assert "还没有发生" in bad.content.decode()
    assert "用电负荷不足" in bad.content.decode()
    page = client.get(client.post("/visits/new/", told)["Location"])
    assert "协调增容" in page.content.decode()
    assert "协调增容" in client.get("/").content.decode()
    with acting(HOST) as one:
        visit = Visit.objects.get()
        with pytest.raises(Refusal, match="走访的一方"):
            actions.next_done(actor=one, visit=visit, version=1, day=today)
    client.post(f"{visit.get_absolute_url()}done/", {"version": "1"})
    assert "走访的下一步：协调" not in client.get("/").content.decode()


def test_a_visit_to_an_own_firm_is_own_whatever_was_ticked(small: Park) -> None:
    firm = a_firm()
    with acting(ORIGIN) as one:
        told = {"on": timezone.localdate(), "ours": "招商局", "outcome": "意向明确"}
        visit = actions.add_visit(actor=one, whom=firm, values=told, joint=True)
        with pytest.raises(Refusal, match="先把"):
            actions.share(actor=one, row=visit, version=visit.version)
    host = browser_of(HOST)
    assert host.get(visit.get_absolute_url()).status_code == 404
    assert "意向明确" not in host.get("/visits/").content.decode()
    assert host.get(f"/visits/new/?enterprise={firm.pk}").status_code == 404


def test_a_chamber_is_kept_with_its_visits(small: Park) -> None:
    client = browser_of(ORIGIN)
    told = {"name": "示例异地商会（虚构）", "kind": "regional", "place": "北京", "joint": "1"}
    bad = client.post("/chambers/new/", told | {"kind": "x"})
    assert bad.status_code == 422
    address = client.post("/chambers/new/", told)["Location"]
    with acting(ORIGIN):
        key = Chamber.objects.get().pk
    said = {"chamber": str(key), "on": "2031-03-01", "purpose": "chamber", "ours": "驻外招商组"}
    with everything("the test sets the day"):
        said["on"] = timezone.localdate().isoformat()
    assert client.post("/visits/new/", said).status_code == 302
    assert "商会联络" in client.get(address).content.decode()
    assert "示例异地商会" in browser_of(HOST).get("/search/", {"q": "北京"}).content.decode()


def test_who_has_not_the_right_registers_nothing(small: Park) -> None:
    for address in ("/enterprises/new/", "/chambers/new/", "/visits/new/"):
        assert browser_of("host-finance").get(address).status_code == 403
    with pytest.raises(NotAllowed):
        actions.register(actor=person("host-finance"), values={"name": "x"}, joint=True)


def test_a_firms_page_lists_those_of_its_projects_one_may_see(small: Park) -> None:
    firm = the_roster(small)[0]
    with acting(ORIGIN) as one:
        project = register(actor=one, lead=Lead("示例项目甲", firm.name))
        project.enterprise = firm
        project.save()
    page = browser_of(ORIGIN).get(firm.get_absolute_url()).content.decode()
    assert project.get_absolute_url() in page
    # a lead of the origin's own stays its own, on the page of a joint firm too
    assert "示例项目甲" not in browser_of(HOST).get(firm.get_absolute_url()).content.decode()
