"""The pages of investment: what is typed stays, what is listed is counted, few questions asked."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feidi.workbench.parks.models import Park, Party, Seat
from feidi.workbench.projects.models import Contact, Evidence, Milestone, Project, StageChange
from feidi.workbench.projects.stages import CODES
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of
from workbench.investing import CODE, HOST, ORIGIN, PDF, day, lead, moved, offered, read_by
from workbench.story import acting

MOST_QUERIES, MANY = 20, 200
pytestmark = pytest.mark.usefixtures("small")


def only(name: str) -> Project:
    with everything("the test looks at all rows"):
        found: Project = Project.objects.get(name=name)
        return found


def test_a_lead_is_registered_with_its_contact_and_claim() -> None:
    client = browser_of(ORIGIN)
    assert "登记线索" in client.get("/projects/new/").content.decode()
    said = {
        "name": "示例纱线", "investor": "示例纺织有限公司", "industry": "1723", "area": "28.5",
        "investment": "5,200.5", "contact_name": "王某", "contact_phone": "13800005678",
        "claim": "1", "since": day(2).isoformat(),
    }  # fmt: skip
    answer = client.post("/projects/new/", said, follow=True)
    page = answer.content.decode()
    project = only("示例纱线")
    assert (project.investment, project.area, project.stage_since) == (
        5_200_500_000, 285_000, day(2),
    )  # fmt: skip
    for word in ("5,200.50 万元", "28.5 亩", "毛染整精加工", "王*", "首报 1 号", "还缺佐证"):
        assert word in page, word
    assert "13800005678" not in page


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [("name", "", "请写项目名称"), ("investment", "1.2.3", "规范"), ("industry", "9999", "没有"),
     ("industry", "C", "没有"), ("area", "-3", "小于"), ("since", "2027-13-01", "不是日期"),
     ("investment", "0.0000001", "细过"), ("investor", "", "全称"), ("since", "2099-01-01", "今天"),
     ("investor_code", "91350100M000100Y44", "校验码")],
)  # fmt: skip
def test_a_mistake_is_told_and_what_was_typed_stays(field: str, wrong: str, said: str) -> None:
    typed = {"name": "示例名称", "investor": "示例投资方", "needs": "蒸汽两吨", "claim": "1"}
    answer = browser_of(ORIGIN).post("/projects/new/", {**typed, field: wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    for name, value in typed.items():
        assert field == name or value in page
    with acting(ORIGIN):
        assert Project.objects.count() == 0


def test_a_move_asks_for_what_is_missing_and_goes_back_to_where_it_was_asked() -> None:
    client, project = browser_of(ORIGIN), lead(ago=9)
    place = f"/projects/{project.pk}/move/"
    assert "洽谈纪要" in client.get(place).content.decode()
    form = client.get(f"{place}?to=contact&next=/projects/board/").content.decode()
    assert 'name="talks-number"' in form
    bare = {"to": "contact", "version": 1, "next": "/projects/board/", "reason": "只写了说明"}
    answer = client.post(place, bare)
    assert answer.status_code == 422
    assert "进入“洽谈”还缺：洽谈纪要" in answer.content.decode()
    assert "只写了说明" in answer.content.decode()
    whole = {**bare, "talks-number": "纪要1号", "talks-dated": day(1).isoformat()}
    answer = client.post(place, whole)
    assert (answer.status_code, answer["Location"]) == (302, "/projects/board/")
    assert only("示例项目").stage == "contact"
    stale = client.post(place, {"to": "lead", "version": 1, "reason": "x"})
    assert "别人已经改动" in stale.content.decode()


def test_a_form_goes_on_to_no_other_site() -> None:
    client, project = browser_of(ORIGIN), lead()
    for other in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        page = client.get(f"/projects/{project.pk}/move/?to=contact&next={other}")
        own = f'name="next" value="/projects/{project.pk}/"'
        assert own in page.content.decode(), other


def test_a_file_of_a_contract_comes_with_the_move() -> None:
    client, project = browser_of(ORIGIN), moved(ORIGIN, lead(), "contact")
    file = io.BytesIO(PDF % b"x")
    file.name = "合同.pdf"
    form = {
        "to": "contract", "version": project.version, "contract-number": "示例1",
        "contract-dated": day().isoformat(), "contract-file": file,
    }  # fmt: skip
    assert client.post(f"/projects/{project.pk}/move/", form).status_code == 302
    with acting(ORIGIN):
        kept = Evidence.objects.get(kind="contract")
        assert kept.document.purpose == "contract"
        assert kept.change.entered == "contract"


@pytest.mark.slow
def test_evidence_plan_edit_share_close_and_contact_by_their_forms() -> None:
    client, project = browser_of(ORIGIN), lead()
    at = f"/projects/{project.pk}"
    assert "洽谈纪要" in client.get(f"{at}/evidence/").content.decode()
    wrong = {"kind": "licence", "version": 1, "licence-number": CODE, "licence-dated": ""}
    assert client.post(f"{at}/evidence/", wrong).status_code == 422
    right = {**wrong, "licence-dated": day().isoformat()}
    assert client.post(f"{at}/evidence/", right).status_code == 302
    late_ = {"version": 2, "plan-contact": day(3).isoformat(), "plan-contract": "2027-99-01"}
    assert client.post(f"{at}/plan/", late_).status_code == 422
    fine = {**late_, "plan-contract": day(-90).isoformat()}
    assert client.post(f"{at}/plan/", fine).status_code == 302
    assert client.post(f"{at}/edit/", {"version": 3, "name": ""}).status_code == 422
    assert client.post(f"{at}/edit/", {"version": 3, "name": "新名"}).status_code == 302
    client.post(f"{at}/contact/", {"name": "李某某", "phone": "13900001234"})
    page = client.post(f"{at}/reveal/", {"reason": "约见"})
    assert "13900001234" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert "13900001234" not in client.get(f"{at}/").content.decode()
    with everything("the test looks at all rows"):
        kept = Evidence.objects.get()
    client.post(f"{at}/void/", {"version": 4, "evidence": kept.pk, "reason": "写错"})
    client.post(f"{at}/share/", {"version": 5})
    assert read_by(HOST, project) is not None
    client.post(f"{at}/unshare/", {"version": 6, "reason": "误公开"})
    client.post(f"{at}/close/", {"version": 7, "reason": "不来了"})
    found = only("新名")
    assert (found.version, found.state, found.visibility) == (8, "lost", "own")
    assert "恢复跟进" in client.get(f"{at}/").content.decode()
    assert client.post(f"{at}/dance/").status_code == 404


@pytest.mark.slow
def test_a_hand_over_is_offered_read_and_answered_on_its_page() -> None:
    project = lead()
    origin, host = browser_of(ORIGIN), browser_of(HOST)
    at = f"/projects/{project.pk}/"
    with acting(HOST) as one:
        taker = one.at[1].pk
    assert (
        origin.post(f"{at}offer/", {"version": 1, "taker": taker, "files": ""}).status_code == 422
    )
    assert host.get(at).status_code == 404
    form = {"version": 1, "taker": taker, "files": "项目建议书", "contact": "1"}
    assert origin.post(f"{at}offer/", form).status_code == 302
    assert "接收项目" in host.get(at).content.decode()
    assert "示例项目" in host.get("/").content.decode()
    assert "接收项目" not in origin.get(at).content.decode()
    with acting(HOST):
        key = project.handovers.get().pk
    host.post(f"/handovers/{key}/decline/", {"version": 1, "reason": "材料不全"})
    assert host.get(at).status_code == 404
    assert "材料不全" in origin.get(at).content.decode()
    again = offered(ORIGIN, project)
    host.post(f"/handovers/{again.pk}/accept/", {"version": 1})
    page = origin.get(at).content.decode()
    assert "已接收" in page
    assert "由对方牵头" in page
    assert host.get(f"{at}move/?to=contact").status_code == 200


def test_what_is_taken_away_holds_the_list_and_no_formula() -> None:
    with acting(ORIGIN):
        lead(name="=HYPERLINK(1)")
        lead(name="平常的示例")
    client = browser_of(ORIGIN)
    text = client.get("/projects/list.csv?q=HYPER").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[1] for row in rows] == ["项目名称", "'=HYPERLINK(1)"]
    book = zipfile.ZipFile(io.BytesIO(client.get("/projects/list.xlsx").content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "平常的示例" in sheet
    assert "=HYPERLINK(1)" in sheet
    assert client.get("/projects/list.exe").status_code == 404


def test_a_list_is_filtered_and_sorted() -> None:
    lead(name="甲示例", ago=61)
    lead(name="乙示例", ago=10)
    moved(ORIGIN, lead(name="丙示例"), "contact")
    client = browser_of(ORIGIN)

    def named(query: str) -> list[str]:
        page = client.get(f"/projects/?{query}").content.decode()
        return sorted((name for name in "甲乙丙" if f"{name}示例" in page), key=page.index)

    assert sorted(named("")) == sorted("甲乙丙")
    assert named("health=stuck") == ["甲"]
    assert named("stage=contact") == ["丙"]
    assert named("q=乙") == ["乙"]
    assert named("sort=since")[:2] == ["甲", "乙"]
    assert named("health=lost") == named("side=999999") == []


def _one_of_many(park: Park, party: Party, n: int) -> Project:
    return Project(
        park=park,
        code=f"X{n:04d}",
        name=f"示例{n}",
        industry="1723",
        investment=n * 10**8,
        brought_by=party,
        led_by=party,
        stage=CODES[n % 12],
        stage_since=day(n),
        by="x",
    )


def many(small: Park) -> None:
    """Projects in all stages, each with a plan and its moves."""
    party = Seat.objects.filter(park=small, confirms=True)[1].party
    with everything("the test fills a park"):
        rows = Project.objects.bulk_create(_one_of_many(small, party, n) for n in range(MANY))
        for one in rows:
            StageChange.objects.create(
                project=one, kind="begun", entered=one.stage, on=one.stage_since, side=party
            )
            Milestone.objects.create(
                project=one, stage=CODES[11], planned_on=one.stage_since + timedelta(100)
            )
        Contact.objects.create(park=small, project=rows[0], name="某")


@pytest.mark.slow
def test_no_page_asks_more_than_it_may(small: Park) -> None:
    many(small)
    client = browser_of(ORIGIN)
    client.get("/")
    with everything("the test looks at all rows"):
        first = Project.objects.earliest("pk")
    pages = (
        "/projects/", "/projects/?health=stuck&sort=since&page=2", "/projects/?health=late",
        "/projects/board/", "/projects/gantt/", "/claims/", f"/projects/{first.pk}/",
        "/projects/list.csv",
    )  # fmt: skip
    for place in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(place).status_code == 200
        # a savepoint asks for no rows; there are some because the test is one transaction
        said = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
        assert len(said) <= MOST_QUERIES, (place, len(said), [sql[:90] for sql in said])
