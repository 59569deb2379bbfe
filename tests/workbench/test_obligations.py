"""The ledger follows the texts in force; what is entered takes both sides."""

from datetime import date
from typing import Any

import pytest

from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.agreements.actions import confirm, draft, propose
from feidi.workbench.agreements.ledger import actions
from feidi.workbench.agreements.ledger.actions import NewObligation
from feidi.workbench.agreements.ledger.deriving import derive_stored
from feidi.workbench.agreements.ledger.queries import lit, owed
from feidi.workbench.agreements.ledger.waiting import of_ledger
from feidi.workbench.agreements.models import Obligation
from feidi.workbench.parks.models import Park
from workbench.conftest import EXAMPLES, browser_of
from workbench.coordinating import department
from workbench.story import acting

DAY = date(2032, 6, 1)
CLAUSE = "第二条"


def entered(by: str = "host-policy", **given: Any) -> Obligation:
    own = given.pop("department", None) or department("host-office", "财政局")
    said = {"clause": CLAUSE, "what": "按月报送入库", "due": date(2032, 6, 30), **given}
    with acting(by) as one:
        new = NewObligation(side=own.side, department=own, **said)
        return actions.enter(actor=one, new=new, day=DAY)


def done(username: str, verb: str, row: Obligation, **given: Any) -> Obligation:
    with acting(username) as one:
        now = Obligation.objects.get(pk=row.pk)
        getattr(actions, verb)(actor=one, row=now, version=now.version, **given)
        found: Obligation = Obligation.objects.get(pk=row.pk)
        return found


def colour(row: Obligation, day: date) -> str:
    light = lit(row, day)
    return light.colour if light else ""


def test_the_ledger_of_a_case_is_what_its_clauses_say(case: Park) -> None:
    with acting("case-host-leader"):
        rows = Obligation.objects.filter(clause="第二十三条", due__year=2027).order_by("due", "id")
        assert [(str(r.due), r.side.short, r.milestone) for r in rows][:2] == [
            ("2027-07-31", "兰州新区", False), ("2027-12-31", "兰州新区", False),
        ]  # fmt: skip
        past = Obligation.objects.filter(due__lt=date(2026, 1, 1))
        assert set(past.values_list("state", flat=True)) == {"earlier"}
        assert all(one.light is None for one in owed(past, DAY))


def test_deriving_twice_changes_nothing(case: Park) -> None:
    with acting("case-host-policy"):
        before = list(Obligation.objects.values_list("pk", "version", "state", "due"))
        day = Obligation.objects.all()[0].made_at.date()
        again = derive_stored(case.pk, day)
        assert (again.added, again.changed, again.dropped) == (0, 0, 0)
        assert list(Obligation.objects.values_list("pk", "version", "state", "due")) == before


def test_a_new_text_in_force_moves_what_is_not_yet_kept(small: Park) -> None:
    with acting("host-policy"):
        derive_stored(small.pk, DAY)
        ends = Obligation.objects.filter(zh__contains="结算期满", due__year__gte=2032)
        assert [row.due.month for row in ends][:3] == [12, 12, 12]
    text = (EXAMPLES / "two-clause-park" / "agreement.md").read_text(encoding="utf-8")
    text = text.replace("结算周期: 年度", "结算周期: 季度").replace("年结算一次", "季结算一次")
    text = text[: text.index("## 附件一")]
    with acting("origin-policy") as one:
        new = draft(actor=one, name="agreement.md", content=text.encode())
        propose(actor=one, text=new, version=new.version)
    for username in ("origin-leader", "host-leader"):
        with acting(username) as one:
            now = type(new).objects.get(pk=new.pk)
            confirm(actor=one, text=now, version=now.version, seen=now.fingerprint)
    with acting("host-policy"):
        found = derive_stored(small.pk, DAY)
        assert found.added > 0
        gone = Obligation.objects.filter(state="dropped")
        assert {row.key for row in gone} >= {"第一条/settlement 2032", "第一条/settlement 2033"}
        open_ = Obligation.objects.filter(state="due", due__year=2033)
        assert {row.zh[:6] for row in open_} == {"2033Q1", "2033Q2", "2033Q3", "2033Q4"}


def test_what_is_entered_holds_once_the_other_side_confirmed_it(small: Park) -> None:
    row = entered()
    assert (row.state, lit(row, DAY)) == ("to_accept", None)
    with pytest.raises(Refusal, match="另一方确认"):
        done("host-office", "accept", row)
    assert done("origin-office", "accept", row).state == "due"
    other = entered(what="另一件")
    with pytest.raises(Refusal, match="原因"):
        done("origin-office", "drop", other, text="")
    assert done("origin-office", "drop", other, text="协议没有这样写").state == "dropped"


def test_what_returns_is_laid_out_when_it_is_confirmed(small: Park) -> None:
    row = entered(every=1, until=date(2032, 9, 30))
    with acting("host-office"):
        assert Obligation.objects.filter(zh="按月报送入库").count() == 1
    done("origin-office", "accept", row)
    with acting("host-office"):
        rows = Obligation.objects.filter(zh="按月报送入库")
        days = [str(one.due) for one in rows]
        assert days == ["2032-06-30", "2032-07-30", "2032-08-30", "2032-09-30"]
        assert {one.state for one in rows} == {"due"}


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"what": " "}, "要做什么"),
        ({"clause": "第九十九条"}, "条款"),
        ({"due": date(2032, 5, 31)}, "不早于今天"),
        ({"due": None}, "不早于今天"),
        ({"every": 2, "until": date(2033, 1, 1)}, "哪一天为止"),
        ({"every": 1}, "哪一天为止"),
        ({"every": 1, "until": date(2052, 1, 1)}, "重复超过"),
    ],
)
def test_what_makes_no_sense_is_not_entered(small: Park, given: dict[str, Any], match: str) -> None:
    with pytest.raises(Refusal, match=match):
        entered(**given)
    with acting("host-office"):
        assert not Obligation.objects.exists()


def test_one_side_keeps_it_and_the_other_checks(small: Park) -> None:
    row = done("origin-office", "accept", entered())
    with pytest.raises(Refusal, match="承担一方"):
        done("origin-finance", "report_kept", row, text="x", day=DAY)
    with pytest.raises(Refusal, match="履行情况"):
        done("host-finance", "report_kept", row, text=" ", day=DAY)
    row = done("host-finance", "report_kept", row, text="已报送，见回执", day=DAY)
    with pytest.raises(Refusal, match="另一方核对"):
        done("host-leader", "check_kept", row, day=DAY)
    row = done("origin-finance", "not_kept", row, text="缺六月")
    assert (row.state, row.reported_on, row.reported_by) == ("due", None, None)
    row = done("host-finance", "report_kept", row, text="已补", day=DAY)
    row = done("origin-finance", "check_kept", row, day=date(2032, 6, 3))
    assert (row.state, row.kept_on) == ("kept", date(2032, 6, 3))
    with pytest.raises(Refusal, match="已履行"):
        done("origin-finance", "not_kept", row, text="x")


def test_an_overdue_obligation_is_red_and_waits_for_its_side(small: Park) -> None:
    row = done("origin-office", "accept", entered())
    assert [colour(row, day) for day in (date(2032, 6, 22), date(2032, 6, 23))] == [
        "green", "yellow",
    ]  # fmt: skip
    late = lit(row, date(2032, 7, 1))
    assert late is not None
    assert late.because.zh == "已超期 1 天"
    with acting("host-office") as one:
        Obligation.objects.filter(pk=row.pk).update(due=date(2020, 1, 1))
        waits = of_ledger(one)
        assert [(w.mine, w.due) for w in waits] == [(True, date(2020, 1, 1))]
        assert [seat.role for seat in waits[0].whom] == ["飞入地"]
    with acting("origin-office") as one:
        assert [w.mine for w in of_ledger(one)] == [False]


def test_a_milestone_asks_for_nothing(case: Park) -> None:
    with acting("case-host-leader") as one:
        row = Obligation.objects.filter(milestone=True, state="due")[0]
        assert lit(row, date(2050, 1, 1)) is None
        with pytest.raises(Refusal, match="节点"):
            actions.report_kept(actor=one, row=row, version=row.version, text="x", day=DAY)


def test_a_department_is_named_by_its_own_side(small: Park) -> None:
    row = done("origin-office", "accept", entered())
    theirs, ours = department("origin-office", "丙局"), department("host-office", "丁局")
    with pytest.raises(Refusal, match="承担一方"):
        done("origin-office", "appoint", row, department=theirs)
    with pytest.raises(Refusal, match="本方的部门"):
        done("host-office", "appoint", row, department=theirs)
    assert done("host-office", "appoint", row, department=ours).department_id == ours.pk


def test_of_two_who_answer_at_once_the_second_is_told(small: Park) -> None:
    row = entered()
    seen = row.version
    with acting("origin-office") as one:
        actions.accept(actor=one, row=row, version=seen)
    with acting("origin-leader") as two, pytest.raises(Stale):
        actions.drop(actor=two, row=row, version=seen, text="x")


def test_what_is_due_stands_beside_its_clause(case: Park) -> None:
    client = browser_of("case-origin-policy")
    with acting("case-origin-policy"):
        key = Obligation.objects.filter(clause="第二十四条", state="due")[0].pk
    page = client.get("/agreements/").content.decode()
    assert "履约台账" in page
    page = client.get(f"/agreements/obligations/{key}/").content.decode()
    assert "万分之" in page
    assert "由条款的规则算出" in page
    listed = client.get("/agreements/obligations/?on=2050-01-01").content.decode()
    assert "lamp red" in listed
